import type { Budget } from '../budget.js';
import { Unresolved } from '../unresolved.js';
import { areEqual, derived, EvaluationError, isList, isObject, unresolvedIn, type Value } from '../value.js';
import { formatted } from './format.js';
import {
  integerIn,
  joinedText,
  listIn,
  paidList,
  paidText,
  textIn,
  textPartOf,
  wrongType,
  type FunctionTable,
} from './rule.js';

/**
 * A text that was made of parts: unresolved where a part is, but then what is known of it still shows in ids. A part
 * that stands alone stays itself.
 */
function madeOf(
  name: string,
  parts: readonly Value[],
  text: string,
  values: readonly Value[],
  budget: Budget,
): Value {
  const why = parts.find((value) => value instanceof Unresolved);
  if (!(why instanceof Unresolved)) return text;
  const told = parts.filter((value) => value !== '');
  if (told.length === 1 && text === why.text) return why;
  return new Unresolved(why.cause, derived(why.cause, name, values, budget).key, text);
}

function concat(values: readonly Value[], budget: Budget): Value {
  if (values.some(isList)) {
    const why = values.find((value) => value instanceof Unresolved);
    if (why instanceof Unresolved) return derived(why.cause, 'concat', values, budget);
    return paidList(
      values.flatMap((_, index) => listIn(values, index)),
      budget,
    );
  }
  const parts = values.map((value, index) => {
    const text = textPartOf(value);
    if (text === undefined) throw wrongType(index, 'a text');
    return text;
  });
  return madeOf('concat', values, joinedText(parts, '', budget), values, budget);
}

function format(values: readonly Value[], budget: Budget): Value {
  const [template, ...rest] = values;
  const why =
    template instanceof Unresolved
      ? template
      : rest
          .map((value) => (value instanceof Unresolved ? undefined : unresolvedIn(value, budget)))
          .find(Boolean);
  if (why !== undefined) return derived(why.cause, 'format', values, budget);
  const pattern = textIn(values, 0);
  const shown = rest.filter((_, index) => pattern.includes(`{${index}`));
  return madeOf('format', shown, formatted(pattern, rest, budget), values, budget);
}

function join(values: readonly Value[], budget: Budget): Value {
  const list = listIn(values, 0);
  const parts = list.map((item) => {
    const text = textPartOf(item);
    if (text === undefined) throw new EvaluationError('the list has an item that is no text');
    return text;
  });
  return madeOf('join', list, joinedText(parts, textIn(values, 1), budget), values, budget);
}

/** Another letter case. Ids are compared without it, so a placeholder stays the same. */
function cased(name: string, change: (text: string) => string) {
  return {
    min: 1,
    max: 1,
    takes: 'anything',
    run: (values: readonly Value[], { budget }: { budget: Budget }): Value => {
      const [value] = values;
      if (!(value instanceof Unresolved)) return change(textIn(values, 0));
      return new Unresolved(value.cause, derived(value.cause, name, values, budget).key, change(value.text));
    },
  } as const;
}

/** In any letter case, as the documentation says of `indexOf`, `startsWith` and their kin. */
function search(test: (text: string, part: string) => Value) {
  return {
    min: 2,
    max: 2,
    run: (values: readonly Value[]): Value =>
      test(textIn(values, 0).toLowerCase(), textIn(values, 1).toLowerCase()),
  };
}

function position(values: readonly Value[], last: boolean, budget: Budget): number {
  const [container, item = null] = values;
  const isItem = (each: Value) => areEqual(each, item, budget) === true;
  if (isList(container)) return last ? container.findLastIndex(isItem) : container.findIndex(isItem);
  const [text, part] = [textIn(values, 0).toLowerCase(), textIn(values, 1).toLowerCase()];
  return last ? text.lastIndexOf(part) : text.indexOf(part);
}

function substring(values: readonly Value[]): string {
  const text = textIn(values, 0);
  const start = values.length > 1 ? integerIn(values, 1) : 0;
  const length = values.length > 2 ? integerIn(values, 2) : text.length - start;
  if (start < 0 || length < 0 || start + length > text.length)
    throw new EvaluationError('`substring` goes beyond the text');
  return text.slice(start, start + length);
}

function split(values: readonly Value[], budget: Budget): Value {
  const text = textIn(values, 0);
  const delimiters = isList(values[1])
    ? values[1].map((_, index, list) => textIn(list, index))
    : [textIn(values, 1)];
  let parts = [text];
  for (const delimiter of delimiters) {
    budget.spend(parts.length);
    if (delimiter !== '') parts = parts.flatMap((part) => part.split(delimiter));
  }
  budget.spend(parts.length);
  return parts;
}

function stringOf(value: Value): string {
  return isList(value) || isObject(value) ? JSON.stringify(value) : (textPartOf(value) ?? '');
}

/**
 * Functions of texts (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string).
 * What encodes and decodes them is in `ENCODINGS`.
 */
export const STRINGS: FunctionTable = {
  concat: { min: 0, takes: 'anything', run: (values, { budget }) => concat(values, budget) },
  format: { min: 1, takes: 'anything', run: (values, { budget }) => format(values, budget) },
  join: {
    min: 2,
    max: 2,
    takes: 'container',
    run: (values, { budget }) => join(values, budget),
  },
  tolower: cased('tolower', (text) => text.toLowerCase()),
  toupper: cased('toupper', (text) => text.toUpperCase()),
  trim: { min: 1, max: 1, run: (values) => textIn(values, 0).trim() },
  startswith: search((text, part) => text.startsWith(part)),
  endswith: search((text, part) => text.endsWith(part)),
  indexof: { min: 2, max: 2, run: (values, { budget }) => position(values, false, budget) },
  lastindexof: { min: 2, max: 2, run: (values, { budget }) => position(values, true, budget) },
  substring: { min: 1, max: 3, run: substring },
  split: { min: 2, max: 2, run: (values, { budget }) => split(values, budget) },
  replace: {
    min: 3,
    max: 3,
    run: (values, { budget }) => {
      const [text, old, by] = [textIn(values, 0), textIn(values, 1), textIn(values, 2)];
      if (old === '') throw new EvaluationError('`replace` takes a text to replace');
      return joinedText(text.split(old), by, budget);
    },
  },
  padleft: {
    min: 2,
    max: 3,
    run: (values, { budget }) => {
      const [value = null] = values;
      if (typeof value !== 'string' && typeof value !== 'number') throw wrongType(0, 'a text');
      const width = integerIn(values, 1);
      if (width > 1e6) throw new EvaluationError('the text becomes too long');
      return paidText(
        String(value).padStart(width, values.length > 2 ? textIn(values, 2).slice(0, 1) : ' '),
        budget,
      );
    },
  },
  string: { min: 1, max: 1, run: ([value = null], { budget }) => paidText(stringOf(value), budget) },
};
