import type { BaselineCounts, EarlierFinding, Finding, UnsettledFinding } from './report.js';

/** A finding of the later report, with how it stands against the earlier one. */
export type ComparedFinding = EarlierFinding & BaselineMark;

/** How a finding stands against an earlier report. */
export type BaselineMark = Pick<
  Finding,
  'baseline' | 'baselineLevel' | 'baselineFails' | 'baselineAdded' | 'baselineDetail'
>;

/** What came and went between two reports. */
export interface Diff {
  readonly formatVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly earlier: { readonly takenAt: string };
  readonly later: { readonly takenAt: string; readonly complete: boolean };
  readonly summary: Omit<BaselineCounts, 'takenAt'>;
  /** The findings of the later report. */
  readonly findings: readonly ComparedFinding[];
  /** Findings of the earlier report that are repaired, or whose resource is gone. */
  readonly fixed: readonly EarlierFinding[];
  /** Findings of the earlier report of which it cannot be told whether they are repaired. */
  readonly unsettled: readonly UnsettledFinding[];
}
