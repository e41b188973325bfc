/** The keys of a JSON pointer (RFC 6901). */
export function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The values along a pointer, from the root to the place itself; undefined where there is nothing. */
export function valuesAlong(document: unknown, pointer: string): unknown[] {
  const values = [document];
  for (const key of keysOf(pointer)) {
    const parent = values.at(-1);
    const isContainer = typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key);
    values.push(isContainer ? (parent as Record<string, unknown>)[key] : undefined);
  }
  return values;
}

/** The value at a pointer, or undefined. */
export function valueAt(document: unknown, pointer: string): unknown {
  return valuesAlong(document, pointer).at(-1);
}

/** The order of pointers: key by key, indexes as numbers. */
export function comparePointers(left: string, right: string): number {
  const [first, second] = [keysOf(left), keysOf(right)];
  for (let index = 0; index < Math.min(first.length, second.length); index++) {
    const [a = '', b = ''] = [first[index], second[index]];
    if (a === b) continue;
    return /^\d+$/.test(a) && /^\d+$/.test(b) ? Number(a) - Number(b) : a < b ? -1 : 1;
  }
  return first.length - second.length;
}

/** The longest of the keys that is a prefix of the pointer (or the pointer itself), with what it stands for. */
export function longestPrefix<T>(pointer: string, byPrefix: ReadonlyMap<string, T>): T | undefined {
  for (let end = pointer.length; end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
    const found = byPrefix.get(pointer.slice(0, end));
    if (found !== undefined) return found;
    if (end === 0) break;
  }
  return undefined;
}
