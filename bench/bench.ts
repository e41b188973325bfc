// Prints figures, it is no test: npm run bench [-- VMS…] [--live VMS]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchFiles } from './from-file.js';
import { benchLive } from './live.js';
import { CLI, measure } from './measure.js';
import { benchTemplates } from './templates.js';

async function benchStart(folder: string): Promise<void> {
  const empty = await measure(['-e', '0'], folder, { runs: 5 });
  console.log(`empty node: ${(empty.seconds * 1000).toFixed(0)} ms`);
  for (const args of [['--version'], ['explain', 'vm-agent-ready'], ['--help']]) {
    const { seconds } = await measure([CLI, ...args], folder, { runs: 5 });
    console.log(`${args.join(' ')}: ${(seconds / empty.seconds).toFixed(2)} × empty node`);
  }
}

/** A deep scan of more VMs takes long: each has calls of its own. */
const MOST_DEEP = 10_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { live: { type: 'string', default: '1000' } },
});
const folder = await mkdtemp(join(tmpdir(), 'backup-lint-bench-'));
try {
  await benchStart(folder);
  await benchFiles(positionals.length > 0 ? positionals.map(Number) : [1000, 10_000], folder);
  await benchTemplates(folder);
  const live = Number(values.live);
  if (live > 0) await benchLive(live, folder, '--no-deep');
  if (live > 0 && live <= MOST_DEEP) await benchLive(live, folder, '--deep');
} finally {
  await rm(folder, { recursive: true, force: true });
}
