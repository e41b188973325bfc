import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ACTION = join(import.meta.dirname, '../../dist/action.js');
const CLI = join(import.meta.dirname, '../../dist/cli.js');

/**
 * The Node that runners run actions with, where npm brings it for this platform. It is no dependency of the project's:
 * its command `node` would take the place of the user's own in every script.
 */
export const NODE_24 = join(
  import.meta.dirname,
  `../node-24/node_modules/node-${process.platform}-${process.arch}/bin/node`,
);

/** Whether there is one; says so where there is none. */
export function hasNode24(): boolean {
  const exists = existsSync(NODE_24);
  if (!exists) console.warn('No Node 24 (npm ci --prefix test/node-24): its tests are skipped.');
  return exists;
}

/** A job: what the action finds and what it leaves. */
export interface Job {
  readonly code: number | null;
  readonly log: string;
  readonly stderr: string;
  /** The outputs of the step. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface Step {
  /** As `with:` says them. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly node24?: boolean;
}

/** A workspace in a folder, with files in it. */
function workspace(below: string, files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(below, 'job-'));
  mkdirSync(join(root, 'work', '.git'), { recursive: true });
  mkdirSync(join(root, 'temp'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'work', name)), { recursive: true });
    writeFileSync(join(root, 'work', name), text);
  }
  return root;
}

/** Runs the bundle of the action as a runner does. */
export async function runStep(
  below: string,
  { inputs = {}, files, env, node24 = false }: Step,
): Promise<Job> {
  const root = workspace(below, files);
  const [output, summary] = [join(root, 'temp', 'output'), join(root, 'temp', 'summary')];
  writeFileSync(output, '');
  writeFileSync(summary, '');
  const given = Object.entries(inputs).map(
    ([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const,
  );
  const { code, stdout, stderr } = await run(node24 ? NODE_24 : process.execPath, [ACTION], below, {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'contoso/infra',
    GITHUB_WORKSPACE: join(root, 'work'),
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: join(root, 'temp'),
    ...Object.fromEntries(given),
    ...env,
  });
  return { code, log: stdout, stderr, outputs: outputsIn(output), summary: readFileSync(summary, 'utf8') };
}

/** Runs the command line on Node 24. */
export const cliOnNode24 = (args: readonly string[], cwd: string) => run(NODE_24, [CLI, ...args], cwd, {});

async function run(
  node: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
) {
  const child = spawn(node, args, {
    cwd,
    env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', ...env },
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

/** Reads outputs as the runner does (`name<<END`, lines, `END`). */
function outputsIn(file: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let index = 0; index < lines.length - 1; index++) {
    const [, name = '', end = ''] = /^([\w-]+)<<(.+)$/.exec(lines[index] ?? '') ?? [];
    const last = lines.indexOf(end, index + 1);
    if (name === '' || last < 0) throw new Error(`No output: ${lines[index] ?? ''}`);
    outputs[name] = lines.slice(index + 1, last).join('\n');
    index = last;
  }
  return outputs;
}

/** The lines of a log that the runner takes for commands: it stops looking where it is told to. */
export function commandsIn(log: string): { command: string; properties: string; message: string }[] {
  let stopped: string | undefined;
  return log.split('\n').flatMap((line) => {
    const [, command = '', properties = '', message = ''] =
      /^::([\w-]+)(?: ([^\n]*?))?::(.*)$/.exec(line) ?? [];
    if (command === '') return [];
    if (stopped !== undefined) {
      if (command === stopped) stopped = undefined;
      return [];
    }
    if (command === 'stop-commands') stopped = message;
    return command === 'stop-commands' ? [] : [{ command, properties, message }];
  });
}
