// The demo: scans the example estate and writes what it found as text, JSON and SARIF.
import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
await mkdir(join(root, 'demo-output'), { recursive: true });
const args = [
  'scan',
  '--inventory',
  'examples/contoso/inventory.ndjson',
  '--fail-on',
  'none',
  '--allow-incomplete',
];
const outputs = ['text', 'json:demo-output/backup-lint.json', 'sarif:demo-output/backup-lint.sarif'];
const flags = outputs.flatMap((output) => ['--output', output]);
console.log(`$ backup-lint ${[...args, ...flags].join(' ')}\n`);
const { status } = spawnSync(process.execPath, [join('dist', 'cli.js'), ...args, ...flags], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
