import { lowerId } from '../../model/arm-id.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { holdsForAny, undetermined } from './logic.js';
import { listOrNone } from './selectors.js';

/** Where the group will be: lower-cased ids. */
export interface Place {
  readonly subscription: string;
  readonly group: string;
  /** The management groups above the subscription; undefined: not known. */
  readonly managementGroups: readonly string[] | undefined;
}

const MANAGEMENT_GROUP = '/providers/microsoft.management/managementgroups/';

/** Whether a scope (lower-cased id) takes in the group: the root, a management group above, the subscription, itself. */
export function reaches(scope: string, place: Place): Fact<boolean> {
  if (scope === '/' || scope === place.subscription || scope === place.group) return true;
  if (!scope.startsWith(MANAGEMENT_GROUP)) return false;
  return (
    place.managementGroups?.includes(scope) ??
    new Unknown('not-in-source', 'The management groups above the subscription are not known.')
  );
}

/** The scopes that certainly take in the group, from the root down. */
export function scopesOver({ managementGroups = [], subscription, group }: Place): readonly string[] {
  return ['/', ...managementGroups, subscription, group];
}

/**
 * Whether one of the excluded scopes of an assignment takes in the group
 * (https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#excluded-scopes).
 */
export function isExcluded(notScopes: unknown, place: Place): Fact<boolean> {
  const list = listOrNone(notScopes);
  if (list instanceof Unknown) return list;
  return holdsForAny(list, (scope) => {
    if (scope instanceof Unknown) return scope;
    return typeof scope === 'string'
      ? reaches(lowerId(scope.trim()), place)
      : undetermined('It excludes a scope that cannot be read.');
  });
}

/** The scope that an id of a policy object stands in: what is before its last `/providers/Microsoft.Authorization/`. */
export function scopeOfId(id: string): string | undefined {
  const lower = lowerId(id);
  const end = lower.lastIndexOf('/providers/microsoft.authorization/');
  return end < 0 ? undefined : lower.slice(0, end) || '/';
}
