import type { Report } from '../model/report.js';
import { safeJson } from './safe-text.js';

/** The report as JSON (design, section 6). */
export function* json(report: Report): Generator<string> {
  for (const part of partsOf(report)) yield safeJson(part);
}

function* partsOf(report: Report): Generator<string> {
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
  yield* judgedParts(judged);
  yield '\n}\n';
}

/** Of a large tenant the subjects do not fit one string. */
function* judgedParts({ policies, subjects, only, notFound }: Report['judged']): Generator<string> {
  yield `,\n  "judged": {\n    "policies": ${indented(policies, '    ')},\n    "subjects": [`;
  let separator = '\n      ';
  for (const id of subjects) {
    yield separator + JSON.stringify(id);
    separator = ',\n      ';
  }
  yield subjects.length === 0 ? ']' : '\n    ]';
  for (const [name, value] of Object.entries({ only, notFound })) {
    if (value !== undefined) yield `,\n    "${name}": ${indented(value, '    ')}`;
  }
  yield '\n  }';
}

function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
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
