import type { BaselineMark } from '../model/diff.js';
import type { Fails } from '../model/policy.js';
import type { BaselineCounts } from '../model/report.js';
import { affectedWords, FAILS_WORDS } from './words.js';

/** How much came and went since an earlier report, and whether that can be said. */
export function baselineWords({
  takenAt,
  fixed,
  unchanged,
  unknown,
  foreign,
  ...counts
}: BaselineCounts): string {
  const untold = unknown === 0 ? '' : `; of ${unknown} it cannot be told`;
  const other =
    foreign === true ? ' That report is of something else, so that everything here counts as new.' : '';
  return `Since ${takenAt}: ${counts.new} new, ${unchanged} unchanged, ${fixed} fixed${untold}.${other}`;
}

/** What a finding is against the earlier report, or nothing where there is none. */
export function markOf(mark: BaselineMark): string {
  if (mark.baseline === undefined) return '';
  const is = mark.baseline === 'unknown' ? 'new or not, that cannot be told' : mark.baseline;
  return `${is}${changesOf(mark)}`;
}

/** In brackets, in what a finding differs from that of the earlier report; nothing: in nothing. */
export function changesOf({ baselineLevel, baselineFails, baselineAdded = [] }: BaselineMark): string {
  const changes = [
    ...(baselineLevel === undefined ? [] : [`was ${baselineLevel}`]),
    ...(baselineFails === undefined ? [] : [failedWords(baselineFails)]),
    ...(baselineAdded.length === 0 ? [] : [`did not affect ${affectedWords(baselineAdded)}`]),
  ];
  return changes.length === 0 ? '' : ` (${changes.join('; ')})`;
}

function failedWords(fails: Fails): string {
  return fails === 'check-by-hand' ? 'was to be checked by hand' : `was to fail ${FAILS_WORDS[fails]}`;
}
