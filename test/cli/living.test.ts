import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Diff } from '../../src/model/diff.js';
import type { Report } from '../../src/model/report.js';
import { COLLECTED, TAKEN_AT } from '../estate/inventory.js';
import * as azure from '../estate/rows.js';
import { temporaryFolder } from '../temporary.js';
import { backupLint } from './run.js';

const folder = temporaryFolder();
const S = '11111111-1111-1111-1111-111111111111';
const vm = { subscription: S, group: 'rg', name: 'vm' };
const HEADER = {
  backupLintInventory: 1,
  source: { kind: 'azure', takenAt: TAKEN_AT, collected: COLLECTED, scope: { subscriptions: [S] } },
};
const healthy = [
  azure.subscription(S),
  azure.vm(vm),
  azure.instanceView(vm),
  azure.nic(vm, 'vm-nic'),
  azure.recoveryVault(S),
  azure.backupPolicy(S, 'p', { type: 'V1' }),
  azure.protectedItem(vm, 'p'),
  azure.collection(vm, { points: 1 }),
];
const disk = azure.disk(vm, 'vm-os');
const large = azure.disk(vm, 'vm-os', { size: 70_000 });
const locked = azure.lock(`/subscriptions/${S}`, 'freeze', 'ReadOnly');
const lines = (rows: readonly unknown[]) =>
  [HEADER, ...rows].map((row) => `${JSON.stringify(row)}\n`).join('');
const LOCK = `/subscriptions/${S}/providers/Microsoft.Authorization/locks/freeze`;
let made = 0;

/** A repository with inventories, a configuration and other files, and how to run the bundle in it. */
function repository(files: Readonly<Record<string, string>> = {}) {
  const root = join(folder.path, `r${++made}`);
  mkdirSync(join(root, '.git'), { recursive: true });
  const all = {
    'disk.ndjson': lines([...healthy, large]),
    'lock.ndjson': lines([...healthy, disk, locked]),
    'fine.ndjson': lines([...healthy, disk]),
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const run = (...args: string[]) => backupLint(args, { cwd: root });
  return {
    root,
    run,
    scan: (inventory: string, ...flags: string[]) =>
      run('scan', '--inventory', `${inventory}.ndjson`, ...flags),
    read: (name: string) => readFileSync(join(root, name), 'utf8'),
  };
}
const ids = (findings: readonly { policy: string }[] = []) => [
  ...new Set(findings.map(({ policy }) => policy)),
];
const waive = (until: string, more = '') =>
  `waivers:\n  - { policy: disk-size-supported, resource: /subscriptions/${S}/**, reason: is moved, until: ${until} }\n${more}`;

describe('a configuration file', () => {
  test('is found, sets policies, the limit and outputs; flags win', () => {
    const { scan, read } = repository({
      '.backup-lint.yaml':
        'policies: {disk-size-supported: note}\nfail-on: note\noutputs: [text, "json:out.json"]\n',
    });
    const ran = scan('disk');
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 1, stderr: 'Wrote out.json.\n' });
    expect(ran.stdout).toContain('NOTE disk-size-supported');
    expect((JSON.parse(read('out.json')) as Report).summary.findings).toMatchObject({ error: 0, note: 1 });
    expect(scan('disk', '--fail-on', 'error').code).toBe(0);
    expect(scan('disk', '--no-config').stdout).toContain('ERROR disk-size-supported');
  });

  test('a mistake ends the scan with its place', () => {
    const { scan } = repository({ 'ci.yaml': 'fail-on: error\nwavers: []\n' });
    expect(scan('fine', '--config', 'ci.yaml')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'backup-lint: ci.yaml:2:1: the configuration has an unknown key `wavers`. Did you mean "waivers"?\n',
    });
  });

  test('policies of its own, from a folder in the repository', () => {
    const { root, scan } = repository({
      '.backup-lint.yaml': 'policy-folders: [mine]\npolicies: {mine-too: off}\n',
    });
    mkdirSync(join(root, 'mine'));
    const shipped = readFileSync('policies/disk-size-supported.yaml', 'utf8');
    writeFileSync(
      join(root, 'mine/mine.yaml'),
      shipped.replace(/^id: .*$/m, 'id: mine').replace(/^aliases:.*\n/m, ''),
    );
    cpSync(join(root, 'mine/mine.yaml'), join(root, 'mine/mine-too.yaml'));
    writeFileSync(
      join(root, 'mine/mine-too.yaml'),
      readFileSync(join(root, 'mine/mine.yaml'), 'utf8').replace(/^id: .*$/m, 'id: mine-too'),
    );
    const { stdout } = scan('disk');
    expect(stdout).toContain('ERROR mine\n');
    expect(stdout).not.toContain('mine-too');
  });

  test('policies and explain show them as a scan here has them', () => {
    const { root } = repository({ '.backup-lint.yaml': 'policy-folders: [mine]\npolicies: {mine: note}\n' });
    mkdirSync(join(root, 'mine'));
    const shipped = readFileSync('policies/disk-size-supported.yaml', 'utf8');
    const own = shipped.replace(/^id: .*$/m, 'id: mine').replace(/^aliases:.*\n/m, '');
    writeFileSync(join(root, 'mine/mine.yaml'), own);
    const run = (...args: string[]) => backupLint(args, { cwd: root });
    expect(run('policies').stdout).toMatch(/^mine +note +\S/m);
    expect(run('policies', '--no-config').stdout).not.toMatch(/^mine /m);
    expect(run('explain', 'mine').stdout).toMatch(/^Level +note$/m);
    expect(run('explain', 'mine', '--no-config').code).toBe(2);
  });
});

