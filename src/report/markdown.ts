import { LEVELS } from '../model/policy.js';
import type { Finding, Report, UnknownEntry } from '../model/report.js';
import { baselineWords, markOf } from './baseline-words.js';
import { gapWords } from './gap-words.js';
import { headlineOf } from './headline.js';
import { markdownBlock, markdownCode, markdownText } from './markdown-text.js';
import type { Presentation } from './reporter.js';
import { foldedList, settledMarkdown } from './settled-markdown.js';
import { fitting, Within } from './within.js';
import {
  FAILS_WORDS,
  REASON_WORDS,
  affectedWords,
  backupsWords,
  commandsIn,
  confirmedWords,
  count,
  countSubjects,
  namesOf,
  originWords,
  toldFindings,
  totalsOf,
  UNEXPLAINED,
  unexplainedWords,
} from './words.js';

/**
 * GitHub refuses a step summary of more than 1 MiB. Each part has a share of its own, so that many findings cannot
 * push out what could not be checked; together they stay below 900 kB.
 */
const BYTES = { findings: 500_000, open: 120_000, gaps: 60_000, settled: 120_000, failed: 60_000 } as const;

/** The report as Markdown, for the summary of a GitHub Actions step or a comment: findings worst first, folded. */
export function* markdown(report: Report, { quiet }: Presentation): Generator<string> {
  yield `## backup-lint\n\n**${markdownText(headlineOf(report))}**\n\n`;
  yield countsOf(report);
  const backups = backupsWords(report.summary);
  if (backups !== undefined) yield `\n${markdownText(backups)}\n`;
  const { baseline } = report.summary;
  if (baseline !== undefined) yield `\n${markdownText(baselineWords(baseline))}\n`;
  if (report.findings.length > 0) yield '\n### Findings\n\n';
  yield* fitting(toldFindings(report), findingOf, new Within(BYTES.findings), leftOut);
  yield* foldedList(
    UNEXPLAINED,
    report.backups.unexplained,
    (each) => markdownText(unexplainedWords(each)),
    new Within(BYTES.failed),
  );
  yield* settledMarkdown(report, new Within(BYTES.settled));
  if (!quiet) yield* notChecked(report);
  yield `\n${markdownText(`${totalsOf(report)} Taken ${report.source.takenAt}.`)}\n`;
}

function countsOf({ summary, findings }: Report): string {
  const { baseline } = summary;
  const cells = LEVELS.map((level) => {
    const isNew = findings.filter((each) => each.level === level && each.baseline === 'new').length;
    return baseline === undefined
      ? `${summary.findings[level]}`
      : `${summary.findings[level]} (${isNew} new)`;
  });
  const waived =
    summary.waived === undefined ? ['', '', ''] : [' Waived |', ' ---: |', ` ${summary.waived} |`];
  return [
    `| Errors | Warnings | Notes |${waived[0] ?? ''}`,
    `| ---: | ---: | ---: |${waived[1] ?? ''}`,
    `| ${cells.join(' | ')} |${waived[2] ?? ''}`,
    '',
  ].join('\n');
}

/** One finding, folded: what is wrong in one line, below it the proof and what to do. */
function findingOf(finding: Finding): string {
  const { level, policy, message, baseline, resourceId, places, subjects, fails, precision } = finding;
  const mark = baseline === 'new' ? ' <b>NEW</b>' : '';
  const lines = [`Resource: ${markdownCode(resourceId)}`];
  for (const { path, value, file, line } of places.slice(0, 3)) {
    const seen = value === undefined ? '' : ` = ${markdownCode(JSON.stringify(value))}`;
    const where =
      file === undefined ? '' : ` at ${markdownCode(line === undefined ? file : `${file}:${line}`)}`;
    lines.push(`Seen: ${markdownCode(path)}${seen}${where}`);
  }
  const confirmed = confirmedWords(finding);
  if (confirmed !== undefined) lines.push(`Backup: ${markdownText(confirmed)}`);
  lines.push(
    `Affects: ${markdownText(affectedWords(subjects))}`,
    `Fails: ${FAILS_WORDS[fails]} (precision: ${precision})`,
  );
  if (finding.origin !== undefined)
    lines.push(`Origin: ${markdownText(originWords(finding.origin, finding.added))}`);
  if (finding.errorCodes.length > 0)
    lines.push(
      `Prevents: ${finding.errorCodes
        .slice(0, 10)
        .map((code) => markdownText(code))
        .join(', ')}`,
    );
  const against = markOf(finding);
  if (against !== '') lines.push(`Baseline: ${markdownText(against)}`);
  return [
    `<details><summary><b>${level.toUpperCase()}</b>${mark} ${markdownCode(policy)} ${markdownText(message)}</summary>`,
    '',
    ...lines.map((line) => `- ${line}`),
    '',
    ...whatToDo(finding),
    '</details>',
    '',
    '',
  ].join('\n');
}

function whatToDo({ help, links }: Finding): string[] {
  const commands = commandsIn(help)
    .slice(0, 20)
    .map((command) => command.slice(0, 500));
  const told = links.filter((link) => /^https:\/\/[\w\-./?=&#%:]{1,300}$/.test(link)).slice(0, 5);
  return [
    ...(commands.length > 0 ? [markdownBlock(commands, 'sh')] : []),
    ...(told.length > 0 ? [told.map((link) => `<${link}>`).join(' '), ''] : []),
  ];
}

function leftOut(left: readonly Finding[]): string {
  const parts = LEVELS.flatMap((level) => {
    const number = left.filter((finding) => finding.level === level).length;
    return number === 0 ? [] : [count(number, level)];
  });
  return `\n**${count(left.length, 'more finding')} (${parts.join(', ')}) did not fit here; the JSON report has them all.**\n`;
}

/** What could not be checked, and why: never left out, because silence would pass for an all-clear. */
function* notChecked({ unknowns, gaps }: Report): Generator<string> {
  if (unknowns.length === 0 && gaps.length === 0) return;
  const more = (left: readonly unknown[]) => `- … and ${left.length} more; the JSON report has them all.\n`;
  yield `\n### What could not be checked\n\n`;
  if (unknowns.length > 0) {
    yield `<details><summary>${count(unknowns.length, 'open question')}</summary>\n\n`;
    yield* fitting(unknowns, openOf, new Within(BYTES.open), more);
    yield '\n</details>\n\n';
  }
  if (gaps.length === 0) return;
  yield `<details><summary>${count(gaps.length, 'gap')}: what could not be read</summary>\n\n`;
  const gapOf = (gap: Report['gaps'][number]) => `- ${markdownText(gapWords(gap))}\n`;
  yield* fitting(gaps, gapOf, new Within(BYTES.gaps), more);
  yield '\n</details>\n';
}

function openOf({ policy, reason, detail, needs, subjects }: UnknownEntry): string {
  const need = needs === undefined ? '' : ` Needs ${markdownCode(needs)}.`;
  const vms = markdownText(`${countSubjects(subjects)} (${namesOf(subjects)})`);
  return `- ${markdownCode(policy)}, ${REASON_WORDS[reason]}: ${vms}. ${markdownText(detail)}${need}\n`;
}
