import { lowerId } from '../model/arm-id.js';
import type { Row } from '../model/row.js';
import { isJsonObject } from './to-row.js';

/** A protected item or a job: where it is kept, and what tells which belong together. */
export interface Placed<R> {
  readonly ref: R;
  /** The lower-cased id of the vault. */
  readonly vault: string;
}

export interface PlacedItem<R> extends Placed<R> {
  /** The slice that the item is in. */
  readonly subscription: string;
  /** The lower-cased friendly name. */
  readonly name: string;
}

/** What a row of the backup service tells of its vault and its name. */
export function describe(row: Row): { vault: string; name: string } {
  const id = lowerId(row.id);
  const vault = /^.*?\/providers\/microsoft\.recoveryservices\/vaults\/[^/]+/.exec(id)?.[0] ?? '';
  const name = isJsonObject(row.properties) ? row.properties.friendlyName : undefined;
  return { vault, name: typeof name === 'string' ? name.toLowerCase() : (id.split(';').pop() ?? '') };
}

/**
 * Into which slices jobs go: into every slice with an item in the job's vault; the join finds its item there. Where a
 * vault protects VMs of several subscriptions, items that share a name go into all of them too, so that the name is not
 * taken for unique.
 */
export function* placeJobs<R>(
  items: Iterable<PlacedItem<R>>,
  jobs: readonly Placed<R>[],
): Generator<{ ref: R; subscription: string }> {
  const vaults = new Set(jobs.map(({ vault }) => vault));
  const byVault = new Map<string, { subscriptions: Set<string>; items: PlacedItem<R>[] }>();
  for (const item of items) {
    if (!vaults.has(item.vault)) continue;
    const found = byVault.get(item.vault) ?? { subscriptions: new Set<string>(), items: [] };
    found.subscriptions.add(item.subscription);
    found.items.push(item);
    byVault.set(item.vault, found);
  }
  for (const { subscriptions, items: those } of byVault.values()) {
    if (subscriptions.size < 2) continue;
    for (const twin of withSharedName(those)) {
      for (const subscription of subscriptions)
        if (subscription !== twin.subscription) yield { ref: twin.ref, subscription };
    }
  }
  for (const { ref, vault } of jobs) {
    for (const subscription of byVault.get(vault)?.subscriptions ?? []) yield { ref, subscription };
  }
}

function withSharedName<R>(items: readonly PlacedItem<R>[]): PlacedItem<R>[] {
  const counts = new Map<string, number>();
  for (const { name } of items) counts.set(name, (counts.get(name) ?? 0) + 1);
  return items.filter(({ name }) => (counts.get(name) ?? 0) > 1);
}
