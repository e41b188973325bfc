import type { Slice } from '../model/inventory.js';
import { ResourceSet } from '../model/resource-set.js';
import { TYPES, type Row } from '../model/row.js';
import { describe, placeJobs, type PlacedItem } from './place-jobs.js';
import { partOf } from './place-row.js';

/** The shared part and the slices of rows that came in any order. */
interface Gathered {
  readonly shared: ResourceSet;
  readonly slices: readonly Slice[];
}

/**
 * Sorts rows that come in any order into the shared part and the slices. Only for sources that do not promise an
 * order: all rows stay in memory.
 */
export function gatherSlices(rows: Iterable<Row>): Gathered {
  const shared = new ResourceSet();
  const slices = new Map<string, ResourceSet>();
  const jobs: Row[] = [];
  for (const row of rows) {
    const part = partOf(row);
    if (part.part === 'job') jobs.push(row);
    else if (part.part === 'shared') shared.add(row);
    else sliceOf(slices, part.subscriptionId).add(row);
  }
  if (jobs.length > 0) {
    const placed = jobs.map((ref) => ({ ref, ...describe(ref) }));
    for (const { ref, subscription } of [...placeJobs(itemsIn(slices), placed)])
      slices.get(subscription)?.add(ref);
  }
  const list = [...slices].map(([subscriptionId, resources]) => ({ subscriptionId, resources }));
  list.sort((left, right) => (left.subscriptionId < right.subscriptionId ? -1 : 1));
  return { shared, slices: list };
}

function sliceOf(slices: Map<string, ResourceSet>, subscriptionId: string): ResourceSet {
  let resources = slices.get(subscriptionId);
  if (resources === undefined) slices.set(subscriptionId, (resources = new ResourceSet()));
  return resources;
}

function* itemsIn(slices: ReadonlyMap<string, ResourceSet>): Generator<PlacedItem<Row>> {
  for (const [subscription, resources] of slices) {
    for (const ref of resources.ofType(TYPES.protectedItem).values())
      yield { ref, subscription, ...describe(ref) };
  }
}
