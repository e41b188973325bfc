import { compareText } from './compare-text.js';

/** Ids in the order of their lower case: a list, or what stands for one that is too long to be kept as texts. */
export interface Ids extends Iterable<string> {
  readonly length: number;
}

/** Fewer ids are not worth packing. */
const MOST_PENDING = 16384;

/**
 * Gathers ids and gives them in the order of their lower case. A large scan judges hundreds of thousands of subjects,
 * and their ids are long and much alike, so they are packed, subscription by subscription: each as the length of what
 * it shares with the one before, and the rest.
 */
export class IdList implements Ids {
  /** The packed ids by what comes before the third slash, lower-cased: `/subscriptions/<guid>/`. */
  readonly #packed = new Map<string, Buffer[]>();
  readonly #mostPending: number;
  #pending: string[] = [];
  #length = 0;

  /** @param mostPending so many ids are packed at once */
  constructor(mostPending = MOST_PENDING) {
    this.#mostPending = mostPending;
  }

  get length(): number {
    return this.#length;
  }

  add(id: string): void {
    this.#pending.push(id);
    this.#length++;
    if (this.#pending.length >= this.#mostPending) this.#pack();
  }

  *[Symbol.iterator](): Generator<string> {
    const pending = byStart(this.#pending);
    for (const start of [...new Set([...this.#packed.keys(), ...pending.keys()])].sort()) {
      const runs = (this.#packed.get(start) ?? []).map(unpacked);
      const last = pending.get(start);
      const [only, ...others] = last === undefined ? runs : [...runs, inOrder(last)];
      yield* others.length === 0 ? (only ?? []) : inOrder([only ?? [], ...others].flat());
    }
  }

  /** As a list, for `JSON.stringify`. */
  toJSON(): string[] {
    return [...this];
  }

  #pack(): void {
    for (const [start, ids] of byStart(this.#pending)) {
      const run = packed(inOrder(ids));
      const runs = this.#packed.get(start);
      if (runs === undefined) this.#packed.set(start, [run]);
      else runs.push(run);
    }
    this.#pending = [];
  }
}

/** Ids by what comes before their third slash, lower-cased: ids that begin alike stand together in the order. */
function byStart(ids: readonly string[]): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const start = startOf(id).toLowerCase();
    const group = groups.get(start);
    if (group === undefined) groups.set(start, [id]);
    else group.push(id);
  }
  return groups;
}

/** Ids or names in the order of their lower case. */
export function inOrder(ids: readonly string[]): string[] {
  const keyed = ids.map((id) => [id.toLowerCase(), id] as const);
  return keyed.sort(([left], [right]) => compareText(left, right)).map(([, id]) => id);
}

/** An id up to its third slash. */
function startOf(id: string): string {
  let end = -1;
  for (let slashes = 0; slashes < 3; slashes++) {
    end = id.indexOf('/', end + 1);
    if (end < 0) return id;
  }
  return id.slice(0, end + 1);
}

function packed(ids: readonly string[]): Buffer {
  const parts: (number | string)[] = [];
  let before = '';
  for (const id of ids) {
    let shared = 0;
    while (shared < id.length && id[shared] === before[shared]) shared++;
    parts.push(shared, id.slice(shared));
    before = id;
  }
  return Buffer.from(JSON.stringify(parts));
}

function unpacked(run: Buffer): string[] {
  const parts = JSON.parse(run.toString()) as (number | string)[];
  const ids: string[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const [shared, rest] = [parts[index] as number, parts[index + 1] as string];
    ids.push((ids.at(-1) ?? '').slice(0, shared) + rest);
  }
  return ids;
}
