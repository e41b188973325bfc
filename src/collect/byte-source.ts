import { close, createReadStream, open as openFile, read as readPiece } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { systemCodeOf } from '../model/system-code.js';
import { UserError } from '../model/user-error.js';
import { unchanged } from './unchanged.js';

/** A file that can be read more than once, decompressed where it is gzip. */
export interface ByteSource {
  readonly path: string;
  /**
   * The bytes, from the beginning. A piece is good until the next one is asked for: its memory is used again. The
   * iteration throws a {@link UserError} for a file that cannot be read.
   */
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
    const bytes = () => bytesOf(path, whole, isGzip);
    return { path, open: () => (whole === undefined ? unchanged(path, stat, bytes()) : bytes()) };
  } finally {
    await file.close();
  }
}

async function* bytesOf(path: string, whole: Buffer | undefined, isGzip: boolean): AsyncGenerator<Buffer> {
  try {
    if (isGzip) yield* decompressed(path, whole);
    else if (whole === undefined) yield* read(path);
    else yield* piecesOf(whole);
  } catch (error) {
    if (isEarlyEnd(error)) throw new EarlyEnd(path);
    throw readError(path, error);
  }
}

/** What is in memory, in pieces like those of a file: so much is parsed at once. */
function* piecesOf(whole: Buffer): Generator<Buffer> {
  for (let from = 0; from < whole.length; from += CHUNK) yield whole.subarray(from, from + CHUNK);
}

/**
 * The bytes of a file, through two pieces of memory: one is filled while the other is looked at. New ones each time
 * would wait for the garbage collector.
 */
async function* read(path: string): AsyncGenerator<Buffer> {
  const file = await promisify(openFile)(path, 'r');
  const fill = async (memory: Buffer) => {
    const { bytesRead } = await promisify(readPiece)(file, memory, 0, CHUNK, null);
    return memory.subarray(0, bytesRead);
  };
  let next: Promise<Buffer> | undefined;
  try {
    let [memory, other] = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)];
    next = fill(memory);
    for (;;) {
      const piece = await next;
      if (piece.length === 0) return;
      [memory, other] = [other, memory];
      next = fill(memory);
      next.catch(() => undefined); // told when it is waited for
      yield piece;
    }
  } finally {
    await next?.catch(() => undefined);
    await promisify(close)(file);
  }
}

/** Text that Azure gives shrinks to a tenth or a fiftieth; one that was made to fill a machine, to a thousandth. */
const MOST_GROWTH = 250;
const HARMLESS_LENGTH = 16 << 20;

async function* decompressed(path: string, whole: Buffer | undefined): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  const raw: Readable = whole === undefined ? createReadStream(path) : Readable.from([whole]);
  raw.on('error', (error: Error) => gunzip.destroy(error)).pipe(gunzip);
  let length = 0;
  try {
    for await (const chunk of gunzip) {
      length += (chunk as Buffer).length;
      if (length > HARMLESS_LENGTH && length > gunzip.bytesWritten * MOST_GROWTH) throw new Bomb(path);
      yield chunk as Buffer;
    }
  } finally {
    raw.destroy();
  }
}

/** A small file that fills hours and disks. */
class Bomb extends UserError {
  constructor(path: string) {
    super(
      `${path} expands to more than ${MOST_GROWTH} times its size: no inventory does.`,
      'Decompress it yourself if you trust it (`gunzip -k FILE`), and scan the result.',
    );
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
