import type { RowPath } from '../../../model/sighting.js';
import { ACCESS_POLICIES, changedPolicies } from './access-policies.js';
import { textPartOf } from './expression/functions/rule.js';
import { Unresolved } from './expression/unresolved.js';
import { isList, isObject, propertyOf, spelledIn, type Value } from './expression/value.js';
import type { Evaluated } from './template-rows.js';

/** Child resources that are items of a list in their parent: Azure shows them there. */
const LISTS: Readonly<Record<string, string>> = {
  [ACCESS_POLICIES]: 'accessPolicies',
  'microsoft.network/networksecuritygroups/securityrules': 'securityRules',
  'microsoft.network/virtualnetworks/subnets': 'subnets',
};

interface Folded {
  readonly resources: readonly Evaluated[];
  /** Children whose parents the template does not deploy. */
  readonly orphans: readonly Evaluated[];
}

/** The list in its parent that a child resource is an item of. */
export function listOf({ type }: Evaluated): string | undefined {
  const lower = type.toLowerCase();
  return Object.hasOwn(LISTS, lower) ? LISTS[lower] : undefined;
}

/** Puts child resources into the lists of their parents, those of one list at once: loops make thousands. */
export function foldChildren(resources: readonly Evaluated[]): Folded {
  const parents = new Map<string, Evaluated>();
  const children: Evaluated[] = [];
  for (const each of resources) {
    if (listOf(each) !== undefined) children.push(each);
    else parents.set(keyOf(each.id), each);
  }
  const orphans: Evaluated[] = [];
  const byList = new Map<string, Evaluated[]>();
  for (const child of children) {
    const above = parentKeyOf(child);
    const key = `${listOf(child) ?? ''} ${above}`;
    if (!parents.has(above)) orphans.push(child);
    else if (byList.get(key)?.push(child) === undefined) byList.set(key, [child]);
  }
  for (const those of byList.values()) {
    const [first] = those;
    const above = first === undefined ? '' : parentKeyOf(first);
    const [parent, list] = [parents.get(above), first && listOf(first)];
    if (parent !== undefined && list !== undefined) parents.set(above, withItems(parent, those, list));
  }
  return { resources: [...parents.values()], orphans };
}

function keyOf(id: Value): string {
  return (textPartOf(id) ?? '').toLowerCase();
}

function parentKeyOf({ id }: Evaluated): string {
  return keyOf(id).split('/').slice(0, -2).join('/');
}

function withItems(parent: Evaluated, children: readonly Evaluated[], list: string): Evaluated {
  const { properties } = parent;
  if (!isObject(properties)) return parent;
  const spelled = spelledIn(properties, list) ?? list;
  const before = Object.hasOwn(properties, spelled) ? properties[spelled] : [];
  if (!isList(before)) return parent;
  const put = list === 'accessPolicies' ? withPolicies : withNamed;
  const { items, written } = put(before, children);
  return {
    ...parent,
    properties: { ...properties, [spelled]: items },
    placeOf: (path) => {
      const [first, name, index, ...rest] = path;
      const isThere = first === 'properties' && String(name).toLowerCase() === list.toLowerCase();
      const found = isThere && typeof index === 'number' ? written.get(index) : undefined;
      return found === undefined ? parent.placeOf(path) : found.child.placeOf([...found.at, ...rest]);
    },
  };
}

/** A list of a parent with what children put into it: at which index what of which child stands. */
interface Put {
  readonly items: readonly Value[];
  readonly written: ReadonlyMap<number, { readonly child: Evaluated; readonly at: RowPath }>;
}

function withPolicies(before: readonly Value[], children: readonly Evaluated[]): Put {
  let items = [...before];
  const written = new Map<number, { child: Evaluated; at: RowPath }>();
  for (const child of children) {
    const name = child.columns.name instanceof Unresolved ? undefined : ownNameOf(child);
    const { kept, added } = changedPolicies(items, name, child.conditional ?? child.properties);
    if (kept !== items) items = [...kept];
    for (const [index, policy] of added.entries()) {
      written.set(items.length, { child, at: ['properties', 'accessPolicies', index] });
      items.push(policy);
    }
  }
  return { items, written };
}

/** A child takes the place of an item of its name, which its parent writes down too: it is deployed after that. */
function withNamed(before: readonly Value[], children: readonly Evaluated[]): Put {
  const items = [...before];
  const written = new Map<number, { child: Evaluated; at: RowPath }>();
  const places = new Map<string, number>();
  for (const [index, item] of before.entries()) {
    const name = isObject(item) ? propertyOf(item, 'name') : undefined;
    const own = typeof name === 'string' ? name.toLowerCase() : undefined;
    if (own !== undefined && !places.has(own)) places.set(own, index);
  }
  for (const child of children) {
    const name = ownNameOf(child);
    const at = places.get(name.toLowerCase()) ?? items.length;
    // Of a child that may not be deployed nothing but the name is certain.
    items[at] = { id: child.id, name, properties: child.conditional ?? child.properties };
    places.set(name.toLowerCase(), at);
    written.set(at, { child, at: [] });
  }
  return { items, written };
}

export function ownNameOf({ columns }: Evaluated): string {
  return (
    textPartOf(columns.name ?? '')
      ?.split('/')
      .at(-1) ?? ''
  );
}
