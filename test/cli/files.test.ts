import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.js';
import { changed, estate, PROVIDERS, RESOURCES } from '../collect/files/terraform/estate.js';
import { planOf } from '../collect/files/terraform/plan.js';
import { COLLECTED, TAKEN_AT } from '../estate/inventory.js';
import * as azure from '../estate/rows.js';
import { findingOf, lineOf, template, vmResource } from '../planned.js';
import { temporaryFolder } from '../temporary.js';
import { backupLint, type Ran } from './run.js';

const folder = temporaryFolder();
const SECRET = 'Hunter-2-Hunter-2';
const S = '11111111-1111-1111-1111-111111111111';
const GROUP = `/subscriptions/${S}/resourceGroups/rg-a`;
const A = { subscription: S, group: 'rg-a', name: 'vm-a' };

let repositories = 0;

/** A new repository with these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = join(folder.path, `repository${++repositories}`);
  for (const [name, text] of Object.entries({ '.git/HEAD': '', ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const outputs = ['text', 'json:r.json', 'sarif:r.sarif', 'github:r.txt', 'markdown:r.md', 'junit:r.xml'];

/** Runs `scan` with all outputs; those in files are read and removed. */
function scan(
  cwd: string,
  ...args: string[]
): Ran & { report: Report; told: Readonly<Record<string, string>> } {
  const ran = backupLint(['scan', ...args, ...outputs.flatMap((each) => ['-o', each])], { cwd });
  const told: Record<string, string> = {};
  for (const output of outputs.slice(1)) {
    const file = join(cwd, output.slice(output.indexOf(':') + 1));
    told[output.slice(0, output.indexOf(':'))] = readFileSync(file, 'utf8');
    rmSync(file);
  }
  return { ...ran, told, report: JSON.parse(told.json ?? '') as Report };
}

const unmanaged = (name: string, more: object = {}) =>
  vmResource(name, {
    osProfile: { computerName: 'vm', adminUsername: 'operator', adminPassword: SECRET, ...more },
    storageProfile: {
      osDisk: { osType: 'Linux', vhd: { uri: `https://a.blob.core.windows.net/vhds/os.vhd?sig=${SECRET}` } },
    },
  });

const MAIN = template([unmanaged("[parameters('name')]", { customData: SECRET })], {
  parameters: { name: { type: 'string' } },
});
const BROKEN = MAIN.replace('"resources": [', '"resources": ');

const silent = ({ stdout, stderr, told }: ReturnType<typeof scan>) =>
  expect([stdout, stderr, ...Object.values(told)].join('')).not.toContain(SECRET);

test('a template: places, frames, labels and origins in every output; exit 1', () => {
  const root = repository({ 'infra/main.json': MAIN });
  const ran = scan(join(root, 'infra'), '.');
  expect([ran.code, ran.stderr.split('\n').filter((line) => !line.startsWith('Wrote'))]).toEqual([1, ['']]);
  const line = lineOf(MAIN, '"vhd"');
  const label = "infra/main.json#Microsoft.Compute/virtualMachines/[parameters('name')]";
  expect(findingOf(ran.report, 'managed-disks')).toMatchObject({
    resourceId: label,
    subjects: [label],
    origin: 'planned',
    places: [{ file: 'infra/main.json', line, column: 13 }],
  });
  expect(ran.report.source.kind).toBe('files');
  expect(ran.stdout).toContain('1 of 1 VM in the files has an error or a warning.');
  expect(ran.stdout).toContain(`> ${line} |             "vhd": {`);
  expect(ran.stdout).toContain(`(infra/main.json:${line})`);
  expect(ran.stdout).toContain('together with --inventory or a live scan more is known');
  expect(ran.stdout).toContain('az vm convert --ids "<resourceId>"');
  expect(ran.told.github).toContain(`::error file=infra/main.json,line=${line},col=13,`);
  const [run] = (JSON.parse(ran.told.sarif ?? '') as { runs: Record<string, unknown>[] }).runs;
  expect(run).toMatchObject({
    automationDetails: { id: 'backup-lint/files/' },
    results: [
      {
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'infra/main.json', uriBaseId: '%SRCROOT%' },
              region: { startLine: line, startColumn: 13 },
            },
          },
        ],
      },
    ],
  });
  expect(JSON.stringify(run?.results)).not.toContain('primaryLocationLineHash');
  silent(ran);
});

