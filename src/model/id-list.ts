import { compareText } from './compare-text.js';

/** Ids in the order of their lower case: a list, or what stands for one that is too long to be kept as texts. */
export interface Ids extends Iterable<string> {
  readonly length: number;
}

/** So many ids are packed at once. */
const MOST_PENDING = 4096;

/**
 * Gathers ids and gives them in the order of their lower case. A large scan judges hundreds of thousands of subjects,
 * and their ids are long and much alike, so they are packed, subscription by subscription: each as the length of what
 * it shares with the one before, and the rest.
 */
export class IdList implements Ids {
  /** The packed ids by what comes before the third slash, lower-cased: `/subscriptions/<guid>/`. */
  readonly #packed = new Map<string, Buffer[]>();
  #pending: string[] = [];
  #start = '';
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(id: string): void {
    const start = startOf(id);
    if (start !== this.#start || this.#pending.length >= MOST_PENDING) this.#pack();
    this.#start = start;
    this.#pending.push(id);
    this.#length++;
  }

  *[Symbol.iterator](): Generator<string> {
    this.#pack();
    for (const start of [...this.#packed.keys()].sort()) {
      const runs = this.#packed.get(start) ?? [];
      const ids = runs.map(unpacked);
      yield* ids.length === 1 ? (ids[0] ?? []) : inOrder(ids.flat());
    }
  }

  /** As a list, for `JSON.stringify`. */
  toJSON(): string[] {
    return [...this];
  }

  #pack(): void {
    if (this.#pending.length > 0) {
      const key = this.#start.toLowerCase();
      const runs = this.#packed.get(key);
      const run = packed(inOrder(this.#pending));
      if (runs === undefined) this.#packed.set(key, [run]);
      else runs.push(run);
    }
    this.#pending = [];
  }
}

/** Ids or names in the order of their lower case. */
export function inOrder(ids: readonly string[]): string[] {
  const keyed = ids.map((id) => [id.toLowerCase(), id] as const);
  return keyed.sort(([left], [right]) => compareText(left, right)).map(([, id]) => id);
}

/** An id up to its third slash: ids that begin alike stand together in the order. */
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
