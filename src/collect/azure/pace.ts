import type { Clock } from './clock.js';

/** How many requests may begin in a window of time. */
export interface Quota {
  readonly requests: number;
  readonly milliseconds: number;
}

/**
 * Resource Graph's quota for a principal, which everything that runs as it shares
 * (https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests).
 */
export const RESOURCE_GRAPH_QUOTA: Quota = { requests: 15, milliseconds: 5000 };

/** Lets requests begin no faster than a quota allows, and waits when the service says that the quota is used up. */
export class Pace {
  readonly #quota: Quota;
  readonly #clock: Clock;
  /** When the last requests began, oldest first. */
  readonly #begun: number[] = [];
  #closedUntil = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(quota: Quota, clock: Clock) {
    this.#quota = quota;
    this.#clock = clock;
  }

  /** Resolves when the next request may begin; requests begin in the order in which they asked. */
  begin(signal: AbortSignal): Promise<void> {
    const turn = this.#queue.then(() => this.#wait(signal));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Takes what the service says: how many requests are left, and when the quota is whole again. */
  observe(remaining: number | undefined, resetsInMilliseconds: number | undefined): void {
    if (remaining !== undefined && remaining <= 0 && resetsInMilliseconds !== undefined)
      this.close(resetsInMilliseconds);
  }

  /** Lets nothing begin for so long. */
  close(milliseconds: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, this.#clock.now() + milliseconds);
  }

  async #wait(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    for (let delay = this.#delay(); delay > 0; delay = this.#delay()) await this.#clock.sleep(delay, signal);
    this.#begun.push(this.#clock.now());
    if (this.#begun.length > this.#quota.requests) this.#begun.shift();
  }

  #delay(): number {
    const now = this.#clock.now();
    const [oldest = -Infinity] = this.#begun;
    const free = this.#begun.length < this.#quota.requests ? 0 : oldest + this.#quota.milliseconds - now;
    return Math.max(free, this.#closedUntil - now);
  }
}
