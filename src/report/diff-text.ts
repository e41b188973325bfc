import { styleText } from 'node:util';
import type { ComparedFinding, Diff } from '../model/diff.js';
import { dateOf } from '../model/read-date.js';
import { baselineWords, changesOf, markOf } from './baseline-words.js';
import type { Presentation } from './reporter.js';
import { safeText } from './safe-text.js';
import { listText } from './settled-text.js';
import type { Paint } from './text.js';

/** What came and went between two reports, for people at a terminal. */
export function* diffText(diff: Diff, { color }: Presentation): Generator<string> {
  const paint: Paint = (style, words) => (color ? styleText(style, words, { validateStream: false }) : words);
  yield `${paint('bold', safeText(diffHeadline(diff)))}\n`;
  const { findings, fixed, unsettled } = diff;
  const all = { paint, most: Number.POSITIVE_INFINITY };
  const isNew = findings.filter(({ baseline }) => baseline === 'new');
  yield* listText('New', isNew.map(linesOf), all);
  const isOpen = findings.filter(({ baseline }) => baseline === 'unknown');
  yield* listText('New or not, that cannot be told', isOpen.map(linesOf), all);
  yield* listText('Fixed', fixed.map(linesOf), all);
  yield* listText('Not found again, which does not mean that it is fixed', unsettled.map(linesOf), all);
}

/** What a comparison begins with. */
export function diffHeadline({ earlier, later, summary }: Diff): string {
  const but = later.complete ? '' : ' The later scan is incomplete: not everything could be read.';
  const swapped =
    (dateOf(later.takenAt) ?? NaN) < (dateOf(earlier.takenAt) ?? NaN)
      ? ` The later report was taken before the earlier one, at ${later.takenAt}: they may have been swapped.`
      : '';
  return `${baselineWords({ ...earlier, ...summary })}${but}${swapped}`;
}

/** Why it cannot be told what became of a finding, and which of the two scans is the reason; nothing: it can. */
export function whyUntold({
  baselineDetail,
  detail,
}: ComparedFinding & { readonly detail?: string }): string | undefined {
  if (detail !== undefined) return `in the later scan ${detail}`;
  return baselineDetail === undefined ? undefined : `in the earlier scan ${baselineDetail}`;
}

function linesOf(finding: ComparedFinding & { readonly detail?: string }): string[] {
  const { level, policy, resourceId, message } = finding;
  const was = changesOf(finding) === '' ? [] : [markOf(finding)];
  const why = whyUntold(finding);
  return [
    `${level} ${policy}: ${resourceId}`,
    message,
    ...was,
    ...(why === undefined ? [] : [`because ${why}`]),
  ];
}
