import { lowerId, nameOf } from '../../../model/arm-id.js';
import type { IsRemoved } from './fill.js';
import type { Identities } from './identity.js';
import { own } from './json.js';
import type { PartMapping, RowMapping } from './mapping.js';
import type { Plan } from './plan.js';
import { TABLE } from './table.js';
import { valueAt } from './values.js';

/**
 * What a plan removes from lists that the state of the parent still has: separate rules, grants, attachments.
 *
 * @returns for the row of an id, whether an item of one of its lists goes
 */
export function removalsOf(plan: Plan, identities: Identities): (id: string) => IsRemoved | undefined {
  const removed = new Map<string, Set<string>>();
  const add = (parentId: string, list: string, key: unknown) => {
    const name = keyText(key);
    if (name === undefined) return;
    const place = `${lowerId(parentId)} ${list}`;
    removed.set(place, (removed.get(place) ?? new Set<string>()).add(name));
  };
  for (const resource of plan.resources.values()) {
    if (resource.change !== 'removed') continue;
    const mapping = TABLE.get(resource.type);
    if (mapping?.kind === 'part' && mapping.key !== undefined) {
      const parent = valueAt(resource, [mapping.parent.from]);
      if (typeof parent === 'string') add(parent, mapping.at, valueAt(resource, [keyAttributeOf(mapping)]));
    } else if (mapping?.kind === 'row' && isListed(mapping)) {
      const id = identities.of(resource)?.id;
      if (id !== undefined) add(id.replace(/\/[^/]+\/[^/]+$/, ''), mapping.listedAt, nameOf(id));
    }
  }
  if (removed.size === 0) return () => undefined;
  return (id) => (list, item) => {
    const names = removed.get(`${lowerId(id)} ${list}`);
    if (names === undefined) return false;
    return ['name', 'object_id', 'lun'].some((key) => names.has(keyText(own(item, key)) ?? ''));
  };
}

function isListed(mapping: RowMapping): mapping is RowMapping & { listedAt: string } {
  return mapping.listedAt !== undefined;
}

/** The attribute that becomes the property by which the items are told apart. */
function keyAttributeOf({ fields, key }: PartMapping): string {
  const field = fields.find((each) => each.kind === 'attribute' && each.to === key);
  return field?.kind === 'attribute' ? field.from : '';
}

/** What tells the items of a list apart, as a text in lower case. */
export function keyText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : undefined;
}
