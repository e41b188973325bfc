import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const CLI = join('dist', 'cli.js');

/** What one run of a process took. */
export interface Figures {
  readonly seconds: number;
  /** Processor time of all its threads, in seconds: what other programs do meanwhile matters less to it. */
  readonly cpu: number;
  /** Peak memory, in MB. */
  readonly megabytes: number;
  readonly status: number | null;
  readonly stderr: string;
}

interface RunOptions {
  readonly runs?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly acceptsBrokenFiles?: boolean;
}

/** The run with the median time of several runs of a Node process. */
export async function measure(
  args: readonly string[],
  folder: string,
  { runs = 1, env = {}, acceptsBrokenFiles = false }: RunOptions = {},
): Promise<Figures> {
  const all: Figures[] = [];
  for (let run = 0; run < runs; run++) {
    const figures = await measureOnce(args, join(folder, 'memory'), env);
    if (!isGood(figures.status, acceptsBrokenFiles)) throw new Error(figures.stderr);
    all.push(figures);
  }
  all.sort((left, right) => left.seconds - right.seconds);
  const median = all[Math.floor(runs / 2)];
  if (median === undefined) throw new RangeError('There is no run.');
  return median;
}

async function measureOnce(
  args: readonly string[],
  memory: string,
  env: Readonly<Record<string, string>>,
): Promise<Figures> {
  // Certificates of the machine's own are read at every start.
  const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, ['--import', `./${join('bench', 'memory.js')}`, ...args], {
    env: { ...inherited, ...env, BENCH_MEMORY: memory },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { maxRSS, cpu } = JSON.parse(await readFile(memory, 'utf8')) as { maxRSS: number; cpu: number };
  return { seconds, cpu: cpu / 1e6, megabytes: maxRSS / 1024, status, stderr };
}

/** Time, processor time and memory as a text. */
export function textOf({ seconds, cpu, megabytes }: Figures): string {
  return `${seconds.toFixed(2)} s (processor ${cpu.toFixed(2)} s), peak ${megabytes.toFixed(0)} MB`;
}

/** A bug, a wrong use or a signal ends the bench; some of many foreign files may be broken. */
function isGood(status: number | null, acceptsBrokenFiles: boolean): boolean {
  return status !== null && status !== 70 && (status !== 2 || acceptsBrokenFiles);
}
