import { expect, test } from '@jest/globals';
import { checkToggles, single } from '../../src/cli/flags.js';

test.each([
  [{ inventory: false }, '--no-inventory: there is no such flag; --inventory takes a value.'],
  [{ policy: [false] }, '--no-policy: there is no such flag; --policy takes a value.'],
  [{ 'taken-at': false, takenAt: false }, '--no-taken-at: there is no such flag; --taken-at takes a value.'],
  [{ inventory: ['a', 'b'] }, '--inventory can be given once.'],
  [{ config: ['a', false] }, '--config can be given once.'],
])('%j', (flags, message) => expect(() => single(flags)).toThrow(message));

test.each<object>([
  { config: false },
  { baseline: false },
  { redact: false, deep: false },
  { policy: ['a', 'b'] },
  { toString: false },
])('%j is fine', (flags) => expect(single(flags)).toBe(flags));

// yargs takes `--redact=yes` for false: ids would be shown that were to be hidden.
test.each([
  ['--redact=yes', '--redact=yes: write --redact or --no-redact.'],
  ['--redact=', '--redact=: write --redact or --no-redact.'],
  ['--allowIncomplete=1', '--allow-incomplete=1: write --allow-incomplete or --no-allow-incomplete.'],
])('%s is neither on nor off', (argument, message) => {
  expect(() => checkToggles(['scan', argument])).toThrow(message);
});

test.each([
  ['--redact'],
  ['--redact=true'],
  ['--redact=false'],
  ['--vm=yes'],
  ['--nothing=yes'],
  ['--', '--redact=yes'],
])('%j is fine', (...given) => expect(() => checkToggles(['scan', ...given])).not.toThrow());
