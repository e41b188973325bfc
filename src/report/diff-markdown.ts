import type { ComparedFinding, Diff } from '../model/diff.js';
import { changesOf } from './baseline-words.js';
import { diffHeadline, whyUntold } from './diff-text.js';
import { markdownText } from './markdown-text.js';
import { foldedList, lineOf } from './settled-markdown.js';
import { Within } from './within.js';

/** Together below 900 kB, as GitHub takes it. */
const BYTES = { open: 500_000, closed: 300_000 } as const;

/** What came and went between two reports, as Markdown. */
export function* diffMarkdown(diff: Diff): Generator<string> {
  const { findings, fixed, unsettled } = diff;
  yield `## backup-lint: what has changed\n\n**${markdownText(diffHeadline(diff))}**\n`;
  const [open, closed] = [new Within(BYTES.open), new Within(BYTES.closed)];
  const marked = (mark: ComparedFinding['baseline']) => findings.filter(({ baseline }) => baseline === mark);
  yield* foldedList('New', marked('new'), withMessage, open);
  yield* foldedList('New or not, that cannot be told', marked('unknown'), withMessage, open);
  yield* foldedList('Fixed', fixed, lineOf, closed);
  yield* foldedList('Not found again, which does not mean that it is fixed', unsettled, withMessage, closed);
}

function withMessage(finding: ComparedFinding & { readonly detail?: string }): string {
  const was = markdownText(changesOf(finding));
  const why = whyUntold(finding);
  const because = why === undefined ? '' : ` Because ${why.replace(/\.$/, '')}.`;
  return `${lineOf(finding)}${was}: ${markdownText(`${finding.message}${because}`)}`;
}
