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

/** The text of bytes: UTF-8, or UTF-16 where they begin with the mark of it, as Windows PowerShell writes it. */
export function decoded(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
}
