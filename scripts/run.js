// Runs a TypeScript script of this repository: node scripts/run.js scripts/generate.ts [arguments]
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [script, ...args] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(root, 'node_modules', '.run-'));
try {
  const outfile = join(folder, 'script.js');
  await build({
    entryPoints: [script],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  process.argv = [process.argv[0], script, ...args];
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(folder, { recursive: true, force: true });
}
