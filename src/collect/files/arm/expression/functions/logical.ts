import { Unresolved } from '../unresolved.js';
import { areEqual, derived, EvaluationError, type Value } from '../value.js';
import type { FunctionRule, FunctionTable } from './rule.js';

/** Comparison of texts, as the documented examples show it: "A" is greater than "a". */
const ORDER = new Intl.Collator('en');

function compared(test: (order: number) => boolean): FunctionRule {
  return {
    min: 2,
    max: 2,
    run: ([left, right]) => {
      if (typeof left === 'number' && typeof right === 'number') return test(left - right);
      if (typeof left === 'string' && typeof right === 'string') return test(ORDER.compare(left, right));
      throw new EvaluationError('only two numbers or two texts can be compared');
    },
  };
}

function booleanOf(value: Value | undefined): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  const lower = typeof value === 'string' ? value.toLowerCase() : undefined;
  if (lower === 'true') return true;
  if (lower === 'false') return false;
  throw new EvaluationError('the value is no boolean');
}

/**
 * Comparison and logical functions. `if`, `and`, `or` and `coalesce`, which do not evaluate every argument, are special
 * forms (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-comparison and
 * …/template-functions-logical).
 */
export const LOGICAL: FunctionTable = {
  equals: {
    min: 2,
    max: 2,
    takes: 'anything',
    run: (values, { budget }) => {
      const [left = null, right = null] = values;
      const equal = areEqual(left, right, budget);
      if (equal !== undefined) return equal;
      const why = [left, right].find((value) => value instanceof Unresolved);
      return derived(why?.cause ?? { kind: 'deployment' }, 'equals', values, budget);
    },
  },
  less: compared((order) => order < 0),
  lessorequals: compared((order) => order <= 0),
  greater: compared((order) => order > 0),
  greaterorequals: compared((order) => order >= 0),
  not: {
    min: 1,
    max: 1,
    run: ([value]) => {
      if (typeof value !== 'boolean') throw new EvaluationError('`not` takes a boolean');
      return !value;
    },
  },
  bool: { min: 1, max: 1, run: ([value]) => booleanOf(value) },
  true: { min: 0, max: 0, run: () => true },
  false: { min: 0, max: 0, run: () => false },
  null: { min: 0, max: 0, run: () => null },
};
