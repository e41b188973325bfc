import { lowerId } from './arm-id.js';
import type { Row } from './row.js';
import { Unknown } from './unknown.js';

const NONE: ReadonlyMap<string, Row> = new Map();

/**
 * Rows by type and id. Rows of one type and id (letter case aside) merge: `properties` key by key, the later
 * wins; of the other columns the later one wins if it says anything (docs/inventory.md).
 */
export class ResourceSet {
  readonly #byType = new Map<string, Map<string, Row>>();

  add(row: Row): void {
    const type = row.type.toLowerCase();
    let rows = this.#byType.get(type);
    if (rows === undefined) this.#byType.set(type, (rows = new Map<string, Row>()));
    const id = lowerId(row.id);
    const earlier = rows.get(id);
    rows.set(id, earlier === undefined ? row : merge(earlier, row));
  }

  /** The row of that lower-cased type and lower-cased id, if one was read. */
  get(type: string, id: string): Row | undefined {
    return this.#byType.get(type)?.get(id);
  }

  /** All rows of that lower-cased type, by lower-cased id. */
  ofType(type: string): ReadonlyMap<string, Row> {
    return this.#byType.get(type) ?? NONE;
  }

  /** The lower-cased types of which there are rows. */
  types(): string[] {
    return [...this.#byType.keys()];
  }

  *[Symbol.iterator](): Generator<Row> {
    for (const rows of this.#byType.values()) yield* rows.values();
  }

  get size(): number {
    let size = 0;
    for (const rows of this.#byType.values()) size += rows.size;
    return size;
  }
}

function merge(earlier: Row, later: Row): Row {
  const said = Object.entries(later).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  const merged: Row = { ...earlier, ...Object.fromEntries(said), id: earlier.id };
  // What a file leaves open as a whole may say anything, also what the other row says.
  if (earlier.properties instanceof Unknown) return { ...merged, properties: earlier.properties };
  if (!isObject(earlier.properties) || !isObject(later.properties)) return merged;
  return { ...merged, properties: { ...earlier.properties, ...later.properties } };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}
