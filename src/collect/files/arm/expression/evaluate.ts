import type { Context, Frame } from './context.js';
import { FUNCTIONS } from './functions.js';
import type { FunctionRule } from './functions/rule.js';
import { SPECIAL_FORMS } from './special-forms.js';
import type { Call, Expression } from './syntax.js';
import { Unresolved } from './unresolved.js';
import { derived, EvaluationError, isList, isObject, propertyOf, unresolvedIn, type Value } from './value.js';

/**
 * Computes an expression. A part that only the deployment knows makes the smallest thing around it unresolved.
 *
 * @throws EvaluationError where it fails with the values that are known
 * @throws LimitError where it takes too many steps
 */
export function evaluate(expression: Expression, context: Context, frame: Frame): Value {
  context.budget.spend();
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'member': {
      const of = evaluate(expression.of, context, frame);
      return memberOf(of, evaluate(expression.key, context, frame), context);
    }
    case 'call':
      return call(expression, context, frame);
  }
}

function call(expression: Call, context: Context, frame: Frame): Value {
  const { name, spelled } = expression;
  const special = SPECIAL_FORMS.get(name);
  if (special !== undefined) {
    refuseCount(expression, special);
    return special.run(expression.arguments, { context, frame, evaluate });
  }
  const rule = FUNCTIONS.get(name);
  const own = rule === undefined ? context.userFunction(name) : undefined;
  const values = expression.arguments.map((argument) => evaluate(argument, context, frame));
  if (own !== undefined) {
    const parameters = new Map(own.parameters.map((each, index) => [each, values[index] ?? null]));
    return context.evaluateJson(own.output, { ownParameters: parameters });
  }
  if (rule === undefined) return unknownFunction(name, spelled, values, context);
  refuseCount(expression, rule);
  return apply(rule, name, values, context);
}

/** Calls a built-in function, or passes on what is unresolved among its arguments. */
function apply(rule: FunctionRule, name: string, values: readonly Value[], context: Context): Value {
  const { takes = 'known' } = rule;
  for (const value of values)
    if (typeof value === 'string' || isList(value)) context.budget.spend(value.length >> 5);
  if (takes !== 'anything') {
    for (const value of values) {
      const found =
        takes === 'known'
          ? unresolvedIn(value, context.budget)
          : value instanceof Unresolved
            ? value
            : undefined;
      if (found !== undefined) return derived(found.cause, name, values, context.budget);
    }
  }
  return rule.run(values, context);
}

function unknownFunction(name: string, spelled: string, values: readonly Value[], context: Context): Value {
  const asksAzure = name.startsWith('list');
  return derived(
    asksAzure ? { kind: 'deployment' } : { kind: 'function', name: spelled },
    name,
    values,
    context.budget,
  );
}

function refuseCount(expression: Call, { min, max }: { min: number; max?: number }): void {
  const count = expression.arguments.length;
  if (count < min || (max !== undefined && count > max)) {
    throw new EvaluationError(`the function ${expression.spelled} does not take ${count} arguments`);
  }
}

/** The property of an object (in any letter case) or the item of a list. */
function memberOf(of: Value, key: Value, context: Context): Value {
  const why = of instanceof Unresolved ? of : key instanceof Unresolved ? key : undefined;
  if (why !== undefined) return derived(why.cause, 'member', [of, key], context.budget);
  if (isList(of) && typeof key === 'number') {
    const item = of[key];
    if (item === undefined) throw new EvaluationError(`there is no item ${key} in the list`);
    return item;
  }
  if (isObject(of) && typeof key === 'string') {
    const value = propertyOf(of, key);
    if (value === undefined) throw new EvaluationError(`there is no property ${key}`);
    return value;
  }
  if (of === null) throw new EvaluationError(`null has no property ${nameOfKey(key)}`);
  throw new EvaluationError(`a ${isList(of) ? 'list' : typeof of} has no property ${nameOfKey(key)}`);
}

function nameOfKey(key: Value): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : 'of that name';
}
