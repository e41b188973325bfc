import { createReadStream, type ReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { systemCodeOf } from '../model/system-code.js';
import { UserError } from '../model/user-error.js';

/** A file that can be read more than once, decompressed where it is gzip. */
export interface ByteSource {
  readonly path: string;
  /** The bytes, from the beginning. The iteration throws a {@link UserError} for a file that cannot be read. */
  open(): AsyncIterable<Buffer>;
}

const CHUNK = 1 << 20;

/**
 * Looks at a file: that it can be read, that it holds something, whether it is compressed (by its first bytes, not
 * its name). A pipe, which can be read once only, is kept in memory.
 */
export async function byteSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw readError(path, error);
  });
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) throw new UserError(`${path} is a directory, not an inventory file.`);
    const whole = stat.isFile() ? undefined : await readFile(file);
    const start =
      whole ?? (await file.read(Buffer.alloc(2), 0, 2, 0)).buffer.subarray(0, Math.min(2, stat.size));
    if (start.length === 0)
      throw new UserError(`${path} is empty.`, 'An inventory has at least one resource.');
    const isGzip = start[0] === 0x1f && start[1] === 0x8b;
    const raw = () => whole ?? createReadStream(path, { highWaterMark: CHUNK });
    return { path, open: () => bytesOf(path, raw(), isGzip) };
  } finally {
    await file.close();
  }
}

async function* bytesOf(path: string, raw: Buffer | ReadStream, isGzip: boolean): AsyncGenerator<Buffer> {
  try {
    if (!isGzip) {
      if (Buffer.isBuffer(raw)) yield raw;
      else for await (const chunk of raw) yield chunk as Buffer;
      return;
    }
    const gunzip = createGunzip({ chunkSize: CHUNK });
    if (Buffer.isBuffer(raw)) gunzip.end(raw);
    else raw.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    if (isEarlyEnd(error)) throw new EarlyEnd(path);
    throw readError(path, error);
  }
}

/** A compressed file that ends before its data does: what came before the end is good. */
export class EarlyEnd extends UserError {
  constructor(path: string) {
    super(`${path} ends early: its compressed data is cut off.`);
  }
}

function isEarlyEnd(error: unknown): boolean {
  return systemCodeOf(error) === 'Z_BUF_ERROR';
}

const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  EISDIR: 'is a directory, not a file',
  ENOTDIR: 'cannot be read: a part of its path is no directory',
};

function readError(path: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const code = systemCodeOf(error);
  const known = Object.hasOwn(READ_ERRORS, code) ? READ_ERRORS[code] : undefined;
  const what =
    known ?? (code.startsWith('Z_') ? 'is damaged: it cannot be decompressed' : `cannot be read (${code})`);
  return new UserError(`${path} ${what}.`, undefined, { cause: error });
}
