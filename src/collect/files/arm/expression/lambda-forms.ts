import type { SpecialForm, Surroundings } from './special-forms.js';
import type { Expression } from './syntax.js';
import { Unresolved } from './unresolved.js';
import { derived, EvaluationError, isList, isObject, type Value } from './value.js';

type Lambda = (...values: readonly Value[]) => Value;

/** What a form that takes lambdas works on. */
interface LambdaCall {
  readonly subject: Value;
  /** The argument at an index, as a lambda. */
  readonly lambda: (index: number) => Lambda;
  /** The argument at an index, as a value. */
  readonly value: (index: number) => Value;
  /** How many arguments there are. */
  readonly count: number;
  readonly around: Surroundings;
  /** The unresolved result, where a lambda's is and the whole depends on it. */
  readonly unresolved: (why: Unresolved) => Unresolved;
}

function form(
  name: string,
  min: number,
  max: number,
  run: (call: LambdaCall) => Value,
): [string, SpecialForm] {
  return [
    name.toLowerCase(),
    {
      min,
      max,
      run: (args, around) => {
        const { evaluate, context, frame } = around;
        const value = (index: number): Value => {
          const expression = args[index];
          return expression === undefined ? null : evaluate(expression, context, frame);
        };
        const subject = value(0);
        const unresolved = (why: Unresolved) =>
          derived(why.cause, name, [subject, JSON.stringify(args), ...namesAround(around)], context.budget);
        if (subject instanceof Unresolved) return unresolved(subject);
        return run({
          subject,
          lambda: (index) => lambdaAt(args, index, around),
          value,
          count: args.length,
          around,
          unresolved,
        });
      },
    },
  ];
}

/** All that the body of a lambda can depend on beside its own arguments. */
function namesAround({ context, frame }: Surroundings): Value[] {
  const around: Value[] = [
    context.key,
    ...(frame.lambdas?.values() ?? []),
    ...(frame.ownParameters?.values() ?? []),
  ];
  for (let loop = frame.loop; loop !== undefined; loop = loop.outer) around.push(loop.index);
  return around;
}

/** `lambda('a', 'b', body)`: its body with the names bound. */
function lambdaAt(
  args: readonly Expression[],
  index: number,
  { evaluate, context, frame }: Surroundings,
): Lambda {
  const expression = args[index];
  const body = expression?.kind === 'call' ? expression.arguments.at(-1) : undefined;
  if (expression?.kind !== 'call' || expression.name !== 'lambda' || body === undefined) {
    throw new EvaluationError(`argument ${index + 1} is no lambda`);
  }
  const names = expression.arguments.slice(0, -1).map((each) => {
    if (each.kind !== 'literal' || typeof each.value !== 'string')
      throw new EvaluationError('the variable of a lambda has no name');
    return each.value.toLowerCase();
  });
  return (...values) => {
    const lambdas = new Map(frame.lambdas);
    names.forEach((name, at) => lambdas.set(name, values[at] ?? null));
    return evaluate(body, context, { ...frame, lambdas });
  };
}

function itemsIn({ subject, around }: LambdaCall): readonly Value[] {
  if (!isList(subject)) throw new EvaluationError('argument 1 is not a list');
  around.context.budget.spend(subject.length);
  return subject;
}

function keyText(key: Value): string {
  if (typeof key === 'string' || typeof key === 'number') return String(key);
  throw new EvaluationError('the lambda for the name gives no text');
}

/** The items for which the lambda is true; not known as a whole where it is not known for one. */
function filter(call: LambdaCall): Value {
  const test = call.lambda(1);
  const kept: Value[] = [];
  for (const [index, item] of itemsIn(call).entries()) {
    const result = test(item, index);
    if (result instanceof Unresolved) return call.unresolved(result);
    if (result === true) kept.push(item);
  }
  return kept;
}

function sort(call: LambdaCall): Value {
  const isBefore = call.lambda(1);
  let why: Unresolved | undefined;
  const sorted = [...itemsIn(call)].sort((left, right) => {
    if (why !== undefined) return 0;
    const forth = isBefore(left, right);
    const back = forth === true ? false : isBefore(right, left);
    const found = [forth, back].find((result) => result instanceof Unresolved);
    if (found instanceof Unresolved) why = found;
    return forth === true ? -1 : back === true ? 1 : 0;
  });
  return why === undefined ? sorted : call.unresolved(why);
}

function toObject(call: LambdaCall, hasValue: boolean): Value {
  const [nameOf, valueOf] = [call.lambda(1), hasValue ? call.lambda(2) : undefined];
  const entries = new Map<string, Value>();
  for (const item of itemsIn(call)) {
    const name = nameOf(item);
    if (name instanceof Unresolved) return call.unresolved(name);
    entries.set(keyText(name), valueOf === undefined ? item : valueOf(item));
  }
  return Object.fromEntries(entries);
}

function groupBy(call: LambdaCall): Value {
  const nameOf = call.lambda(1);
  const groups = new Map<string, Value[]>();
  for (const item of itemsIn(call)) {
    const name = nameOf(item);
    if (name instanceof Unresolved) return call.unresolved(name);
    const text = keyText(name);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [item]);
    else group.push(item);
  }
  return Object.fromEntries(groups);
}

function mapValues(call: LambdaCall): Value {
  const { subject } = call;
  if (!isObject(subject)) throw new EvaluationError('argument 1 is not an object');
  const change = call.lambda(1);
  return Object.fromEntries(Object.entries(subject).map(([name, value]) => [name, change(value)]));
}

function lambdaVariable(args: readonly Expression[], { frame }: Surroundings): Value {
  const [name] = args;
  const text = name?.kind === 'literal' && typeof name.value === 'string' ? name.value : '';
  const value = frame.lambdas?.get(text.toLowerCase());
  if (value === undefined) throw new EvaluationError(`there is no lambda variable ${text}`);
  return value;
}

/**
 * Functions that take lambdas
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-lambda).
 */
export const LAMBDA_FORMS: readonly [string, SpecialForm][] = [
  form('map', 2, 2, (call) => {
    const change = call.lambda(1);
    return itemsIn(call).map((item, index) => change(item, index));
  }),
  form('filter', 2, 2, filter),
  form('reduce', 3, 3, (call) => {
    const add = call.lambda(2);
    return itemsIn(call).reduce<Value>((sum, item, index) => add(sum, item, index), call.value(1));
  }),
  form('sort', 2, 2, sort),
  form('toObject', 2, 3, (call) => toObject(call, call.count > 2)),
  form('groupBy', 2, 2, groupBy),
  form('mapValues', 2, 2, mapValues),
  ['lambdavariables', { min: 1, max: 1, run: lambdaVariable }],
  [
    'lambda',
    {
      min: 0,
      run: () => {
        throw new EvaluationError('a lambda stands where no function takes one');
      },
    },
  ],
];
