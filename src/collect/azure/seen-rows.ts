import { lowerId } from '../../model/arm-id.js';
import type { Row } from '../../model/row.js';

/**
 * Which rows came before. Rows come by subscription, so only those of the current one are remembered. A row of an
 * earlier one counts as seen: pages that go round in a circle would bring new rows for ever.
 */
export class SeenRows {
  #subscription: unknown;
  #ids = new Set<string>();
  readonly #earlier = new Set<unknown>();

  isNew({ id, subscriptionId }: Row): boolean {
    const subscription = subscriptionId ?? '';
    if (subscription !== this.#subscription) {
      if (this.#earlier.has(subscription)) return false;
      this.#earlier.add(this.#subscription);
      this.#subscription = subscription;
      this.#ids = new Set();
    }
    const lower = lowerId(id);
    if (this.#ids.has(lower)) return false;
    this.#ids.add(lower);
    return true;
  }
}
