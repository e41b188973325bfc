// Prints figures, it is no test: npm run bench [-- VMS…]
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { estateLines } from './estate.js';

const RUNS = 5;
const CLI = join('dist', 'cli.js');

interface Figures {
  readonly seconds: number;
  readonly megabytes: number;
  readonly status: number | null;
}

/** The median of several runs of a process. */
async function measure(args: readonly string[], folder: string): Promise<Figures> {
  const memory = join(folder, 'memory');
  const runs: Figures[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', `./${join('bench', 'memory.js')}`, ...args],
      {
        env: { ...process.env, BENCH_MEMORY: memory },
        encoding: 'utf8',
      },
    );
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (status === 70 || status === 2 || stderr.includes('Error')) throw new Error(stderr);
    runs.push({ seconds, megabytes: Number(await readFile(memory, 'utf8')) / 1024, status });
  }
  runs.sort((left, right) => left.seconds - right.seconds);
  return runs[Math.floor(RUNS / 2)] ?? { seconds: NaN, megabytes: NaN, status: null };
}

async function startUp(folder: string): Promise<void> {
  const empty = await measure(['-e', '0'], folder);
  console.log(`empty node        ${(empty.seconds * 1000).toFixed(0)} ms`);
  for (const args of [['--version'], ['explain', 'vm-agent-ready'], ['--help']]) {
    const { seconds } = await measure([CLI, ...args], folder);
    const ratio = (seconds / empty.seconds).toFixed(2);
    console.log(`${args.join(' ').padEnd(24)} ${(seconds * 1000).toFixed(0)} ms, ${ratio} × empty node`);
  }
}

async function scanOf(vms: number, folder: string): Promise<void> {
  const file = join(folder, `estate-${vms}.ndjson`);
  let rows = -2;
  const lines = function* () {
    for (const line of estateLines({ vms })) {
      rows++;
      yield line;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const outputs = [`sarif:${join(folder, 'out.sarif')}`, `json:${join(folder, 'out.json')}`];
  const { seconds, megabytes, status } = await measure(
    [CLI, 'scan', '--inventory', file, ...outputs.flatMap((output) => ['--output', output])],
    folder,
  );
  const size = (await stat(file)).size / 1e6;
  console.log(
    `${vms} VMs, ${rows} rows, ${size.toFixed(0)} MB: ${seconds.toFixed(2)} s, ${Math.round(rows / seconds)} rows/s, peak ${megabytes.toFixed(0)} MB (exit ${status ?? 'none'})`,
  );
  await rm(file);
}

const sizes = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'backup-lint-bench-'));
try {
  await startUp(folder);
  for (const vms of sizes.length > 0 ? sizes : [1000, 5000]) await scanOf(vms, folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
