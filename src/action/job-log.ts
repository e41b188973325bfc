import { randomUUID } from 'node:crypto';
import { commandText } from '../report/workflow-command.js';

/**
 * The log of a step. What a scan prints may hold anything; between {@link quote} and {@link unquote} the runner takes
 * nothing in it for a command. All of it goes to stdout: the runner reads stderr beside it, in no fixed order.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export class JobLog {
  readonly #write: (chunk: string | Uint8Array) => Promise<void>;
  #quotedBy: string | undefined;
  #isLineEnded = true;

  constructor(write: (chunk: string | Uint8Array) => Promise<void>) {
    this.#write = write;
  }

  /** Writes what is not for the runner. */
  print = async (chunk: string | Uint8Array): Promise<void> => {
    if (chunk.length === 0) return;
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    this.#isLineEnded = text.endsWith('\n');
    await this.#write(text);
  };

  /** Writes lines for the runner. */
  async command(lines: string): Promise<void> {
    const isQuoted = this.#quotedBy !== undefined;
    await this.unquote();
    await this.#write(lines);
    if (isQuoted) await this.quote();
  }

  /** Hides a text wherever it comes in the log from now on. */
  async mask(secret: string): Promise<void> {
    await this.command(`::add-mask::${commandText(secret)}\n`);
  }

  /** From now on nothing is for the runner. */
  async quote(): Promise<void> {
    if (this.#quotedBy !== undefined) return;
    this.#quotedBy = randomUUID();
    await this.#write(`::stop-commands::${this.#quotedBy}\n`);
  }

  async unquote(): Promise<void> {
    const end = this.#quotedBy === undefined ? '' : `::${this.#quotedBy}::\n`;
    this.#quotedBy = undefined;
    const text = (this.#isLineEnded ? '' : '\n') + end;
    this.#isLineEnded = true;
    if (text !== '') await this.#write(text);
  }
}
