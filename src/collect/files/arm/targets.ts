import { isJsonObject } from '../../to-row.js';
import type { Target } from './expression/context.js';
import { idOf } from './expression/functions/resource-ids.js';
import { textPartOf } from './expression/functions/rule.js';
import { Unresolved } from './expression/unresolved.js';
import { propertyOf, type Value } from './expression/value.js';

const TENANT: Target = { kind: 'tenant', id: '' };

function managementGroupTarget(name: Value): Target {
  const id = idOf('/providers/Microsoft.Management/managementGroups/', name);
  return { kind: 'managementGroup', id, managementGroup: name };
}

function subscriptionTarget(subscription: Value): Target {
  return { kind: 'subscription', id: idOf('/subscriptions/', subscription), subscription };
}

export function resourceGroupTarget(subscription: Value, resourceGroup: Value, location?: Value): Target {
  const id = idOf('/subscriptions/', subscription, '/resourceGroups/', resourceGroup);
  return { kind: 'resourceGroup', id, subscription, resourceGroup, location };
}

/** What `$schema` says of the scope that a template is for; a resource group where it says nothing. */
function kindOf(template: unknown): Target['kind'] {
  const schema = isJsonObject(template) ? propertyOf(template, '$schema') : undefined;
  const [, kind = ''] =
    /\/(tenant|managementGroup|subscription)DeploymentTemplate/i.exec(String(schema)) ?? [];
  switch (kind.toLowerCase()) {
    case 'tenant':
      return 'tenant';
    case 'managementgroup':
      return 'managementGroup';
    case 'subscription':
      return 'subscription';
    default:
      return 'resourceGroup';
  }
}

/**
 * Where the main template goes to. What `target` does not tell is not known, but the same in the whole template.
 *
 * @param target the ARM id of a subscription or resource group
 */
export function mainTarget(template: unknown, key: string, target: string | undefined): Target {
  const [, subscription, group] =
    /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?\/?$/i.exec(target ?? '') ?? [];
  const unknown = (what: string): Value => new Unresolved({ kind: 'target' }, `${key} ${what}`);
  return targetOfKind(kindOf(template), {
    managementGroup: unknown('management group'),
    subscription: subscription ?? unknown('subscription'),
    resourceGroup: group ?? unknown('resource group'),
  });
}

function targetOfKind(
  kind: Target['kind'],
  parts: Readonly<Record<Exclude<Target['kind'], 'tenant'>, Value>>,
): Target {
  switch (kind) {
    case 'tenant':
      return TENANT;
    case 'managementGroup':
      return managementGroupTarget(parts.managementGroup);
    case 'subscription':
      return subscriptionTarget(parts.subscription);
    case 'resourceGroup':
      return resourceGroupTarget(parts.subscription, parts.resourceGroup);
  }
}

/** What a nested deployment says of its scope, evaluated. */
export interface NestedScope {
  readonly scope: Value | undefined;
  readonly subscriptionId: Value | undefined;
  readonly resourceGroup: Value | undefined;
  readonly template: unknown;
}

/**
 * Where a nested deployment goes to
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-to-resource-group and its sisters).
 */
export function nestedTarget(nested: NestedScope, home: Target): Target {
  const { scope, subscriptionId, resourceGroup, template } = nested;
  const noSubscription = new Unresolved(
    { kind: 'deployment' },
    `subscription of ${textPartOf(home.id) ?? ''}`,
  );
  if (scope !== undefined)
    return targetOfScope(scope) ?? (scope instanceof Unresolved ? unknownTarget(scope, template) : home);
  const subscription = subscriptionId ?? home.subscription ?? noSubscription;
  if (resourceGroup !== undefined) return resourceGroupTarget(subscription, resourceGroup);
  if (subscriptionId !== undefined || (kindOf(template) === 'subscription' && home.kind === 'resourceGroup'))
    return subscriptionTarget(subscription);
  return home;
}

/** A scope of which nothing is known but that it is the same wherever it is written so. */
function unknownTarget(scope: Unresolved, template: unknown): Target {
  const part = (what: string) =>
    new Unresolved(scope.cause, `${what} of ${scope.key}`, undefined, scope.more);
  return targetOfKind(kindOf(template), {
    managementGroup: part('management group'),
    subscription: part('subscription'),
    resourceGroup: part('resource group'),
  });
}

/** A scope may be written without its beginning: `Microsoft.Management/managementGroups/name`. */
function targetOfScope(scope: Value): Target | undefined {
  const text = textPartOf(scope) ?? '';
  if (text === '/') return TENANT;
  const part = (name: string): Value =>
    scope instanceof Unresolved && name.includes('<')
      ? new Unresolved(scope.cause, `part ${name.toLowerCase()}`, name)
      : name;
  const [, group] = /Microsoft\.Management\/managementGroups\/([^/]+)$/i.exec(text) ?? [];
  if (group !== undefined) return managementGroupTarget(part(group));
  const [, subscription, resourceGroup] =
    /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i.exec(text) ?? [];
  if (subscription === undefined) return undefined;
  return resourceGroup === undefined
    ? subscriptionTarget(part(subscription))
    : resourceGroupTarget(part(subscription), part(resourceGroup));
}
