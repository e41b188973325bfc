import type { EarlierFinding, Report } from '../model/report.js';
import { markdownCode, markdownText } from './markdown-text.js';
import { fitting, type Within } from './within.js';
import { staleWaivers, waiverWords } from './words.js';

/** What a report for people says of findings that are no more, as Markdown: waived, fixed, or not seen again. */
export function* settledMarkdown(
  report: Pick<Report, 'fixed' | 'unsettled' | 'waived' | 'waivers'>,
  within: Within,
): Generator<string> {
  const { waived = [], fixed = [], unsettled = [] } = report;
  yield* foldedList(
    'Waivers to look at',
    staleWaivers(report),
    (waiver) => markdownText(waiverWords(waiver)),
    within,
  );
  yield* foldedList('Fixed', fixed, lineOf, within);
  const title = 'Not found again, which does not mean that it is fixed';
  yield* foldedList(
    title,
    unsettled,
    (each) => `${lineOf(each)}, because ${markdownText(each.detail)}`,
    within,
  );
  yield* foldedList(
    'Waived',
    waived,
    ({ waiver, ...finding }) => {
      const owner = waiver.owner === undefined ? '' : ` (${waiver.owner})`;
      return `${lineOf(finding)}, ${markdownText(`until ${waiver.until}: ${waiver.reason}${owner}`)}`;
    },
    within,
  );
}

/** A finding in one line. */
export function lineOf({ level, policy, resourceId }: EarlierFinding): string {
  return `${level} ${markdownCode(policy)} ${markdownCode(resourceId)}`;
}

/** A list under a title that opens, cut where it does not fit. Nothing where there is nothing. */
export function* foldedList<T>(
  title: string,
  items: readonly T[],
  lineFor: (item: T) => string,
  within: Within,
): Generator<string> {
  if (items.length === 0) return;
  yield `\n<details><summary>${title}: ${items.length}</summary>\n\n`;
  yield* fitting(
    items,
    (item) => `- ${lineFor(item)}\n`,
    within,
    (left) => `- … and ${left.length} more; the JSON report has them all.\n`,
  );
  yield '\n</details>\n';
}
