import { distance } from 'fastest-levenshtein';

/** More words that are equally near are of no help. */
const MOST = 3;

/**
 * The known words that were probably meant, all that are equally near: two letters may differ, a third of the letters
 * of a long word, one of a short one. Letter case does not matter.
 */
function nearMatches(word: string, known: readonly string[]): readonly string[] {
  const lower = word.toLowerCase();
  const ways = known.map((each) => distance(lower, each.toLowerCase()));
  const least = Math.min(...ways);
  const nearest = known.filter((each, index) => ways[index] === least && least <= mostFor(each));
  return [...new Set(nearest)].slice(0, MOST);
}

function mostFor({ length }: string): number {
  return length < 4 ? 1 : Math.max(2, Math.floor(length / 3));
}

/** ` Did you mean "x" or "y"?`, or nothing where no known word is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const matches = nearMatches(word, known).map((match) => `"${match}"`);
  return matches.length === 0 ? '' : ` Did you mean ${matches.join(' or ')}?`;
}
