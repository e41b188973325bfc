import { lowerId } from '../model/arm-id.js';
import { dateOf } from '../model/read-date.js';
import type { Finding, Report, Summary, WaivedFinding } from '../model/report.js';
import type { JudgedWaiver, WaivedBy, Waiver, WaiverState } from '../model/waiver.js';
import { idMatcher, type IdMatcher } from './id-pattern.js';
import { hiddenTest } from './may-be-hidden.js';

const DAY = 86_400_000;

/** A waiver on its way through the findings. */
interface Draft {
  readonly waiver: Waiver;
  /** The policy by its present id, or `*`. */
  readonly policy: string;
  readonly matches: IdMatcher;
  /** Why it does not hold any more. */
  readonly over: 'expired' | 'too-long' | undefined;
  findings: number;
}

/**
 * The report without the findings that a waiver accepts: they move to `waived`, and `waivers` says what became of each
 * waiver. Whether a waiver is over is judged by the day (UTC) of `takenAt`. VMs that will fail are counted as before: a
 * waiver accepts a failure, it does not prevent it.
 *
 * @param longest how many days after `takenAt` a waiver may reach; one that reaches further does not hold
 */
export function waive(report: Report, waivers: readonly Waiver[], longest?: number): Report {
  if (waivers.length === 0) return report;
  const ids = currentIds(report);
  const today = Math.floor((dateOf(report.source.takenAt) ?? NaN) / DAY);
  const drafts = waivers.map((waiver): Draft => {
    const policy = ids.get(waiver.policy.toLowerCase()) ?? waiver.policy;
    const over = overBy(waiver.until, today, longest);
    return { waiver, policy, matches: idMatcher(waiver.resource), over, findings: 0 };
  });
  const findings: Finding[] = [];
  const waived: WaivedFinding[] = [];
  const draftsFor = byPolicy(drafts);
  for (const finding of report.findings) {
    const holding = markMatching(draftsFor(finding.policy), finding);
    if (holding === undefined) findings.push(finding);
    else waived.push({ ...finding, waiver: waivedBy(holding) });
  }
  const isHidden = hiddenTest(report);
  return {
    ...report,
    summary: { ...report.summary, findings: countLevels(findings), waived: waived.length },
    findings,
    waived,
    waivers: drafts.map((draft): JudgedWaiver => {
      const { waiver, over, policy } = draft;
      const unseen = draft.findings === 0 && isHidden(policy, waiver.resource);
      const state: WaiverState = over ?? (draft.findings > 0 ? 'used' : unseen ? 'unknown' : 'unused');
      return { ...waiver, state, findings: draft.findings };
    }),
  };
}

/** Present policy ids by every name that the policies have or had, in lower case. */
function currentIds({ policies }: Report): ReadonlyMap<string, string> {
  return new Map(
    policies.flatMap(({ id, aliases }) => [id, ...aliases].map((name) => [name.toLowerCase(), id])),
  );
}

function overBy(until: string, today: number, longest: number | undefined): Draft['over'] {
  const last = Math.floor(Date.parse(until) / DAY);
  if (last < today) return 'expired';
  return longest !== undefined && last > today + longest ? 'too-long' : undefined;
}

/** The drafts that may be about findings of a policy, in the order of the file. */
function byPolicy(drafts: readonly Draft[]): (policy: string) => readonly Draft[] {
  const cache = new Map<string, readonly Draft[]>();
  return (policy) => {
    let list = cache.get(policy);
    if (list === undefined) {
      list = drafts.filter((draft) => draft.policy === policy || draft.policy === '*');
      cache.set(policy, list);
    }
    return list;
  };
}

/** Counts the finding with every waiver that is about it and gives the first one that holds. */
function markMatching(drafts: readonly Draft[], finding: Finding): Waiver | undefined {
  const id = lowerId(finding.resourceId);
  const segments = id.split('/');
  let holding: Waiver | undefined;
  for (const draft of drafts) {
    if (!draft.matches(id, segments)) continue;
    draft.findings++;
    if (draft.over === undefined) holding ??= draft.waiver;
  }
  return holding;
}

function waivedBy({ policy, resource, reason, until, owner }: Waiver): WaivedBy {
  return { policy, resource, reason, until, ...(owner === undefined ? {} : { owner }) };
}

function countLevels(findings: readonly Finding[]): Summary['findings'] {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { level } of findings) counts[level]++;
  return counts;
}
