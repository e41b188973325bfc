import { readFile, stat } from 'node:fs/promises';
import { systemCodeOf } from '../../model/system-code.js';
import { UserError } from '../../model/user-error.js';

/** A text that is longer is no template, and hardly a plan. */
const MAX_BYTES = 400 << 20;

const WHY: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['EISDIR', 'is a folder, not a file'],
]);

/**
 * The text of a file.
 *
 * @param shown what to call it in messages
 * @throws UserError for a file that cannot be read
 */
export async function readText(path: string, shown: string): Promise<string> {
  try {
    if ((await stat(path)).size > MAX_BYTES) throw new UserError(`${shown} is too large to be read.`);
    return decoded(await readFile(path));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = systemCodeOf(error);
    throw new UserError(`${shown} ${WHY.get(code) ?? `cannot be read (${code})`}.`, undefined, {
      cause: error,
    });
  }
}

/** Whether bytes begin with the mark of UTF-16, of either order. */
export function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** The text of bytes: UTF-8, or UTF-16 as Windows PowerShell writes it (`unicode` and `bigendianunicode`). */
export function decoded(bytes: Buffer): string {
  if (!isUtf16(bytes)) return bytes.toString('utf8');
  if (bytes[0] === 0xff) return bytes.toString('utf16le');
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le');
}
