import { Unknown, type Fact } from '../../model/unknown.js';
import { undetermined } from './logic.js';

/**
 * Whether a condition takes two values for equal: texts in any letter case
 * (https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions), a
 * boolean also as a text, as in Microsoft's own examples. Not known for lists and objects, for a number beside a text
 * that says the same, and for a value that is missing beside an empty text.
 */
export function sameValue(left: unknown, right: unknown): Fact<boolean> {
  if (left instanceof Unknown) return left;
  if (right instanceof Unknown) return right;
  if (isMissing(left) || isMissing(right)) return sameAsMissing(left, right);
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  if (!isScalar(left) || !isScalar(right)) {
    return undetermined('Its rule compares lists or objects.');
  }
  if (typeof left !== 'number' && typeof right !== 'number') {
    return String(left).toLowerCase() === String(right).toLowerCase();
  }
  const [first, second] = [Number(left), Number(right)];
  return first === second ? undetermined('Its rule compares a number with a text.') : false;
}

/** Whether the value is one that is not there. */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Azure's built-in rules rely on a missing tag being equal to an empty text; no page says so. */
function sameAsMissing(left: unknown, right: unknown): Fact<boolean> {
  const other = isMissing(left) ? right : left;
  return isMissing(other) || other === ''
    ? undetermined('Its rule compares a value that is missing with an empty one.')
    : false;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
