import { LEVELS } from '../model/policy.js';
import type { BackupVerdicts, Report } from '../model/report.js';

/**
 * The report with the findings alone that the infrastructure files bring, or bring subjects to. VMs count as failing
 * where such a finding makes them fail; the last backups name all that are known to be protected and fail.
 */
export function onlyPlanned(report: Report): Report {
  const findings = report.findings.filter(({ origin, added }) => origin === 'planned' || added !== undefined);
  const { confirmed, predicted, unexplained } = report.backups;
  const isProtected = new Set(
    [...confirmed, ...predicted, ...unexplained].map(({ subject }) => subject.toLowerCase()),
  );
  const failing = new Set(
    findings
      .filter(({ level, fails }) => level === 'error' && fails === 'next-backup')
      .flatMap(({ subjects, added = subjects }) => added.map((id) => id.toLowerCase()))
      .filter((id) => isProtected.has(id)),
  );
  const counts = LEVELS.map((level) => [level, findings.filter((each) => each.level === level).length]);
  const backups = backupsOf(report.backups, new Set(findings.map(({ fingerprint }) => fingerprint)));
  return {
    ...report,
    findings,
    backups,
    judged: { ...report.judged, only: { ...report.judged.only, planned: true } },
    summary: {
      ...report.summary,
      failing: report.summary.failing === null ? null : Math.min(report.summary.failing, failing.size),
      findings: Object.fromEntries(counts) as Report['summary']['findings'],
      backups: report.summary.backups === null ? null : countsOf(backups),
    },
  };
}

/** What the last backups say of these findings (by fingerprint); a failure that nothing explains is not of the change. */
function backupsOf({ confirmed, predicted }: BackupVerdicts, kept: ReadonlySet<string>): BackupVerdicts {
  const only = <T extends { readonly findings: readonly string[] }>(entries: readonly T[]) =>
    entries
      .map((entry) => ({ ...entry, findings: entry.findings.filter((each) => kept.has(each)) }))
      .filter((entry) => entry.findings.length > 0);
  return { confirmed: only(confirmed), predicted: only(predicted), unexplained: [] };
}

function countsOf({ confirmed, predicted, unexplained }: BackupVerdicts) {
  return { confirmed: confirmed.length, predicted: predicted.length, unexplained: unexplained.length };
}
