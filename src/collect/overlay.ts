import { lowerId } from '../model/arm-id.js';
import type { Inventory, Slice } from '../model/inventory.js';
import { ResourceSet } from '../model/resource-set.js';
import { TYPES, type Row } from '../model/row.js';
import { bySubscription, withAdditions, type Addition } from './addition.js';
import { isPlain, laidOver } from './laid-over.js';
import { onExistingVm, withoutDetached } from './overlay-vm.js';

/**
 * What will be: the resources of infrastructure files laid over those that exist. A row whose ARM id is fully known is
 * merged into the row that exists, property by property, as a deployment does. What stays partial is not overlaid, but
 * for locks and grants: it is joined with the files alone, in slices of its own.
 *
 * @param existing what exists; its slices are read once
 * @param files what the files declare, and the lower-cased ids of what they remove
 */
export function overlay(existing: Inventory, files: Planned): Inventory {
  return {
    ...existing,
    source: { ...existing.source, files: true, paths: files.source.paths ?? [] },
    planned: true,
    gaps: [...existing.gaps, ...files.gaps],
    shared: merged(existing.shared, files.shared, files.removed),
    before: { shared: existing.shared },
    slices: slicesOf(existing, files),
    close: async () => {
      await existing.close?.();
      await files.close?.();
    },
  };
}

/** What files declare. */
interface Planned extends Inventory {
  readonly removed?: ReadonlySet<string>;
  readonly additions?: readonly Addition[];
}

async function* slicesOf(existing: Inventory, files: Planned): AsyncGenerator<Slice> {
  const planned = new Map<string, ResourceSet>();
  const partial: Slice[] = [];
  const additions = bySubscription(files.additions ?? []);
  for await (const slice of files.slices) {
    const rows = [...slice.resources];
    const known = rows.filter((row) => isWhole(row) || isPlaced(row));
    if (known.length > 0) planned.set(slice.subscriptionId, setOf(known));
    if (!rows.every(isWhole)) partial.push({ ...slice, partial: true });
  }
  for await (const slice of existing.slices) {
    const own = planned.get(slice.subscriptionId);
    planned.delete(slice.subscriptionId);
    const added = additions.get(slice.subscriptionId);
    if (own === undefined && added === undefined && !files.removed?.size) yield slice;
    else {
      const resources = merged(slice.resources, own ?? [], files.removed);
      for (const each of added?.values() ?? []) add(resources, each);
      yield { ...slice, resources, before: slice.resources };
    }
  }
  for (const [subscriptionId, resources] of [...planned].sort(([left], [right]) => (left < right ? -1 : 1)))
    yield { subscriptionId, resources, before: new ResourceSet() };
  yield* partial;
}

/** Whether the ARM id of a row is fully known. */
function isWhole({ sighting }: Row): boolean {
  return sighting?.label === undefined;
}

/**
 * Whether a row assigns a role, or locks, at a scope that is fully known. Its own name, which many files leave to the
 * deployment, says nothing: it counts for what exists there too.
 */
function isPlaced({ id, type }: Row): boolean {
  if (![TYPES.roleAssignment, TYPES.lock].some((each) => each === type.toLowerCase())) return false;
  return !id.slice(0, Math.max(id.lastIndexOf('/'), 0)).includes('<');
}

/** What a lock does, whatever its name. */
function lockKeyOf({ id, properties }: Row): string {
  const level = isPlain(properties) && typeof properties.level === 'string' ? properties.level : '';
  return lowerId(`${id.slice(0, Math.max(id.lastIndexOf('/'), 0))} ${level}`);
}

/** What exists with what is planned on top. What a VM says of its disks gives way to what disks say of themselves. */
function merged(
  existing: ResourceSet,
  planned: Iterable<Row>,
  removed: ReadonlySet<string> = new Set(),
): ResourceSet {
  const left = removed.size === 0 ? existing : setOf(kept(existing, removed));
  const all = setOf(left);
  const others: Row[] = [];
  const locks = new Set([...left.ofType(TYPES.lock).values()].map(lockKeyOf));
  for (const row of planned) {
    const type = row.type.toLowerCase();
    // One whose name is not known may be the one that is there.
    if (type === TYPES.lock && !isWhole(row) && locks.has(lockKeyOf(row))) continue;
    const there = left.get(type, lowerId(row.id));
    const laid =
      there === undefined ? row : { ...row, properties: laidOver(there.properties, row.properties) };
    if (type !== TYPES.vm || there === undefined) others.push(laid);
    else for (const each of onExistingVm(there, laid)) all.add(each);
  }
  for (const row of others) all.add(row);
  return all;
}

function add(resources: ResourceSet, additions: readonly Addition[]): void {
  const { type = '', id = '' } = additions[0] ?? {};
  const row = resources.get(type, id);
  if (row !== undefined) resources.add(withAdditions(row, additions));
}

/** The rows that are not removed, nor are below something that is. */
function* kept(rows: Iterable<Row>, removed: ReadonlySet<string>): Generator<Row> {
  for (const row of rows) {
    let id = lowerId(row.id);
    while (id !== '' && !removed.has(id)) id = id.slice(0, Math.max(id.lastIndexOf('/'), 0));
    if (id === '') yield row.type.toLowerCase() === TYPES.vm ? withoutDetached(row, removed) : row;
  }
}

function setOf(rows: Iterable<Row>): ResourceSet {
  const set = new ResourceSet();
  for (const row of rows) set.add(row);
  return set;
}
