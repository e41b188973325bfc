import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { refuseDeep } from '../collect/parse-json.js';
import { LEVELS } from '../model/policy.js';
import type { Finding, Report } from '../model/report.js';
import { whyUnreadable } from '../model/system-code.js';
import { UserError } from '../model/user-error.js';

/** What a report that was saved as JSON tells; `judged` is missing in those that other programs made. */
export type SavedReport = Omit<Report, 'policies' | 'judged' | 'waived'> & {
  readonly judged?: Report['judged'];
  readonly waived?: readonly Finding[];
};

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const finding = {
  type: 'object',
  required: ['policy', 'level', 'title', 'message', 'resourceId', 'subjects', 'fingerprint'],
  properties: {
    policy: text,
    level: { enum: LEVELS },
    title: text,
    message: text,
    resourceId: text,
    subjects: texts,
    fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  },
};

/** The parts of a report that a comparison reads (docs/report.md); the others are not looked at. */
const REPORT_SCHEMA = {
  type: 'object',
  required: ['formatVersion', 'source', 'summary', 'findings', 'unknowns', 'gaps'],
  properties: {
    formatVersion: { const: 1 },
    source: {
      type: 'object',
      required: ['kind', 'takenAt'],
      properties: {
        kind: text,
        takenAt: text,
        collected: texts,
        scope: { type: 'object', properties: { subscriptions: texts } },
      },
    },
    summary: { type: 'object', required: ['complete'], properties: { complete: { type: 'boolean' } } },
    findings: { type: 'array', items: finding },
    waived: { type: 'array', items: finding },
    unknowns: {
      type: 'array',
      items: {
        type: 'object',
        required: ['policy', 'reason', 'detail', 'subjects'],
        properties: { policy: text, reason: text, detail: text, subjects: texts },
      },
    },
    gaps: {
      type: 'array',
      items: { type: 'object', required: ['what', 'scope'], properties: { what: text, scope: text } },
    },
    judged: {
      type: 'object',
      required: ['policies', 'subjects'],
      properties: { policies: texts, subjects: texts, only: { type: 'object' } },
    },
  },
};

/** A file that can be read and is no report: cut short, or written by another version. */
export class BrokenReport extends UserError {}

/**
 * Reads a report that `--output json` wrote.
 *
 * @throws UserError for a file that cannot be read; BrokenReport for one that is no such report
 */
export async function readReport(path: string): Promise<SavedReport> {
  const value = parsed(await textOf(path), path);
  const isReport = new Ajv2020({ strict: false }).compile<SavedReport>(REPORT_SCHEMA);
  if (isReport(value)) return value;
  const [error] = isReport.errors ?? [];
  const where = error === undefined || error.instancePath === '' ? '' : ` at ${error.instancePath}`;
  throw notReport(path, `${where}: it ${error?.message ?? 'has another form'}`);
}

async function textOf(path: string): Promise<string> {
  if (path === '') throw new UserError('The name of the earlier report is empty.');
  try {
    return (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${whyUnreadable(error)}.`, undefined, { cause: error });
  }
}

function parsed(json: string, path: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    // The parser's own words quote the file.
    throw notReport(path, ': it is no JSON', error);
  }
  refuseDeep(value, json, path);
  return value;
}

function notReport(path: string, why: string, cause?: unknown): BrokenReport {
  return new BrokenReport(
    `${path} is no report of backup-lint${why}.`,
    'Reports are written by `backup-lint scan … --output json:FILE`.',
    { cause },
  );
}
