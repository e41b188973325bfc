import { styleText } from 'node:util';
import type { Level } from '../model/policy.js';
import type { Finding, Report, UnknownEntry } from '../model/report.js';
import { UNKNOWN_REASONS } from '../model/unknown.js';
import { baselineWords, markOf } from './baseline-words.js';
import { gapWords } from './gap-words.js';
import { headlineOf } from './headline.js';
import type { Presentation } from './reporter.js';
import { safeText } from './safe-text.js';
import { settledText } from './settled-text.js';
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

type Style = Parameters<typeof styleText>[0];
/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

const COLORS: Readonly<Record<Level, Style>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  note: ['bold', 'blue'],
};

/** At most so many resources are told of one policy; the others are in JSON and SARIF. */
const MAX_RESOURCES = 10;

/** The report for people at a terminal. */
export function* text(report: Report, { color, quiet, frameOf }: Presentation): Generator<string> {
  const paint: Paint = (style, words) => (color ? styleText(style, words, { validateStream: false }) : words);
  if (!quiet) yield `${titleOf(report)}\n\n`;
  yield `${paint('bold', safeText(headlineOf(report)))}\n`;
  const backups = backupsWords(report.summary);
  if (backups !== undefined) yield `${backups}\n`;
  const { baseline } = report.summary;
  if (baseline !== undefined) yield `${safeText(baselineWords(baseline))}\n`;
  for (const group of groupsOf(toldFindings(report))) yield* groupText(group, paint, frameOf);
  yield* notExplained(report, paint);
  yield* settledText(report, paint);
  if (!quiet) yield* notChecked(report, paint);
  yield `\n${totalsOf(report)}\n`;
}

const KIND_WORDS: Readonly<Partial<Record<string, string>>> = { files: 'infrastructure files' };

/** What was judged, and as whom it was read. */
function titleOf({ tool, source }: Report): string {
  const requests = Object.values(source.requests ?? {}).reduce((sum, each) => sum + each, 0);
  const parts = [
    `${tool.name} ${tool.version}`,
    KIND_WORDS[source.kind] ?? (source.kind === 'azure' ? (source.cloud ?? 'Azure') : 'inventory'),
    ...(source.tenantId === undefined ? [] : [`tenant ${source.tenantId}`]),
    ...(source.principal === undefined ? [] : [`as ${source.principal}`]),
    ...subscriptionsOf(source),
    ...(source.files === true ? ['with infrastructure files'] : []),
    ...(requests === 0 ? [] : [count(requests, 'request')]),
    `taken ${source.takenAt}`,
  ];
  return safeText(parts.join(', '));
}

/** How many subscriptions were read, and of how many where some could not be seen. */
function subscriptionsOf({ scope, subscriptionsSeen: seen }: Report['source']): string[] {
  const asked = scope?.subscriptions?.length;
  if (asked === undefined) return [];
  return [
    seen === undefined || seen === asked
      ? count(asked, 'subscription')
      : `${seen} of ${count(asked, 'subscription')}`,
  ];
}

