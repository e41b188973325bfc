import { Unknown, type Fact } from '../../model/unknown.js';
import { booleanOf, objectOf } from '../read.js';
import type { Budget } from './budget.js';
import { holdsForAny, opposite, undetermined } from './logic.js';
import { isMissing, sameValue } from './same-value.js';

/** What a condition compares: the value of a field or expression, and what the rule gives beside the operator. */
export interface Comparison {
  /** `undefined` and `null`: there is no such value. */
  readonly value: unknown;
  readonly operand: unknown;
  /** Whether the value is in the very letter case that Azure compares; only `match` is not case-blind. */
  readonly exactCase: boolean;
  readonly budget: Budget;
}

type Operator = (comparison: Comparison) => Fact<boolean>;

const not =
  (operator: Operator): Operator =>
  (comparison) =>
    opposite(operator(comparison));

/**
 * The operators of conditions, by their names in lower case
 * (https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions). Texts
 * are compared in any letter case, except by `match`.
 */
const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['equals', isEqual],
  ['notequals', not(isEqual)],
  ['like', isLike],
  ['notlike', not(isLike)],
  ['match', isMatch],
  ['notmatch', not(isMatch)],
  ['matchinsensitively', isMatchInAnyCase],
  ['notmatchinsensitively', not(isMatchInAnyCase)],
  ['contains', contains],
  ['notcontains', not(contains)],
  ['in', isIn],
  ['notin', not(isIn)],
  ['containskey', containsKey],
  ['notcontainskey', not(containsKey)],
  ['less', compares((left, right) => left < right)],
  ['lessorequals', compares((left, right) => left <= right)],
  ['greater', compares((left, right) => left > right)],
  ['greaterorequals', compares((left, right) => left >= right)],
  ['exists', exists],
]);

/** Whether there is an operator of that name (lower case). */
export function isOperator(name: string): boolean {
  return OPERATORS.has(name);
}

/** Whether the comparison holds by the operator of that name (lower case); not known where a part of it is not. */
export function comparisonHolds(name: string, comparison: Comparison): Fact<boolean> {
  const { value, operand } = comparison;
  if (value instanceof Unknown) return value;
  if (operand instanceof Unknown) return operand;
  return OPERATORS.get(name)?.(comparison) ?? undetermined('Its rule has an operator that no page lists.');
}

function isEqual({ value, operand, budget }: Comparison): Fact<boolean> {
  return budget.spend(lengthOf(value) / 64) ?? sameValue(value, operand);
}

function isIn({ value, operand, budget }: Comparison): Fact<boolean> {
  if (!Array.isArray(operand)) return undetermined('Its rule compares with something that is no list.');
  const why = budget.spend(operand.length * (1 + lengthOf(value) / 64));
  return why ?? holdsForAny(operand as unknown[], (each) => sameValue(value, each));
}

/** `*` stands for any text, once; without it the texts must be equal. */
function isLike(comparison: Comparison): Fact<boolean> {
  return comparedTexts(comparison, (text, pattern) => {
    const [start = '', end, ...more] = pattern.toLowerCase().split('*');
    if (more.length > 0) return undetermined('Its rule has a pattern with more than one *.');
    const lower = text.toLowerCase();
    if (end === undefined) return lower === start;
    return lower.length >= start.length + end.length && lower.startsWith(start) && lower.endsWith(end);
  });
}

function contains(comparison: Comparison): Fact<boolean> {
  return comparedTexts(comparison, (text, part) =>
    part.includes('*')
      ? undetermined('Its rule has a * in contains, which Azure does not take.')
      : text.toLowerCase().includes(part.toLowerCase()),
  );
}

/** Letter by letter in the same case. Where the case of the value is not certain, only a difference is. */
function isMatch(comparison: Comparison): Fact<boolean> {
  const inAnyCase = isMatchInAnyCase(comparison);
  if (inAnyCase !== true) return inAnyCase;
  if (!comparison.exactCase) return undetermined('Its rule depends on upper and lower case.');
  return comparedTexts(comparison, (text, pattern) => matches(text, pattern));
}

function isMatchInAnyCase(comparison: Comparison): Fact<boolean> {
  return comparedTexts(comparison, (text, pattern) => matches(text.toLowerCase(), pattern.toLowerCase()));
}

/** `#` stands for a digit, `?` for a letter, `.` for any character. */
function matches(text: string, pattern: string): boolean {
  if (text.length !== pattern.length) return false;
  for (let index = 0; index < text.length; index++) {
    const [wanted, found] = [pattern.charAt(index), text.charAt(index)];
    const fits =
      wanted === '.' ||
      (wanted === '#' ? /\d/.test(found) : wanted === '?' ? /\p{L}/u.test(found) : wanted === found);
    if (!fits) return false;
  }
  return true;
}

function containsKey({ value, operand, budget }: Comparison): Fact<boolean> {
  if (isMissing(value)) return false;
  const object = objectOf(value);
  if (object === undefined || typeof operand !== 'string') {
    return undetermined('Its rule looks for a key in something that is no object.');
  }
  const keys = Object.keys(object);
  return budget.spend(keys.length) ?? keys.some((key) => key.toLowerCase() === operand.toLowerCase());
}

function exists({ value, operand }: Comparison): Fact<boolean> {
  const wanted = booleanOf(operand);
  if (typeof wanted !== 'boolean') return undetermined('Its rule does not say whether a value must exist.');
  return isMissing(value) !== wanted;
}

/** Numbers only. Texts are ordered by a culture and dates by time; neither says anything of a resource group. */
function compares(test: (left: number, right: number) => boolean): Operator {
  return ({ value, operand }) =>
    typeof value === 'number' && typeof operand === 'number'
      ? test(value, operand)
      : undetermined('Its rule orders values that are no numbers.');
}

/**
 * Compares two texts. No page says whether a missing value counts as an empty text or as nothing: where that makes a
 * difference the answer is not known.
 */
function comparedTexts(
  { value, operand, budget }: Comparison,
  test: (text: string, operand: string) => Fact<boolean>,
): Fact<boolean> {
  const text = isMissing(value) ? '' : value;
  if (typeof text !== 'string' || typeof operand !== 'string') {
    return undetermined('Its rule compares something other than texts.');
  }
  const holds = budget.spend((text.length + operand.length) / 64) ?? test(text, operand);
  return isMissing(value) && holds === true
    ? undetermined('Its rule compares a value that is missing with a text.')
    : holds;
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0;
}
