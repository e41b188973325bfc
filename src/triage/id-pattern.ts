import { RE2JS } from 're2js';
import { lowerId } from '../model/arm-id.js';

const WILDCARD = /\*\*\/|\/\*\*$|\*\*|\*|\?/g;

/** What a wildcard stands for, in RE2's words. */
const MEANING: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '/**': '(?:/.*)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};

/** Whether a pattern of ids has wildcards, so that it can be about more than one resource. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/**
 * A function that says whether a lower-cased id is of the pattern: `*` is any text without `/`, `**` any text, `?` one
 * character; a trailing `/**` is the resource itself too. All else is meant as it is written: ids hold parentheses and
 * brackets. Letter case is ignored. The engine takes linear time, so no pattern can hang the scan.
 */
export function idMatcher(pattern: string): (lowerCasedId: string) => boolean {
  const lower = lowerId(pattern);
  if (!hasWildcard(lower)) return (id) => id === lower;
  const start = lower.search(/[*?]/);
  // `a/**` is also `a`, and `**/a` is also `a`: the slash beside a wildcard may not be demanded.
  const prefix = lower.slice(0, start).replace(/\/$/, '');
  const suffix = lower.slice(Math.max(lower.lastIndexOf('*'), lower.lastIndexOf('?')) + 1).replace(/^\//, '');
  const compiled = RE2JS.compile(regexOf(lower), RE2JS.DOTALL);
  return (id) => id.startsWith(prefix) && id.endsWith(suffix) && compiled.matches(id);
}

function regexOf(pattern: string): string {
  let regex = '';
  let end = 0;
  for (const match of pattern.matchAll(WILDCARD)) {
    regex += RE2JS.quote(pattern.slice(end, match.index)) + (MEANING[match[0]] ?? '');
    end = match.index + match[0].length;
  }
  return regex + RE2JS.quote(pattern.slice(end));
}
