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
      throw new UserError(`--output ${format}:${file} would overwrite what is scanned.`);
  }
}

/** A file that is written beside its place and put there whole when it is done. */
export class OutputFile {
  readonly #path: string;
  readonly #temporary: string | undefined;
  readonly #handle: FileHandle;

  private constructor(path: string, temporary: string | undefined, handle: FileHandle) {
    this.#path = path;
    this.#temporary = temporary;
    this.#handle = handle;
  }

  /**
   * Opens the file before there is anything to write, so that a wrong path shows at once.
   *
   * @throws UserError where it cannot be written
   */
  static async create(path: string): Promise<OutputFile> {
    try {
      const existing = await stat(path).catch(() => undefined);
      if (existing?.isDirectory() === true)
        throw new UserError(`${path} cannot be written: it is a directory.`);
      if (existing !== undefined && !existing.isFile())
        return new OutputFile(path, undefined, await open(path, 'w'));
      if (existing !== undefined) await access(path, constants.W_OK);
      const name = `.${basename(path)}.${randomBytes(4).toString('hex')}.tmp`;
      const temporary = join(dirname(path), name);
      return new OutputFile(path, temporary, await open(temporary, 'wx'));
    } catch (error) {
      throw writeError(path, error);
    }
  }

  /** Writes the chunks and puts the file in its place. */
  async write(chunks: Iterable<string> | AsyncIterable<string | Uint8Array>): Promise<void> {
    try {
      for await (const batch of batches(chunks)) await this.#handle.writeFile(batch);
      await this.#handle.close();
      if (this.#temporary !== undefined) await rename(this.#temporary, this.#path);
    } catch (error) {
      await this.discard();
      throw writeError(this.#path, error);
    }
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    if (this.#temporary !== undefined) await rm(this.#temporary, { force: true });
  }
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

function writeError(path: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const code = systemCodeOf(error);
  const known = Object.hasOwn(WRITE_ERRORS, code) ? WRITE_ERRORS[code] : undefined;
  const why = known ?? (code === '' ? String(error) : code);
  return new UserError(`${path} cannot be written: ${why}.`, undefined, { cause: error });
}
