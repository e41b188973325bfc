import { typeOf } from '../model/arm-id.js';
import type { BaselineMark } from '../model/diff.js';
import { LEVELS, type Fails, type Policy } from '../model/policy.js';
import type { Baseline, BaselineCounts, EarlierFinding, Report, UnsettledFinding } from '../model/report.js';
import { SUBJECT_TYPES } from '../model/subject.js';
import { comparableId, sightOf, tellsOf, type Comparable, type Seen, type Sight } from './sight.js';

/** What came and went between two reports. */
export interface Comparison {
  readonly counts: BaselineCounts;
  /** What is known of each finding of the later report, by its fingerprint. */
  readonly marks: ReadonlyMap<string, BaselineMark>;
  readonly fixed: readonly EarlierFinding[];
  readonly unsettled: readonly UnsettledFinding[];
}

const IN_DOUBT: Sight = () => ({ state: 'judged' });

const NOT_TOLD = 'the report does not say what was looked at';

/**
 * Compares two reports by the fingerprints of their findings. A finding of the later report is `unchanged` where the
 * earlier one has it at the same level or a worse one, and `new` where the earlier one has it at a lower level, or at
 * the same one but failing something less near, or without a subject that it certainly did not affect then: a VM that
 * came under a lock. Where the earlier one does not have it, it is `new` only if the earlier scan certainly saw it
 * missing, for one of its subjects or for all; else it is `unknown`. A finding of the earlier report that the later one
 * does not have is fixed only if the later scan certainly saw it missing for every one of its subjects. Where the
 * earlier report tells of nothing that was judged now, because it is of something else, what it does not have is `new`.
 *
 * @param policies where the old names of policies are found
 */
export function compare(now: Comparable, earlier: Comparable, policies: readonly Policy[]): Comparison {
  const currentId = currentIdIn(policies);
  // In doubt a finding is new, so that it counts, and none is fixed.
  const isForeign = !tellsOf(earlier, now, currentId);
  const sightThen = isForeign ? IN_DOUBT : sightOf(earlier, now, currentId, { state: 'judged' });
  const sightNow = sightOf(now, earlier, currentId, { state: 'unseen', why: NOT_TOLD });
  const before = new Map(earlier.findings.map((finding) => [finding.fingerprint, finding]));
  const marks = new Map<string, BaselineMark>();
  for (const finding of now.findings) {
    marks.set(finding.fingerprint, markOf(finding, before.get(finding.fingerprint), sightThen, currentId));
  }
  const waived = new Set(now.waived?.map(({ fingerprint }) => fingerprint));
  const fixed: EarlierFinding[] = [];
  const unsettled: UnsettledFinding[] = [];
  for (const finding of earlier.findings) {
    if (marks.has(finding.fingerprint) || waived.has(finding.fingerprint)) continue;
    const why = whyNotFixed(finding, now, sightNow, currentId);
    if (why === undefined) fixed.push(keptOf(finding));
    else unsettled.push({ ...keptOf(finding), detail: why });
  }
  const count = (baseline: Baseline) =>
    [...marks.values()].filter((mark) => mark.baseline === baseline).length;
  return {
    counts: {
      takenAt: earlier.source.takenAt,
      new: count('new'),
      unchanged: count('unchanged'),
      fixed: fixed.length,
      unknown: count('unknown') + unsettled.length,
      ...(isForeign ? { foreign: true } : {}),
    },
    marks,
    fixed,
    unsettled,
  };
}

/** The report with what it says against an earlier one. */
export function withBaseline(report: Report, earlier: Comparable): Report {
  const { counts, marks, fixed, unsettled } = compare(report, earlier, report.policies);
  return {
    ...report,
    summary: { ...report.summary, baseline: counts },
    findings: report.findings.map((finding) => ({ ...finding, ...marks.get(finding.fingerprint) })),
    fixed,
    unsettled,
  };
}

