import type { Diff } from '../model/diff.js';
import type { Policy } from '../model/policy.js';
import { TOOL } from '../model/tool.js';
import { compare, keptOf } from './compare.js';
import type { Comparable } from './sight.js';

/** A saved report that is compared with an earlier one. */
export interface Later extends Comparable {
  readonly summary: { readonly complete: boolean };
}

/**
 * What came and went between two saved reports.
 *
 * @param policies where the old names of policies are found
 */
export function diffOf(earlier: Comparable, later: Later, policies: readonly Policy[]): Diff {
  const { counts, marks, fixed, unsettled } = compare(later, earlier, policies);
  const { takenAt, ...summary } = counts;
  return {
    formatVersion: 1,
    tool: TOOL,
    earlier: { takenAt },
    later: { takenAt: later.source.takenAt, complete: later.summary.complete },
    summary,
    findings: later.findings.map((finding) => ({ ...keptOf(finding), ...marks.get(finding.fingerprint) })),
    fixed,
    unsettled,
  };
}
