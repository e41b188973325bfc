import type { EarlierFinding, Report } from '../model/report.js';
import { safeText } from './safe-text.js';
import type { Paint } from './text.js';
import { staleWaivers, waiverWords } from './words.js';

/** At most so many are told of one list; the others are in JSON. */
const MAX_LISTED = 10;

/** What a report for people says of findings that are no more: waived, fixed, or not seen again. */
export function* settledText(report: Report, paint: Paint): Generator<string> {
  const { waived = [], fixed = [], unsettled = [] } = report;
  yield* listText(
    'Fixed',
    fixed.map((finding) => [nameOf(finding)]),
    { paint },
  );
  yield* listText(
    'Not found again, which does not mean that it is fixed',
    unsettled.map((finding) => [nameOf(finding), `because ${finding.detail}`]),
    { paint },
  );
  yield* listText(
    'Waived',
    waived.map(({ waiver, ...finding }) => [
      nameOf(finding),
      `until ${waiver.until}: ${waiver.reason}${waiver.owner === undefined ? '' : ` (${waiver.owner})`}`,
    ]),
    { paint },
  );
  yield* listText(
    'Waivers to look at',
    staleWaivers(report).map((waiver) => [waiverWords(waiver)]),
    { paint },
  );
}

function nameOf({ level, policy, resourceId }: EarlierFinding): string {
  return `${level} ${policy}: ${resourceId}`;
}

/** A list under a title: of each item the first line, the others below it. Nothing where there is nothing. */
export function* listText(
  title: string,
  items: readonly (readonly string[])[],
  { paint, most = MAX_LISTED }: { readonly paint: Paint; readonly most?: number },
): Generator<string> {
  if (items.length === 0) return;
  yield `\n${paint('bold', title)}\n`;
  for (const [first = '', ...more] of items.slice(0, most)) {
    yield `  ${safeText(first)}\n`;
    for (const line of more) yield `    ${safeText(line)}\n`;
  }
  const left = items.length - most;
  if (left > 0) yield `  … and ${left} more; --output json lists them all.\n`;
}
