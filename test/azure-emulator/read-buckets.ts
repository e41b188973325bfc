import { lowerId, subscriptionOf } from '../../src/model/arm-id.js';
import { azureError, type Answer, type Request } from './http.js';

/** Azure Resource Manager's bucket for reads of a subscription. */
export interface ReadBucket {
  readonly capacity: number;
  readonly perSecond: number;
}

/** The buckets for reads, one for each subscription: what is left is told in a header, 429 where there is nothing. */
export class ReadBuckets {
  readonly #size: ReadBucket;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(size: ReadBucket) {
    this.#size = size;
  }

  /** The answer with what is left in the bucket, or 429. */
  limit(request: Request, answer: () => Answer | undefined): Answer | undefined {
    const subscription = subscriptionOf(lowerId(request.pathname));
    if (request.method !== 'GET' || subscription === undefined) return answer();
    const { capacity, perSecond } = this.#size;
    const now = performance.now();
    const bucket = this.#buckets.get(subscription) ?? { tokens: capacity, at: now };
    const tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    if (tokens < 1) {
      this.#buckets.set(subscription, { tokens, at: now });
      const headers = { 'retry-after': String(Math.ceil(1 / perSecond)) };
      return { ...azureError(429, 'SubscriptionRequestsThrottled', 'Too many requests.'), headers };
    }
    this.#buckets.set(subscription, { tokens: tokens - 1, at: now });
    const given = answer();
    const left = { 'x-ms-ratelimit-remaining-subscription-reads': String(Math.floor(tokens - 1)) };
    return given && { ...given, headers: { ...given.headers, ...left } };
  }
}