describe('waivers', () => {
  test('a waived finding does not count, and is told', () => {
    const { scan, read } = repository({ '.backup-lint.yaml': waive('2030-01-01') });
    const { code, stdout } = scan('disk', '--strict-waivers', '-o', 'text', '-o', 'json:out.json');
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nWaived\n {2}error disk-size-supported: .*\n {4}until 2030-01-01: is moved\n/);
    const { findings, waived, summary } = JSON.parse(read('out.json')) as Report;
    expect([ids(findings), ids(waived), summary.waived]).toEqual([[], ['disk-size-supported'], 1]);
  });

  test('one that is over counts again and is named', () => {
    const { scan } = repository({ '.backup-lint.yaml': waive('2020-01-01') });
    const { code, stdout } = scan('disk');
    expect(code).toBe(1);
    expect(stdout).toContain('(.backup-lint.yaml:2) ended on 2020-01-01, so that 1 finding counts again.');
  });

  test('the day of the scan is that of UTC, wherever it runs, also where `takenAt` names no zone', () => {
    const source = { ...HEADER.source, takenAt: '2026-11-22T02:00:00' };
    const rows = [{ ...HEADER, source }, ...healthy, large];
    const { root } = repository({
      '.backup-lint.yaml': waive('2026-11-21'),
      'zone.ndjson': rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    });
    const ran = ['UTC', 'Asia/Tokyo'].map((zone) =>
      backupLint(['scan', '--inventory', 'zone.ndjson'], { cwd: root, env: { TZ: zone } }),
    );
    expect(ran.map(({ code }) => code)).toEqual([1, 1]);
    expect(ran[1]).toEqual(ran[0]);
  });

  test('one that is not needed is told, and fails only where that is asked for', () => {
    const { scan } = repository({ '.backup-lint.yaml': waive('2030-01-01') });
    const { code, stdout } = scan('fine');
    expect(code).toBe(0);
    expect(stdout).toContain('is not needed: there is no such finding');
    const strict = scan('fine', '--strict-waivers', '-o', 'sarif:x.sarif');
    expect(strict.code).toBe(1);
    expect(strict.stderr).toContain('1 waiver needs attention');
  });

  test('a policy that there is not', () => {
    const { scan } = repository({
      '.backup-lint.yaml': waive('2030-01-01').replace('disk-size', 'disc-size'),
    });
    expect(scan('fine')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('baseline and diff', () => {
  test('only new findings count; the summary shows all three', () => {
    const { scan, read } = repository();
    scan('disk', '-o', 'json:last.json');
    const same = scan('disk', '--baseline', 'last.json');
    expect(same.code).toBe(0);
    expect(same.stdout).toContain(': 0 new, 1 unchanged, 0 fixed.');
    const other = scan('lock', '--baseline', 'last.json', '-o', 'text', '-o', 'json:b.json');
    expect(other.code).toBe(1);
    expect(other.stdout).toMatch(/: \d new, 0 unchanged, 1 fixed\.\n/);
    const { findings, fixed, summary } = JSON.parse(read('b.json')) as Report;
    expect(new Set(findings.map(({ baseline }) => baseline))).toEqual(new Set(['new']));
    expect(ids(fixed)).toEqual(['disk-size-supported']);
    expect(summary.baseline).toMatchObject({ unchanged: 0, fixed: 1, unknown: 0 });
  });

  test('what was not known now is not fixed, in a scan and in diff; an incomplete scan is no all-clear', () => {
    const gap = {
      gap: { what: 'microsoft.authorization/locks', scope: `/subscriptions/${S}`, reason: 'forbidden' },
    };
    const { scan, run } = repository({ 'gap.ndjson': lines([...healthy, disk, gap]) });
    scan('lock', '-o', 'json:a.json');
    const { code, stdout } = scan('gap', '--baseline', 'a.json', '-o', 'text', '-o', 'json:b.json');
    expect(code).toBe(4);
    expect(stdout).toContain(': 0 new, 0 unchanged, 0 fixed; of ');
    const turned = scan('lock', '--baseline', 'b.json');
    expect(turned.code).toBe(0);
    expect(turned.stderr).toMatch(
      /^Of \d findings? it cannot be told whether they are new, so they do not count\.\n$/,
    );
    const ran = run('diff', 'a.json', 'b.json');
    expect(ran.code).toBe(4);
    expect(ran.stdout).toContain(' 0 fixed; of ');
    expect(ran.stdout).toContain('because in the later scan not everything could be read: ');
  });

  test('diff: the same for two reports', () => {
    const { scan, run, read } = repository();
    scan('disk', '-o', 'json:a.json');
    scan('lock', '-o', 'json:b.json');
    const ran = run('diff', 'a.json', 'b.json', '-o', 'text', '-o', 'json:d.json', '-o', 'markdown:d.md');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain(`: ${LOCK}\n`);
    expect(ran.stdout).toMatch(/\nFixed\n {2}error disk-size-supported: /);
    const diff = JSON.parse(read('d.json')) as Diff;
    expect(ids(diff.fixed)).toEqual(['disk-size-supported']);
    expect(read('d.md')).toContain('<summary>Fixed: 1</summary>');
    expect(run('diff', 'a.json', 'b.json', '--fail-on', 'none').code).toBe(0);
  });

  test.each([
    ['no report', 'x.json', '{"password":"hunter2"}', 'is no report of backup-lint: it must have'],
    ['no JSON', 'x.json', 'password: hunter2', 'is no report of backup-lint: it is no JSON'],
    ['too deep', 'x.json', '{"a":'.repeat(1e5) + '"hunter2"' + '}'.repeat(1e5), 'is nested more than 200'],
    ['no file', 'y.json', '', 'y.json cannot be read: it does not exist'],
    ['a folder', '.git', '', '.git cannot be read: it is a folder'],
  ])('%s: told without quoting it', (_, name, text, words) => {
    const { scan } = repository({ 'x.json': text });
    const ran = scan('fine', '--baseline', name);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(words);
    expect(ran.stderr).not.toContain('hunter2');
  });
});

describe('--redact', () => {
  test('no id is left in any output, nor in a note', () => {
    const formats = ['json', 'sarif', 'markdown', 'github', 'junit', 'sarif-audit'];
    const { scan, read } = repository();
    const ran = scan(
      'lock',
      '--redact',
      '--verbose',
      '-o',
      'text',
      ...formats.flatMap((each) => ['-o', `${each}:o.${each}`]),
    );
    expect(ran.code).toBe(1);
    for (const text of [ran.stdout, ran.stderr, ...formats.map((each) => read(`o.${each}`))]) {
      expect(text).not.toContain(S);
      expect(text.length).toBeGreaterThan(0);
    }
    expect(scan(`missing-${S}`, '--redact').stderr).not.toContain(S);
    expect((JSON.parse(read('o.json')) as Report).redacted).toBe(true);
  });

  test('nor in the lines of a file that the report shows', () => {
    const disk = { lun: 0, createOption: 'Empty', name: `d-${S}`, diskSizeGB: 70_000 };
    const osDisk = { createOption: 'FromImage', osType: 'Linux', name: 'os', diskSizeGB: 64 };
    const resource = {
      type: 'Microsoft.Compute/virtualMachines',
      apiVersion: '2024-03-01',
      name: 'vm',
      location: 'westeurope',
      properties: { storageProfile: { osDisk, dataDisks: [disk] } },
    };
    const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
    const template = { $schema, contentVersion: '1.0.0.0', resources: [resource] };
    const { run } = repository({ 'main.json': JSON.stringify(template, null, 2) });
    const { stdout } = run('scan', 'main.json', '--policy', 'disk-size-supported', '--redact');
    expect(stdout).toMatch(/\n +> +\d+ \| +"diskSizeGB": 70000/);
    expect(stdout).not.toContain(S);
  });
});
