import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findPolicy, loadPolicies, selectPolicies } from '../../src/policies.js';
import { temporaryFolder } from '../temporary.js';

const folder = temporaryFolder();

const policy = (id: string, alias: string) => `id: ${id}
title: The VM has no more than eight disks
subject: vm
level: warning
precision: high
fails: later
schema: { properties: { disks: { maxItems: 8 } } }
message: There are {value} disks.
help: Remove disks.
aliases: [${alias}]
`;

function policiesIn(name: string, files: Readonly<Record<string, string>>) {
  mkdirSync(join(folder.path, name));
  for (const [file, text] of Object.entries(files)) folder.write(join(name, file), text);
  return loadPolicies([join(folder.path, name)]);
}

test('an old name is found whatever its letter case, here or in the file', async () => {
  const policies = await policiesIn('mine', { 'few-disks.yaml': policy('few-disks', 'ORG-Few-Disks') });
  for (const name of ['few-disks', 'Few-Disks', 'ORG-Few-Disks', 'org-few-disks'])
    expect(findPolicy(name, policies)?.id).toBe('few-disks');
  expect(selectPolicies(policies, { only: ['org-few-disks'], skip: [] }).map(({ id }) => id)).toEqual([
    'few-disks',
  ]);
});

test('two names that differ in letter case alone would be one', async () => {
  const two = { 'a.yaml': policy('a', 'Old-Name'), 'b.yaml': policy('b', 'old-name') };
  await expect(policiesIn('two', two)).rejects.toThrow(/b\.yaml has the policy id "old-name"/);
});