function currentIdIn(policies: readonly Policy[]): (name: string) => string {
  const ids = new Map(policies.flatMap(({ id, aliases }) => aliases.map((alias) => [alias, id])));
  return (name) => ids.get(name) ?? name;
}

function markOf(
  finding: EarlierFinding,
  before: EarlierFinding | undefined,
  sight: Sight,
  currentId: (policy: string) => string,
): BaselineMark {
  if (before !== undefined) {
    const had = new Set(before.subjects.map(comparableId));
    const added = finding.subjects.filter(
      (id) => !had.has(comparableId(id)) && sight(currentId(finding.policy), id).state !== 'unseen',
    );
    return {
      baseline: isWorse(finding, before) || added.length > 0 ? 'new' : 'unchanged',
      ...(finding.level === before.level ? {} : { baselineLevel: before.level }),
      ...(isKnownFails(before.fails) && finding.fails !== before.fails
        ? { baselineFails: before.fails }
        : {}),
      ...(added.length === 0 ? {} : { baselineAdded: added }),
    };
  }
  const seen = finding.subjects.map((subject) => sight(currentId(finding.policy), subject));
  if (seen.some(({ state }) => state === 'judged')) return { baseline: 'new' };
  const why = whyUnseen(seen);
  return why === undefined ? { baseline: 'new' } : { baseline: 'unknown', baselineDetail: why };
}

/** What goes wrong, the nearest first. */
const BY_NEARNESS = ['next-backup', 'later', 'enable-protection', 'check-by-hand'] satisfies Fails[];

/** Whether the level rose or, where it stayed, what fails came nearer. */
function isWorse(now: EarlierFinding, before: EarlierFinding): boolean {
  if (now.level !== before.level) return LEVELS.indexOf(now.level) < LEVELS.indexOf(before.level);
  const [near, was] = [now.fails, before.fails];
  return isKnownFails(near) && isKnownFails(was) && BY_NEARNESS.indexOf(near) < BY_NEARNESS.indexOf(was);
}

/** A saved report may say nothing of it, or something else. */
function isKnownFails(fails: Fails | undefined): fails is Fails {
  return fails !== undefined && BY_NEARNESS.includes(fails);
}

function whyNotFixed(
  finding: EarlierFinding,
  now: Comparable,
  sight: Sight,
  currentId: (policy: string) => string,
): string | undefined {
  const seen = finding.subjects.map((subject) => sight(currentId(finding.policy), subject));
  const why = whyUnseen(seen);
  if (why !== undefined) return why;
  // A file that is broken may be the one that declares it.
  if (seen.some(({ state }) => state === 'absent') && missesAnything(now))
    return 'not everything could be read';
  // A VM that is not protected any more is left out too: nobody repaired anything.
  const isGone = seen.some(({ state }, index) => state === 'absent' && isVm(finding.subjects[index] ?? ''));
  const left = now.judged?.only?.protected === true && isGone;
  return left ? 'the VM is gone, or not protected any more' : undefined;
}

/** Whether the scan may have missed anything, whatever its kind and place. */
function missesAnything({ gaps }: Comparable): boolean {
  return gaps.some(({ what, scope }) => what === '*' && scope === '/');
}

function isVm(id: string): boolean {
  return (typeOf(id) ?? SUBJECT_TYPES.vm) === SUBJECT_TYPES.vm;
}

/** The first reason for which something was not seen; without subjects nothing was. */
function whyUnseen(seen: readonly Seen[]): string | undefined {
  if (seen.length === 0) return 'it names no subject';
  for (const each of seen) if (each.state === 'unseen') return each.why;
  return undefined;
}

/** What is kept of a finding of a report that was compared. */
export function keptOf(finding: EarlierFinding): EarlierFinding {
  const { policy, level, fails, title, message, resourceId, subjects, fingerprint } = finding;
  const kept = { policy, level, title, message, resourceId, subjects, fingerprint };
  return isKnownFails(fails) ? { ...kept, fails } : kept;
}
