import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { batches } from '../cli/batches.js';

type Env = Readonly<Record<string, string | undefined>>;

/** Sets outputs of the step, for the steps after it. Each value is set in a frame that nothing in it can end. */
export async function setOutputs(env: Env, outputs: Readonly<Record<string, string>>): Promise<void> {
  const text = Object.entries(outputs).map(([name, value]) => {
    const end = `end-${randomUUID()}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  await append(env.GITHUB_OUTPUT, [text.join('')]);
}

/** Adds to the summary of the step. */
export async function addSummary(env: Env, markdown: Iterable<string>): Promise<void> {
  await append(env.GITHUB_STEP_SUMMARY, markdown);
}

/** A new folder for files of the job, which goes with it. */
export function jobFolder(env: Env): Promise<string> {
  const temporary = env.RUNNER_TEMP ?? '';
  return mkdtemp(join(temporary === '' ? tmpdir() : temporary, 'backup-lint-'));
}

/** Where the runner gives no file, as on one's own machine, nothing is written. */
async function append(file: string | undefined, chunks: Iterable<string>): Promise<void> {
  if (file === undefined || file === '') return;
  for await (const batch of batches(chunks)) await appendFile(file, batch);
}
