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

/** Puts child resources into the lists of their parents. */
export function foldChildren(resources: readonly Evaluated[]): Folded {
  const parents = new Map<string, Evaluated>();
  const children: Evaluated[] = [];
  for (const each of resources) {
    if (listOf(each) !== undefined) children.push(each);
    else parents.set(keyOf(each.id), each);
  }
  const orphans: Evaluated[] = [];
  for (const child of children) {
    const id = keyOf(child.id);
    const above = id.split('/').slice(0, -2).join('/');
    const parent = parents.get(above);
    const list = listOf(child);
    if (parent === undefined) orphans.push(child);
    else if (list !== undefined) parents.set(above, withItems(parent, child, list));
  }
  return { resources: [...parents.values()], orphans };
}

function keyOf(id: Value): string {
  return (textPartOf(id) ?? '').toLowerCase();
}

/** A list of a parent with what a child puts into it: at which index what of the child stands. */
interface Put {
  readonly items: readonly Value[];
  readonly written: ReadonlyMap<number, RowPath>;
}

function withItems(parent: Evaluated, child: Evaluated, list: string): Evaluated {
  const { properties } = parent;
  if (!isObject(properties)) return parent;
  const spelled = spelledIn(properties, list) ?? list;
  const before = Object.hasOwn(properties, spelled) ? properties[spelled] : [];
  if (!isList(before)) return parent;
  const { items, written } =
    list === 'accessPolicies' ? withPolicies(before, child) : withItem(before, child);
  return {
    ...parent,
    properties: { ...properties, [spelled]: items },
    placeOf: (path) => {
      const [first, name, index, ...rest] = path;
      const isThere = first === 'properties' && String(name).toLowerCase() === list.toLowerCase();
      const at = isThere && typeof index === 'number' ? written.get(index) : undefined;
      return at === undefined ? parent.placeOf(path) : child.placeOf([...at, ...rest]);
    },
  };
}

function withPolicies(before: readonly Value[], child: Evaluated): Put {
  const name = child.columns.name instanceof Unresolved ? undefined : ownNameOf(child);
  const { kept, added } = changedPolicies(before, name, child.conditional ?? child.properties);
  const places = added.map((_, at): [number, RowPath] => [
    kept.length + at,
    ['properties', 'accessPolicies', at],
  ]);
  return { items: [...kept, ...added], written: new Map(places) };
}

/** A child takes the place of an item of its name, which its parent writes down too: it is deployed after that. */
function withItem(before: readonly Value[], child: Evaluated): Put {
  const own = ownNameOf(child).toLowerCase();
  const index = before.findIndex((item) => {
    const name = isObject(item) ? propertyOf(item, 'name') : undefined;
    return typeof name === 'string' && name.toLowerCase() === own;
  });
  const at = index < 0 ? before.length : index;
  // Of a child that may not be deployed nothing but the name is certain.
  const item = { id: child.id, name: ownNameOf(child), properties: child.conditional ?? child.properties };
  return { items: [...before.slice(0, at), item, ...before.slice(at + 1)], written: new Map([[at, []]]) };
}

export function ownNameOf({ columns }: Evaluated): string {
  return (
    textPartOf(columns.name ?? '')
      ?.split('/')
      .at(-1) ?? ''
  );
}
