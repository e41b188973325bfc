import type { Progress } from '../collect/azure/collect-azure.js';
import { wantsProgress, type Io } from './io.js';

/** How often the line is drawn again, in milliseconds. */
const EVERY = 100;

/** One line on stderr that says what is being read, drawn over itself. */
export class ProgressLine {
  readonly #io: Io;
  readonly #isShown: boolean;
  readonly #rows = new Map<string, number>();
  #drawn = 0;

  constructor(io: Io, quiet: boolean) {
    this.#io = io;
    this.#isShown = wantsProgress(io, quiet);
  }

  show = (progress: Progress): void => {
    if (!this.#isShown) return;
    if (progress.step === 'read') this.#rows.set(progress.type, progress.rows);
    const now = performance.now();
    if (now - this.#drawn < EVERY) return;
    this.#drawn = now;
    void this.#io.stderr(`\r\u001b[2K${this.#textOf(progress)}`);
  };

  async clear(): Promise<void> {
    if (this.#isShown && this.#drawn > 0) await this.#io.stderr('\r\u001b[2K');
  }

  #textOf(progress: Progress): string {
    if (progress.step === 'deep')
      return `Reading agent states and restore points: ${progress.done} of ${progress.of} …`;
    const total = [...this.#rows.values()].reduce((sum, rows) => sum + rows, 0);
    const type = progress.type.slice(progress.type.lastIndexOf('/') + 1);
    return `Reading ${type}: page ${progress.pages}, ${progress.rows} rows; ${total} rows in all …`;
  }
}
