import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { UserError } from '../../src/model/user-error.js';
import { loadFolder } from '../../src/policies.js';
import { temporaryFolder } from '../temporary.js';

const folder = temporaryFolder();
let made = 0;

/** What is told of a folder with these files. */
async function refusal(files: Readonly<Record<string, string>>, more?: (path: string) => void) {
  const path = join(folder.path, `${++made}`);
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) folder.write(join(`${made}`, name), text);
  more?.(path);
  return told(loadFolder(path));
}

async function told(loading: Promise<unknown>): Promise<string> {
  const error = await loading.then(
    () => undefined,
    (reason: unknown) => reason as UserError,
  );
  return [error?.message, error?.hint].join(' ').replaceAll(`${folder.path}/`, '');
}

test('of several files with mistakes the first is told, however long it takes to read', async () => {
  const long = `${'#'.repeat(200_000)}\nx: 1\n`;
  for (let again = 0; again < 20; again++)
    expect(await refusal({ 'a.yaml': long, 'b.yaml': 'y: 1' })).toContain('a.yaml:2:1: ');
});

describe('what is no policy that can be read', () => {
  test('a folder called as a policy', async () => {
    const words = await refusal({}, (path) => mkdirSync(join(path, 'x.yaml')));
    expect(words).toMatch(
      /x\.yaml is no file\. What is called so in a folder of policies must be a policy\.$/,
    );
  });

  const onUnix = process.platform === 'win32' ? test.skip : test;
  onUnix('a link that leads nowhere', async () => {
    const words = await refusal({}, (path) => symlinkSync('/nowhere', join(path, 'x.yaml')));
    expect(words).toMatch(/x\.yaml cannot be read: it does not exist\./);
  });

  test('a folder of folders', async () => {
    const words = await refusal({ 'readme.md': '' }, (path) => mkdirSync(join(path, 'deep')));
    expect(words).toMatch(/has no policy files .* Folders inside of it are not looked at\.$/);
  });

  test('a file instead of its folder, and none at all', async () => {
    expect(await told(loadFolder(folder.write('x.yaml', '')))).toBe(
      'x.yaml is no folder of policies that can be read: it is no folder. Name the folder that the file is in.',
    );
    expect(await told(loadFolder(join(folder.path, 'none')))).toContain('it does not exist.');
  });
});
