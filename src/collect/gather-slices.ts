import { lowerId } from '../model/arm-id.js';
import type { Slice } from '../model/inventory.js';
import { ResourceSet } from '../model/resource-set.js';
import { TYPES, type Row } from '../model/row.js';
import { partOf } from './place-row.js';
import { isJsonObject } from './to-row.js';

/** The shared part and the slices of rows that came in any order. */
export interface Gathered {
  readonly shared: ResourceSet;
  readonly slices: readonly Slice[];
}

/**
 * Sorts rows that come in any order into the shared part and the slices. Only for sources that do not promise an
 * order: all rows stay in memory.
 */
export async function gatherSlices(rows: AsyncIterable<Row> | Iterable<Row>): Promise<Gathered> {
  const shared = new ResourceSet();
  const bySubscription = new Map<string, ResourceSet>();
  const jobs: Row[] = [];
  for await (const row of rows) {
    const part = partOf(row);
    if (part.part === 'job') jobs.push(row);
    else if (part.part === 'shared') shared.add(row);
    else sliceOf(bySubscription, part.subscriptionId).add(row);
  }
  addJobs(bySubscription, jobs);
  const slices = [...bySubscription].map(([subscriptionId, resources]) => ({ subscriptionId, resources }));
  slices.sort((left, right) => (left.subscriptionId < right.subscriptionId ? -1 : 1));
  return { shared, slices };
}

function sliceOf(slices: Map<string, ResourceSet>, subscriptionId: string): ResourceSet {
  let resources = slices.get(subscriptionId);
  if (resources === undefined) slices.set(subscriptionId, (resources = new ResourceSet()));
  return resources;
}

/**
 * Gives each job to every slice with a protected item in the job's vault; the join finds its item there. A vault that
 * protects VMs of several subscriptions shows all its items to each of them, so that a name that two items share is
 * not taken for unique.
 */
function addJobs(slices: ReadonlyMap<string, ResourceSet>, jobs: readonly Row[]): void {
  if (jobs.length === 0) return;
  const byVault = new Map<string, { slices: Set<ResourceSet>; items: Row[] }>();
  for (const resources of slices.values()) {
    for (const item of resources.ofType(TYPES.protectedItem).values()) {
      const vault = vaultOf(item);
      const found = byVault.get(vault) ?? { slices: new Set<ResourceSet>(), items: [] };
      found.slices.add(resources);
      found.items.push(item);
      byVault.set(vault, found);
    }
  }
  const vaults = new Set(jobs.map(vaultOf));
  for (const vault of vaults) {
    const found = byVault.get(vault);
    if (found === undefined || found.slices.size < 2) continue;
    const names = namesUsedTwice(found.items);
    for (const item of found.items)
      if (names.has(nameOf(item))) found.slices.forEach((slice) => slice.add(item));
  }
  for (const job of jobs) byVault.get(vaultOf(job))?.slices.forEach((slice) => slice.add(job));
}

function vaultOf(row: Row): string {
  return /^.*?\/providers\/microsoft\.recoveryservices\/vaults\/[^/]+/.exec(lowerId(row.id))?.[0] ?? '';
}

function nameOf(item: Row): string {
  const name = isJsonObject(item.properties) ? item.properties.friendlyName : undefined;
  return typeof name === 'string' ? name.toLowerCase() : (lowerId(item.id).split(';').pop() ?? '');
}

function namesUsedTwice(items: readonly Row[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(items.map(nameOf).filter((name) => seen.size === seen.add(name).size));
}
