import type { Progress } from '../collect/azure/progress.js';
import { wantsProgress, type Io } from './io.js';

/** How often the line is drawn again, in milliseconds. */
const EVERY = 100;

/** Calls that take so many seconds are announced. */
const LONG = 10;

/** One line on stderr that says what is being read, drawn over itself. */
export class ProgressLine {
  readonly #io: Io;
  readonly #isShown: boolean;
  readonly #isQuiet: boolean;
  readonly #rows = new Map<string, number>();
  #drawn = 0;

  constructor(io: Io, quiet: boolean) {
    this.#io = io;
    this.#isQuiet = quiet;
    this.#isShown = wantsProgress(io, quiet);
  }

  show = (progress: Progress): void => {
    if (progress.step === 'plan') {
      this.#announce(progress);
      return;
    }
    if (!this.#isShown) return;
    if (progress.step === 'read') this.#rows.set(progress.type, progress.rows);
    const now = performance.now();
    if (now - this.#drawn < EVERY) return;
    this.#drawn = now;
    void this.#io.stderr(`\r\u001b[2K${this.#textOf(progress)}`);
  };

  /** What takes long is told before it begins, also where nobody sees a line that is drawn over itself. */
  #announce({ calls, seconds }: Extract<Progress, { step: 'plan' }>): void {
    if (this.#isQuiet || seconds < LONG) return;
    const erase = this.#isShown && this.#drawn > 0 ? '\r\u001b[2K' : '';
    void this.#io.stderr(
      `${erase}Agent states and restore points take ${calls} calls, about ${duration(seconds)}; --no-deep leaves them out.\n`,
    );
  }

  async clear(): Promise<void> {
    if (this.#isShown && this.#drawn > 0) await this.#io.stderr('\r\u001b[2K');
  }

  #textOf(progress: Exclude<Progress, { step: 'plan' }>): string {
    if (progress.step === 'deep')
      return `Reading agent states and restore points: ${progress.done} of ${progress.of} …`;
    const total = [...this.#rows.values()].reduce((sum, rows) => sum + rows, 0);
    const type = progress.type.slice(progress.type.lastIndexOf('/') + 1);
    return `Reading ${type}: page ${progress.pages}, ${progress.rows} rows; ${total} rows in all …`;
  }
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} minutes`;
}
