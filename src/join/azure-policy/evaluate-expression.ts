import { Unknown } from '../../model/unknown.js';
import { MAX_TEXT, type Budget } from './budget.js';
import { undetermined } from './logic.js';
import { isExpression, parseExpression, type Expression } from './parse-expression.js';
import { sameValue } from './same-value.js';

/** What an expression may ask for. Each gives `null` for a value that is not there, and an `Unknown` where it cannot tell. */
export interface Scope {
  readonly budget: Budget;
  readonly parameter: (name: string) => unknown;
  /** The value of a field of what is created. */
  readonly field: (name: string) => unknown;
  /** What `subscription()` gives. */
  readonly subscription: () => unknown;
  /** What `current()` gives inside a `count`. */
  readonly current: (name: string | undefined) => unknown;
}

const MAX_NESTING = 32;

/**
 * The value with every expression in it replaced by what it gives. A part that cannot be evaluated is `Unknown` with
 * the reason; nothing in it is guessed.
 */
export function valueOf(value: unknown, scope: Scope, depth = 0): unknown {
  if (typeof value === 'string') {
    const why = scope.budget.spend(1 + value.length / 64);
    if (why !== undefined) return why;
    if (value.startsWith('[[')) return value.slice(1);
    return isExpression(value) ? evaluateText(value, scope) : value;
  }
  if (typeof value !== 'object' || value === null || value instanceof Unknown) return value;
  if (depth >= MAX_NESTING) return undetermined('A value in its rule is nested too deeply.');
  if (Array.isArray(value)) {
    return scope.budget.spend(value.length) ?? value.map((each: unknown) => valueOf(each, scope, depth + 1));
  }
  const entries = Object.entries(value);
  return (
    scope.budget.spend(entries.length) ??
    Object.fromEntries(entries.map(([key, each]) => [key, valueOf(each, scope, depth + 1)]))
  );
}

function evaluateText(text: string, scope: Scope): unknown {
  const expression = parseExpression(text);
  if (expression === undefined) return undetermined('An expression in its rule cannot be read.');
  return evaluate(expression, scope);
}

function evaluate(expression: Expression, scope: Scope): unknown {
  const why = scope.budget.spend(1);
  if (why !== undefined) return why;
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'property') return propertyOf(expression, scope);
  if (expression.name === 'if') return evaluateIf(expression.arguments, scope);
  const call = Object.hasOwn(FUNCTIONS, expression.name) ? FUNCTIONS[expression.name] : undefined;
  if (call === undefined) return undetermined(`Its rule uses ${nameForPeople(expression.name)}.`);
  const values = expression.arguments.map((each) => evaluate(each, scope));
  const unknown = values.find((each) => each instanceof Unknown);
  if (unknown !== undefined) return unknown;
  const result = call(values, scope);
  return result === undefined
    ? undetermined(`What ${nameForPeople(expression.name)} gives in its rule is not known.`)
    : result;
}

const nameForPeople = (name: string) => `${name.slice(0, 40)}()`;

/** Only the branch that is chosen is evaluated: the other one may be an error by design. */
function evaluateIf(branches: readonly Expression[], scope: Scope): unknown {
  const [condition, yes, no] = branches;
  if (condition === undefined || yes === undefined || no === undefined || branches.length > 3) {
    return undetermined('An if() in its rule is incomplete.');
  }
  const holds = evaluate(condition, scope);
  if (holds === true) return evaluate(yes, scope);
  if (holds === false) return evaluate(no, scope);
  return holds instanceof Unknown ? holds : undetermined('An if() in its rule has no condition.');
}

/** An own property, by its name in any letter case. A property that is missing is an error in Azure: not known here. */
function propertyOf(expression: Expression & { kind: 'property' }, scope: Scope): unknown {
  const of = evaluate(expression.of, scope);
  const name = evaluate(expression.name, scope);
  if (of instanceof Unknown) return of;
  if (name instanceof Unknown) return name;
  const missing = undetermined('A property that its rule reads is not known.');
  if (Array.isArray(of) && typeof name === 'number') {
    return Number.isInteger(name) && name >= 0 && name < of.length ? (of as unknown[])[name] : missing;
  }
  if (typeof of !== 'object' || of === null || Array.isArray(of) || typeof name !== 'string') return missing;
  const keys = Object.keys(of);
  const why = scope.budget.spend(keys.length);
  if (why !== undefined) return why;
  const key = Object.hasOwn(of, name) ? name : keys.find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? missing : (of as Record<string, unknown>)[key];
}

