import type { Clock } from './clock.js';
import { lowerId, subscriptionOf } from '../../model/arm-id.js';
import type { Headers } from './retry.js';

/** So many requests at once, and so many more each second. */
export interface BucketSize {
  readonly capacity: number;
  readonly perSecond: number;
}

/**
 * Azure Resource Manager's bucket for reads, one for each subscription and principal
 * (https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling). Other programs
 * that run as the same principal take from it too.
 */
export const READ_BUCKET: BucketSize = { capacity: 250, perSecond: 25 };

/** What the service says is left in the bucket of a subscription. */
const LEFT = 'x-ms-ratelimit-remaining-subscription-reads';

/** The buckets of a service, each made when it is first needed. */
export class Buckets {
  readonly #size: BucketSize;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(size: BucketSize, clock: Clock) {
    this.#size = size;
    this.#clock = clock;
  }

  /** The bucket that a request takes from: that of the subscription in its path, else that of the tenant. */
  of(pathname: string): TokenBucket {
    const key = subscriptionOf(lowerId(pathname)) ?? '';
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, (bucket = new TokenBucket(this.#size, this.#clock)));
    return bucket;
  }
}

/** Lets requests begin as long as the bucket holds one, and no faster than it fills afterwards. */
export class TokenBucket {
  readonly #size: BucketSize;
  readonly #clock: Clock;
  #tokens: number;
  /** When the tokens were counted. */
  #counted: number;
  #closedUntil = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(size: BucketSize, clock: Clock) {
    this.#size = size;
    this.#clock = clock;
    this.#tokens = size.capacity;
    this.#counted = clock.now();
  }

  /** Resolves when the next request may begin; requests begin in the order in which they asked. */
  begin(signal: AbortSignal): Promise<void> {
    const turn = this.#queue.then(() => this.#wait(signal));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Takes what the service says is left, where that is less than what is counted here. */
  observe(headers: Headers): void {
    const left = Number(headers(LEFT) ?? NaN);
    if (!Number.isFinite(left)) return;
    this.#fill();
    this.#tokens = Math.min(this.#tokens, Math.max(0, left));
  }

  /** Lets nothing begin for so long. */
  close(milliseconds: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, this.#clock.now() + milliseconds);
  }

  async #wait(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    for (let delay = this.#delay(); delay > 0; delay = this.#delay()) await this.#clock.sleep(delay, signal);
    this.#tokens -= 1;
  }

  #delay(): number {
    this.#fill();
    const missing = Math.max(0, 1 - this.#tokens);
    return Math.max(Math.ceil((missing / this.#size.perSecond) * 1000), this.#closedUntil - this.#counted);
  }

  #fill(): void {
    const now = this.#clock.now();
    const more = ((now - this.#counted) / 1000) * this.#size.perSecond;
    this.#tokens = Math.min(this.#size.capacity, this.#tokens + more);
    this.#counted = now;
  }
}
