import { LEVELS } from '../model/policy.js';
import type { Report } from '../model/report.js';

/**
 * The report with the findings alone that the infrastructure files bring, or bring subjects to. VMs count as failing
 * where such a finding makes them fail.
 */
export function onlyPlanned(report: Report): Report {
  const findings = report.findings.filter(({ origin, added }) => origin === 'planned' || added !== undefined);
  const failing = new Set(
    findings
      .filter(({ level, fails }) => level === 'error' && fails === 'next-backup')
      .flatMap(({ subjects, added = subjects }) => added.map((id) => id.toLowerCase())),
  );
  const counts = LEVELS.map((level) => [level, findings.filter((each) => each.level === level).length]);
  return {
    ...report,
    findings,
    judged: { ...report.judged, only: { ...report.judged.only, planned: true } },
    summary: {
      ...report.summary,
      failing: report.summary.failing === null ? null : Math.min(report.summary.failing, failing.size),
      findings: Object.fromEntries(counts) as Report['summary']['findings'],
    },
  };
}
