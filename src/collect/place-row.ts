import { lowerId, subscriptionOf } from '../model/arm-id.js';
import { TYPES, type Row } from '../model/row.js';
import { SHARED_TYPES } from '../model/shared-types.js';
import { isJsonObject } from './to-row.js';

/** Which part of an inventory a row belongs to (docs/inventory.md). */
export type PartOf =
  | { readonly part: 'shared' }
  /** A slice; the subscription is empty for a resource whose id names none. */
  | { readonly part: 'slice'; readonly subscriptionId: string }
  /** A backup job: it is in the slice of the VM that it protects, which its own row does not tell. */
  | { readonly part: 'job' };

/** Types of which a row without a subscription is about everything: a role or policy at a management group, a stray lock. */
const SHARED_WITHOUT_SUBSCRIPTION: ReadonlySet<string> = new Set([
  TYPES.roleAssignment,
  TYPES.lock,
  TYPES.policyAssignment,
  TYPES.policyDefinition,
  TYPES.policySetDefinition,
  TYPES.policyExemption,
]);

/** Where a row belongs. A protected item is in the slice of its VM; the vault may be in another subscription. */
export function partOf(row: Row): PartOf {
  const type = row.type.toLowerCase();
  if (SHARED_TYPES.has(type)) return { part: 'shared' };
  if (type === TYPES.backupJob) return { part: 'job' };
  const id = lowerId((type === TYPES.protectedItem ? sourceOf(row) : undefined) ?? row.id);
  const subscriptionId = subscriptionOf(id);
  if (subscriptionId === undefined && SHARED_WITHOUT_SUBSCRIPTION.has(type)) return { part: 'shared' };
  return { part: 'slice', subscriptionId: subscriptionId ?? '' };
}

/** The id of what a protected item protects. */
function sourceOf(row: Row): string | undefined {
  const properties = isJsonObject(row.properties) ? row.properties : {};
  const info = isJsonObject(properties.dataSourceInfo) ? properties.dataSourceInfo : {};
  const candidates = [properties.sourceResourceId, info.resourceID, properties.virtualMachineId];
  return candidates.find((id): id is string => typeof id === 'string' && id !== '');
}
