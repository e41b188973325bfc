import { Unresolved } from './expression/unresolved.js';
import { isList, isObject, propertyOf, type Value } from './expression/value.js';

export const ACCESS_POLICIES = 'microsoft.keyvault/vaults/accesspolicies';

/** What a `vaults/accessPolicies` leaves of the entries of its vault, and what it brings. */
interface Changed {
  readonly kept: readonly Value[];
  readonly added: readonly Value[];
}

/**
 * What `vaults/accessPolicies` does, as its name says: `add`, `replace` or `remove`
 * (https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/accesspolicies). No page says what is left of the other entries
 * after `replace`, nor of an entry after `remove` takes a part of its permissions: that is not known then.
 *
 * @param name the last part of the name, undefined where it is not known
 */
export function changedPolicies(
  items: readonly Value[],
  name: string | undefined,
  properties: Value,
): Changed {
  const list = isObject(properties) ? propertyOf(properties, 'accessPolicies') : properties;
  const given: readonly Value[] = isList(list) ? list : list === undefined ? [] : [list];
  const open = (item: Value, index: number): Value =>
    notKnown(item, `access policy ${index} after ${name ?? ''}`);
  switch (name?.toLowerCase()) {
    case 'add':
      return { kept: items, added: given };
    case 'replace':
      return { kept: items.map(open), added: given };
    case 'remove':
      return {
        kept: items.map((item, index) =>
          given.every((one) => areOfOthers(item, one)) ? item : open(item, index),
        ),
        added: [],
      };
    default:
      return { kept: items.map(open), added: given.map(open) };
  }
}

/** Whether two entries are certainly about two principals. */
function areOfOthers(one: Value, other: Value): boolean {
  const [left, right] = [one, other].map((entry) =>
    isObject(entry) ? propertyOf(entry, 'objectId') : undefined,
  );
  return typeof left === 'string' && typeof right === 'string' && left.toLowerCase() !== right.toLowerCase();
}

function notKnown(item: Value, key: string): Unresolved {
  return item instanceof Unresolved ? item : new Unresolved({ kind: 'deployment' }, key);
}
