import { lowerId } from '../model/arm-id.js';

/** Says whether an id is of a pattern. Takes the lower-cased id, and its segments: `id.split('/')`. */
export type IdMatcher = (id: string, segments: readonly string[]) => boolean;

/** Whether a pattern of ids has wildcards, so that it can be about more than one resource. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/**
 * Makes the test whether an id is of a pattern: `*` is any text without `/`, `**` as a whole segment any number of
 * segments, none included, `?` one character. All else is meant as it is written: ids hold parentheses and brackets.
 * Letter case is ignored. A mismatch never goes back further than to the last wildcard, so no pattern can hang the scan.
 */
export function idMatcher(pattern: string): IdMatcher {
  const lower = lowerId(pattern);
  if (!hasWildcard(lower)) return (id) => id === lower;
  // What most ids lack, which is quickly seen.
  const [literal = ''] = lower.split(/[*?/]+/).sort((left, right) => right.length - left.length);
  const parts = lower.split('/').map((text) => ({ text, isAny: text === '**', isPlain: !hasWildcard(text) }));
  const isAny = (index: number) => parts[index]?.isAny === true;
  const fits = (segment: string, index: number) => {
    const part = parts[index];
    if (part === undefined) return false;
    return part.isPlain ? part.text === segment : isOfWildcards(segment, part.text);
  };
  return (id, segments) => id.includes(literal) && isMatch(segments, parts.length, isAny, fits);
}

function isOfWildcards(segment: string, pattern: string): boolean {
  return isMatch(
    segment,
    pattern.length,
    (index) => pattern[index] === '*',
    (character, index) => pattern[index] === '?' || pattern[index] === character,
  );
}

/**
 * Whether items are those of a pattern, part by part; a part that is any stands for any number of items. The last such
 * part takes as few as possible at first, and one more after each mismatch.
 */
function isMatch<T>(
  items: { readonly length: number; readonly [index: number]: T },
  parts: number,
  isAny: (part: number) => boolean,
  fits: (item: T, part: number) => boolean,
): boolean {
  let [item, part] = [0, 0];
  let [taken, any] = [0, -1];
  while (item < items.length) {
    if (part < parts && isAny(part)) {
      [any, taken] = [part++, item];
    } else if (part < parts && fits(items[item] as T, part)) {
      item++;
      part++;
    } else if (any >= 0) {
      part = any + 1;
      item = ++taken;
    } else return false;
  }
  while (part < parts && isAny(part)) part++;
  return part === parts;
}
