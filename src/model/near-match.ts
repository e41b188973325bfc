import { closest, distance } from 'fastest-levenshtein';

/**
 * The known word that was probably meant, or undefined where none is near: two letters may differ, a third of the
 * letters of a long word, one of a short one. Letter case does not matter.
 */
function nearMatch(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = known.map((each) => each.toLowerCase());
  const best = closest(word.toLowerCase(), lower);
  const most = best.length < 4 ? 1 : Math.max(2, Math.floor(best.length / 3));
  if (distance(word.toLowerCase(), best) > most) return undefined;
  return known[lower.indexOf(best)];
}

/** ` Did you mean "x"?`, or nothing where no known word is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const match = nearMatch(word, known);
  return match === undefined ? '' : ` Did you mean "${match}"?`;
}