type Call = (values: readonly unknown[], scope: Scope) => unknown;

/**
 * The template functions that are evaluated; they give undefined where they cannot tell
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions). `if` is in
 * {@link evaluateIf}.
 */
const FUNCTIONS: Readonly<Record<string, Call>> = {
  parameters: ([name], scope) => (typeof name === 'string' ? scope.parameter(name) : undefined),
  field: ([name], scope) => (typeof name === 'string' ? scope.field(name) : undefined),
  subscription: (_, scope) => scope.subscription(),
  current: ([name], scope) =>
    name === undefined || typeof name === 'string' ? scope.current(name) : undefined,
  true: () => true,
  false: () => false,
  null: () => null,
  concat: (values, { budget }) => concatenated(values, budget),
  tolower: ([text], { budget }) => changedText(text, budget, (each) => each.toLowerCase()),
  toupper: ([text], { budget }) => changedText(text, budget, (each) => each.toUpperCase()),
  trim: ([text], { budget }) => changedText(text, budget, (each) => each.trim()),
  string: ([value]) => (typeof value === 'string' ? value : undefined),
  equals: ([left, right]) => sameOrUndefined(left, right),
  not: ([value]) => (typeof value === 'boolean' ? !value : undefined),
  and: (values) => (values.every(isBoolean) ? !values.includes(false) : undefined),
  or: (values) => (values.every(isBoolean) ? values.includes(true) : undefined),
  length: ([value]) => (typeof value === 'string' || Array.isArray(value) ? value.length : undefined),
  empty: ([value]) => (typeof value === 'string' || Array.isArray(value) ? value.length === 0 : undefined),
  startswith: (values) => comparedTexts(values, (text, part) => text.startsWith(part)),
  endswith: (values) => comparedTexts(values, (text, part) => text.endsWith(part)),
  less: (values) => comparedNumbers(values, (left, right) => left < right),
  lessorequals: (values) => comparedNumbers(values, (left, right) => left <= right),
  greater: (values) => comparedNumbers(values, (left, right) => left > right),
  greaterorequals: (values) => comparedNumbers(values, (left, right) => left >= right),
  createarray: (values) => values,
};

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** Texts joined. What a number looks like as a text, and lists, are not evaluated. */
function concatenated(values: readonly unknown[], budget: Budget): unknown {
  if (!values.every((value) => typeof value === 'string')) return undefined;
  let length = 0;
  for (const value of values) length += value.length;
  if (length > MAX_TEXT) return undefined;
  return budget.spend(length / 64) ?? values.join('');
}

function changedText(text: unknown, budget: Budget, change: (text: string) => string): unknown {
  if (typeof text !== 'string') return undefined;
  return budget.spend(text.length / 64) ?? change(text);
}

/**
 * Unlike a condition, the template function tells texts of different letter case apart; it is not known in which case
 * Azure hands it what it knows itself, such as the type.
 */
function sameOrUndefined(left: unknown, right: unknown): unknown {
  if (typeof left !== typeof right) return undefined;
  const same = sameValue(left, right);
  return same === true && typeof left === 'string' && left !== right ? undefined : same;
}

/** `startsWith` and `endsWith` are case-blind. */
function comparedTexts(
  [text, part]: readonly unknown[],
  compare: (text: string, part: string) => boolean,
): unknown {
  if (typeof text !== 'string' || typeof part !== 'string') return undefined;
  return compare(text.toLowerCase(), part.toLowerCase());
}

function comparedNumbers(
  [left, right]: readonly unknown[],
  compare: (left: number, right: number) => boolean,
): unknown {
  return typeof left === 'number' && typeof right === 'number' ? compare(left, right) : undefined;
}
