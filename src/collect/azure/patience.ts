import { Breakdown, Silence } from './failure.js';

/** Each call without an answer in time has waited for minutes. */
const MOST_SILENCES = 5;
/** Each of the others was sent again after pauses, as long as the service asked for. */
const MOST_BREAKDOWNS = 30;

/** Notices that a service does not work any more, so that not each of the calls that are left has to find out. */
export class Patience {
  #silences = 0;
  #breakdowns = 0;
  #end: string | undefined;

  /** Takes what a call threw; undefined: nothing. */
  take(failure: unknown): void {
    this.#silences = failure instanceof Silence ? this.#silences + 1 : 0;
    this.#breakdowns = failure instanceof Breakdown ? this.#breakdowns + 1 : 0;
    if (this.#silences >= MOST_SILENCES) this.#end ??= `${MOST_SILENCES} calls on end had no answer in time`;
    else if (this.#breakdowns >= MOST_BREAKDOWNS)
      this.#end ??= `${MOST_BREAKDOWNS} calls on end failed although they were sent again and again`;
  }

  /** Why no more calls are to be sent; undefined: they are. */
  get end(): string | undefined {
    return this.#end;
  }
}
