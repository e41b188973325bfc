import type { Slice } from '../../model/inventory.js';
import { ResourceSet } from '../../model/resource-set.js';
import type { Spool } from './spool.js';

/** The slices of a spool, one subscription in memory at a time. */
export async function* slicesOf(spool: Spool, subscriptions: readonly string[]): AsyncGenerator<Slice> {
  for (const subscriptionId of subscriptions) {
    const resources = new ResourceSet();
    for await (const row of spool.rowsOf(subscriptionId)) resources.add(row);
    if (resources.size > 0) yield { subscriptionId, resources };
  }
}