/** Findings of one policy at one level, in the order of the report. */
function groupsOf(findings: readonly Finding[]): Finding[][] {
  const groups: Finding[][] = [];
  for (const finding of findings) {
    const last = groups.at(-1);
    if (last?.[0]?.policy === finding.policy && last[0].level === finding.level) last.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

function* groupText(
  group: readonly Finding[],
  paint: Paint,
  frameOf: Presentation['frameOf'],
): Generator<string> {
  const [first] = group;
  if (first === undefined) return;
  const codes = [...new Set(group.flatMap((finding) => finding.errorCodes))];
  yield `\n${paint(COLORS[first.level], first.level.toUpperCase())} ${paint('bold', first.policy)}\n`;
  yield `  Required: ${safeText(first.title)}.\n`;
  if (codes.length > 0) yield `  Prevents: ${safeText(codes.join(', '))}\n`;
  for (const finding of group.slice(0, MAX_RESOURCES)) yield* findingText(finding, paint, frameOf);
  if (group.length > MAX_RESOURCES) {
    yield `\n  … and ${count(group.length - MAX_RESOURCES, 'more finding')} of this policy; --output json lists them all.\n`;
  }
  yield `\n  More: backup-lint explain ${first.policy}\n`;
}

function* findingText(finding: Finding, paint: Paint, frameOf: Presentation['frameOf']): Generator<string> {
  const line = (label: string, words: string) => `    ${paint('dim', label.padEnd(8))} ${safeText(words)}\n`;
  const isNew = finding.baseline === 'new' ? `${paint('bold', 'NEW')} ` : '';
  yield `\n  ${isNew}${safeText(finding.message)}\n`;
  yield line('at', finding.resourceId);
  for (const place of finding.places.slice(0, 3)) {
    const value = place.value === undefined ? '' : ` = ${JSON.stringify(place.value)}`;
    const file = place.file === undefined ? '' : ` (${place.file}:${place.line ?? 1})`;
    yield line('seen', `${place.path}${value}${file}`);
  }
  yield* frameText(finding.places[0], paint, frameOf);
  const [only, ...others] = finding.subjects;
  if (others.length > 0 || only !== finding.resourceId) {
    yield line('affects', affectedWords(finding.subjects));
  }
  const confirmed = confirmedWords(finding);
  if (confirmed !== undefined) yield line('backup', confirmed);
  if (finding.origin !== undefined) yield line('origin', originWords(finding.origin, finding.added));
  const mark = markOf(finding);
  if (mark !== '') yield line('baseline', mark);
  yield line('fails', `${FAILS_WORDS[finding.fails]} (precision: ${finding.precision})`);
  for (const [index, command] of commandsIn(finding.help).entries())
    yield line(index === 0 ? 'run' : '', command);
}

/** The lines of the file around the first place, the line itself marked. */
function* frameText(
  place: Finding['places'][number] | undefined,
  paint: Paint,
  frameOf: Presentation['frameOf'],
): Generator<string> {
  const frame = place === undefined ? undefined : frameOf?.(place);
  if (frame === undefined) return;
  const width = String(frame.from + frame.lines.length).length;
  for (const [index, words] of frame.lines.entries()) {
    const number = frame.from + index;
    const mark = number === place?.line ? '>' : ' ';
    yield `      ${paint('dim', `${mark} ${String(number).padStart(width)} |`)} ${safeText(words)}\n`;
  }
}

/** The failed backups that no finding explains. */
function* notExplained({ backups }: Report, paint: Paint): Generator<string> {
  const { unexplained } = backups;
  if (unexplained.length === 0) return;
  yield `\n${paint('bold', UNEXPLAINED)}\n`;
  for (const each of unexplained.slice(0, MAX_RESOURCES)) yield `  ${safeText(unexplainedWords(each))}\n`;
  if (unexplained.length > MAX_RESOURCES)
    yield `  … and ${count(unexplained.length - MAX_RESOURCES, 'more VM')}; --output json lists them all.\n`;
}

/** Of files alone: what would make it known, rather than which of many things the first one was. */
function filesWhy({ reason, detail, needs }: UnknownEntry): string {
  if (reason === 'not-in-source')
    return 'Files do not show what exists: together with --inventory or a live scan more is known.';
  const needed = needs === undefined ? 'Parameter files tell more (--parameters)' : `It needs ${needs}`;
  return reason === 'unresolved' ? `${needed}. For example: ${detail}` : detail;
}

/** What could not be checked: one line per reason, with what would make it known. */
function* notChecked(report: Report, paint: Paint): Generator<string> {
  if (report.unknowns.length > 0) yield `\n${paint('bold', 'Not checked')}\n`;
  const folded = new Map<string, UnknownEntry[]>();
  const byReason = [...report.unknowns].sort(
    (left, right) => UNKNOWN_REASONS.indexOf(left.reason) - UNKNOWN_REASONS.indexOf(right.reason),
  );
  for (const entry of byReason) {
    const key = `${entry.reason} ${entry.needs ?? ''}`;
    folded.set(key, [...(folded.get(key) ?? []), entry]);
  }
  for (const entries of folded.values()) {
    const [first] = entries;
    if (first === undefined) continue;
    const subjects = countSubjects([...new Set(entries.flatMap((entry) => entry.subjects))]);
    const needs = first.needs === undefined ? '' : ` Needs ${first.needs}.`;
    const policies = [...new Set(entries.map((entry) => entry.policy))];
    const which = `${count(policies.length, 'policy', 'policies')} (${namesOf(policies)})`;
    const head = `${REASON_WORDS[first.reason]}: ${which} for ${subjects}.`;
    const example = entries.length > 1 ? 'For example: ' : '';
    const why = report.source.kind === 'files' ? filesWhy(first) : `${example}${first.detail}${needs}`;
    yield `  ${safeText(`${head} ${why}`)}\n`;
  }
  if (report.gaps.length > 0) yield `\n${paint('bold', 'Gaps')}\n`;
  for (const gap of report.gaps.slice(0, MAX_RESOURCES)) yield `  ${safeText(gapWords(gap))}\n`;
  if (report.gaps.length > MAX_RESOURCES)
    yield `  … and ${count(report.gaps.length - MAX_RESOURCES, 'more gap')}.\n`;
}
