import { objectOf, own, textOf, type JsonObject } from './json.js';
import type { PlannedResource } from './plan.js';

/** The ARM type in the `type` of an azapi resource, such as `Microsoft.Compute/disks@2024-03-02`. */
export function azapiTypeOf({ type, values }: PlannedResource): string | undefined {
  return azapiTypeOfValues(type, values);
}

/** The same of a type of Terraform's and the values of a resource. */
export function azapiTypeOfValues(type: string, values: JsonObject): string | undefined {
  return isAzapi(type) ? textOf(textOf(own(values, 'type'))?.split('@')[0]) : undefined;
}

/** Whether the type is one of the azapi provider's that are resources of Azure. */
export function isAzapi(type: string): boolean {
  return type === 'azapi_resource' || type === 'azapi_update_resource';
}

/** How the id of an azapi resource is made of its attributes; undefined where it is no such resource. */
export function azapiIdTemplate(resource: PlannedResource): string | undefined {
  const type = azapiTypeOf(resource);
  if (type === undefined || !/^[\w.]+(\/[\w.]+)+$/.test(type)) return undefined;
  if (resource.type === 'azapi_update_resource' && !('name' in resource.values)) return '{resource_id}';
  if (type.toLowerCase() === 'microsoft.resources/resourcegroups') return '{parent_id}/resourceGroups/{name}';
  // A resource of a nested type is below its parent; every other one is below a provider.
  const nested = type.split('/').length > 2;
  return nested
    ? `{parent_id}/${type.slice(type.lastIndexOf('/') + 1)}/{name}`
    : `{parent_id}/providers/${type}/{name}`;
}

/** A value that is an object, or JSON of one in a text, as older versions of the provider have bodies. */
export function objectIn(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return objectOf(JSON.parse(value));
  } catch {
    return undefined;
  }
}
