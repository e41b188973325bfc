import { Unknown } from '../../model/unknown.js';
import { at, objectOf } from '../read.js';
import type { Budget } from './budget.js';
import { undetermined } from './logic.js';
import { isExpression } from './parse-expression.js';

/** The value of a parameter by its name, in any letter case; an `Unknown` where none can be told. */
export type Parameters = (name: string, budget: Budget) => unknown;

/**
 * The parameters of a definition: what is given where it is assigned (`{ name: { value } }`), else the default that it
 * declares (https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-parameters). Only an
 * initiative gives expressions; `evaluate` resolves them.
 */
export function parametersOf(
  given: unknown,
  declared: unknown,
  evaluate?: (value: unknown, budget: Budget) => unknown,
): Parameters {
  const entries = { given: lazily(() => entriesOf(given)), declared: lazily(() => entriesOf(declared)) };
  return (name, budget) => {
    const givenByName = entries.given();
    const missing = undetermined('A parameter of the assignment has no value that can be read.');
    if (givenByName instanceof Unknown) return givenByName;
    const entry = givenByName.get(name.toLowerCase());
    if (entry !== undefined && entry !== null) {
      const value = literalOf(entry, 'value', evaluate === undefined);
      return evaluate === undefined || value === undefined ? (value ?? missing) : evaluate(value, budget);
    }
    const declaredByName = entries.declared();
    if (declaredByName instanceof Unknown) return declaredByName;
    return literalOf(declaredByName.get(name.toLowerCase()), 'defaultValue', true) ?? missing;
  };
}

/** Makes the value when it is first asked for: most policies of a tenant are never judged. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The entries of an object by their names in lower case. */
function entriesOf(value: unknown): ReadonlyMap<string, unknown> | Unknown {
  if (value instanceof Unknown) return value;
  if (value === undefined || value === null) return new Map();
  const object = objectOf(value);
  if (object === undefined) return undetermined('The parameters of the assignment cannot be read.');
  return new Map(Object.entries(object).map(([key, each]) => [key.toLowerCase(), each]));
}

/** What stands in an entry, or undefined. A literal that looks like an expression is not taken for either. */
function literalOf(entry: unknown, key: string, literal: boolean): unknown {
  const value = at(entry, key) ?? at(entry, key.charAt(0).toUpperCase() + key.slice(1)) ?? undefined;
  return literal && typeof value === 'string' && isExpression(value) ? undefined : value;
}
