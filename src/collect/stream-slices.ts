import type { Slice } from '../model/inventory.js';
import { ResourceSet } from '../model/resource-set.js';
import { TYPES, type Row } from '../model/row.js';
import { UserError } from '../model/user-error.js';
import { partOf, type PartOf } from './place-row.js';

/** A row and the number of its line, for messages. */
export interface PlacedRow {
  readonly row: Row;
  readonly line: number;
}

/**
 * Splits a stream that promises `sliced` into its shared part and its slices: one slice is in memory at a time.
 *
 * @param path the file, for messages
 * @param batches the rows as they come: waiting for each one takes time
 * @throws UserError (from the iteration) where the stream breaks its promise: a wrong "all clear" could follow
 */
export async function streamSlices(
  path: string,
  batches: AsyncIterator<readonly PlacedRow[], void>,
): Promise<{ shared: ResourceSet; slices: AsyncIterable<Slice> }> {
  const slicer = new Slicer(path);
  let first: readonly Slice[] = [];
  // The shared part is complete when the first slice opens.
  while (!slicer.isOpen) {
    const next = await batches.next();
    if (next.done === true) break;
    first = [...slicer.take(next.value)];
  }
  return { shared: slicer.shared, slices: slicesOf(slicer, first, batches) };
}

async function* slicesOf(
  slicer: Slicer,
  first: readonly Slice[],
  batches: AsyncIterator<readonly PlacedRow[], void>,
): AsyncGenerator<Slice, void> {
  yield* first;
  for (let next = await batches.next(); next.done !== true; next = await batches.next())
    yield* slicer.take(next.value);
  yield* slicer.end();
}

/**
 * Whether a row shows by itself in which slice it is. A job does not; and a protected item can stand in a second slice,
 * to show that its name is not unique in a vault that protects VMs of both.
 */
function opensSlice(row: Row, part: PartOf): part is PartOf & { readonly part: 'slice' } {
  return part.part === 'slice' && row.type.toLowerCase() !== TYPES.protectedItem;
}

/** Puts rows into the shared part and into slices, one after the other. */
class Slicer {
  readonly shared = new ResourceSet();
  readonly #path: string;
  readonly #done = new Set<string>();
  readonly #orphans = new Orphans();
  #current: Slice | undefined;
  /** Rows since the last one that showed its slice: at a boundary they may belong to what comes before or after it. */
  #undecided: Row[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether a slice has begun, so that no shared row may follow. */
  get isOpen(): boolean {
    return this.#current !== undefined;
  }

  /** Takes rows and gives the slices that are whole with them. */
  *take(rows: readonly PlacedRow[]): Generator<Slice, void> {
    for (const { row, line } of rows) {
      const part = partOf(row);
      if (opensSlice(row, part)) {
        if (this.#current?.subscriptionId !== part.subscriptionId) {
          const whole = this.#current;
          this.#open(part.subscriptionId, line);
          if (whole !== undefined) yield whole;
        }
        if (this.#undecided.length > 0) this.#undecided = [];
        this.#current?.resources.add(row);
      } else if (part.part !== 'shared') {
        this.#current?.resources.add(row);
        this.#undecided.push(row);
      } else if (this.#current === undefined) this.shared.add(row);
      else throw this.#brokenPromise(line, `a row of the shared part (${row.type}) after the first slice`);
    }
  }

  /** The last slice, and those of which only protected items are there. */
  *end(): Generator<Slice, void> {
    if (this.#current !== undefined) yield this.#current;
    for (const each of this.#undecided) this.#orphans.add(each);
    yield* this.#orphans.slices(this.#done);
  }

  #open(subscriptionId: string, line: number): void {
    for (const each of this.#undecided) this.#orphans.add(each);
    if (this.#done.has(subscriptionId))
      throw this.#brokenPromise(line, `subscription ${subscriptionId} in more than one piece`);
    this.#done.add(subscriptionId);
    this.#current = { subscriptionId, resources: new ResourceSet() };
    for (const each of this.#undecided) this.#current.resources.add(each);
  }

  #brokenPromise(line: number, what: string): UserError {
    return new UserError(
      `${this.#path}:${line} breaks the promise "sliced": ${what}.`,
      'Remove "sliced" from the first line; rows may then come in any order.',
    );
  }
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
