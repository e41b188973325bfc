import type { Row } from '../../../src/model/row.js';

/** Notes a read of what stands at a path (`properties.list.*.id`); items of lists are `*`. */
export type Note = (path: string) => void;

const OF_EVERY_OBJECT: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The row, noting every path that is read of it. Reading all values of an object reads each of them. */
export function watched(row: Row, note: Note): Row {
  return watchedValue(row, '', note) as Row;
}

function watchedValue(value: unknown, prefix: string, note: Note): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const isList = Array.isArray(value);
  const below = (key: string) => prefix + (isList ? '*' : key);
  const isNoted = (key: string | symbol): key is string =>
    typeof key === 'string' && (isList ? key >= '0' && key < ':' : !OF_EVERY_OBJECT.has(key));
  return new Proxy(value, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      if (!isNoted(key)) return found;
      note(below(key));
      return watchedValue(found, `${below(key)}.`, note);
    },
    has(target, key) {
      if (isNoted(key)) note(below(key));
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor(target, key) {
      if (isNoted(key)) note(below(key));
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
}
