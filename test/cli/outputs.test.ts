import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
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

const onUnix = process.platform === 'win32' ? test.skip : test;

onUnix('behind a link the file is written, and the link stays', async () => {
  const path = folder.write('real.json', 'old');
  const link = join(folder.path, 'link.json');
  symlinkSync('real.json', link);
  await (await OutputFile.create(link)).write(['new']);
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readlinkSync(link)).toBe('real.json');
});

onUnix('who may read the old file may read the new one, and nobody else', async () => {
  const path = folder.write('private.json', 'old');
  chmodSync(path, 0o600);
  await (await OutputFile.create(path)).write(['new']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

onUnix('whoever may write the old file may write the new one, also beyond the umask', async () => {
  const path = folder.write('shared.json', 'old');
  chmodSync(path, 0o666);
  await (await OutputFile.create(path)).write(['new']);
  expect(statSync(path).mode & 0o777).toBe(0o666);
});

const withProc = existsSync('/proc/self/fd') ? test : test.skip;
withProc('a stream that was sent to a file is written to, not replaced', async () => {
  const path = folder.write('redirected.json', 'before ');
  const stream = openSync(path, 'a');
  try {
    // As /dev/stdout is: a link to the file that is open under this number.
    await (await OutputFile.create(`/proc/self/fd/${stream}`)).write(['new']);
    writeSync(stream, ' after');
  } finally {
    closeSync(stream);
  }
  expect(readFileSync(path, 'utf8')).toBe('before new after');
});

test.each([
  ['a folder that is not there', join('no', 'such.json'), 'its folder does not exist'],
  ['a directory', '.', 'it is a directory'],
])('%s shows before anything is written', async (_, name, why) => {
  await expect(OutputFile.create(join(folder.path, name))).rejects.toThrow(`cannot be written: ${why}.`);
});
