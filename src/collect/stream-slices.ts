import type { Slice } from '../model/inventory.js';
import { ResourceSet } from '../model/resource-set.js';
import { TYPES, type Row } from '../model/row.js';
import { UserError } from '../model/user-error.js';
import { partOf } from './place-row.js';

/** A row and where it stands, for messages. */
export interface PlacedRow {
  readonly row: Row;
  readonly where: string;
}

/**
 * Splits a stream that promises `sliced` into its shared part and its slices: one slice is in memory at a time.
 *
 * @throws UserError (from the iteration) where the stream breaks its promise: a wrong "all clear" could follow
 */
export async function streamSlices(
  rows: AsyncIterator<PlacedRow>,
): Promise<{ shared: ResourceSet; slices: AsyncIterable<Slice> }> {
  const shared = new ResourceSet();
  const early: Row[] = [];
  let next = await rows.next();
  while (next.done !== true && !opensSlice(next.value.row)) {
    const { row } = next.value;
    if (partOf(row).part === 'shared') shared.add(row);
    else early.push(row);
    next = await rows.next();
  }
  return { shared, slices: slicesOf(rows, next, early) };
}

/**
 * Whether a row shows by itself in which slice it is. A job does not; and a protected item can stand in a second slice,
 * to show that its name is not unique in a vault that protects VMs of both.
 */
function opensSlice(row: Row): boolean {
  return partOf(row).part === 'slice' && row.type.toLowerCase() !== TYPES.protectedItem;
}

async function* slicesOf(
  rows: AsyncIterator<PlacedRow>,
  first: IteratorResult<PlacedRow>,
  early: readonly Row[],
): AsyncGenerator<Slice> {
  const done = new Set<string>();
  const orphans = new Orphans();
  let current: Slice | undefined;
  /** Rows since the last one that showed its slice: at a boundary they may belong to what comes before or after it. */
  let undecided = [...early];
  for (let next = first; next.done !== true; next = await rows.next()) {
    const { row, where } = next.value;
    const part = partOf(row);
    if (part.part === 'shared')
      throw brokenPromise(where, `a row of the shared part (${row.type}) after the first slice`);
    if (part.part === 'job' || !opensSlice(row)) {
      current?.resources.add(row);
      undecided.push(row);
      continue;
    }
    if (current?.subscriptionId !== part.subscriptionId) {
      if (current !== undefined) yield current;
      for (const each of undecided) orphans.add(each);
      if (done.has(part.subscriptionId)) {
        throw brokenPromise(where, `subscription ${part.subscriptionId} in more than one piece`);
      }
      done.add(part.subscriptionId);
      current = { subscriptionId: part.subscriptionId, resources: new ResourceSet() };
      for (const each of undecided) current.resources.add(each);
    }
    undecided = [];
    current.resources.add(row);
  }
  if (current !== undefined) yield current;
  for (const each of undecided) orphans.add(each);
  yield* orphans.slices(done);
}

/** Protected items of subscriptions that have no other row: nothing else begins their slice. */
class Orphans {
  readonly #bySubscription = new Map<string, ResourceSet>();

  add(row: Row): void {
    const part = partOf(row);
    if (part.part !== 'slice') return;
    const resources = this.#bySubscription.get(part.subscriptionId) ?? new ResourceSet();
    resources.add(row);
    this.#bySubscription.set(part.subscriptionId, resources);
  }

  *slices(done: ReadonlySet<string>): Generator<Slice> {
    for (const [subscriptionId, resources] of this.#bySubscription) {
      if (!done.has(subscriptionId)) yield { subscriptionId, resources };
    }
  }
}

function brokenPromise(where: string, what: string): UserError {
  return new UserError(
    `${where} breaks the promise "sliced": ${what}.`,
    'Remove "sliced" from the first line; rows may then come in any order.',
  );
}
