import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../temporary.js';
import { backupLint } from './run.js';

const folder = temporaryFolder();

/** A folder with these files. */
function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder.path, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

const policy = (id: string, examples: string) => `
id: ${id}
title: Disks are small
subject: vm
level: warning
precision: high
fails: later
schema: { properties: { disks: { items: { properties: { sizeGiB: { maximum: 2048 } } } } } }
message: Disk {name} has {value} GiB
help: Split it.
${examples}`;

const GOOD = `examples:
  pass: [{ name: small }]
  fail: [{ name: large, set: { /disks/1/sizeGiB: 4096 }, at: [/disks/1/sizeGiB] }]
  unknown: [{ name: not known, unset: [/disks/1/sizeGiB] }]`;

test('the policies that come with backup-lint', () => {
  const ran = backupLint(['test-policies', 'policies']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).not.toMatch(/FAILED|warning/);
  expect(ran.stdout).toMatch(/^\d+ policies, \d+ examples: all as they should be\.\n$/m);
});

test('an example that comes out otherwise, a policy without examples', () => {
  const path = folderOf('mixed', {
    'good.yaml': policy('good', GOOD),
    'bad.yaml': policy(
      'bad',
      'examples: { pass: [{ name: "too \\u001b[31mlarge", set: { /disks/1/sizeGiB: 4096 } }] }',
    ),
    'bare.yaml': policy('naked', ''),
  });
  const ran = backupLint(['test-policies', path]);
  expect(ran).toMatchObject({ code: 1, stderr: '' });
  expect(ran.stdout.split('\n')).toEqual([
    `${join(path, 'bad.yaml')}:11:20: FAILED pass "too \\u001b[31mlarge": expected pass; came fail at /disks/1/sizeGiB.`,
    `${join(path, 'bad.yaml')}: warning: it has no example of fail, unknown.`,
    `${join(path, 'bare.yaml')}:2:1: warning: a file is called as its policy, here naked.`,
    `${join(path, 'bare.yaml')}: warning: it has no examples.`,
    '3 policies, 4 examples: 1 failed.',
    '',
  ]);
});

test('a folder that is not there, a file that is no policy, no folder named', () => {
  expect(backupLint(['test-policies', join(folder.path, 'nowhere')])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is no folder of policies'),
  });
  const path = folderOf('broken', { 'broken.yaml': policy('broken', 'exmples: {}') });
  expect(backupLint(['test-policies', path])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`${join(path, 'broken.yaml')}:11:1: the policy has an unknown key`),
  });
  expect(backupLint(['test-policies'])).toMatchObject({ code: 2, stdout: '' });
});