test('with a target the ids are whole; a parameter file names the VM; ids can be hidden; a baseline knows the labels', () => {
  const prod = JSON.stringify({ parameters: { name: { value: 'vm-prod' } } });
  const root = repository({ 'main.json': MAIN, 'values/prod.json': prod });
  const { code, report } = scan(root, 'main.json', '--target', GROUP, '--parameters', 'values/prod.json');
  const id = `${GROUP}/providers/Microsoft.Compute/virtualMachines/vm-prod`;
  expect([code, findingOf(report, 'managed-disks').resourceId]).toEqual([1, id]);

  const hidden = scan(root, 'main.json', '--redact');
  writeFileSync(join(root, 'base.json'), JSON.stringify(hidden.report));
  const again = scan(root, 'main.json', '--baseline', 'base.json');
  expect([again.code, again.report.summary.baseline]).toMatchObject([
    0,
    { new: 0, unchanged: 1, fixed: 0, unknown: 0 },
  ]);
});

test('a repository in a folder of the job: places are relative to it', () => {
  const job = join(folder.path, 'job');
  for (const name of ['code/.git/HEAD', 'code/infra/main.json', 'other/.git/HEAD', 'other/main.json']) {
    mkdirSync(dirname(join(job, name)), { recursive: true });
    writeFileSync(join(job, name), name.endsWith('.json') ? MAIN : '');
  }
  const filesIn = (...paths: string[]) =>
    scan(job, ...paths, '--policy', 'managed-disks').report.findings.map(({ places }) => places[0]?.file);
  expect(filesIn('code/infra')).toEqual(['infra/main.json']);
  expect(filesIn('code')).toEqual(['infra/main.json']);
  expect(filesIn('code', 'other')).toEqual(['code/infra/main.json', 'other/main.json']);
});

test('a baseline of other files hides nothing', () => {
  const root = repository({ 'infra/main.json': MAIN, 'moved/main.json': MAIN });
  writeFileSync(join(root, 'base.json'), JSON.stringify(scan(root, 'infra').report));
  const moved = scan(root, 'moved', '--baseline', 'base.json');
  expect([moved.code, moved.report.summary.baseline]).toMatchObject([1, { new: 1, foreign: true }]);
  const words = 'That report is of something else, so that everything here counts as new.';
  expect(moved.stdout).toContain(words);
  expect(moved.told.markdown).toContain(words);
});

test('a parameter file that does not exist is told in words', () => {
  const root = repository({ 'main.json': MAIN });
  expect(backupLint(['scan', 'main.json', '--parameters', 'absent.json'], { cwd: root })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'backup-lint: absent.json does not exist.\n',
  });
});

