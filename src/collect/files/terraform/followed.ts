import { expressionOf } from './configuration.js';
import type { ModuleInstance } from './module-tree.js';
import { longestOf, referenceOf, type Reference } from './reference.js';
import type { SourceExpression } from './source-block.js';

/** Where an expression stands: its module instance, and the instance of the block around it. */
export interface Scope {
  readonly instance: ModuleInstance;
  readonly each: Each | undefined;
}

interface Each {
  readonly key: string | number | undefined;
  /** The `for_each` of the block, as the plan tells it. */
  readonly forEach: unknown;
  /** How many instances the block has. */
  readonly count: number | undefined;
}

/** An expression as it is followed. */
export interface Followed {
  readonly references: readonly Reference[];
  /** As it is written; undefined where only the plan tells of it. */
  readonly source: SourceExpression | undefined;
}

/** An expression of the plan's configuration. */
export function configuredExpression(value: unknown): Followed | undefined {
  const expression = expressionOf(value);
  if (expression === undefined) return undefined;
  const references = longestOf(expression.references).map(referenceOf);
  return { references: references.filter((each) => each !== undefined), source: undefined };
}

/** An expression of a source file; undefined where text is glued to what it refers to: then it is no link. */
export function writtenExpression(source: SourceExpression): Followed | undefined {
  return source.glued ? undefined : { references: source.references, source };
}
