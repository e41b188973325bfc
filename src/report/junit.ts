import { lowerId, typeOf } from '../model/arm-id.js';
import type { Policy } from '../model/policy.js';
import type { Finding, Report, UnknownEntry, WaivedFinding } from '../model/report.js';
import { SUBJECT_TYPES } from '../model/subject.js';
import { baselineWords, markOf } from './baseline-words.js';
import { gapWords } from './gap-words.js';
import { headlineOf, notFoundWords } from './headline.js';
import { FAILS_WORDS, REASON_WORDS, affectedWords, commandsIn, originWords, toldFindings } from './words.js';
import { element, xml } from './xml.js';

/**
 * The report as JUnit XML, for the test reports of CI systems: a suite for each policy, in it a case for each resource
 * to repair (failure), each one waived and each subject that could not be judged (skipped). A policy without any of
 * them has one case that passes. The first suite says whether the scan is complete.
 */
export function* junit(report: Report): Generator<string> {
  const suites = [scanSuite(report), ...policySuites(report)];
  // The format's schemas take neither fractions nor a time zone.
  const [moment] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(report.source.takenAt) ?? [];
  const time = moment === undefined ? '' : ` timestamp="${moment}"`;
  const sum = (of: (suite: Suite) => number) => suites.reduce((total, suite) => total + of(suite), 0);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="backup-lint"${counts(sum)}>\n`;
  for (const suite of suites) {
    const only = (of: (suite: Suite) => number) => of(suite);
    yield `  <testsuite name="${xml(suite.name)}"${counts(only)}${time}>\n`;
    for (const { name, body } of suite.cases) {
      const start = `    <testcase classname="${xml(suite.name)}" name="${xml(name)}"`;
      yield body === '' ? `${start}/>\n` : `${start}>\n      ${body}\n    </testcase>\n`;
    }
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

type Result = 'passed' | 'failure' | 'error' | 'skipped';

interface Case {
  readonly name: string;
  readonly result: Result;
  /** XML. */
  readonly body: string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

function counts(of: (number: (suite: Suite) => number) => number): string {
  const number = (result: Result) => of(({ cases }) => cases.filter((each) => each.result === result).length);
  const tests = of(({ cases }) => cases.length);
  return ` tests="${tests}" failures="${number('failure')}" errors="${number('error')}" skipped="${number('skipped')}"`;
}

/** The scan itself: an incomplete one is an error, because what was not read may hide failures. */
function scanSuite(report: Report): Suite {
  const notFound = notFoundWords(report);
  const skipped: Case = {
    name: 'every VM and group that was asked for was found',
    result: 'skipped',
    body: element('skipped', { message: notFound }),
  };
  return { name: 'backup-lint', cases: [readCase(report), ...(notFound === '' ? [] : [skipped])] };
}

function readCase(report: Report): Case {
  const { gaps, summary } = report;
  const name = 'everything that was needed could be read';
  if (summary.complete) return { name, result: 'passed', body: '' };
  const lines = gaps.slice(0, 100).map(gapWords);
  const { baseline } = summary;
  const words = [headlineOf(report), ...(baseline === undefined ? [] : [baselineWords(baseline)]), ...lines];
  return {
    name,
    result: 'error',
    body: element('error', { message: headlineOf(report), type: 'incomplete' }, words),
  };
}

function policySuites(report: Report): Suite[] {
  const { policies, waived = [], unknowns, judged } = report;
  const failing = grouped(toldFindings(report));
  const accepted = grouped(waived);
  const open = grouped(unknowns);
  const judgedTypes = new Set(Array.from(judged.subjects, (id) => typeOf(id) ?? SUBJECT_TYPES.vm));
  return policies.map((policy) => {
    const cases = [
      ...(failing.get(policy.id) ?? []).map(failureOf),
      ...(accepted.get(policy.id) ?? []).map(waivedOf),
    ];
    const told = new Set(cases.map(({ name }) => lowerId(name)));
    for (const entry of open.get(policy.id) ?? []) {
      for (const subject of entry.subjects)
        if (!told.has(lowerId(subject))) cases.push(openOf(entry, subject));
    }
    return {
      name: policy.id,
      cases: cases.length > 0 ? cases : [passOf(policy, judgedTypes.has(SUBJECT_TYPES[policy.subject]))],
    };
  });
}

function grouped<T extends { readonly policy: string }>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.policy);
    if (group === undefined) groups.set(item.policy, [item]);
    else group.push(item);
  }
  return groups;
}

function passOf({ title }: Policy, isJudged: boolean): Case {
  return isJudged
    ? { name: title, result: 'passed', body: '' }
    : {
        name: title,
        result: 'skipped',
        body: element('skipped', { message: 'There was nothing to judge.' }),
      };
}

function failureOf(finding: Finding): Case {
  const { resourceId, level, message, title, places, subjects, fails, precision, help, links } = finding;
  const mark = markOf(finding);
  const words = [
    message,
    `Required: ${title}`,
    ...places.slice(0, 3).map(({ path, value, file, line }) => {
      const where = file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`;
      return `Seen: ${path}${value === undefined ? '' : ` = ${JSON.stringify(value)}`}${where}`;
    }),
    `Affects ${affectedWords(subjects)}`,
    `Fails: ${FAILS_WORDS[fails]} (precision: ${precision})`,
    ...(finding.origin === undefined ? [] : [`Origin: ${originWords(finding.origin, finding.added)}`]),
    ...(mark === '' ? [] : [`Baseline: ${mark}`]),
    ...commandsIn(help),
    ...links,
  ];
  return { name: resourceId, result: 'failure', body: element('failure', { message, type: level }, words) };
}

function waivedOf({ resourceId, waiver }: WaivedFinding): Case {
  const owner = waiver.owner === undefined ? '' : ` (${waiver.owner})`;
  const message = `Waived until ${waiver.until}: ${waiver.reason}${owner}`;
  return { name: resourceId, result: 'skipped', body: element('skipped', { message }) };
}

function openOf({ reason, detail, needs }: UnknownEntry, subject: string): Case {
  const message = `Not known (${REASON_WORDS[reason]}): ${detail}${needs === undefined ? '' : ` Needs ${needs}.`}`;
  return { name: subject, result: 'skipped', body: element('skipped', { message }) };
}
