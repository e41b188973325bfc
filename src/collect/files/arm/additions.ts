import { isKnownId, type Addition } from '../../addition.js';
import { ACCESS_POLICIES } from './access-policies.js';
import type { Budget } from './expression/budget.js';
import { isList, isObject, propertyOf } from './expression/value.js';
import { listOf, ownNameOf } from './fold-children.js';
import { rowValue } from './row-value.js';
import type { Evaluated } from './template-rows.js';

/**
 * What a child resource adds to a parent that its template does not deploy. What only may be deployed adds nothing, nor
 * do `accessPolicies/replace` and `remove`, which take away.
 */
export function additionsOf(child: Evaluated, budget: Budget): Addition[] {
  const { id, type, properties, conditional, placeOf } = child;
  const list = listOf(child);
  if (typeof id !== 'string' || !isKnownId(id) || conditional !== undefined || list === undefined) return [];
  const parent = {
    type: type.slice(0, type.lastIndexOf('/')).toLowerCase(),
    id: id.toLowerCase().replace(/\/[^/]+\/[^/]+$/, ''),
    at: ['properties', list],
  };
  const name = ownNameOf(child);
  if (type.toLowerCase() !== ACCESS_POLICIES) {
    const value = { id, name, properties: rowValue(properties, budget) };
    return [{ ...parent, value, item: { key: 'name' }, placeOf }];
  }
  const given = isObject(properties) ? propertyOf(properties, 'accessPolicies') : undefined;
  if (name.toLowerCase() !== 'add' || !isList(given)) return [];
  return given.map((each, index) => ({
    ...parent,
    value: rowValue(each, budget),
    item: {},
    placeOf: (path) => placeOf(['properties', 'accessPolicies', index, ...path]),
  }));
}
