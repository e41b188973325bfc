import type { Budget } from './budget.js';
import { LimitError } from './budget.js';
import { Unresolved, type Cause } from './unresolved.js';

/** What an expression gives: JSON, in which any part may be unresolved. */
export type Value = null | boolean | number | string | readonly Value[] | ValueObject | Unresolved;

export interface ValueObject {
  readonly [name: string]: Value;
}

/** Deeper values are refused: no resource is nested so deeply, and walking one must not exhaust the stack. */
const MAX_DEPTH = 100;

/** The value cannot be computed. The message says why in a clause, and quotes no value. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isObject(value: Value | undefined): value is ValueObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unresolved)
  );
}

/** Names in lower case by object, so that looking one up in a large object does not go through all of it. */
const SPELLINGS = new WeakMap<object, ReadonlyMap<string, string>>();

/** The name of an own property as the object spells it: exactly, else in any letter case, as ARM reads them. */
export function spelledIn(object: object, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  let spellings = SPELLINGS.get(object);
  if (spellings === undefined) {
    spellings = new Map(Object.keys(object).map((each) => [each.toLowerCase(), each]));
    SPELLINGS.set(object, spellings);
  }
  return spellings.get(name.toLowerCase());
}

/** The own property of that name in any letter case, or undefined. */
export function propertyOf<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  const spelled = spelledIn(object, name);
  return spelled === undefined ? undefined : object[spelled];
}

/** The own property of exactly that name, or undefined. */
export function ownProperty<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The first unresolved part of a value, or undefined where it is known throughout. */
export function unresolvedIn(value: Value, budget: Budget, depth = 0): Unresolved | undefined {
  if (typeof value === 'string') budget.spend(value.length >> 5);
  if (typeof value !== 'object' || value === null) return undefined;
  if (value instanceof Unresolved) return value;
  refuseDepth(depth);
  for (const child of isList(value) ? value : Object.values(value)) {
    budget.spend();
    const found = unresolvedIn(child, budget, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @throws LimitError for a value that is nested too deeply */
export function refuseDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw new LimitError('makes values that are nested too deeply');
}

/** The unresolved result of a function or operator: the same for the same arguments. */
export function derived(cause: Cause, name: string, parts: readonly Value[], budget: Budget): Unresolved {
  return new Unresolved(cause, `${name}(${parts.map((part) => keyOf(part, budget)).join(',')})`);
}

/** A text that is equal for values that are certainly equal. */
function keyOf(value: Value, budget: Budget): string {
  const key = longKeyOf(value, budget, 0);
  return key.length > 200 ? new Unresolved({ kind: 'deployment' }, key).text : key;
}

function longKeyOf(value: Value, budget: Budget, depth: number): string {
  budget.spend();
  if (value instanceof Unresolved) return `{${value.key}}`;
  refuseDepth(depth);
  if (isList(value)) return `[${value.map((item) => longKeyOf(item, budget, depth + 1)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([name, child]) => `${JSON.stringify(name)}:${longKeyOf(child, budget, depth + 1)}`,
  );
  return `{${entries.join(',')}}`;
}

/** Whether two values are equal; undefined where only the deployment can tell. Names of properties in any case. */
export function areEqual(left: Value, right: Value, budget: Budget, depth = 0): boolean | undefined {
  budget.spend();
  if (left instanceof Unresolved || right instanceof Unresolved) {
    return left instanceof Unresolved && right instanceof Unresolved && left.key === right.key
      ? true
      : undefined;
  }
  refuseDepth(depth);
  if (isList(left) && isList(right)) {
    if (left.length !== right.length) return false;
    return allEqual(left.map((item, index) => areEqual(item, right[index] ?? null, budget, depth + 1)));
  }
  if (isObject(left) && isObject(right)) {
    const names = Object.keys(left);
    if (names.length !== Object.keys(right).length) return false;
    const pairs = names.map((name) => [left[name] ?? null, propertyOf(right, name)] as const);
    if (pairs.some(([, other]) => other === undefined)) return false;
    return allEqual(pairs.map(([own, other]) => areEqual(own, other ?? null, budget, depth + 1)));
  }
  return left === right;
}

function allEqual(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

/** What two possible values have in common: what is in both, and unresolved where they differ. */
export function commonOf(left: Value, right: Value, differing: Unresolved, budget: Budget, depth = 0): Value {
  if (areEqual(left, right, budget) === true) return left;
  refuseDepth(depth);
  if (!isObject(left) || !isObject(right)) return differing;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  const entries = [...names].map((name) => {
    const [own, other] = [ownProperty(left, name), ownProperty(right, name)];
    if (own === undefined || other === undefined) return [name, differing] as const;
    return [name, commonOf(own, other, differing, budget, depth + 1)] as const;
  });
  return Object.fromEntries(entries);
}
