import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../../dist/cli.js');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const environment = (env: Options['env']) => ({ PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', ...env });

/** Runs the bundle as a user would, in an environment of its own. */
export function backupLint(args: readonly string[], options: Options = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    cwd: options.cwd,
    env: environment(options.env),
    maxBuffer: 64 << 20,
  });
  return { code: status, stdout, stderr };
}

/** The same beside this process, which may be what the bundle talks to. */
export async function backupLintBeside(args: readonly string[], options: Options = {}): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: options.cwd,
    env: environment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  return { code, stdout, stderr };
}

/** Runs the bundle for a reader that closes both streams at once, as `| head` does, and gives the exit code. */
export async function backupLintUnread(args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: environment(undefined),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  child.stderr.destroy();
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', resolve);
  });
}
