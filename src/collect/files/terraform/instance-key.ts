import { at, objectOf, own, type JsonObject } from './json.js';
import { configuredExpression, type Followed, type Scope } from './followed.js';
import { nameIn, referenceOf, type Step } from './reference.js';

/**
 * The key of a computed index, which a plan lists as a reference of its own beside the block: `each.key`, or
 * `count.index` where both blocks have as many instances. Undefined where there is none beside it.
 */
export function indexBeside(
  { references }: Followed,
  scope: Scope,
  size: number,
  variables: JsonObject,
): { key: unknown } | undefined {
  for (const [first, second, ...rest] of references) {
    const [root, name] = [nameIn(first), nameIn(second)];
    if (root === 'each' && name === 'key') return { key: scope.each?.key };
    if (root === 'each' && name === 'value') return { key: eachValueOf(scope, rest, variables) };
    if (root === 'count') return { key: scope.each?.count === size ? scope.each.key : undefined };
  }
  return undefined;
}

/** `each.key` beside a variable, a local value or an output, as the step that it stands for. */
export function keyBeside({ references, source }: Followed, { each }: Scope): Step[] {
  if (source !== undefined || each?.key === undefined) return [];
  const isBeside = references.some(([first, second]) => nameIn(first) === 'each' && nameIn(second) === 'key');
  return isBeside ? [{ key: each.key }] : [];
}

/** The key that an index in a source file gives: `each.key`, `count.index`, `each.value.name`; else undefined. */
export function keyOf(index: string, scope: Scope, variables: JsonObject): unknown {
  if (index === 'each.key' || index === 'count.index') return scope.each?.key;
  const [first, second, ...rest] = referenceOf(index) ?? [];
  const isValue = nameIn(first) === 'each' && nameIn(second) === 'value';
  return isValue ? eachValueOf(scope, rest, variables) : undefined;
}

/** `each.value`, or a part of it, where the plan knows what the `for_each` goes over; else undefined. */
function eachValueOf({ each, instance }: Scope, rest: readonly Step[], variables: JsonObject): unknown {
  if (typeof each?.key !== 'string') return undefined;
  const over = valueOver(each.forEach, instance.call === undefined ? variables : {});
  // The values of a set are its keys.
  if (over === SET || Array.isArray(over)) return rest.length === 0 ? each.key : undefined;
  return at(over, each.key, ...rest.map((step) => nameIn(step) ?? ''));
}

/** What stands for a set that is written out. */
const SET = Symbol('set');

function valueOver(forEach: unknown, variables: JsonObject): unknown {
  const constant = own(forEach, 'constant_value');
  if (constant !== undefined) return constant;
  const references = configuredExpression(forEach)?.references;
  // A call of a function without references: `toset([…])`.
  if (references?.length === 0) return SET;
  const [reference] = references?.length === 1 ? references : [];
  const [root, name] = [nameIn(reference?.[0]), nameIn(reference?.[1])];
  if (root !== 'var' || name === undefined || reference?.length !== 2) return undefined;
  return objectOf(own(variables, name))?.value;
}
