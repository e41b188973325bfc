/**
 * Lenient readers for what Azure sends: absent, null, "" and values of another type are normal (design, section 3).
 * Each gives undefined where the value says nothing.
 */

export type Properties = Readonly<Record<string, unknown>>;

const NOTHING: Properties = Object.freeze({});

/** The value as an object, or undefined. */
export function objectOf(value: unknown): Properties | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Properties)
    : undefined;
}

/** The value at a path of own properties, or undefined. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    const object = objectOf(current);
    if (object === undefined || !Object.hasOwn(object, key)) return undefined;
    current = object[key];
  }
  return current;
}

/** The `properties` of a row or nested object; the object itself where it is flat, as `az` prints some. */
export function bodyOf(value: unknown): Properties {
  return objectOf(at(value, 'properties')) ?? objectOf(value) ?? NOTHING;
}

/** The objects in a list, or undefined where the value is no list. */
export function objectsOf(value: unknown): readonly Properties[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((each): each is Properties => objectOf(each) !== undefined);
}

/** A text that says something. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A boolean; Azure and the tools around it also send "true" and "False". */
export function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
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
export function integerOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/** The text, in its documented spelling where it is a documented value. */
export function enumOf(value: unknown, known: readonly string[]): string | undefined {
  const text = textOf(value);
  if (text === undefined || known.includes(text)) return text;
  const lower = text.toLowerCase();
  return known.find((each) => each.toLowerCase() === lower) ?? text;
}

/** A region in the spelling that Azure compares: lower case, no spaces ("West Europe" is westeurope). */
export function regionOf(value: unknown): string | undefined {
  return textOf(value)?.toLowerCase().replace(/\s+/g, '');
}

/** Whether any value in the object is set. Resource Graph's `pack` turns an absent object into one full of nulls. */
export function saysAnything(value: unknown): boolean {
  const object = objectOf(value);
  if (object !== undefined) return Object.values(object).some(saysAnything);
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== '';
}
