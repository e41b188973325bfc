import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { contosoRows } from '../../scripts/contoso.js';
import type { Finding, Report } from '../../src/model/report.js';
import { startEmulator, type Emulator, type EmulatorOptions } from '../azure-emulator/emulator.js';
import { azureError } from '../azure-emulator/http.js';
import { TAKEN_AT } from '../estate/inventory.js';
import * as azure from '../estate/rows.js';
import { temporaryFolder } from '../temporary.js';
import { backupLint, backupLintBeside } from './run.js';

const S1 = '11111111-1111-1111-1111-111111111111';
const S2 = '22222222-2222-2222-2222-222222222222';
const folder = temporaryFolder();
const running: Emulator[] = [];
afterAll(() => Promise.all(running.map((emulator) => emulator.close())));

/** An emulator, and how to run the bundle against it. */
async function live(name: string, options: EmulatorOptions) {
  const emulator = await startEmulator(options);
  running.push(emulator);
  const ca = folder.write(`${name}.pem`, emulator.certificate);
  const cloud = folder.write(`${name}.json`, JSON.stringify(emulator.cloud));
  const env = { ...emulator.env, NODE_EXTRA_CA_CERTS: ca };
  return {
    emulator,
    run: (args: readonly string[], more: Record<string, string> = {}) =>
      backupLintBeside([...args, '--cloud', cloud], { cwd: folder.path, env: { ...env, ...more } }),
  };
}

const healthy = (vm: { subscription: string; group: string; name: string }) => [
  azure.subscription(vm.subscription),
  azure.vm(vm),
  azure.instanceView(vm),
  azure.disk(vm, `${vm.name}-os`),
  azure.nic(vm, `${vm.name}-nic`),
  azure.recoveryVault(vm.subscription),
  azure.backupPolicy(vm.subscription, 'p', { type: 'V1' }),
  azure.protectedItem(vm, 'p'),
  azure.collection(vm, { points: 1 }),
];
const one = healthy({ subscription: S1, group: 'rg', name: 'vm-1' });
const two = [...one, ...healthy({ subscription: S2, group: 'rg', name: 'vm-2' })];

const reportIn = (path: string) => JSON.parse(readFileSync(join(folder.path, path), 'utf8')) as Report;
const told = ({ policy, level, resourceId, subjects, message, places }: Finding) => ({
  policy,
  level,
  resourceId,
  subjects,
  message,
  places,
});

