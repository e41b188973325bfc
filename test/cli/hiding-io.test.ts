import { expect, test } from '@jest/globals';
import { hidingIds } from '../../src/cli/hiding-io.js';
import type { Io } from '../../src/cli/io.js';

const ID = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

test('a bug stays one, and its stack holds no id', async () => {
  const bug = new TypeError(`no row ${ID}`);
  await expect(hidingIds({} as Io, () => Promise.reject(bug))).rejects.toBe(bug);
  expect(bug.stack).toMatch(/^TypeError: no row 00000000-0000-0000-0000-[0-9a-f]{12}\n/);
  expect(bug.message).not.toContain(ID);
});
