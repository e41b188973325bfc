import type { FilePlace, RowPath } from '../../../model/sighting.js';
import type { Reference } from './reference.js';

/** An item of a list that says by which attribute it is known: blocks of a set have no order. */
interface KeyedStep {
  readonly index: number;
  readonly key: string;
  readonly value: unknown;
}

/** The way to a value in a resource, as Terraform nests it: `['os_disk', 0, 'disk_size_gb']`. */
export type AttributePath = readonly (string | number | KeyedStep)[];

/** The same way in the JSON of a plan. */
export function jsonPathOf(path: AttributePath): RowPath {
  return path.map((step) => (typeof step === 'object' ? step.index : step));
}

/** An expression of a source file. */
export interface SourceExpression {
  readonly place: FilePlace;
  /** What it refers to, with the steps that a plan leaves out after a computed index. */
  readonly references: readonly Reference[];
  /** Whether text is glued to what it refers to, as in `"${azurerm_x.y.id}/more"`. */
  readonly glued: boolean;
  /** The value, where it is a plain text, number or boolean. */
  readonly literal?: string | number | boolean;
  /** The elements of an object or a list that is written out. */
  readonly entries?: ReadonlyMap<string, SourceEntry>;
  readonly items?: readonly SourceExpression[];
}

export interface SourceEntry {
  /** The place of the key. */
  readonly place: FilePlace;
  readonly value: SourceExpression;
}

/** A block of a source file. */
export interface SourceBlock {
  /** The place of a value, or of the nearest thing around it that is written. */
  readonly placeOf: (path: AttributePath) => FilePlace;
  /** Whether the attribute is set, by whatever way: an attribute, blocks, `dynamic` blocks. */
  readonly writes: (name: string) => boolean;
  /** The expression of a value, where it can be told. */
  readonly expressionAt: (path: AttributePath) => SourceExpression | undefined;
}
