import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { systemCodeOf } from '../model/system-code.js';
import { UserError } from '../model/user-error.js';
import { batches } from './batches.js';

/** A file that is written beside its place and put there whole when it is done. */
export class OutputFile {
  /** As the user calls it. */
  readonly #path: string;
  /** Where it is, behind links: the new file takes the place of the old one, not of a link to it. */
  readonly #place: string;
  /** Who may do what with the file that is there; undefined: there is none. */
  readonly #mode: number | undefined;
  /** Of what is no plain file, such as a device: it is written in its place. */
  readonly #device: FileHandle | undefined;

  private constructor(path: string, place: string, mode: number | undefined, device?: FileHandle) {
    this.#path = path;
    this.#place = place;
    this.#mode = mode;
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
      if (existing !== undefined && (!existing.isFile() || isOfSystem(path)))
        return new OutputFile(path, path, undefined, await open(path, existing.isFile() ? 'a' : 'w'));
      if (existing !== undefined) await access(path, constants.W_OK);
      const place = existing === undefined ? path : await realpath(path);
      const temporary = besideOf(place);
      await (await open(temporary, 'wx')).close();
      await rm(temporary, { force: true });
      return new OutputFile(path, place, existing && existing.mode & 0o777);
    } catch (error) {
      throw writeError(path, error);
    }
  }

  /** Writes the chunks and puts the file in its place. Where that fails, nothing is left behind. */
  async write(chunks: Iterable<string> | AsyncIterable<string | Uint8Array>): Promise<void> {
    const temporary = this.#device === undefined ? besideOf(this.#place) : undefined;
    let handle = this.#device;
    try {
      if (temporary !== undefined) handle = await open(temporary, 'wx', this.#mode);
      // What the umask took away; a file system without rights of its own has none to give back.
      if (this.#mode !== undefined) await handle?.chmod(this.#mode).catch(() => undefined);
      for await (const batch of batches(chunks)) await handle?.writeFile(batch);
      await handle?.close();
      if (temporary !== undefined) await rename(temporary, this.#place);
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

/** `/dev/stdout` and its like lead to whatever file a stream was sent to; that is written to, never replaced. */
function isOfSystem(path: string): boolean {
  return process.platform !== 'win32' && /^\/(dev|proc)\//.test(resolve(path));
}

/** A new name in the same folder. */
function besideOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.tmp`);
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
