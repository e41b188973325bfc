import type { Inventory, Slice } from '../model/inventory.js';
import { lowerId } from '../model/arm-id.js';
import { ResourceSet } from '../model/resource-set.js';
import type { Row } from '../model/row.js';
import { Unknown } from '../model/unknown.js';

/**
 * What will be: the resources of infrastructure files laid over those that exist. A row whose ARM id is fully known is
 * merged into the row that exists, property by property, as a deployment does. What stays partial is not overlaid: it
 * is joined with the files alone, in slices of its own.
 *
 * @param existing what exists; its slices are read once
 * @param files what the files declare
 */
export function overlay(existing: Inventory, files: Inventory): Inventory {
  return {
    ...existing,
    source: { ...existing.source, planned: true },
    planned: true,
    shared: merged(existing.shared, files.shared),
    before: { shared: existing.shared },
    slices: slicesOf(existing, files),
    close: async () => {
      await existing.close?.();
      await files.close?.();
    },
  };
}

async function* slicesOf(existing: Inventory, files: Inventory): AsyncGenerator<Slice> {
  const planned = new Map<string, ResourceSet>();
  const partial: Slice[] = [];
  for await (const slice of files.slices) {
    const rows = [...slice.resources];
    const known = rows.filter((row) => row.sighting?.label === undefined);
    if (known.length > 0) planned.set(slice.subscriptionId, setOf(known));
    if (known.length < rows.length) partial.push({ ...slice, partial: true });
  }
  for await (const slice of existing.slices) {
    const own = planned.get(slice.subscriptionId);
    planned.delete(slice.subscriptionId);
    yield own === undefined
      ? slice
      : { ...slice, resources: merged(slice.resources, own), before: slice.resources };
  }
  for (const [subscriptionId, resources] of [...planned].sort(([left], [right]) => (left < right ? -1 : 1)))
    yield { subscriptionId, resources, before: new ResourceSet() };
  yield* partial;
}

function merged(existing: ResourceSet, files: Iterable<Row>): ResourceSet {
  const all = setOf(existing);
  for (const row of files) {
    const there = existing.get(row.type.toLowerCase(), lowerId(row.id));
    all.add(there === undefined ? row : { ...row, properties: laidOver(there.properties, row.properties) });
  }
  return all;
}

/**
 * A planned value laid over what exists: it replaces it, but for what the file says nothing of (an `Unknown` with the
 * reason `not-in-source`, such as disks that were attached by somebody else): there what exists stays.
 */
function laidOver(existing: unknown, planned: unknown): unknown {
  if (isSilent(planned)) return existing ?? planned;
  if (Array.isArray(planned)) {
    if (!planned.some(isSilent) || !Array.isArray(existing)) return planned;
    const known = planned.filter((item) => !isSilent(item)) as unknown[];
    const others = (existing as unknown[]).filter((item) => !known.some((each) => isSameItem(each, item)));
    return [...known, ...others];
  }
  if (!isPlain(existing) || !isPlain(planned)) return planned;
  return Object.fromEntries(
    Object.entries(planned).map(([key, value]) => [
      key,
      laidOver(Object.hasOwn(existing, key) ? existing[key] : undefined, value),
    ]),
  );
}

function isSilent(value: unknown): boolean {
  return value instanceof Unknown && value.reason === 'not-in-source';
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Whether two items of a list are about the same thing: the same LUN, or id, or name. */
function isSameItem(left: unknown, right: unknown): boolean {
  if (!isPlain(left) || !isPlain(right)) return false;
  return ['lun', 'id', 'name'].some((key) => {
    const [one, other] = [left[key], right[key]];
    return isScalar(one) && isScalar(other) && String(one).toLowerCase() === String(other).toLowerCase();
  });
}

function setOf(rows: Iterable<Row>): ResourceSet {
  const set = new ResourceSet();
  for (const row of rows) set.add(row);
  return set;
}