test('laid over an inventory: what the change brings alone', () => {
  const rows = [
    { backupLintInventory: 1, source: { kind: 'azure', takenAt: TAKEN_AT, collected: COLLECTED } },
    azure.subscription(S),
    azure.vm({ ...A, dataDisks: ['vm-a-data'] }),
    azure.instanceView(A),
    azure.disk(A, 'vm-a-os'),
    azure.disk(A, 'vm-a-data'),
    azure.nic(A, 'vm-a-nic'),
    azure.recoveryVault(S),
    azure.backupPolicy(S, 'p', { type: 'V1' }),
    azure.protectedItem(A, 'p'),
    azure.collection(A, { points: 1 }),
    azure.lock(`/subscriptions/${S}/resourceGroups/AzureBackupRG_westeurope_1`, 'keep'),
  ];
  const disk = {
    type: 'Microsoft.Compute/disks',
    name: 'vm-a-data',
    location: 'westeurope',
    properties: { diskSizeGB: 70_000 },
  };
  const root = repository({
    'disk.json': template([disk]),
    'docs/readme.md': '',
    'live.ndjson': rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  });
  const args = ['disk.json', '--inventory', 'live.ndjson', '--target', GROUP];
  const all = scan(root, ...args);
  expect(all.report.findings.map(({ policy, origin }) => [policy, origin])).toEqual([
    ['disk-size-supported', 'planned'],
    ['restore-point-group-unlocked', 'existing'],
  ]);
  expect(all.stdout).toContain('1 of 1 protected VM will fail its next backup.');
  expect(all.stdout).toContain('with infrastructure files');
  const change = scan(root, ...args, '--only-planned');
  expect([change.code, change.report.findings.map(({ policy }) => policy)]).toEqual([
    1,
    ['disk-size-supported'],
  ]);
  expect(change.told.sarif).toContain('"backup-lint/files/"');
  expect(change.stdout).toContain('The files make 1 of 1 protected VM fail its next backup.');
  // Without a file that is recognised all would be left out: that is no all-clear.
  const nothing = scan(root, 'docs', ...args.slice(1), '--only-planned');
  expect([nothing.code, nothing.report.findings]).toEqual([3, []]);
  expect(nothing.stderr).toContain('Nothing was checked: no infrastructure file was recognised.');
  const existing = scan(root, 'docs', ...args.slice(1), '--fail-on', 'none');
  expect([existing.code, existing.report.findings.length]).toEqual([0, 1]);
  expect(existing.stderr).toContain('No infrastructure file was recognised: only what exists was judged.\n');
});

test('a file that is broken: where and what, the others are scanned all the same; exit 2', () => {
  const plan = planOf({
    resources: estate({
      vm: changed(RESOURCES.vm, { admin_password: SECRET, secure_boot_enabled: true, vtpm_enabled: true }),
    }),
    providers: PROVIDERS,
  });
  const root = repository({
    'a/broken.json': BROKEN,
    'b/tfplan.json': JSON.stringify(plan, null, 2),
    'c.json': '{"a":1}',
  });
  const ran = scan(root, '.');
  expect(ran.code).toBe(2);
  expect(ran.stderr).toMatch(/^a\/broken\.json:\d+:\d+: .+\.$/m);
  // What the broken file declares was not judged: that is no all-clear, and closes no alert.
  expect(ran.report.summary.complete).toBe(false);
  expect(ran.report.gaps).toMatchObject([{ what: '*', reason: 'failed' }]);
  expect(ran.report.gaps[0]?.detail).toMatch(/^a\/broken\.json:\d+:\d+: /);
  expect(ran.told.sarif).toContain('"executionSuccessful": false');
  const finding = findingOf(ran.report, 'trusted-launch-policy');
  expect(finding).toMatchObject({ origin: 'planned', places: [{ file: 'b/tfplan.json' }] });
  // A plan is never quoted: it holds every value.
  expect(ran.stdout).toContain('trusted-launch-policy');
  expect(ran.stdout).not.toMatch(/^ +> +\d+ \|/m);
  silent(ran);
});

test('nothing recognised is 3; a template without a VM is 0; nothing is quoted from other files', () => {
  const disk = { type: 'Microsoft.Network/virtualNetworks', name: 'v', properties: {} };
  const root = repository({ 'none/a.json': `{"password":"${SECRET}"}`, 'some/main.json': template([disk]) });
  const none = scan(root, 'none');
  expect([none.code, none.stderr]).toEqual([
    3,
    expect.stringContaining('no infrastructure file was recognised'),
  ]);
  silent(none);
  const some = scan(root, 'some');
  expect(some.code).toBe(0);
  expect(some.stdout).toContain('No VM in the infrastructure files.');
});
