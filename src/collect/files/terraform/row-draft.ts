import type { FilePlace, RowPath, Sighting } from '../../../model/sighting.js';
import type { Row } from '../../../model/row.js';
import { Unknown } from '../../../model/unknown.js';
import type { Addition } from '../../addition.js';
import type { PlannedResource } from './plan.js';
import type { AttributePath } from './source-block.js';

/** Which attribute of which planned resource a value comes from. */
export interface Origin {
  readonly resource: PlannedResource;
  readonly path: AttributePath;
}

export type PlaceOf = (origin: Origin) => FilePlace;

type Container = Record<string | number, unknown>;

/** A row in the making, with the origin of each of its values. */
export class RowDraft {
  readonly resource: PlannedResource;
  readonly id: string;
  readonly type: string;
  readonly certain: boolean;
  readonly #root: Container = {};
  readonly #origins = new Map<string, Origin>();

  constructor(resource: PlannedResource, type: string, identity: { id: string; certain: boolean }) {
    this.resource = resource;
    this.type = type;
    this.id = identity.id;
    this.certain = identity.certain;
    this.#origins.set(keyOf([]), { resource, path: [] });
  }

  /** The value at a path, or undefined. The steps are those of the mapping: plain names and places in lists. */
  get(path: RowPath): unknown {
    let current: unknown = this.#root;
    for (const step of path) {
      if (!isContainer(current) || !Object.hasOwn(current, step)) return undefined;
      current = current[step];
    }
    return current;
  }

  /** Sets a value; `undefined` leaves it out. Below something that is not known there is nothing to set. */
  set(path: RowPath, value: unknown, origin: Origin): void {
    if (value === undefined) return;
    let current: unknown = this.#root;
    for (const [index, step] of path.slice(0, -1).entries()) {
      if (!isContainer(current)) return;
      if (!Object.hasOwn(current, step)) current[step] = typeof path[index + 1] === 'number' ? [] : {};
      current = current[step];
    }
    const last = path.at(-1);
    if (last === undefined || !isContainer(current)) return;
    current[last] = value;
    this.place(path, origin);
  }

  /** Says where something stands that is not in the row. */
  place(path: RowPath, origin: Origin): void {
    this.#origins.set(keyOf(path), origin);
  }

  /** Puts what another draft has below `from` into this one, with the origins of its values. */
  graft(path: RowPath, other: RowDraft, from: RowPath = []): void {
    this.set(path, other.get(from), { resource: other.resource, path: [] });
    const start = keyOf(from);
    for (const [key, origin] of other.#origins) {
      if (start === '') this.#origins.set(joined(keyOf(path), key), origin);
      else if (key.startsWith(`${start}\0`))
        this.#origins.set(joined(keyOf(path), key.slice(start.length + 1)), origin);
    }
  }

  /** Adds what another draft says of the same thing, here or at a path; it wins where both say something. */
  merge(other: RowDraft, path: RowPath = []): void {
    const here = path.length === 0 ? this.#root : this.get(path);
    if (isContainer(here)) mergeInto(here, other.#root);
    for (const [key, origin] of other.#origins)
      if (key !== '' || path.length > 0) this.#origins.set(joined(keyOf(path), key), origin);
  }

  /** What the draft adds to a resource that the plan does not have. */
  toAddition(placeOf: PlaceOf): Pick<Addition, 'value' | 'placeOf'> {
    return { value: this.#root, placeOf: (path) => placeOf(this.#originOf(path)) };
  }

  /** The row, and where its values stand. */
  toRow(placeOf: PlaceOf, file: string, isLabelled: boolean): Row {
    const label = this.certain && !isLabelled ? {} : { label: `${file}#${this.resource.address}` };
    const sighting: Sighting = { ...label, placeOf: (path) => placeOf(this.#originOf(path)) };
    const { id, type } = this;
    return { ...this.#root, id, type, sighting };
  }

  /** The origin of a value, or of the nearest value around it. */
  #originOf(path: RowPath): Origin {
    for (let length = path.length; length > 0; length--) {
      const origin = this.#origins.get(keyOf(path.slice(0, length)));
      if (origin !== undefined) return origin;
    }
    return { resource: this.resource, path: [] };
  }
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && !(value instanceof Unknown);
}

/** Merges objects key by key; everything else is replaced. The depth was bounded when the text was parsed. */
function mergeInto(target: Container, source: Container): void {
  for (const [key, value] of Object.entries(source)) {
    const found = Object.hasOwn(target, key) ? target[key] : undefined;
    const both = isContainer(found) && isContainer(value) && !Array.isArray(found) && !Array.isArray(value);
    if (both) mergeInto(found, value);
    else Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  }
}

function keyOf(path: RowPath): string {
  return path.join('\0');
}

function joined(prefix: string, key: string): string {
  return key === '' ? prefix : prefix === '' ? key : `${prefix}\0${key}`;
}
