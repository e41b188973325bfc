import { textPartOf } from './expression/functions/rule.js';
import { isList, isObject, propertyOf, spelledIn, type Value } from './expression/value.js';
import type { Evaluated } from './template-rows.js';

/** Child resources that are items of a list in their parent: Azure shows them there. */
const LISTS: Readonly<Record<string, string>> = {
  'microsoft.keyvault/vaults/accesspolicies': 'accessPolicies',
  'microsoft.network/networksecuritygroups/securityrules': 'securityRules',
  'microsoft.network/virtualnetworks/subnets': 'subnets',
};

/** Puts child resources into the lists of their parents. One whose parent the template does not deploy is left out. */
export function foldChildren(resources: readonly Evaluated[]): Evaluated[] {
  const parents = new Map<string, Evaluated>();
  const children: Evaluated[] = [];
  for (const each of resources) {
    if (Object.hasOwn(LISTS, each.type.toLowerCase())) children.push(each);
    else parents.set(keyOf(each.id), each);
  }
  for (const child of children) {
    const id = keyOf(child.id);
    const above = id.split('/').slice(0, -2).join('/');
    const parent = parents.get(above);
    const list = LISTS[child.type.toLowerCase()];
    if (parent !== undefined && list !== undefined) parents.set(above, withItems(parent, child, list));
  }
  return [...parents.values()];
}

function keyOf(id: Value): string {
  return (textPartOf(id) ?? '').toLowerCase();
}

function withItems(parent: Evaluated, child: Evaluated, list: string): Evaluated {
  const { properties } = parent;
  if (!isObject(properties)) return parent;
  const spelled = spelledIn(properties, list) ?? list;
  const items = Object.hasOwn(properties, spelled) ? properties[spelled] : [];
  if (!isList(items)) return parent;
  const added = list === 'accessPolicies' ? accessPolicies(child.properties) : [itemOf(child)];
  const isOne = list !== 'accessPolicies';
  return {
    ...parent,
    properties: { ...properties, [spelled]: [...items, ...added] },
    placeOf: (path) => {
      const [first, name, index, ...rest] = path;
      const isAdded =
        first === 'properties' &&
        String(name).toLowerCase() === list.toLowerCase() &&
        typeof index === 'number';
      const at = isAdded ? index - items.length : -1;
      if (at < 0 || at >= added.length) return parent.placeOf(path);
      return child.placeOf(isOne ? rest : ['properties', list, at, ...rest]);
    },
  };
}

/** `vaults/accessPolicies` with the name `add` adds what it lists. */
function accessPolicies(properties: Value): readonly Value[] {
  const list = isObject(properties) ? propertyOf(properties, 'accessPolicies') : undefined;
  if (isList(list)) return list;
  return list === undefined ? [] : [list];
}

function itemOf(child: Evaluated): Value {
  const name =
    textPartOf(child.columns.name ?? '')
      ?.split('/')
      .at(-1) ?? '';
  return { id: child.id, name, properties: child.properties };
}
