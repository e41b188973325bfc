import type { Budget } from '../budget.js';
import type { Context } from '../context.js';
import { Unresolved } from '../unresolved.js';
import { EvaluationError, isList, isObject, type Value, type ValueObject } from '../value.js';

/** A built-in function of templates. Its result is unresolved by itself where an argument that it needs is. */
export interface FunctionRule {
  readonly min: number;
  readonly max?: number;
  /**
   * What its arguments must be to call it: `known` throughout, `container`s whose parts may be unresolved, or
   * `anything`.
   */
  readonly takes?: 'known' | 'container' | 'anything';
  readonly run: (values: readonly Value[], context: Context) => Value;
}

export type FunctionTable = Readonly<Record<string, FunctionRule>>;

/** Longer texts are refused: templates are at most 4 MB. */
export const MAX_TEXT = 4 << 20;

const MAX_ITEMS = 100_000;

/** A text that was made, paid for by its length. */
export function paidText(text: string, budget: Budget): string {
  budget.spend(text.length >> 6);
  if (text.length > MAX_TEXT) throw new EvaluationError('the text becomes too long');
  return text;
}

/** Texts with something between them, refused before a text is made that is too long. */
export function joinedText(parts: readonly string[], between: string, budget: Budget): string {
  const length = parts.reduce((sum, part) => sum + part.length, between.length * parts.length);
  if (length > MAX_TEXT) throw new EvaluationError('the text becomes too long');
  return paidText(parts.join(between), budget);
}

/** A list that was made, paid for by its length. */
export function paidList(items: readonly Value[], budget: Budget): readonly Value[] {
  budget.spend(items.length);
  if (items.length > MAX_ITEMS) throw new EvaluationError('the list becomes too long');
  return items;
}

/** @throws EvaluationError for a value of another type; so do the functions below */
export function textIn(values: readonly Value[], index: number): string {
  const value = values[index];
  if (typeof value === 'string') return value;
  throw wrongType(index, 'a text');
}

export function integerIn(values: readonly Value[], index: number): number {
  const value = values[index];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw wrongType(index, 'a whole number');
}

export function listIn(values: readonly Value[], index: number): readonly Value[] {
  const value = values[index];
  if (isList(value)) return value;
  throw wrongType(index, 'a list');
}

export function objectIn(values: readonly Value[], index: number): ValueObject {
  const value = values[index];
  if (isObject(value)) return value;
  throw wrongType(index, 'an object');
}

export function wrongType(index: number, expected: string): EvaluationError {
  return new EvaluationError(`argument ${index + 1} is not ${expected}`);
}

/** What stands for a value inside a longer text: itself, or its placeholder. Undefined for a list or an object. */
export function textPartOf(value: Value): string | undefined {
  if (value instanceof Unresolved) return value.text;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  return value === null ? '' : undefined;
}
