import { rmSync } from 'node:fs';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../../model/row.js';
import { systemCodeOf } from '../../model/system-code.js';
import { UserError } from '../../model/user-error.js';

const FLUSH = 1 << 20;

/** The folders that are still there: a process that ends before they are removed takes them along, if it can. */
const folders = new Set<string>();

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

async function removed(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  folders.delete(folder);
  if (folders.size === 0) process.off('exit', removeAll);
}

/** Where some rows are in the file: from byte, length. */
export type Extent = [from: number, length: number];

/**
 * Keeps the rows of a scan in a temporary file until every read is done, by subscription. So memory does not grow with
 * the tenant, and no VM is judged before it is known what could not be read.
 */
export class Spool {
  readonly #folder: string;
  readonly #file: FileHandle;
  readonly #extents = new Map<string, Extent[]>();
  #pending: Buffer[] = [];
  #pendingLength = 0;
  #length = 0;
  #written = 0;
  #writing: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;

  private constructor(folder: string, file: FileHandle) {
    this.#folder = folder;
    this.#file = file;
  }

  /**
   * Makes the file, in a folder of its own that only the user can read. Both lose their names at once where the system
   * lets an open file go on without one: whatever ends the process then, nothing of what was read stays on the disk.
   *
   * @throws UserError where there can be none
   */
  static async create(parent = tmpdir()): Promise<Spool> {
    try {
      const folder = await mkdtemp(join(parent, 'backup-lint-'));
      if (folders.size === 0) process.once('exit', removeAll);
      folders.add(folder);
      const spool = new Spool(folder, await open(join(folder, 'rows'), 'wx+', 0o600));
      await removed(folder).catch(() => undefined); // where it cannot be now, it is when the file is closed
      return spool;
    } catch (error) {
      throw cannotBeKept(parent, error);
    }
  }

  /** Adds a row to a subscription and gives its place, for {@link alsoIn}. */
  add(subscription: string, row: Row): Extent {
    const bytes = Buffer.from(`${JSON.stringify(row)}\n`);
    const extent: Extent = [this.#length, bytes.length];
    this.#length += bytes.length;
    this.#pending.push(bytes);
    this.#pendingLength += bytes.length;
    this.#note(subscription, extent);
    if (this.#pendingLength >= FLUSH) this.#flush();
    return extent;
  }

  /** Shows a row that is there also to another subscription. */
  alsoIn(subscription: string, extent: Extent): void {
    this.#note(subscription, extent);
  }

  get subscriptions(): string[] {
    return [...this.#extents.keys()];
  }

  /**
   * The rows of a subscription, in the order in which they came.
   *
   * @throws UserError where not all of them could be written
   */
  async *rowsOf(subscription: string): AsyncGenerator<Row> {
    this.#flush();
    await this.#writing.catch((error: unknown) => {
      throw cannotBeKept(this.#folder, error);
    });
    for (const [from, length] of this.#extents.get(subscription) ?? []) {
      const { buffer } = await this.#file.read(Buffer.alloc(length), 0, length, from);
      for (const line of buffer.toString('utf8').split('\n')) if (line !== '') yield JSON.parse(line) as Row;
    }
  }

  /** Removes the file. It may be called again. */
  close(): Promise<void> {
    return (this.#closed ??= this.#remove());
  }

  async #remove(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close();
    await removed(this.#folder);
  }

  /** Joins the extent to the one before it where they touch: rows mostly come subscription by subscription. */
  #note(subscription: string, extent: Extent): void {
    const extents = this.#extents.get(subscription);
    const last = extents?.at(-1);
    if (extents === undefined) this.#extents.set(subscription, [[...extent]]);
    else if (last !== undefined && last[0] + last[1] === extent[0] && last[1] < FLUSH) last[1] += extent[1];
    else extents.push([...extent]);
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#pending);
    const from = this.#written;
    this.#pending = [];
    this.#pendingLength = 0;
    this.#written += bytes.length;
    if (bytes.length === 0) return;
    this.#writing = this.#writing.then(() => this.#write(bytes, from));
    this.#writing.catch(() => undefined); // told by whoever waits for it
  }

  /** A disk that is nearly full takes a part, and only the next write fails. */
  async #write(bytes: Buffer, from: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, from + done);
      done += bytesWritten;
    }
  }
}

function cannotBeKept(folder: string, error: unknown): UserError {
  return new UserError(
    `What is read cannot be kept in ${folder} while the scan runs (${systemCodeOf(error)}).`,
    'The environment variable TMPDIR (on Windows TEMP) names another folder.',
    { cause: error },
  );
}
