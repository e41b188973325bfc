import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { startEmulator, type Emulator, type EmulatorOptions } from '../azure-emulator/emulator.js';
import * as azure from '../estate/rows.js';
import { temporaryFolder } from '../temporary.js';
import { commandsIn, runStep } from './run.js';

const S = '11111111-1111-1111-1111-111111111111';
const SUBJECT = 'repo:contoso/infra:ref:refs/heads/main';
const folder = temporaryFolder();
const running: Emulator[] = [];
afterAll(() => Promise.all(running.map((emulator) => emulator.close())));

const vm = { subscription: S, group: 'rg', name: 'vm-1' };
const rows = [
  azure.subscription(S),
  azure.vm(vm),
  azure.instanceView(vm),
  azure.disk(vm, 'vm-1-os'),
  azure.nic(vm, 'vm-1-nic'),
  azure.recoveryVault(S),
  azure.backupPolicy(S, 'p', { type: 'V1' }),
  azure.protectedItem(vm, 'p'),
  azure.collection(vm, { points: 1 }),
];

/** An emulator, and a job that reads it. */
async function job(
  options: Partial<EmulatorOptions>,
  more: {
    inputs?: Record<string, string>;
    env?: Record<string, string>;
    event?: object;
    signedIn?: boolean;
  } = {},
) {
  const emulator = await startEmulator({ rows, ...options });
  running.push(emulator);
  const id = running.length;
  const event = folder.write(`event-${id}.json`, JSON.stringify(more.event ?? {}));
  const ran = await runStep(folder.path, {
    inputs: {
      subscriptions: S,
      cloud: folder.write(`cloud-${id}.json`, JSON.stringify(emulator.cloud)),
      'client-id': emulator.env.AZURE_CLIENT_ID ?? '',
      'tenant-id': emulator.env.AZURE_TENANT_ID ?? '',
      ...more.inputs,
    },
    env: {
      NODE_EXTRA_CA_CERTS: folder.write(`ca-${id}.pem`, emulator.certificate),
      GITHUB_EVENT_PATH: event,
      ...(options.job === undefined ? {} : emulator.jobEnv),
      ...(more.signedIn === true ? emulator.env : {}),
      ...more.env,
    },
  });
  const error = commandsIn(ran.log).find(({ command }) => command === 'error');
  return { ...ran, emulator, told: error?.message.replaceAll('%0A', '\n') ?? '' };
}

const FORK = {
  event: { pull_request: { head: { repo: { full_name: 'stranger/infra' } } } },
  env: { GITHUB_EVENT_NAME: 'pull_request' },
};

// A scan keeps the pace that Resource Graph allows and mostly waits: these do it side by side.
const own = job(
  { job: { subject: SUBJECT } },
  { inputs: { 'save-inventory': 'estate.ndjson.gz', redact: 'true' } },
);
const others = job({}, { inputs: { 'client-id': '', 'tenant-id': '' }, signedIn: true });

describe('the identity of the job is the sign-in', () => {
  test('no token is in anything that is written, but as what is to be hidden', async () => {
    const ran = await own;
    const { emulator, log, summary, outputs } = ran;
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(outputs).toMatchObject({
      complete: 'true',
      errors: '0',
      'inventory-file': expect.stringMatching(/\/work\/estate\.ndjson\.gz$/) as unknown,
    });
    expect(readFileSync(outputs['inventory-file'] ?? '').length).toBeGreaterThan(100);
    const masked = commandsIn(log)
      .filter(({ command }) => command === 'add-mask')
      .map(({ message }) => message);
    const secrets = [...emulator.assertions, ...emulator.tokens];
    expect(emulator.tokens).toHaveLength(2); // Azure Resource Manager and Microsoft Graph
    expect(emulator.assertions).toHaveLength(1);
    expect([...new Set(masked)].sort()).toEqual([...secrets].sort());
    const lines = log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    const files = ['sarif-file', 'json-file'].map((name) => readFileSync(outputs[name] ?? '', 'utf8'));
    for (const written of [lines.join('\n'), summary, ...files]) {
      for (const secret of secrets) expect(written).not.toContain(secret);
      expect(written).not.toContain(S);
    }
  }, 60_000);

  test('without an application, whoever is signed in on the runner reads; its tokens are hidden too', async () => {
    const ran = await others;
    expect(ran).toMatchObject({ code: 0, stderr: '', outputs: { complete: 'true' } });
    expect(ran.emulator.assertions).toEqual([]);
    expect(ran.emulator.tokens).toHaveLength(2);
    for (const token of ran.emulator.tokens) expect(ran.log).toContain(`::add-mask::${token}\n`);
  }, 60_000);

  test('what is missing is told with the lines to add', async () => {
    const [permission, fork, subject, expired, unavailable, nobody] = await Promise.all([
      job({}),
      job({}, FORK),
      job({ job: { subject: SUBJECT, trusted: 'repo:contoso/infra:environment:azure' } }),
      job({ job: { subject: SUBJECT, lifetime: -10 } }),
      job({
        job: { subject: SUBJECT },
        faults: [{ match: ({ pathname }) => pathname === '/github/token', answer: { status: 403 } }],
      }),
      job(
        {},
        {
          ...FORK,
          inputs: { 'client-id': '', 'tenant-id': '' },
          env: { ...FORK.env, AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' },
        },
      ),
    ]);
    expect(permission.told).toMatch(
      /may not ask GitHub for its identity.*permissions:\n {4}id-token: write\n {4}contents: read$/s,
    );
    expect(fork.told).toMatch(
      /comes from a fork.*if: github\.event\.pull_request\.head\.repo\.full_name == github\.repository$/s,
    );
    expect(nobody.told).toBe(fork.told);
    expect(subject.told).toContain(`whose subject is ${SUBJECT}.`);
    expect(subject.told).toContain(`"subject":"${SUBJECT}","audiences":["api://AzureADTokenExchange"]`);
    expect(subject.told).toContain('environment: NAME');
    expect(expired.told).toMatch(/assertion of this job for expired.*clock of the runner/s);
    expect(unavailable.told).toMatch(/did not give the job its identity.*403.*again/s);
    for (const each of [permission, fork, subject, expired, unavailable, nobody]) {
      expect(each).toMatchObject({ code: 2, stderr: '', outputs: { complete: 'false', 'exit-code': '2' } });
      expect(each.summary).toContain('**The scan was not done.**');
      expect(each.log).not.toContain('    at ');
    }
  }, 60_000);
});
