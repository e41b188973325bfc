import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { FORMATS } from '../../src/report/index.js';
import type { Emulator, Fault } from '../azure-emulator/emulator.js';
import { azureError, type Request } from '../azure-emulator/http.js';
import { backupLintBeside } from '../cli/run.js';
import { collect, emulate } from '../collect/azure/harness.js';
import * as azure from '../estate/rows.js';
import { temporaryFolder } from '../temporary.js';

const folder = temporaryFolder();
const S1 = '7a6b5c4d-1111-2222-3333-444455556666';
const vm = { subscription: S1, group: 'rg', name: 'vm-1' };
const rows = [
  azure.subscription(S1),
  azure.vm(vm),
  azure.instanceView(vm),
  azure.disk(vm, 'vm-1-os', { size: 70_000 }),
  azure.recoveryVault(S1),
  azure.backupPolicy(S1, 'p', { type: 'V1' }),
  azure.protectedItem(vm, 'p'),
  azure.collection(vm, { points: 1 }),
];

/** What a gateway answers that tells the whole request that it refuses. */
const echo = ({ path, headers }: Request) =>
  azureError(403, 'Refused', `GET ${path} authorization: ${String(headers.authorization)}`);
const echoing = (part: string): Fault => {
  let asked: Request | undefined;
  return {
    match: (request) => {
      if (request.path.includes(part)) asked = request;
      return request.path.includes(part);
    },
    times: 99,
    answer: () => echo(asked!),
  };
};
const faults = () => [echoing('/locks'), echoing('/v1.0/'), echoing('/instanceView')];

/** Every file below a folder. */
function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile());
}

function expectNoSecret(emulator: Emulator, texts: Readonly<Record<string, string>>): void {
  const secrets = [...emulator.tokens, emulator.env.AZURE_CLIENT_SECRET!];
  // The parts of a token too: the last is its signature, and no other text is like it.
  const parts = secrets.flatMap((secret) => [secret, secret.split('.').at(-1)!]);
  expect(emulator.tokens.length).toBeGreaterThan(1);
  for (const [name, text] of Object.entries(texts))
    for (const part of parts) expect({ name, found: text.includes(part) }).toEqual({ name, found: false });
}

test('nothing that a live scan writes or keeps holds a token or a secret, not even where a gateway repeats it', async () => {
  const emulator = await emulate({ rows, faults: faults() });
  const env = {
    ...emulator.env,
    NODE_EXTRA_CA_CERTS: folder.write('ca.pem', emulator.certificate),
  };
  const live = ['--tenant', '--deep', '--cloud', folder.write('cloud.json', JSON.stringify(emulator.cloud))];
  const written = FORMATS.map((format) => `${format}:${join(folder.path, `report.${format}`)}`);
  const [scanned, collected] = await Promise.all([
    backupLintBeside(['scan', ...live, '--verbose', ...written.flatMap((output) => ['--output', output])], {
      cwd: folder.path,
      env,
    }),
    backupLintBeside(['collect', ...live, '--out', 'inventory.ndjson'], { cwd: folder.path, env }),
  ]);
  expect(scanned.code).toBe(1);
  expect(collected.code).toBe(4);
  const texts: Record<string, string> = {
    scanned: scanned.stdout + scanned.stderr,
    collected: collected.stdout + collected.stderr,
    ...Object.fromEntries(filesIn(folder.path).map((file) => [file, readFileSync(file, 'latin1')])),
  };
  expect(Object.keys(texts).length).toBeGreaterThan(FORMATS.length + 3);
  expect(texts[join(folder.path, 'report.json')]).toContain('authorization: Bearer (token)');
  expectNoSecret(emulator, texts);
}, 60_000);

/** The files of running scans that have rows of ours and can be found. Those of other tests may go away meanwhile. */
function spools(): string[] {
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith('backup-lint-'));
  return names
    .map((name) => join(tmpdir(), name, 'rows'))
    .filter((file) => {
      try {
        return readFileSync(file, 'latin1').includes(S1);
      } catch {
        return false;
      }
    });
}

test('neither do the rows that are kept while they are read, in a file that nobody can find', async () => {
  const emulator = await emulate({ rows, faults: faults() });
  const inventory = await collect(emulator, { deep: true });
  const kept: unknown[] = [...inventory.shared];
  for await (const slice of inventory.slices) kept.push(...slice.resources);
  expect(kept.length).toBeGreaterThan(rows.length / 2);
  const { source, gaps } = inventory;
  expectNoSecret(emulator, { kept: JSON.stringify(kept), told: JSON.stringify([source, gaps]) });
  if (process.platform !== 'win32') expect(spools()).toEqual([]);
});
