import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runAction } from '../../src/action/run-action.js';
import { temporaryFolder } from '../temporary.js';
import { commandsIn } from './run.js';

const folder = temporaryFolder();
const TEMPLATE = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

async function runWith(
  inputs: Readonly<Record<string, string>>,
  enter: (folder: string) => void = () => undefined,
  workspace = '.',
) {
  const written: string[] = [];
  const summary = join(folder.path, 'summary');
  folder.write('summary', '');
  const given = Object.entries(inputs).map(
    ([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const,
  );
  const code = await runAction({
    write: (chunk) => Promise.resolve(void written.push(String(chunk))),
    env: { GITHUB_WORKSPACE: workspace, GITHUB_STEP_SUMMARY: summary, ...Object.fromEntries(given) },
    now: new Date(0),
    enter,
    cancelled: () => new AbortController().signal,
  });
  const commands = commandsIn(written.join(''));
  return { code, log: written.join(''), commands, summary: readFileSync(summary, 'utf8') };
}

const OUT = join(folder.path, 'out.ndjson');

test.each([
  [{}, 'Say what to scan.'],
  [{ 'save-inventory': OUT }, 'Say what to scan.'],
  [{ 'save-inventory': OUT, paths: 'infra', target: '/subscriptions/x' }, 'Say what to scan.'],
  [
    { 'save-inventory': OUT, inventory: 'a.ndjson' },
    'The inputs inventory and save-inventory exclude each other.',
  ],
  [{ 'fail-on': 'a\n::error::b' }, 'The input fail-on cannot be "a\\u000a::error::b".'],
])('%j is told in one sentence', async (inputs, sentence) => {
  const { code, commands, summary } = await runWith(inputs);
  expect(code).toBe(2);
  expect(commands.map(({ command }) => command)).toEqual(['error']);
  expect(commands[0]?.message.split('%0A')[0]).toBe(sentence);
  expect(summary).toContain('**The scan was not done.**');
});

describe('a baseline', () => {
  const DISK = {
    type: 'Microsoft.Compute/disks',
    apiVersion: '2024-03-02',
    name: 'd',
    location: 'westeurope',
  };
  const scan = {
    paths: folder.write(
      'main.json',
      JSON.stringify({ $schema: TEMPLATE, contentVersion: '1.0.0.0', resources: [DISK] }),
    ),
    config: 'false',
    'step-summary': 'false',
  };

  test.each([
    ['cut short', '{"formatVersion":1,"sou'],
    ['of another version', '{"formatVersion":2}'],
  ])('%s is left out with a warning: everything counts as new', async (_, text) => {
    const baseline = folder.write('last.json', text);
    const { code, commands } = await runWith({ ...scan, baseline });
    expect(code).toBe(0);
    expect(commands[0]).toMatchObject({ command: 'warning', properties: 'title=backup-lint%3A baseline' });
    expect(commands[0]?.message).toMatch(/last\.json is no report .*: every finding counts as new\.$/);
  });

  test('that is not there is a mistake of whoever names it', async () => {
    const { code, commands } = await runWith({ ...scan, baseline: join(folder.path, 'none.json') });
    expect(code).toBe(2);
    expect(commands[0]?.message).toContain('it does not exist');
  });
});

test('a bug is told as one, with the stack, in which nothing is a command', async () => {
  const { code, commands, log } = await runWith({}, () => {
    throw new TypeError('oops\n::error::not a command');
  });
  expect(code).toBe(70);
  expect(commands.map(({ message }) => message)).toEqual([
    'This is a bug; please report it with the lines in the log.',
  ]);
  expect(log).toContain('TypeError: oops');
});

test('where no folder of the job is named, it stays where it is', async () => {
  const entered: string[] = [];
  const enter = (into: string) => void entered.push(into);
  expect((await runWith({}, enter, '')).code).toBe(2);
  expect(entered).toEqual([]);
  await runWith({}, enter, '/job');
  expect(entered).toEqual(['/job']);
});
