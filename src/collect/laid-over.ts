import { Unknown } from '../model/unknown.js';

/**
 * A planned value laid over what exists: it replaces it, but for what the file says nothing of (an `Unknown` with the
 * reason `not-in-source`, such as disks that were attached by somebody else): there what exists stays, also where it
 * is nothing.
 */
export function laidOver(existing: unknown, planned: unknown): unknown {
  if (isSilent(planned)) return existing ?? planned;
  if (Array.isArray(planned)) {
    if (!planned.some(isSilent) || !Array.isArray(existing)) return planned;
    const known = planned.filter((item) => !isSilent(item)) as unknown[];
    const others = (existing as unknown[]).filter((item) => !known.some((each) => isSameItem(each, item)));
    return [...known, ...others];
  }
  if (!isPlain(existing) || !isPlain(planned)) return planned;
  const said = Object.entries(planned).filter(
    ([key, value]) => Object.hasOwn(existing, key) || !isSilent(value),
  );
  return Object.fromEntries(
    said.map(([key, value]) => [
      key,
      laidOver(Object.hasOwn(existing, key) ? existing[key] : undefined, value),
    ]),
  );
}

function isSilent(value: unknown): boolean {
  return value instanceof Unknown && value.reason === 'not-in-source';
}

/** Whether a value is an object that is known. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
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
