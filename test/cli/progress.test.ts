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

test('many calls are told before they begin, and about how long they take', () => {
  expect(announced(12_000, 640)).toBe(
    'Agent states and restore points take 12000 calls, about 11 minutes; --no-deep leaves them out.\n',
  );
  expect(announced(1000, 9.4)).toContain('1000 calls, about 9 s;');
});

test('few are not, and nothing is with --quiet', () => {
  expect(announced(999, 60)).toBe('');
  expect(announced(12_000, 640, true)).toBe('');
});
