import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Log } from 'sarif';
import { sarif, sarifAudit, toSarif } from '../../src/report/sarif.js';
import type { Report } from '../../src/model/report.js';
import { empty, finding, sample } from './sample.js';

/** The official schema, as Microsoft's SARIF tool ships it. */
function officialSchema(): object {
  const require = createRequire(import.meta.url);
  const main = require.resolve(`@microsoft/sarif-multitool-${process.platform}/package.json`);
  return JSON.parse(readFileSync(join(dirname(main), 'sarif-2.1.0.json'), 'utf8')) as object;
}

const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(
  officialSchema(),
);

/** What GitHub's ingest refuses or silently gets wrong, beyond the schema. */
function ingestProblems(log: Log): string[] {
  const problems: string[] = [];
  const check = (isFine: boolean, problem: string) => {
    if (!isFine) problems.push(problem);
  };
  check(gzipSync(JSON.stringify(log)).length < 10_000_000, 'too large');
  const categories = log.runs.map((run) => run.automationDetails?.id ?? '');
  check(
    new Set(categories).size === categories.length && categories.every((id) => id.endsWith('/')),
    'category',
  );
  for (const run of log.runs) {
    const rules = run.tool.driver.rules ?? [];
    for (const rule of rules) {
      // GitHub shows it as it is.
      check(!/\*\*|`|:$/.test(rule.fullDescription?.text ?? ''), `${rule.id}: Markdown`);
      const texts = [rule.shortDescription?.text, rule.fullDescription?.text];
      check(
        texts.every((text) => text !== undefined && text !== '' && text.length <= 1024),
        `${rule.id}: text`,
      );
      check(Boolean(rule.help?.text) && Boolean(rule.help?.markdown), `${rule.id}: help`);
      const severity = rule.properties?.['security-severity'] as unknown;
      check(
        typeof severity === 'string' &&
          /^\d+(\.\d+)?$/.test(severity) &&
          Number(severity) > 0 &&
          Number(severity) <= 10,
        `${rule.id}: severity`,
      );
      const tags = rule.properties?.tags ?? [];
      check(tags.length <= 10 && new Set(tags).size === tags.length, `${rule.id}: tags`);
      check((rule.helpUri ?? 'https:').startsWith('https:'), `${rule.id}: helpUri`);
    }
    check((run.results ?? []).length <= 5000, 'too many results');
    const seen = new Set<string>();
    for (const result of run.results ?? []) {
      const physical = result.locations?.[0]?.physicalLocation;
      const uri = physical?.artifactLocation?.uri ?? '';
      const segments = uri.split('/');
      check(uri !== '' && !uri.startsWith('/') && !uri.startsWith('./'), `${uri}: not relative`);
      check(!(segments[0] ?? '').includes(':') && !segments.includes('..'), `${uri}: scheme or parent`);
      check(/^[\w\-.~!$&'()*+,;=:@%/]+$/.test(uri) && !/%(?![0-9A-F]{2})/i.test(uri), `${uri}: not encoded`);
      check(
        Object.values(physical?.region ?? {}).every((value) => Number.isInteger(value) && value >= 1),
        'region',
      );
      check(rules[result.ruleIndex ?? -1]?.id === result.ruleId, 'ruleIndex');
      check(Boolean(result.message.text), 'message');
      check(result.kind === undefined && result.suppressions === undefined, 'kind or suppressions');
      const hash = result.partialFingerprints?.primaryLocationLineHash ?? '';
      const key = `${result.ruleId} ${uri} ${hash}`;
      check(hash !== '' && !seen.has(key), `${key}: fingerprint`);
      seen.add(key);
    }
  }
  return problems;
}

describe.each([
  ['a report', sample],
  ['a report without findings', empty],
])('%s', (_, report) => {
  test('is valid by the official schema', () => {
    validate(toSarif(report));
    expect(validate.errors).toBeNull();
  });

  test('is what GitHub takes', () => expect(ingestProblems(toSarif(report))).toEqual([]));

  test('is the same in every run', () => {
    expect([...sarif(report)].join('')).toBe([...sarif(report)].join(''));
  });
});

test('a live resource is a lower-cased, encoded path with our fingerprint, nothing appended', () => {
  const [lock, , odd] = toSarif(sample).runs[0]?.results ?? [];
  expect(lock?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
    'azure/subscriptions/11111111-1111-1111-1111-111111111111/resourcegroups/azurebackuprg_westeurope_1/providers/microsoft.authorization/locks/keep',
  );
  expect(lock?.partialFingerprints).toEqual({
    primaryLocationLineHash: 'a'.repeat(64),
    'backupLint/v1': 'a'.repeat(64),
  });
  expect(lock?.locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName).toBe(
    sample.findings[0]?.resourceId,
  );
  expect(odd?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toMatch(
    /rg%20\(x\)\/.*\/vm%20%5B1%5D%20%C3%A9%25$/,
  );
});

test('a policy of somebody else does not make GitHub refuse the whole upload', () => {
  const [first, ...others] = sample.policies;
  if (first === undefined) throw new Error('There is no policy.');
  const policy = {
    ...first,
    title: 'Long. '.repeat(300),
    help: 'Long. '.repeat(300),
    errorCodes: ['security', 'UserErrorA', 'UserErrorA'],
  };
  const log = toSarif({ ...sample, policies: [policy, ...others] });
  validate(log);
  expect(validate.errors).toBeNull();
  expect(ingestProblems(log)).toEqual([]);
});

test('a name cannot make a link of the message', () => {
  const texts = toSarif(sample).runs[0]?.results?.map((result) => result.message.text ?? '') ?? [];
  expect(texts.some((text) => text.includes(']('))).toBe(false);
});

test('an incomplete scan is an unsuccessful run, with its gaps', () => {
  const [invocation] = toSarif(sample).runs[0]?.invocations ?? [];
  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications?.[0]?.message.text).toContain('no permission');
  expect(toSarif(empty).runs[0]?.invocations).toEqual([{ executionSuccessful: true }]);
});

test.each([
  [{ subscriptions: ['ABC'] }, 'backup-lint/live/abc/'],
  [{ managementGroup: 'Corp', subscriptions: ['a', 'b'] }, 'backup-lint/live/corp/'],
  [{ tenant: true, subscriptions: ['a', 'b'] }, 'backup-lint/live/99999999-0000-0000-0000-000000000000/'],
  [undefined, 'backup-lint/live/99999999-0000-0000-0000-000000000000/'],
])('the category of %j', (scope, id) => {
  const source = { ...sample.source, scope: scope ?? {} };
  expect(toSarif({ ...empty, source }).runs[0]?.automationDetails?.id).toBe(id);
});

test('what files bring is in a category of its own: it must not close the alerts of what exists', () => {
  const idOf = (source: Report['source']) => toSarif({ ...empty, source }).runs[0]?.automationDetails?.id;
  const { takenAt } = sample.source;
  const scope = { subscriptions: ['ABC'] };
  expect(idOf({ kind: 'files', takenAt })).toBe('backup-lint/files/');
  expect(idOf({ ...sample.source, scope, files: true })).toBe('backup-lint/files/');
});

test('the category of several subscriptions does not depend on their order or case', () => {
  const id = (subscriptions: string[]) =>
    toSarif({ ...empty, source: { ...sample.source, scope: { subscriptions } } }).runs[0]?.automationDetails
      ?.id;
  expect(id(['a', 'B'])).toBe(id(['b', 'A']));
  expect(id(['a', 'b'])).not.toBe(id(['a', 'c']));
  expect(id(['a', 'b'])).toMatch(/^backup-lint\/live\/subscriptions-[0-9a-f]{12}\/$/);
});

test('the 5,000 worst results, and how many more there are', () => {
  const findings = Array.from({ length: 5003 }, (_, index) =>
    finding('vm-agent-ready', { fingerprint: String(index).padStart(64, '0') }),
  );
  const log = toSarif({ ...sample, findings });
  expect(log.runs[0]?.results).toHaveLength(5000);
  expect(log.runs[0]?.results?.at(-1)?.partialFingerprints?.['backupLint/v1']).toMatch(/4999$/);
  expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.at(-1)?.message.text).toMatch(
    /^3 findings are left out/,
  );
});

test('a finding stands on its line, also where what exists is named first', () => {
  const [place] = finding('vm-agent-ready', {}).places;
  const places = [place!, { ...place!, file: 'infra/main.bicep', line: 7, column: 3 }];
  const [result] = toSarif({ ...sample, findings: [finding('vm-agent-ready', { places })] }).runs[0]!
    .results!;
  expect(result?.locations?.[0]?.physicalLocation).toMatchObject({
    artifactLocation: { uri: 'infra/main.bicep' },
    region: { startLine: 7, startColumn: 3 },
  });
  expect(result?.partialFingerprints).not.toHaveProperty('primaryLocationLineHash');
});

test('an id cannot leave its folder', () => {
  const resourceId = '/subscriptions/../../etc/./passwd';
  const uri = toSarif({ ...sample, findings: [finding('vm-agent-ready', { resourceId })] }).runs[0]
    ?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
  expect(uri).toBe('azure/subscriptions/%2E/%2E/etc/%2E/passwd');
});

describe('findings that are waived or known', () => {
  const waiver = { policy: '*', resource: '**', reason: 'old', until: '2026-12-31', owner: 'ops' };
  const report = {
    ...sample,
    findings: [
      finding('vm-agent-ready', { baseline: 'new', fingerprint: '1'.repeat(64) }),
      finding('vm-agent-version', { baseline: 'new', baselineAdded: ['vm'], fingerprint: '6'.repeat(64) }),
      finding('vm-agent-version', { baseline: 'new', baselineLevel: 'note', fingerprint: '2'.repeat(64) }),
      finding('guest-dhcp', { baseline: 'unchanged', fingerprint: '3'.repeat(64) }),
      finding('vm-not-read-only', { baseline: 'unknown', fingerprint: '4'.repeat(64) }),
    ],
    waived: [{ ...finding('one-backup-per-day', { fingerprint: '5'.repeat(64) }), waiver }],
  } satisfies Report;

  test('sarif: GitHub would open an alert for a waived one, so it is not there', () => {
    expect(ingestProblems(toSarif(report))).toEqual([]);
    const text = [...sarif(report)].join('');
    expect(text).not.toContain('5'.repeat(64));
    expect(text).not.toMatch(/suppressions|baselineState/);
  });

  test('sarif-audit: waived ones are suppressed, with the reason, and the others compared', () => {
    const log = JSON.parse([...sarifAudit(report)].join('')) as Log;
    validate(log);
    expect(validate.errors).toBeNull();
    const results = log.runs[0]?.results ?? [];
    expect(
      results.map(({ baselineState, suppressions }) => [baselineState, suppressions?.[0]?.justification]),
    ).toEqual([
      ['new', undefined],
      ['updated', undefined],
      ['updated', undefined],
      ['unchanged', undefined],
      [undefined, undefined],
      [undefined, 'old (until 2026-12-31, ops)'],
    ]);
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    expect(rules[results[5]?.ruleIndex ?? -1]?.id).toBe('one-backup-per-day');
  });
});
