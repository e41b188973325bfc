import { closest, distance } from 'fastest-levenshtein';

/**
 * The known word that was probably meant, or undefined where none is near: at most a third of its letters differ,
 * letter case aside.
 */
export function nearMatch(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = known.map((each) => each.toLowerCase());
  const best = closest(word.toLowerCase(), lower);
  if (distance(word.toLowerCase(), best) > Math.max(1, Math.floor(best.length / 3))) return undefined;
  return known[lower.indexOf(best)];
}

/** ` Did you mean "x"?`, or nothing where no known word is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const match = nearMatch(word, known);
  return match === undefined ? '' : ` Did you mean "${match}"?`;
}
