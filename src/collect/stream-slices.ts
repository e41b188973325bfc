import type { Slice } from '../model/inventory.js';
import { ResourceSet } from '../model/resource-set.js';
import type { Row } from '../model/row.js';
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
  while (next.done !== true) {
    const part = partOf(next.value.row);
    if (part.part === 'slice') break;
    if (part.part === 'shared') shared.add(next.value.row);
    else early.push(next.value.row);
    next = await rows.next();
  }
  return { shared, slices: slicesOf(rows, next, early) };
}

async function* slicesOf(
  rows: AsyncIterator<PlacedRow>,
  first: IteratorResult<PlacedRow>,
  early: readonly Row[],
): AsyncGenerator<Slice> {
  const done = new Set<string>();
  let current: Slice | undefined;
  /** Jobs since the last other row: before a boundary it is not known whether they belong to what comes before or after it. */
  let jobs = [...early];
  for (let next = first; next.done !== true; next = await rows.next()) {
    const { row, where } = next.value;
    const part = partOf(row);
    if (part.part === 'shared')
      throw brokenPromise(where, `a row of the shared part (${row.type}) after the first slice`);
    if (part.part === 'job') {
      current?.resources.add(row);
      jobs.push(row);
      continue;
    }
    if (current?.subscriptionId !== part.subscriptionId) {
      if (current !== undefined) yield current;
      if (done.has(part.subscriptionId)) {
        throw brokenPromise(where, `subscription ${part.subscriptionId} in more than one piece`);
      }
      done.add(part.subscriptionId);
      current = { subscriptionId: part.subscriptionId, resources: new ResourceSet() };
      for (const job of jobs) current.resources.add(job);
    }
    jobs = [];
    current.resources.add(row);
  }
  if (current !== undefined) yield current;
}

function brokenPromise(where: string, what: string): UserError {
  return new UserError(
    `${where} breaks the promise "sliced": ${what}.`,
    'Remove "sliced" from the first line; rows may then come in any order.',
  );
}
