import { LEVELS, type Level } from '../model/policy.js';
import type { Finding, Report } from '../model/report.js';
import { isStale } from '../model/waiver.js';

/** What exit codes mean (README, exit codes); the first that applies, in the order 70, 2, 1, 3, 4, 0. */
export const EXIT = { ok: 0, findings: 1, usage: 2, nothing: 3, incomplete: 4, bug: 70 } as const;

export const FAIL_ON = [...LEVELS, 'none'] as const;
export type FailOn = Level | 'none';

export interface Gate {
  readonly failOn: FailOn;
  readonly allowEmpty: boolean;
  readonly allowIncomplete: boolean;
  readonly strictWaivers: boolean;
}

/**
 * The exit code of a scan.
 *
 * @param recognised where only infrastructure files were scanned: how many were recognised; one is something, with a VM
 * in it or without
 */
export function exitCodeOf(report: Report, gate: Gate, recognised?: number): number {
  const { summary, waivers = [] } = report;
  if (hasNewFindings(report.findings, gate.failOn)) return EXIT.findings;
  if (gate.strictWaivers && waivers.some(isStale)) return EXIT.findings;
  if (checkedNothing(report, gate, recognised)) return EXIT.nothing;
  return summary.complete || gate.allowIncomplete ? EXIT.ok : EXIT.incomplete;
}

/** Whether there is a finding at that level or above; against an earlier report only new ones count. */
export function hasNewFindings(
  findings: readonly Pick<Finding, 'level' | 'baseline'>[],
  failOn: FailOn,
): boolean {
  const limit = failOn === 'none' ? -1 : LEVELS.indexOf(failOn);
  return findings.some(({ level, baseline = 'new' }) => baseline === 'new' && LEVELS.indexOf(level) <= limit);
}

/** Whether there was nothing to scan, which is not accepted. A waiver may end the scan with another code all the same. */
export function checkedNothing(report: Report, { allowEmpty }: Gate, recognised?: number): boolean {
  return !allowEmpty && (recognised === undefined ? isEmpty(report) : recognised === 0);
}

/** Nothing to scan: no VM, or no policy that came out pass or fail for anything. */
export function isEmpty({ summary }: Report): boolean {
  return summary.subjects === 0 || summary.outcomes.pass + summary.outcomes.fail === 0;
}
