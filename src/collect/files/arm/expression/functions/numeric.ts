import { EvaluationError, isList, type Value } from '../value.js';
import { integerIn, wrongType, type FunctionRule, type FunctionTable } from './rule.js';

function arithmetic(compute: (left: number, right: number) => number): FunctionRule {
  return {
    min: 2,
    max: 2,
    run: (values) => {
      const result = compute(integerIn(values, 0), integerIn(values, 1));
      if (!Number.isSafeInteger(result)) throw new EvaluationError('the number becomes too large');
      // Without the negative zero that truncating gives.
      return result + 0;
    },
  };
}

/** Division as .NET does it with whole numbers: towards zero. */
function divided(left: number, right: number): number {
  if (right === 0) throw new EvaluationError('it divides by zero');
  return Math.trunc(left / right);
}

function extreme(choose: (...numbers: number[]) => number): FunctionRule {
  return {
    min: 1,
    run: (values) => {
      const [first] = values;
      const numbers = values.length === 1 && isList(first) ? first : values;
      if (numbers.length === 0) throw new EvaluationError('the list is empty');
      return numbers.map((_, index) => integerIn(numbers, index)).reduce((one, other) => choose(one, other));
    },
  };
}

function numberOf(value: Value | undefined, pattern: RegExp): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && pattern.test(value)) return Number(value);
  throw wrongType(0, 'a number');
}

/** Numeric functions (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-numeric). */
export const NUMERIC: FunctionTable = {
  add: arithmetic((left, right) => left + right),
  sub: arithmetic((left, right) => left - right),
  mul: arithmetic((left, right) => left * right),
  div: arithmetic(divided),
  mod: arithmetic((left, right) => left - right * divided(left, right)),
  min: extreme(Math.min),
  max: extreme(Math.max),
  int: {
    min: 1,
    max: 1,
    run: ([value]) => Math.trunc(numberOf(value, /^\s*[+-]?\d{1,15}\s*$/)),
  },
  float: { min: 1, max: 1, run: ([value]) => numberOf(value, /^\s*[+-]?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i) },
};
