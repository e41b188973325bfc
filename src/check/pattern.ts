import { RE2JS } from 're2js';

const MAX_LENGTH = 200;

const cache = new Map<string, (text: string) => boolean>();

/**
 * A function that says whether a text has a match of the pattern, as JSON Schema means it (anywhere in the text).
 * The engine takes linear time, so a policy from a pull request cannot hang the scan.
 */
export function matcherOf(pattern: string): (text: string) => boolean {
  let matches = cache.get(pattern);
  if (matches === undefined) {
    const compiled = RE2JS.compile(pattern);
    matches = (text) => compiled.matcher(text).find();
    cache.set(pattern, matches);
  }
  return matches;
}

/** Why a pattern cannot be used, or undefined: both RE2 and JavaScript must take it, so that it means one thing. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > MAX_LENGTH) return `a pattern has at most ${MAX_LENGTH} characters.`;
  try {
    new RegExp(pattern, 'u');
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return `the pattern is not accepted: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
