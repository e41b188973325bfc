import type { Report } from '../model/report.js';
import type { FilePlace } from '../model/sighting.js';

/** What is wrong with an infrastructure file that was not read, or not all of it. */
interface UnreadFile extends FilePlace {
  readonly message: string;
}

/**
 * The report with a gap for each infrastructure file that could not be read: what it declares was not judged, so the
 * scan is not complete, and SARIF of it closes no alert.
 */
export function withUnreadFiles(report: Report, files: readonly UnreadFile[]): Report {
  if (files.length === 0) return report;
  const gaps = files.map(({ file, line, column, message }) => ({
    what: '*',
    scope: '/',
    reason: 'failed' as const,
    detail: `${file}:${line}:${column}: ${message}`,
  }));
  return {
    ...report,
    summary: { ...report.summary, complete: false },
    gaps: [...report.gaps, ...gaps],
  };
}
