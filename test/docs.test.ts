import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { KEYWORDS } from '../src/check/schema-check.js';
import { GAP_REASONS } from '../src/model/inventory.js';
import type { Report } from '../src/model/report.js';
import { SUBJECT_KINDS } from '../src/model/subject.js';
import { UNKNOWN_REASONS } from '../src/model/unknown.js';
import { POLICY_FILE_SCHEMA } from '../src/policies/file-schema.js';
import { json } from '../src/report/json.js';
import { triage } from '../src/triage/triage.js';
import { backupLint } from './cli/run.js';
import { sample } from './report/sample.js';
import { temporaryFolder } from './temporary.js';

const folder = temporaryFolder();
const docs = readdirSync('docs').map((name) => join('docs', name));
const textOf = (path: string) => readFileSync(path, 'utf8');
/** The blocks of code of one language. */
const blocks = (path: string, language: string) =>
  [...textOf(path).matchAll(new RegExp(`^(\`{3,})${language}\\n(.*?)^\\1`, 'gms'))].map(
    ([, , code = '']) => code,
  );
/** Every word that stands between backticks. */
const words = (path: string) =>
  new Set([...textOf(path).matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.split(/[^\w$-]+/)));

describe('links', () => {
  const pages = [
    ...docs,
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'bench/README.md',
    'policies/README.md',
  ];
  test.each(pages)('of %s lead somewhere', (page) => {
    const targets = [...textOf(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
    const missing = targets.filter(
      (target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(page), target)),
    );
    expect(missing).toEqual([]);
  });

  test('in comments of the source too', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const named = files.flatMap((name) =>
      [...textOf(join('src', name)).matchAll(/\bdocs\/[\w-]+\.md/g)].map(([path]) => path),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});

test.each(docs)('%s has no block of code without any', (page) => {
  expect(textOf(page)).not.toMatch(/^(`{3,})\w*\n\s*\1$/m);
});

test('the README is short: what only few need is in pages of its own', () => {
  const readme = textOf('README.md');
  expect(readme.split('\n').length).toBeLessThan(320);
  for (const page of docs) expect(readme).toContain(`](${page})`);
});

describe('writing policies', () => {
  const page = 'docs/writing-policies.md';

  test('the example is a policy, and its examples come out', () => {
    const [policy = ''] = blocks(page, 'yaml');
    const id = /^id: (.*)$/m.exec(policy)?.[1];
    folder.write(`${id}.yaml`, policy);
    const ran = backupLint(['test-policies', folder.path]);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('5 examples');
  });

  test('every key, keyword and kind of subject is named', () => {
    const named = words(page);
    const expected = [...Object.keys(POLICY_FILE_SCHEMA.properties), ...KEYWORDS, ...SUBJECT_KINDS];
    expect(expected.filter((word) => !named.has(word))).toEqual([]);
  });
});

describe('inventories', () => {
  const page = 'docs/inventory.md';

  test('the example says what the page says of it', () => {
    const [lines = ''] = blocks(page, 'ndjson');
    const file = folder.write('example.ndjson', lines);
    const scan = (policy: string) =>
      JSON.parse(
        backupLint(['scan', '--inventory', file, '-o', 'json', '--policy', policy]).stdout,
      ) as Report;
    const failed = scan('vm-provisioning-succeeded');
    expect(failed.source.takenAt).toBe('2026-11-22T02:00:00Z');
    expect(failed.findings).toHaveLength(1);
    expect(failed.gaps).toHaveLength(1);
    expect(failed.summary.complete).toBe(true);
    expect(scan('vm-not-read-only').unknowns).toMatchObject([{ reason: 'not-in-source' }]);
  });

  test('every reason of a gap is named', () => {
    expect(GAP_REASONS.filter((reason) => !words(page).has(reason))).toEqual([]);
  });
});

test('the page on reports names every key of one, and every reason', () => {
  const finding = sample.findings[0]!;
  const waivers = [{ policy: finding.policy, resource: '*', reason: 'x', until: '2026-12-31' }];
  const full = triage(
    { ...sample, judged: { ...sample.judged, notFound: ['x'], only: { vms: ['x'] } } },
    { waivers, baseline: sample, redact: true },
  );
  const report = JSON.parse([...json(full)].join('')) as Report;
  const keys = new Set<string>();
  const gather = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(gather);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        keys.add(key);
        gather(child);
      }
    }
  };
  const { source: _, ...told } = report;
  gather(told);
  const named = words('docs/report.md');
  const blockKeys = [
    ...blocks('docs/report.md', 'json')
      .join('')
      .matchAll(/"(\w+)":/g),
  ].map(([, key = '']) => key);
  const known = new Set([...named, ...blockKeys]);
  expect([...keys, ...UNKNOWN_REASONS].filter((key) => !known.has(key))).toEqual([]);
});
