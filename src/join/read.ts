import { Unknown } from '../model/unknown.js';

/**
 * Lenient readers for what Azure sends: absent, null, "" and values of another type are normal.
 * Each gives undefined where the value says nothing, and an `Unknown` where the value is one: in rows of
 * infrastructure files any value can be. Those named `known…` take an `Unknown` for a value that says nothing; they
 * are for rows that only Azure writes.
 */

export type Properties = Readonly<Record<string, unknown>>;

const NOTHING: Properties = Object.freeze({});

/** The value as an object, or undefined; every property of an object that is not known is not known. */
export function objectOf(value: unknown): Properties | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value instanceof Unknown ? notKnown(value) : (value as Properties);
}

/** An object that has every property, none of them known. */
function notKnown(why: Unknown): Properties {
  return new Proxy<Properties>(
    {},
    {
      get: () => why,
      has: () => true,
      getOwnPropertyDescriptor: () => ({ value: why, configurable: true, enumerable: true }),
    },
  );
}

/** Why an object is not known as a whole; undefined for one that is. */
export function whyNotKnown(object: Properties): Unknown | undefined {
  // Only an object that is not known has a property of every name.
  const value = object['\0'];
  return value instanceof Unknown ? value : undefined;
}

/** The value at a path of own properties, or undefined. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (current instanceof Unknown) return current;
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Properties)[key];
  }
  return current;
}

/** The `properties` of a row or nested object; the object itself where it is flat, as `az` prints some. */
export function bodyOf(value: unknown): Properties {
  return objectOf(at(value, 'properties')) ?? objectOf(value) ?? NOTHING;
}

/**
 * Whether the `properties` of a row were read: a list of resources (`az resource list`) has them as null, which does not
 * mean that they are unset.
 */
export function wasRead({ properties }: { readonly properties?: unknown }): boolean {
  return objectOf(properties) !== undefined;
}

/** The objects in a list, or undefined where the value is no list. */
export function objectsOf(value: unknown): readonly Properties[] | Unknown | undefined {
  if (value instanceof Unknown) return value;
  if (!Array.isArray(value)) return undefined;
  return value.map(objectOf).filter((each) => each !== undefined);
}

export function knownObjectsOf(value: unknown): readonly Properties[] | undefined {
  return known(objectsOf(value));
}

/** A text that says something. */
export function textOf(value: unknown): string | Unknown | undefined {
  return value instanceof Unknown ? value : knownTextOf(value);
}

export function knownTextOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The same in lower case, to be compared. */
export function lowerTextOf(value: unknown): string | Unknown | undefined {
  return value instanceof Unknown ? value : knownTextOf(value)?.toLowerCase();
}

/** A boolean; Azure and the tools around it also send "true" and "False". */
export function booleanOf(value: unknown): boolean | Unknown | undefined {
  if (typeof value === 'boolean' || value instanceof Unknown) return value;
  if (typeof value !== 'string') return undefined;
  const lower = value.trim().toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/** A finite number, also from a text such as "1023". */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\s*-?\d+(\.\d+)?\s*$/.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** A whole number, also from a text. */
export function integerOf(value: unknown): number | Unknown | undefined {
  return value instanceof Unknown ? value : knownIntegerOf(value);
}

export function knownIntegerOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/** The text, in its documented spelling where it is a documented value. */
export function enumOf(value: unknown, values: readonly string[]): string | Unknown | undefined {
  return value instanceof Unknown ? value : knownEnumOf(value, values);
}

export function knownEnumOf(value: unknown, values: readonly string[]): string | undefined {
  const text = knownTextOf(value);
  if (text === undefined || values.includes(text)) return text;
  const lower = text.toLowerCase();
  return values.find((each) => each.toLowerCase() === lower) ?? text;
}

/** A region in the spelling that Azure compares: lower case, no spaces ("West Europe" is westeurope). */
export function regionOf(value: unknown): string | Unknown | undefined {
  return value instanceof Unknown ? value : knownTextOf(value)?.toLowerCase().replace(/\s+/g, '');
}

/** The value, or undefined where it is not known. */
export function known<T>(value: T | Unknown): T | undefined {
  return value instanceof Unknown ? undefined : value;
}

/** Whether any value in the object is set. Resource Graph's `pack` turns an absent object into one full of nulls. */
export function saysAnything(value: unknown): boolean {
  if (value instanceof Unknown) return true;
  const object = objectOf(value);
  if (object !== undefined) return Object.values(object).some(saysAnything);
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== '';
}
