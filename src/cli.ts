#!/usr/bin/env node
import { systemCodeOf } from './model/system-code.js';
import { TOOL } from './model/tool.js';
import { UserError } from './model/user-error.js';
import { safeLines, safeText } from './report/safe-text.js';

const USAGE = 2;
const BUG = 70;
const INTERRUPTED = 130;

/** The shell: the only place that reads the process and sets its exit code. */
async function shell(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.length === 1 && args[0] === '--version') {
    process.stdout.write(`${TOOL.version}\n`);
    return 0;
  }
  const { main } = await import('./cli/main.js');
  return main(args, {
    stdout: (chunk) =>
      write(process.stdout, chunk).catch((error: unknown) => {
        throw new UserError(`The output cannot be written (${systemCodeOf(error)}).`, undefined, {
          cause: error,
        });
      }),
    // That it cannot be told anything is no reason to lose the results.
    stderr: (chunk) => write(process.stderr, chunk).catch(() => undefined),
    isTerminal: process.stdout.isTTY,
    isErrorTerminal: process.stderr.isTTY,
    env: process.env,
    now: new Date(),
    interruptible,
  });
}

/** The first Ctrl-C ends the reading, what was read is used; the second one ends the process. */
function interruptible(): AbortSignal {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    process.stderr.write('\nInterrupted: using what was read so far. Press Ctrl-C again to stop at once.\n');
    controller.abort();
  });
  return controller.signal;
}

/** Writes to a stream. One that its reader closed takes everything: the exit code still tells what was found. */
function write(stream: NodeJS.WriteStream, chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve()));
  });
}

/** A reader that has seen enough (`| head`) closes the pipe: that is no fault of ours. */
function isClosedPipe(error: unknown): boolean {
  return systemCodeOf(error) === 'EPIPE';
}

// Each write tells of its own failure.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  process.exitCode = await shell();
} catch (error) {
  if (error instanceof UserError) {
    const hint = error.hint === undefined ? '' : `  ${safeLines(error.hint).replaceAll('\n', '\n  ')}\n`;
    process.stderr.write(`${TOOL.name}: ${safeText(error.message)}\n${hint}`);
    process.exitCode = USAGE;
  } else {
    process.stderr.write(`${TOOL.name}: this is a bug; please report it with the lines below.\n`);
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${safeLines(told)}\n`);
    process.exitCode = BUG;
  }
}
