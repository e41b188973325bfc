import { expect, test } from '@jest/globals';
import type { Io } from '../../src/cli/io.js';
import { ProgressLine } from '../../src/cli/progress.js';

/** What is written of a plan of so many calls where stderr is no terminal. */
function announced(calls: number, seconds: number, quiet = false): string {
  let written = '';
  const stderr = (text: string) => {
    written += text;
    return Promise.resolve();
  };
  const io = { stderr, isErrorTerminal: false, env: {} } as unknown as Io;
  new ProgressLine(io, quiet).show({ step: 'plan', calls, seconds });
  return written;
}

test('calls that take long are told before they begin, and about how long they take', () => {
  expect(announced(12_000, 640)).toBe(
    'Agent states and restore points take 12000 calls, about 11 minutes; --no-deep leaves them out.\n',
  );
  expect(announced(600, 15.4)).toContain('600 calls, about 15 s;');
});

test('what is done in seconds is not, and nothing is with --quiet', () => {
  expect(announced(400, 9.9)).toBe('');
  expect(announced(12_000, 640, true)).toBe('');
});
