import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { didYouMean } from '../model/near-match.js';
import { systemCodeOf } from '../model/system-code.js';
import { UserError } from '../model/user-error.js';

/** One `--output FORMAT[:FILE]`. */
export interface Output<F extends string> {
  readonly format: F;
  /** Undefined: stdout. */
  readonly file: string | undefined;
}

const BATCH = 1 << 16;

/**
 * Reads the `--output` flags.
 *
 * @throws UserError for an unknown format, and for two outputs to one place
 */
export function parseOutputs<F extends string>(flags: readonly string[], formats: readonly F[]): Output<F>[] {
  const outputs = flags.map((flag) => {
    const colon = flag.indexOf(':');
    const name = colon < 0 ? flag : flag.slice(0, colon);
    const file = colon < 0 ? undefined : flag.slice(colon + 1);
    const format = formats.find((each) => each === name);
    if (format === undefined) {
      const hint = `Formats are ${formats.join(', ')}.`;
      throw new UserError(
        `--output ${flag}: there is no format "${name}".${didYouMean(name, formats)}`,
        hint,
      );
    }
    if (file === '') throw new UserError(`--output ${flag}: the file name is missing after the colon.`);
    return { format, file };
  });
  const places = outputs.map(({ file }) => (file === undefined ? undefined : resolve(file)));
  const twice = outputs.find((_, index) => places.indexOf(places[index]) !== index);
  if (twice !== undefined) {
    const where = twice.file ?? 'stdout';
    throw new UserError(
      `Two --output flags write to ${where}.`,
      'Give all but one a FILE of its own: FORMAT:FILE.',
    );
  }
  return outputs;
}

/**
 * Makes sure that no output takes the place of what is read.
 *
 * @throws UserError where one would
 */
export async function keepInputs(
  outputs: readonly Output<string>[],
  inputs: readonly string[],
): Promise<void> {
  const real = (path: string) => realpath(path).catch(() => resolve(path));
  const read = await Promise.all(inputs.map(real));
  for (const { format, file } of outputs) {
    if (file !== undefined && read.includes(await real(file)))
      throw new UserError(`The output ${format}:${file} would overwrite what is scanned.`);
  }
}

/** A file that is written beside its place and put there whole when it is done. */
export class OutputFile {
  readonly #path: string;
  /** Of what is no plain file, such as a device: it is written in its place. */
  readonly #device: FileHandle | undefined;

  private constructor(path: string, device: FileHandle | undefined) {
    this.#path = path;
    this.#device = device;
  }

  /**
   * Tries the place before there is anything to write, so that a wrong path shows at once. What is tried is removed: a
   * scan that is ended from outside leaves nothing behind.
   *
   * @throws UserError where it cannot be written
   */
  static async create(path: string): Promise<OutputFile> {
    try {
      const existing = await stat(path).catch(() => undefined);
      if (existing?.isDirectory() === true)
        throw new UserError(`${path} cannot be written: it is a directory.`);
      if (existing !== undefined && !existing.isFile()) return new OutputFile(path, await open(path, 'w'));
      if (existing !== undefined) await access(path, constants.W_OK);
      const temporary = besideOf(path);
      await (await open(temporary, 'wx')).close();
      await rm(temporary, { force: true });
      return new OutputFile(path, undefined);
    } catch (error) {
      throw writeError(path, error);
    }
  }

  /** Writes the chunks and puts the file in its place. Where that fails, nothing is left behind. */
  async write(chunks: Iterable<string> | AsyncIterable<string | Uint8Array>): Promise<void> {
    const temporary = this.#device === undefined ? besideOf(this.#path) : undefined;
    let handle = this.#device;
    try {
      if (temporary !== undefined) handle = await open(temporary, 'wx');
      for await (const batch of batches(chunks)) await handle?.writeFile(batch);
      await handle?.close();
      if (temporary !== undefined) await rename(temporary, this.#path);
    } catch (error) {
      await handle?.close().catch(() => undefined);
      if (temporary !== undefined) await rm(temporary, { force: true });
      throw writeError(this.#path, error);
    }
  }

  /** Lets go of a file that nothing is written to. */
  async discard(): Promise<void> {
    await this.#device?.close().catch(() => undefined);
  }
}

/** A new name in the same folder. */
function besideOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.tmp`);
}

/** Joins small chunks, so that each write is worth its cost. Bytes are passed on as they are. */
export async function* batches(
  chunks: Iterable<string> | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  let batch = '';
  for await (const chunk of chunks) {
    if (typeof chunk === 'string') batch += chunk;
    else yield chunk;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}

const WRITE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'there is no space left',
};

/** What keeps a file from being written, for people; anything else that went wrong stays what it is. */
function writeError(path: string, error: unknown): unknown {
  const code = systemCodeOf(error);
  if (code === '') return error;
  const why = Object.hasOwn(WRITE_ERRORS, code) ? WRITE_ERRORS[code] : code;
  return new UserError(`${path} cannot be written: ${why}.`, undefined, { cause: error });
}
