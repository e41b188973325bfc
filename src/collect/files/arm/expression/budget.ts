/** A template that takes more work than any real one does: it may have been made to hang us. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

/**
 * The steps that one evaluation may still take. Everything that walks a value pays for it, so a template can neither
 * loop for long nor grow values without end.
 */
export class Budget {
  #left: number;
  #serial = 0;

  constructor(steps: number) {
    this.#left = steps;
  }

  /**
   * Pays for steps.
   *
   * @throws LimitError when they are used up
   */
  spend(steps = 1): void {
    this.#left -= steps;
    if (this.#left < 0) throw new LimitError('takes more steps to evaluate than backup-lint allows');
  }

  /** Another number each time, for values that equal nothing but themselves. */
  serial(): number {
    return ++this.#serial;
  }
}
