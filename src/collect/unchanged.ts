import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { UserError } from '../model/user-error.js';

/**
 * The bytes of a file that is gone over more than once: what its end says must be about the rows that are judged.
 *
 * @param before the file as it was looked at first
 * @throws UserError where it has changed since, or changes meanwhile
 */
export async function* unchanged(
  path: string,
  before: Stats,
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  await check(path, before);
  yield* bytes;
  await check(path, before);
}

async function check(path: string, before: Stats): Promise<void> {
  const now = await stat(path).catch(() => undefined);
  // Not by its inode: some network file systems give a new one each time.
  const isSame = now?.size === before.size && now.mtimeMs === before.mtimeMs;
  if (!isSame) throw new UserError(`${path} changed while it was read.`, 'Scan it again when it is written.');
}
