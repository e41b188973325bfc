import { expect, test } from '@jest/globals';
import { JobLog } from '../../src/action/job-log.js';
import { commandsIn } from './run.js';

function newLog() {
  const written: string[] = [];
  const log = new JobLog((chunk) => {
    written.push(String(chunk));
    return Promise.resolve();
  });
  return { log, text: () => written.join('') };
}

test('what is quoted is no command; a secret in the middle of it is hidden all the same', async () => {
  const { log, text } = newLog();
  await log.print('::error::before\n');
  await log.quote();
  await log.print('::set-output name=x::1\n::error::');
  await log.print('half a line');
  await log.mask('secret');
  await log.print('::error::again');
  await log.unquote();
  await log.command('::notice::after\n');
  expect(commandsIn(text()).map(({ command, message }) => [command, message])).toEqual([
    ['error', 'before'],
    ['add-mask', 'secret'],
    ['notice', 'after'],
  ]);
  expect(text()).toContain('::set-output name=x::1\n::error::half a line\n');
});

test('a secret is hidden as a whole, however long it is', async () => {
  const { log, text } = newLog();
  const secret = `eyJ${'x'.repeat(9000)}`;
  await log.mask(secret);
  expect(text()).toBe(`::add-mask::${secret}\n`);
});

test('each quotation ends with a word of its own that nobody can guess', async () => {
  const { log, text } = newLog();
  for (let round = 0; round < 3; round++) {
    await log.quote();
    await log.unquote();
  }
  const words = [...text().matchAll(/^::stop-commands::([0-9a-f-]{36})$/gm)].map(([, word]) => word);
  expect(new Set(words).size).toBe(3);
});
