import { typeOf } from '../model/arm-id.js';
import type { Row } from '../model/row.js';
import { TYPES } from '../model/row.js';

type JsonObject = Record<string, unknown>;

/** The columns that stand beside `properties`; everything else in a flat resource is a property. */
const COLUMNS: ReadonlySet<string> = new Set([
  'id',
  'name',
  'type',
  'tenantId',
  'kind',
  'location',
  'resourceGroup',
  'subscriptionId',
  'managedBy',
  'managedByExtended',
  'sku',
  'plan',
  'properties',
  'tags',
  'identity',
  'zones',
  'extendedLocation',
  'resources',
  'etag',
  'systemData',
  'changedTime',
  'createdTime',
  'apiVersion',
]);

/** The Azure CLI changes the letter case of some names when it flattens a resource. */
const CLI_NAMES: Readonly<Record<string, string>> = {
  diskSizeGb: 'diskSizeGB',
  provisionVmAgent: 'provisionVMAgent',
  privateIpAddress: 'privateIPAddress',
  privateIpAllocationMethod: 'privateIPAllocationMethod',
  privateIpAddressVersion: 'privateIPAddressVersion',
  typePropertiesType: 'type',
  virtualMachineExtensionType: 'type',
};

/** How PSRule's Export-AzRuleData spells the columns. */
const PASCAL_NAMES: Readonly<Record<string, string>> = {
  ResourceId: 'id',
  ResourceType: 'type',
  Name: 'name',
  Location: 'location',
  Properties: 'properties',
  Sku: 'sku',
  Tags: 'tags',
  Zones: 'zones',
  Identity: 'identity',
  ManagedBy: 'managedBy',
};

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The row or rows in one resource: itself, and the child resources that ARM puts in `resources`. A resource that `az`
 * printed flat gets its `properties` back. Undefined where the value has no id or no type.
 */
export function rowsOf(value: unknown): readonly Row[] | undefined {
  if (!isJsonObject(value)) return undefined;
  if (isRow(value)) return [value];
  const resource = typeof value.id === 'string' ? value : renamed(value, PASCAL_NAMES);
  const id = resource.id;
  if (typeof id !== 'string' || id.trim() === '') return undefined;
  const type = typeof resource.type === 'string' ? resource.type : typeOf(id);
  if (type === undefined || type === '') return undefined;
  const row: Row = { ...(isJsonObject(resource.properties) ? resource : unflattened(resource)), id, type };
  return [row, ...childrenOf(resource)];
}

/** Whether a resource is a row as it is, as nearly all are: a copy takes time and memory. */
function isRow(value: JsonObject): value is JsonObject & Row {
  const { id, type, properties, resources } = value;
  return (
    typeof id === 'string' &&
    id.trim() !== '' &&
    typeof type === 'string' &&
    type !== '' &&
    isJsonObject(properties) &&
    resources === undefined
  );
}

/** Extensions inside a VM, as `GET virtualMachines/{vm}` gives them. */
function childrenOf(resource: JsonObject): readonly Row[] {
  const children = resource.resources;
  if (!Array.isArray(children)) return [];
  return children.flatMap((child) => {
    const rows = rowsOf(child) ?? [];
    return rows.filter((row) => row.type.toLowerCase() === TYPES.extension);
  });
}

/** What a list of resources says of each beside its columns: that alone makes no resource flat. */
const LISTED: ReadonlySet<string> = new Set(['provisioningState']);

function unflattened(resource: JsonObject): JsonObject {
  const columns = Object.entries(resource).filter(([key]) => COLUMNS.has(key));
  const others = Object.entries(resource).filter(([key]) => !COLUMNS.has(key));
  const told = others.some(([key, value]) => value !== null && value !== undefined && !LISTED.has(key));
  const row = Object.fromEntries(columns);
  const rest = Object.fromEntries(others);
  return told ? { ...row, properties: deepRenamed(rest) } : { ...row, ...rest };
}

function renamed(value: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      Object.hasOwn(names, key) ? (names[key] ?? key) : key,
      child,
    ]),
  );
}

/** Gives back Azure's own spelling to every name below; the depth was bounded when the text was parsed. */
function deepRenamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deepRenamed);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(renamed(value, CLI_NAMES)).map(
    ([key, child]) => [key, deepRenamed(child)] as const,
  );
  return Object.fromEntries(entries);
}
