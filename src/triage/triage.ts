import type { Report } from '../model/report.js';
import type { Waiver } from '../model/waiver.js';
import { withBaseline } from './compare.js';
import { redact } from './redact.js';
import type { Comparable } from './sight.js';
import { waive } from './waive.js';

/** How to live with what a scan found. */
export interface Triage {
  readonly waivers?: readonly Waiver[] | undefined;
  /** How many days ahead a waiver may reach. */
  readonly longestWaiver?: number | undefined;
  /** An earlier report, to tell new findings from old ones. */
  readonly baseline?: Comparable | undefined;
  /** Whether to hide ids. */
  readonly redact?: boolean | undefined;
}

/** The report with waived findings set apart, compared with an earlier one, and without ids, as far as asked. */
export function triage(report: Report, by: Triage): Report {
  const kept = waive(report, by.waivers ?? [], by.longestWaiver);
  const compared = by.baseline === undefined ? kept : withBaseline(kept, by.baseline);
  return by.redact === true ? redact(compared) : compared;
}
