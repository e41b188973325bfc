import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from './temporary.js';
import { hasNode24, NODE_24 } from './action/run.js';

const folder = temporaryFolder();
const INVENTORY = resolve('examples/contoso/inventory.ndjson');
const env = {
  PATH: process.env.PATH ?? '',
  HOME: folder.path,
  SHELL: '/bin/bash',
  npm_config_cache: join(folder.path, 'cache'),
};

function run(command: string, args: readonly string[], cwd = folder.path) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  return { status, stdout, stderr };
}

/** What somebody writes who uses the package as a library. */
const CONSUMER = `import { loadPolicies, openInventoryFile, scan, type Report } from 'backup-lint';
const inventory = await openInventoryFile(${JSON.stringify(INVENTORY)}, '2026-11-22T02:00:00Z');
const report: Report = await scan({ inventory, policies: await loadPolicies([]) });
const failing: number | null = report.summary.failing;
console.log(failing);
`;

test('the package runs alone, without network, with the policies inside and types', () => {
  expect(
    run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder.path], resolve('.')).status,
  ).toBe(0);
  const [tarball = ''] = readdirSync(folder.path).filter((name) => name.endsWith('.tgz'));
  // Without the bundle of the action, which GitHub takes from the repository.
  expect(statSync(join(folder.path, tarball)).size).toBeLessThan(1_500_000);
  folder.write('package.json', '{"type":"module","private":true}');
  const installed = run('npm', ['install', '--offline', '--ignore-scripts', `./${tarball}`]);
  expect(installed.status).toBe(0);
  const modules = join(folder.path, 'node_modules');
  expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual(['backup-lint']);
  const cli = join(modules, '.bin', 'backup-lint');
  expect(run(cli, ['--version'])).toMatchObject({ status: 0, stdout: '0.1.0\n' });
  expect(run(cli, ['policies']).stdout.split('\n').length).toBeGreaterThan(60);
  expect(run(cli, ['completion']).stdout).toContain('complete -o bashdefault');
  const words = run(cli, ['--get-yargs-completions', 'backup-lint', 'scan', '--fail-on', '']).stdout;
  expect(words).toBe('error\nwarning\nnote\nnone\n');

  folder.write('scan.mts', CONSUMER);
  const flags = '--strict --module nodenext --target es2023 --lib es2023,dom --types --outDir out'.split(' ');
  mkdirSync(join(folder.path, 'out'));
  const typed = run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), ...flags, 'scan.mts']);
  expect(typed).toMatchObject({ status: 0, stdout: '' });
  const nodes = [process.execPath, ...(hasNode24() ? [NODE_24] : [])];
  for (const node of nodes) {
    expect(run(node, ['out/scan.mjs'])).toMatchObject({ status: 0, stdout: '12\n' });
    const scanned = run(node, [cli, 'scan', '--inventory', INVENTORY]);
    expect(scanned.status).toBe(1);
    expect(scanned.stdout).toContain('12 of 39 protected VMs will fail their next backup.');
  }
  expect(existsSync(join(modules, 'backup-lint/policies/vm-agent-ready.yaml'))).toBe(true);
}, 120_000);
