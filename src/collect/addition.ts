import { lowerId, subscriptionOf } from '../model/arm-id.js';
import type { Row } from '../model/row.js';
import type { RowPath, Sighting } from '../model/sighting.js';
import { Unknown } from '../model/unknown.js';
import { isPlain, laidOver } from './laid-over.js';

/**
 * What infrastructure files add to a resource that they do not declare: a disk to a VM, a rule to a security group, an
 * access policy to a key vault. Without the resource it is nothing.
 */
export interface Addition {
  /** The lower-cased type and ARM id of the resource. */
  readonly type: string;
  readonly id: string;
  /** Where it stands there. */
  readonly at: RowPath;
  readonly value: unknown;
  /** Of an item of a list: the property that tells it apart, if there is one. Else the value takes the whole place. */
  readonly item?: { readonly key?: string | undefined };
  readonly placeOf: Sighting['placeOf'];
}

/** What is added to each resource: by lower-cased subscription, then by type and id. */
type Additions = ReadonlyMap<string, ReadonlyMap<string, readonly Addition[]>>;

export function bySubscription(additions: Iterable<Addition>): Additions {
  const sorted = new Map<string, Map<string, Addition[]>>();
  for (const each of additions) {
    const subscription = subscriptionOf(each.id) ?? '';
    const resources = sorted.get(subscription) ?? new Map<string, Addition[]>();
    sorted.set(subscription, resources);
    const key = `${each.type} ${each.id}`;
    const those = resources.get(key);
    if (those === undefined) resources.set(key, [each]);
    else those.push(each);
  }
  return sorted;
}

type PlaceOf = Sighting['placeOf'];

/**
 * A resource with all that is added to it; where a place is not known, it stays so. What is there already, and stays as
 * it is, makes the resource none of the files.
 */
export function withAdditions(row: Row, additions: readonly Addition[]): Row {
  const places = new Map<string, PlaceOf>();
  const lists = new Map<string, Addition[]>();
  let changed: unknown = row;
  for (const each of additions) {
    const key = keyOf(each.at);
    if (each.item === undefined) {
      const next = withValue(changed, each.at, each.value);
      if (next !== undefined) places.set(key, each.placeOf);
      changed = next ?? changed;
    } else if (lists.get(key)?.push(each) === undefined) lists.set(key, [each]);
  }
  for (const those of lists.values()) changed = withItems(changed, those, places) ?? changed;
  const [first] = places.values();
  if (first === undefined) return row;
  const placeOf: PlaceOf = (path) => {
    for (let length = path.length; length > 0; length--) {
      const found = places.get(keyOf(path.slice(0, length)));
      if (found !== undefined) return found(path.slice(length));
    }
    return row.sighting?.placeOf(path) ?? first([]);
  };
  return { ...(changed as Row), sighting: { ...row.sighting, placeOf } };
}

/** The object with items added to the list at one place, or put over those that are the same thing. */
function withItems(object: unknown, additions: readonly Addition[], places: Map<string, PlaceOf>): unknown {
  const at = additions[0]?.at ?? [];
  const list = valueIn(object, at);
  if (list !== undefined && list !== null && !Array.isArray(list)) return undefined;
  const items: unknown[] = Array.isArray(list) ? [...(list as unknown[])] : [];
  const known = new Map<string, number>();
  for (const { value, item, placeOf } of additions) {
    const key = item?.key;
    if (key !== undefined && known.size === 0)
      for (const [index, each] of items.entries()) known.set(textIn(each, key) ?? ` ${index}`, index);
    const name = key === undefined ? undefined : textIn(value, key);
    const index = (name === undefined ? undefined : known.get(name)) ?? items.length;
    const old = items[index];
    const laid = laidOver(old, value);
    const next = isPlain(old) && isPlain(laid) ? { ...old, ...laid } : laid;
    if (old !== undefined && isSame(old, next)) continue;
    items[index] = next;
    if (name !== undefined) known.set(name, index);
    places.set(keyOf([...at, index]), placeOf);
  }
  return withValue(object, at, items);
}

function keyOf(path: RowPath): string {
  return path.join('\0');
}

/** A copy with a value set; undefined where something on the way is not known. */
function withValue(object: unknown, [step, ...rest]: RowPath, value: unknown): unknown {
  if (step === undefined) return value;
  if (object !== undefined && object !== null && !isPlain(object)) return undefined;
  const inner = isPlain(object) && Object.hasOwn(object, step) ? object[step] : undefined;
  const changed = withValue(inner, rest, value);
  return changed === undefined ? undefined : { ...object, [step]: changed };
}

function valueIn(object: unknown, path: RowPath): unknown {
  let value = object;
  for (const step of path) {
    if (value instanceof Unknown) return value;
    value = isPlain(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

function textIn(item: unknown, key: string): string | undefined {
  const value = isPlain(item) ? item[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : undefined;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one).toLowerCase() === JSON.stringify(other).toLowerCase();
}

/** Whether the id of a resource is fully known, so that it can be one that exists. */
export function isKnownId(id: string): boolean {
  return lowerId(id).startsWith('/subscriptions/') && !id.includes('<');
}
