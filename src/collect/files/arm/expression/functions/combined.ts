import type { Budget } from '../budget.js';
import { Unresolved } from '../unresolved.js';
import {
  areEqual,
  derived,
  isList,
  isObject,
  ownProperty,
  propertyOf,
  refuseDepth,
  spelledIn,
  type Value,
  type ValueObject,
} from '../value.js';
import { listIn, objectIn, paidList } from './rule.js';

/** The items that all the lists have, in the order of the first; of objects the properties that are equal in all. */
export function intersectionOf(values: readonly Value[], budget: Budget): Value {
  const [first, ...others] = values;
  if (isList(first)) {
    const kept = others
      .map((_, index) => listIn(values, index + 1))
      .reduce((items, other) => items.filter((item) => contains(other, item, budget)), first);
    return distinct(kept, budget);
  }
  const object = objectIn(values, 0);
  const entries = Object.entries(object).filter(([name, value]) =>
    others.every((_, index) => {
      const other = propertyOf(objectIn(values, index + 1), name);
      return other !== undefined && areEqual(value, other, budget) === true;
    }),
  );
  return Object.fromEntries(entries);
}

function contains(list: readonly Value[], item: Value, budget: Budget): boolean {
  return list.some((each) => areEqual(each, item, budget) === true);
}

function distinct(list: readonly Value[], budget: Budget): Value[] {
  const seen = new Set<Value>();
  const kept: Value[] = [];
  for (const item of list) {
    budget.spend();
    const isScalar = typeof item !== 'object' || item === null;
    if (isScalar ? seen.has(item) : contains(kept, item, budget)) continue;
    if (isScalar) seen.add(item);
    kept.push(item);
  }
  return kept;
}

/** The properties of both; objects inside merge too, anything else of the later one wins. */
export function merged(
  left: ValueObject,
  right: ValueObject,
  deep: boolean,
  budget: Budget,
  depth = 0,
): ValueObject {
  refuseDepth(depth);
  const result = new Map(Object.entries(left));
  for (const [name, value] of Object.entries(right)) {
    budget.spend();
    const spelled = spelledIn(left, name) ?? name;
    const earlier = ownProperty(left, spelled);
    const both = deep && isObject(earlier) && isObject(value);
    result.set(spelled, both ? merged(earlier, value, deep, budget, depth + 1) : value);
  }
  budget.spend(result.size);
  return Object.fromEntries(result);
}

/** The items of all lists, each once; of objects the properties of all. */
export function unionOf(values: readonly Value[], budget: Budget): Value {
  if (isList(values[0])) {
    const all = paidList(
      values.flatMap((_, index) => listIn(values, index)),
      budget,
    );
    const why = all.find((item) => item instanceof Unresolved);
    return why instanceof Unresolved ? derived(why.cause, 'union', values, budget) : distinct(all, budget);
  }
  return values
    .map((_, index) => objectIn(values, index))
    .reduce((left, right) => merged(left, right, true, budget), {});
}
