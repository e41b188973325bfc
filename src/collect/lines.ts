import { isUtf8 } from 'node:buffer';
import { UserError } from '../model/user-error.js';

/** One line of a file, without its line break. */
export interface Line {
  readonly number: number;
  /** Good until the next batch is asked for. */
  readonly bytes: Buffer;
  /** Whether a line break follows. The last line of a file that was cut off has none. */
  readonly ended: boolean;
}

const NEWLINE = 0x0a;
/** Tab, carriage return, space. */
const SPACES: readonly number[] = [0x09, 0x0d, 0x20];
const BRACE = 0x7b;

/** A longer line is refused: no resource of Azure's comes near, and it would have to be kept in memory. */
const MAX_LINE = 64 << 20;

/** Blank lines below this length are passed over. */
const SHORT = 16;

function isSpace(bytes: Buffer, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (!SPACES.includes(bytes[index] ?? 0)) return false;
  return true;
}

/**
 * Splits bytes into lines, those that are blank perhaps left out. A byte order mark at the beginning is left out. The
 * lines come in batches, one for each piece of bytes: waiting for each line takes time. A
 * batch must be gone through to its end before the next one is asked for.
 */
export async function* linesOf(
  path: string,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Iterable<Line>, void> {
  const splitter = new LineSplitter(path);
  for await (const chunk of chunks) yield splitter.linesIn(chunk);
  yield splitter.rest();
}

class LineSplitter {
  readonly #path: string;
  #number = 0;
  #pending: Buffer[] = [];
  #pendingLength = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** The lines that end in the piece. What is behind the last one is kept for the next piece. */
  *linesIn(chunk: Buffer): Generator<Line> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE, start); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      if (this.#isNothing(chunk, start, end)) this.#number++;
      else yield this.#take(chunk.subarray(start, end), true);
      start = end + 1;
    }
    if (start === chunk.length) return;
    this.#pending.push(Buffer.from(chunk.subarray(start))); // a copy: the memory of a piece is used again
    this.#pendingLength += chunk.length - start;
    if (this.#pendingLength > MAX_LINE)
      throw new UserError(`${this.#path}:${this.#number + 1} is longer than ${MAX_LINE} bytes.`);
  }

  /** The last line, where no line break ends it. */
  *rest(): Generator<Line> {
    if (this.#pendingLength > 0) yield this.#take(Buffer.alloc(0), false);
  }

  /** Blank lines say nothing, and a file can have millions of them. */
  #isNothing(chunk: Buffer, start: number, end: number): boolean {
    return end - start < SHORT && this.#number > 0 && this.#pendingLength === 0 && isSpace(chunk, start, end);
  }

  #take(last: Buffer, ended: boolean): Line {
    const bytes = this.#pendingLength === 0 ? last : Buffer.concat([...this.#pending, last]);
    this.#pending = [];
    this.#pendingLength = 0;
    const number = ++this.#number;
    return { number, bytes: number === 1 ? withoutMark(this.#path, bytes) : bytes, ended };
  }
}

/**
 * The bytes without a byte order mark.
 *
 * @throws UserError for UTF-16, which Windows PowerShell writes with `>`
 */
export function withoutMark(path: string, bytes: Buffer): Buffer {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new UserError(
      `${path} is encoded as UTF-16; backup-lint reads UTF-8.`,
      'In Windows PowerShell write it with `| Out-File -Encoding utf8 FILE`.',
    );
  }
  return bytes;
}

/** The text of bytes that must be UTF-8. */
export function textOfBytes(bytes: Buffer, where: string): string {
  if (!isUtf8(bytes)) throw new UserError(`${where} is not UTF-8 text.`);
  return bytes.toString('utf8');
}

export function isBlank(bytes: Buffer): boolean {
  return bytes[0] !== BRACE && bytes.length < 1024 && bytes.toString('latin1').trim() === '';
}
