import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { OutputFile } from '../../src/cli/output-file.js';
import { temporaryFolder } from '../temporary.js';

const folder = temporaryFolder();

test('until it is written there is no file, and nothing beside it', async () => {
  const path = join(folder.path, 'late.json');
  const file = await OutputFile.create(path);
  expect(readdirSync(folder.path)).not.toContain('late.json');
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  await file.write(['one ', 'two']);
  expect(readFileSync(path, 'utf8')).toBe('one two');
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('where the text cannot be made, the old file stays, and nothing is left beside it', async () => {
  const path = folder.write('old.json', 'old');
  const file = await OutputFile.create(path);
  const broken = function* () {
    yield 'new';
    throw new RangeError('broken');
  };
  await expect(file.write(broken())).rejects.toBeInstanceOf(RangeError); // a bug, and told as one
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test.each([
  ['a folder that is not there', join('no', 'such.json'), 'its folder does not exist'],
  ['a directory', '.', 'it is a directory'],
])('%s shows before anything is written', async (_, name, why) => {
  await expect(OutputFile.create(join(folder.path, name))).rejects.toThrow(`cannot be written: ${why}.`);
});
