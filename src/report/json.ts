import type { Report } from '../model/report.js';

/** The report as JSON (design, section 6). */
export function* json(report: Report): Generator<string> {
  const { findings, unknowns, gaps, backups, judged, waived, waivers, fixed, unsettled } = report;
  const { formatVersion, tool, redacted, source, summary } = report;
  const head = JSON.stringify({ formatVersion, tool, redacted, source, summary }, null, 2);
  yield head.slice(0, -2);
  yield* list('findings', findings);
  yield* list('unknowns', unknowns);
  yield* list('gaps', gaps);
  for (const [name, items] of Object.entries({ waived, waivers, fixed, unsettled })) {
    if (items !== undefined) yield* list(name, items);
  }
  yield `,\n  "backups": ${JSON.stringify(backups, null, 2).replaceAll('\n', '\n  ')}`;
  yield `,\n  "judged": ${JSON.stringify(judged, null, 2).replaceAll('\n', '\n  ')}`;
  yield '\n}\n';
}

function* list(name: string, items: readonly unknown[]): Generator<string> {
  yield `,\n  ${JSON.stringify(name)}: [`;
  let separator = '\n    ';
  for (const item of items) {
    yield separator + JSON.stringify(item, null, 2).replaceAll('\n', '\n    ');
    separator = ',\n    ';
  }
  yield items.length === 0 ? ']' : '\n  ]';
}
