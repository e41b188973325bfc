import type { Context, Frame, Loop } from './context.js';
import { LAMBDA_FORMS } from './lambda-forms.js';
import type { Expression } from './syntax.js';
import { Unresolved } from './unresolved.js';
import { commonOf, derived, EvaluationError, type Value } from './value.js';

/** Where a special form is evaluated. */
export interface Surroundings {
  readonly context: Context;
  readonly frame: Frame;
  readonly evaluate: (expression: Expression, context: Context, frame: Frame) => Value;
}

/** A function that does not evaluate all its arguments, or that looks into what is around it. */
export interface SpecialForm {
  readonly min: number;
  readonly max?: number;
  readonly run: (args: readonly Expression[], around: Surroundings) => Value;
}

/** Only the branch that counts is evaluated. Where that is not known, what both branches agree about is. */
function runIf(args: readonly Expression[], around: Surroundings): Value {
  const condition = valueAt(args, 0, around);
  if (condition instanceof Unresolved) return eitherOf(condition, args, around);
  if (typeof condition !== 'boolean') throw new EvaluationError('the condition of `if` is no boolean');
  return valueAt(args, condition ? 1 : 2, around);
}

function eitherOf(condition: Unresolved, args: readonly Expression[], around: Surroundings): Value {
  const { budget } = around.context;
  const [yes, no] = [tried(args, 1, around), tried(args, 2, around)];
  return commonOf(yes, no, derived(condition.cause, 'if', [condition, yes, no], budget), budget);
}

/** The value of an argument that may turn out not to be needed: a failure is no value, but it stops nothing. */
function tried(args: readonly Expression[], index: number, around: Surroundings): Value {
  try {
    return valueAt(args, index, around);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const cause = { kind: 'failed', why: error.message } as const;
    return new Unresolved(cause, `failed ${around.context.budget.serial()}`);
  }
}

/** `and` and `or`: one argument may decide whatever the others are. */
function junction(name: string, deciding: boolean): SpecialForm {
  return {
    min: 1,
    run: (args, around) => {
      const values: Value[] = [];
      for (let index = 0; index < args.length; index++) {
        const value = valueAt(args, index, around);
        if (value === deciding) return deciding;
        if (typeof value !== 'boolean' && !(value instanceof Unresolved))
          throw new EvaluationError(`\`${name}\` takes booleans`);
        values.push(value);
      }
      const why = values.find((value) => value instanceof Unresolved);
      return why instanceof Unresolved ? derived(why.cause, name, values, around.context.budget) : !deciding;
    },
  };
}

function coalesce(args: readonly Expression[], around: Surroundings): Value {
  for (let index = 0; index < args.length; index++) {
    const value = valueAt(args, index, around);
    if (value instanceof Unresolved && index < args.length - 1) {
      const others = args.slice(index + 1).map((_, at) => tried(args, index + 1 + at, around));
      return derived(value.cause, 'coalesce', [value, ...others], around.context.budget);
    }
    if (value !== null) return value;
  }
  return null;
}

function valueAt(
  args: readonly Expression[],
  index: number,
  { evaluate, context, frame }: Surroundings,
): Value {
  const expression = args[index];
  return expression === undefined ? null : evaluate(expression, context, frame);
}

/** The name that a form such as `parameters` is given; an unresolved one makes the whole unresolved. */
function named(form: string, look: (name: string, around: Surroundings) => Value): SpecialForm {
  return {
    min: 1,
    max: 1,
    run: (args, around) => {
      const name = valueAt(args, 0, around);
      const { key, budget } = around.context;
      if (name instanceof Unresolved) return derived(name.cause, form, [name, key], budget);
      if (typeof name !== 'string') throw new EvaluationError('the name is no text');
      return look(name, around);
    },
  };
}

function parameter(name: string, { context, frame }: Surroundings): Value {
  if (frame.ownParameters === undefined) return context.parameter(name);
  const lower = name.toLowerCase();
  for (const [each, value] of frame.ownParameters) if (each.toLowerCase() === lower) return value;
  throw new EvaluationError(`the function has no parameter ${name}`);
}

/** `copyIndex([loop], [offset])`: without a name the loop of the resource, else the innermost one. */
function copyIndex(args: readonly Expression[], around: Surroundings): Value {
  const values = args.map((_, index) => valueAt(args, index, around));
  const name = values.find((value) => typeof value === 'string');
  const offset = values.find((value) => typeof value === 'number') ?? 0;
  const loop = loopOf(around.frame.loop, typeof name === 'string' ? name.toLowerCase() : undefined);
  if (loop === undefined) throw new EvaluationError('`copyIndex` stands outside of its loop');
  const { index } = loop;
  if (index instanceof Unresolved)
    return derived(index.cause, 'copyIndex', [index, offset], around.context.budget);
  return typeof index === 'number' && typeof offset === 'number' ? index + offset : null;
}

function loopOf(loop: Loop | undefined, name: string | undefined): Loop | undefined {
  let innermost: Loop | undefined;
  for (let each = loop; each !== undefined; each = each.outer) {
    if (name === undefined ? each.ofResource : each.name.toLowerCase() === name) return each;
    innermost ??= each;
  }
  return name === undefined ? innermost : undefined;
}

/** The functions that are evaluated in their own way, by their names in lower case. */
export const SPECIAL_FORMS: ReadonlyMap<string, SpecialForm> = new Map<string, SpecialForm>([
  ['if', { min: 3, max: 3, run: runIf }],
  ['and', junction('and', false)],
  ['or', junction('or', true)],
  ['coalesce', { min: 1, run: coalesce }],
  ['parameters', named('parameters', parameter)],
  ['variables', named('variables', (name, { context }) => context.variable(name))],
  ['copyindex', { min: 0, max: 2, run: copyIndex }],
  ...LAMBDA_FORMS,
]);