describe('a tenant, live', () => {
  test('scan, collect, and a scan of what was collected say the same', async () => {
    const { run, emulator } = await live('contoso', { rows: contosoRows(), pageSize: 60 });
    const scanned = await run([
      'scan',
      '--tenant',
      '--deep',
      '--taken-at',
      TAKEN_AT,
      '-o',
      'text',
      '-o',
      'json:live.json',
    ]);
    expect(scanned.stderr).toBe('Wrote live.json.\n');
    expect(scanned.code).toBe(1);
    const report = reportIn('live.json');
    const { resourceGraph = 0, resourceManager = 0, graph = 0 } = report.source.requests ?? {};
    expect(scanned.stdout.split('\n')[0]).toBe(
      `backup-lint 0.1.0, Emulator, tenant ${emulator.env.AZURE_TENANT_ID}, as ${emulator.env.AZURE_CLIENT_ID}, ` +
        `3 subscriptions, ${resourceGraph + resourceManager + graph} requests, taken ${TAKEN_AT}`,
    );
    const asked = emulator.requests.filter((request) => !/openid|discovery|oauth2/.test(request));
    expect(asked).toHaveLength(resourceGraph + resourceManager + graph);

    const collected = await run([
      'collect',
      '--tenant',
      '--deep',
      '--taken-at',
      TAKEN_AT,
      '--out',
      'all.ndjson.gz',
    ]);
    // One VM has no instance view in the example estate: Azure answers 404.
    expect(collected).toMatchObject({ code: 4, stdout: '' });
    expect(collected.stderr).toMatch(/^Wrote all\.ndjson\.gz: \d+ rows, 1 gap\.\n {2}.*: notFound .*\n$/);

    const again = backupLint(['scan', '--inventory', 'all.ndjson.gz', '-o', 'json:file.json'], {
      cwd: folder.path,
    });
    expect(again.code).toBe(1);
    const fromFile = reportIn('file.json');
    expect(fromFile.findings.map(told)).toEqual(report.findings.map(told));
    expect(fromFile.findings.length).toBeGreaterThan(25);
    expect(fromFile.summary).toEqual(report.summary);

    const written = ['live.json', 'file.json'].map((name) => readFileSync(join(folder.path, name), 'utf8'));
    expect(emulator.tokens.length).toBeGreaterThan(1);
    for (const secret of [...emulator.tokens, emulator.env.AZURE_CLIENT_SECRET ?? '']) {
      for (const output of [scanned.stdout, scanned.stderr, collected.stderr, ...written]) {
        expect(output).not.toContain(secret);
      }
    }
  }, 60_000);

  test('a subscription that cannot be seen makes the scan incomplete; a healthy one is all clear', async () => {
    const { run } = await live('hidden', { rows: two, hidden: [S2] });
    const [hidden, seen, accepted] = await Promise.all([
      run(['scan', '--subscription', S1, '--subscription', S2]),
      run(['scan', '--subscription', S1]),
      run(['scan', '--subscription', S1, '--subscription', S2, '--allow-incomplete']),
    ]);
    expect(hidden.code).toBe(4);
    expect(hidden.stdout).toContain('1 of 2 subscriptions');
    expect(hidden.stdout).toContain(`everything at /subscriptions/${S2}: not visible`);
    expect(hidden.stderr).toContain('The scan is incomplete');
    expect(seen).toMatchObject({ code: 0, stderr: '' });
    expect(seen.stdout).toMatch(/; complete\.\n$/);
    expect(accepted.code).toBe(0);
  }, 60_000);

  test('nothing to see is no all clear', async () => {
    const { run } = await live('nothing', { rows: [] });
    const [scanned, group, collected, empty] = await Promise.all([
      run(['scan', '--tenant']),
      run(['scan', '--management-group', 'Corp']),
      run(['collect', '--tenant', '--out', 'nothing.ndjson', '--verbose']),
      run(['scan', '--tenant', '--allow-empty']),
    ]);
    expect(scanned).toMatchObject({ code: 3 });
    expect(scanned.stderr).toContain(
      'Nothing was checked: no subscription can be seen (it takes Reader there).',
    );
    expect(group.code).toBe(3);
    expect(group.stderr).toContain(
      'no subscription can be seen in the management group Corp (is that its id?',
    );
    expect(collected.code).toBe(3);
    expect(collected.stderr).toContain('Nothing was read: no subscription can be seen');
    expect(collected.stderr).toMatch(
      /^Wrote nothing\.ndjson: 0 rows, 0 gaps\. Requests: \{"resourceGraph":\d+/,
    );
    expect(empty.code).toBe(0);
  }, 60_000);

  test('--no-deep tells nothing; without a flag what is left out is told once', async () => {
    const { run } = await live('shallow', { rows: one });
    const shallow = await run(['scan', '--subscription', S1, '--no-deep']);
    expect(shallow.code).toBe(0);
    expect(shallow.stderr).toBe('');
    expect(shallow.stdout).toContain('Needs --deep.');
  }, 60_000);
});

describe('a sign-in that fails says what to do', () => {
  test('a wrong secret, no tenant, no credential at all, a service that is not there', async () => {
    const { run, emulator } = await live('sign-in', { rows: one });
    const scan = ['scan', '--subscription', S1];
    const [secret, client, none] = await Promise.all([
      run(scan, { AZURE_CLIENT_SECRET: 'not-the-secret' }),
      run(scan, { AZURE_CLIENT_ID: '00000000-0000-0000-0000-000000000001' }),
      run(scan, { AZURE_CLIENT_SECRET: '', AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' }),
    ]);
    expect(secret).toMatchObject({ code: 2, stdout: '' });
    expect(secret.stderr).toContain('backup-lint: Sign-in failed: The client secret is wrong.');
    expect(secret.stderr).not.toContain('not-the-secret');
    expect(client.stderr).toContain('The application (client id) does not exist in this tenant.');
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('no credential was found');
    const gone = folder.write(
      'gone.json',
      JSON.stringify({ ...emulator.cloud, authority: 'https://127.0.0.1:9' }),
    );
    const nowhere = await backupLintBeside([...scan, '--cloud', gone], { env: emulator.env });
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('The sign-in service cannot be reached');
    for (const { stderr } of [secret, client, none, nowhere]) expect(stderr).not.toContain('    at ');
  }, 60_000);

  test('a certificate that nobody trusts', async () => {
    const { emulator } = await live('untrusted', { rows: one });
    const cloud = folder.write('untrusted-cloud.json', JSON.stringify(emulator.cloud));
    const ran = await backupLintBeside(['scan', '--tenant', '--cloud', cloud], { env: emulator.env });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('NODE_EXTRA_CA_CERTS');
  }, 60_000);
});

describe('a night that goes wrong', () => {
  test('a type that cannot be read is a gap, the rest is judged', async () => {
    const { run } = await live('forbidden', {
      rows: [...one, azure.extension({ subscription: S1, group: 'rg', name: 'vm-1' }, 'bad', 'Failed')],
      faults: [
        {
          match: (request) => request.path.includes('/locks'),
          times: 9,
          answer: azureError(403, 'AuthorizationFailed', 'No right to read locks.'),
        },
      ],
    });
    const ran = await run(['scan', '--subscription', S1, '--deep']);
    expect(ran.code).toBe(4);
    expect(ran.stdout).toContain('WARNING vm-extensions-succeeded');
    expect(ran.stdout).toContain('could not be read');
    expect(ran.stdout).toContain(`microsoft.authorization/locks at /subscriptions/${S1}: no permission`);
  }, 60_000);
});

describe('flags that exclude each other or make no sense', () => {
  test.each([
    [['scan', '--tenant', '--subscription', S1], /--subscription and --tenant exclude each other/],
    [['scan', '--inventory', 'x.json', '--tenant'], /--inventory and --tenant exclude each other/],
    [['scan', '--inventory', 'x.json', '--deep'], /--deep is for live scans/],
    [['scan', '--subscription', 'production'], /is no subscription id \(a GUID\)/],
    [['scan', '--management-group', 'a/b'], /is no id of a management group/],
    [['scan', '--tenant', '--cloud', 'AzureClod'], /Did you mean "AzureCloud"/],
    [
      ['collect', '--out', 'x.ndjson'],
      /Say what to scan\.\n {2}For example: --subscription ID, --management-group ID, or --tenant\.\n$/,
    ],
    [['collect', '--out', 'x.ndjson', '--tenant', '--quiet', '--verbose'], /exclude each other/],
  ])('%j', (args, message) => {
    const ran = backupLint(args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(message);
  });
});

test('what Azure says of a failure is shown as text', async () => {
  const escape = '\u001b]0;x\u0007\u009b2J';
  const { run } = await live('escape', {
    rows: one,
    faults: [{ match: ({ path }) => path.includes('/locks'), answer: azureError(403, 'Denied', escape) }],
  });
  const { code, stderr } = await run(['collect', '--tenant', '--out', 'escape.ndjson']);
  expect(code).toBe(4);
  expect(stderr).toContain('\\u001b]0;x\\u0007\\u009b2J');
  // eslint-disable-next-line no-control-regex -- these are what must not get through
  expect(stderr).not.toMatch(/[\u001b\u0007\u009b]/);
}, 60_000);

test('the second Ctrl-C ends the scan at once, and what was read is removed', async () => {
  const temporary = join(folder.path, 'temporary');
  mkdirSync(temporary);
  const children: ChildProcess[] = [];
  const isLocks = ({ path }: { path: string }) =>
    path.includes('/locks') && children.every((each) => each.kill('SIGINT'));
  const { emulator } = await live('twice', {
    rows: one,
    faults: [{ match: isLocks, times: 9, answer: 'none' }],
  });
  const args = ['dist/cli.js', 'scan', '--tenant', '--cloud', join(folder.path, 'twice.json')];
  const env = { ...emulator.env, NODE_EXTRA_CA_CERTS: join(folder.path, 'twice.pem'), TMPDIR: temporary };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(child);
  const ended = once(child, 'exit');
  child.stderr.once('data', () => child.kill('SIGINT'));
  await ended;
  expect(emulator.requests.filter((request) => request.includes('/locks'))).toHaveLength(1);
  expect(readdirSync(temporary)).toEqual([]);
}, 60_000);

const onUnix = process.platform === 'win32' ? test.skip : test;
onUnix.each<NodeJS.Signals>(['SIGTERM', 'SIGHUP', 'SIGKILL'])(
  '%s ends the scan, and nothing of what was read stays on the disk',
  async (signal) => {
    const temporary = join(folder.path, signal);
    mkdirSync(temporary);
    const children: ChildProcess[] = [];
    const isLocks = ({ path }: { path: string }) =>
      path.includes('/locks') && children.every((each) => each.kill(signal));
    const { emulator } = await live(`by-${signal}`, {
      rows: one,
      faults: [{ match: isLocks, times: 9, answer: 'none' }],
    });
    const args = ['dist/cli.js', 'scan', '--tenant', '--cloud', join(folder.path, `by-${signal}.json`)];
    const ca = join(folder.path, `by-${signal}.pem`);
    const env = { ...emulator.env, NODE_EXTRA_CA_CERTS: ca, TMPDIR: temporary };
    const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
    children.push(child);
    expect(await once(child, 'exit')).toEqual([null, signal]);
    expect(readdirSync(temporary)).toEqual([]);
  },
  60_000,
);
