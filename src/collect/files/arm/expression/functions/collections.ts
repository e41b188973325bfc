import type { Budget } from '../budget.js';
import { Unresolved } from '../unresolved.js';
import {
  areEqual,
  derived,
  EvaluationError,
  isList,
  isObject,
  propertyOf,
  spelledIn,
  type Value,
  type ValueObject,
} from '../value.js';
import { intersectionOf, merged, unionOf } from './combined.js';
import { integerIn, listIn, objectIn, paidList, textIn, wrongType, type FunctionTable } from './rule.js';

const MAX_RANGE = 10_000;

/** Names in the order that `items` and `objectKeys` give them. */
function sortedNames(object: ValueObject): string[] {
  return Object.keys(object).sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
}

function lengthOf(value: Value | undefined): number {
  if (typeof value === 'string' || isList(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  throw wrongType(0, 'a text, list or object');
}

/** Whether a container holds the item: names of properties in any letter case, everything else exactly. */
function containsItem(values: readonly Value[], budget: Budget): Value {
  const [container, item = null] = values;
  if (typeof container === 'string') {
    if (typeof item !== 'string' && typeof item !== 'number') throw wrongType(1, 'a text');
    return container.includes(String(item));
  }
  if (isObject(container)) return spelledIn(container, textIn(values, 1)) !== undefined;
  let undecided: Unresolved | undefined;
  for (const each of listIn(values, 0)) {
    const equal = areEqual(each, item, budget);
    if (equal === true) return true;
    if (equal === undefined && each instanceof Unresolved) undecided ??= each;
    else if (equal === undefined) undecided ??= new Unresolved({ kind: 'deployment' }, 'part');
  }
  return undecided === undefined ? false : derived(undecided.cause, 'contains', values, budget);
}

/** The value at a path, or null where something on the way is missing. */
function tryGet([start = null, ...path]: readonly Value[], budget: Budget): Value {
  let value: Value = start;
  for (const key of path) {
    if (value instanceof Unresolved) return derived(value.cause, 'tryget', [start, ...path], budget);
    const next: Value | undefined =
      isObject(value) && typeof key === 'string'
        ? propertyOf(value, key)
        : isList(value) && typeof key === 'number'
          ? value[key]
          : undefined;
    if (next === undefined) return null;
    value = next;
  }
  return value;
}

function part(values: readonly Value[], from: number, to: number | undefined): Value {
  const [value] = values;
  return typeof value === 'string' ? value.slice(from, to) : listIn(values, 0).slice(from, to);
}

function edge(values: readonly Value[], last: boolean): Value {
  const [value] = values;
  const items = typeof value === 'string' ? value : listIn(values, 0);
  const item = items.at(last ? -1 : 0);
  if (item !== undefined) return item;
  if (typeof value === 'string') return '';
  return null;
}

/** The item that is so many from the end, counted from 1. */
function fromEnd(values: readonly Value[]): Value | undefined {
  const index = integerIn(values, 1);
  return index < 1 ? undefined : listIn(values, 0).at(-index);
}

/**
 * Functions of lists and objects
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-array and
 * …/template-functions-object; for those that only Bicep documents …/bicep/bicep-functions-array and -object).
 */
export const COLLECTIONS: FunctionTable = {
  array: { min: 1, max: 1, takes: 'container', run: ([value = null]) => (isList(value) ? value : [value]) },
  createarray: { min: 0, takes: 'anything', run: (values, { budget }) => paidList(values, budget) },
  createobject: {
    min: 0,
    takes: 'anything',
    run: (values, { budget }) => {
      if (values.length % 2 !== 0) throw new EvaluationError('`createObject` takes pairs of name and value');
      const names = values.filter((_, index) => index % 2 === 0);
      const why = names.find((name) => name instanceof Unresolved);
      if (why instanceof Unresolved) return derived(why.cause, 'createobject', values, budget);
      budget.spend(values.length);
      return Object.fromEntries(names.map((_, i) => [textIn(values, 2 * i), values[2 * i + 1] ?? null]));
    },
  },
  contains: { min: 2, max: 2, takes: 'container', run: (values, { budget }) => containsItem(values, budget) },
  empty: { min: 1, max: 1, takes: 'container', run: ([value]) => value === null || lengthOf(value) === 0 },
  length: { min: 1, max: 1, takes: 'container', run: ([value]) => lengthOf(value) },
  first: { min: 1, max: 1, takes: 'container', run: (values) => edge(values, false) },
  last: { min: 1, max: 1, takes: 'container', run: (values) => edge(values, true) },
  take: {
    min: 2,
    max: 2,
    takes: 'container',
    run: (values) => part(values, 0, Math.max(0, integerIn(values, 1))),
  },
  skip: {
    min: 2,
    max: 2,
    takes: 'container',
    run: (values) => part(values, Math.max(0, integerIn(values, 1)), undefined),
  },
  indexfromend: {
    min: 2,
    max: 2,
    takes: 'container',
    run: (values) => {
      const item = fromEnd(values);
      if (item === undefined) throw new EvaluationError('the list is not so long');
      return item;
    },
  },
  tryindexfromend: { min: 2, max: 2, takes: 'container', run: (values) => fromEnd(values) ?? null },
  range: {
    min: 2,
    max: 2,
    run: (values, { budget }) => {
      const [start, count] = [integerIn(values, 0), integerIn(values, 1)];
      if (count < 0 || count > MAX_RANGE)
        throw new EvaluationError(`\`range\` gives 0 to ${MAX_RANGE} items`);
      return paidList(
        Array.from({ length: count }, (_, index) => start + index),
        budget,
      );
    },
  },
  flatten: {
    min: 1,
    max: 1,
    takes: 'container',
    run: (values, { budget }) => {
      const lists = listIn(values, 0);
      const why = lists.find((list) => list instanceof Unresolved);
      if (why instanceof Unresolved) return derived(why.cause, 'flatten', values, budget);
      return paidList(
        lists.flatMap((_, index) => listIn(lists, index)),
        budget,
      );
    },
  },
  intersection: { min: 2, run: (values, { budget }) => intersectionOf(values, budget) },
  union: { min: 1, takes: 'container', run: (values, { budget }) => unionOf(values, budget) },
  shallowmerge: {
    min: 1,
    max: 1,
    takes: 'container',
    run: (values, { budget }) => {
      const objects = listIn(values, 0);
      const why = objects.find((object) => object instanceof Unresolved);
      if (why instanceof Unresolved) return derived(why.cause, 'shallowmerge', values, budget);
      return objects
        .map((_, index) => objectIn(objects, index))
        .reduce((left, right) => merged(left, right, false, budget), {});
    },
  },
  items: {
    min: 1,
    max: 1,
    takes: 'container',
    run: (values, { budget }) => {
      const object = objectIn(values, 0);
      return paidList(
        sortedNames(object).map((key) => ({ key, value: object[key] ?? null })),
        budget,
      );
    },
  },
  objectkeys: {
    min: 1,
    max: 1,
    takes: 'container',
    run: (values, { budget }) => paidList(sortedNames(objectIn(values, 0)), budget),
  },
  tryget: {
    min: 2,
    takes: 'container',
    run: (values, { budget }) => tryGet(values, budget),
  },
};
