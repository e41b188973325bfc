import type { Level } from '../model/policy.js';
import type { Finding, Report } from '../model/report.js';
import { gapWords } from './gap-words.js';
import { headlineOf } from './headline.js';
import { safeText } from './safe-text.js';
import { workflowCommand } from './workflow-command.js';
import { affectedWords, commandsIn, count } from './words.js';

/** What GitHub shows of one step and level; later ones are dropped without a word. */
const MOST = 10;

const COMMAND: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * The report as workflow commands, which GitHub Actions shows as annotations: at most ten errors, ten warnings and ten
 * notices, the worst first, on the line of a file where there is one. What an earlier report has is left out. The last
 * one says how many more there are.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function github(report: Report): Generator<string> {
  return annotations(report, 0);
}

/**
 * The same where a step shows errors of its own.
 *
 * @param errors how many errors it has shown already
 */
export function* annotations(report: Report, errors: number): Generator<string> {
  const { findings, summary } = report;
  const shown = { error: errors, warning: summary.complete ? 0 : 1, note: 1 };
  let [left, known] = [0, 0];
  for (const finding of findings) {
    const { level, baseline } = finding;
    if (baseline === 'unchanged') known++;
    else if (shown[level] >= MOST) left++;
    else {
      shown[level]++;
      yield annotationOf(finding);
    }
  }
  if (!summary.complete) {
    yield workflowCommand('warning', { title: 'backup-lint: incomplete' }, incompleteWords(report));
  }
  const more = [
    ...(left > 0 ? [`${count(left, 'more finding')}, which GitHub would not show here`] : []),
    ...(known > 0 ? [`${count(known, 'finding')} that the earlier report has too`] : []),
  ];
  const rest = more.length === 0 ? '' : ` Not shown: ${more.join('; ')}.`;
  yield workflowCommand('notice', { title: 'backup-lint' }, `${safeText(headlineOf(report))}${rest}`);
}

function annotationOf(finding: Finding): string {
  const { level, policy, title, message, resourceId, subjects, places, help } = finding;
  const place = places.find(({ file }) => file !== undefined);
  const lines = [
    message,
    `Resource: ${resourceId}`,
    `Affects ${affectedWords(subjects)}`,
    ...commandsIn(help).slice(0, 5),
    `More: backup-lint explain ${policy}`,
  ];
  const where = place?.file === undefined ? {} : { file: place.file, line: place.line, col: place.column };
  return workflowCommand(
    COMMAND[level],
    { ...where, title: `${policy}: ${title}` },
    lines.map(safeText).join('\n'),
  );
}

function incompleteWords({ gaps }: Report): string {
  const first = gaps.slice(0, 3).map(gapWords);
  const more = gaps.length > first.length ? [`and ${count(gaps.length - first.length, 'more gap')}`] : [];
  const lines = ['The scan is incomplete: what could not be read may hide failures.', ...first, ...more];
  return lines.map(safeText).join('\n');
}
