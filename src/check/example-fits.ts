import type { PolicyExample } from '../model/policy.js';
import { factAt, shapeOf, type FactSchema } from './fact-shape.js';
import { keysOf } from './pointer.js';

/** What an example sets or leaves out that no subject can have: a fact that is not there, or a value of another type. */
export function misfitIn({ set = {}, unset = [] }: PolicyExample, facts: FactSchema): string | undefined {
  const pointers = [...Object.keys(set), ...unset];
  const wrong = pointers.find((pointer) => factAt(facts, keysOf(pointer)) === undefined);
  if (wrong !== undefined) return `${wrong} is no fact`;
  for (const [pointer, value] of Object.entries(set)) {
    const misfit = misfitOf(value, factAt(facts, keysOf(pointer)) ?? {}, pointer);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}

function misfitOf(value: unknown, fact: FactSchema, at: string): string | undefined {
  const { types, nullable, items, properties = {} } = shapeOf(fact);
  if (types.length === 0 || (value === null && nullable)) return undefined;
  const type = typeOf(value);
  if (!types.includes(type) && !(type === 'integer' && types.includes('number')))
    return `${at} is never ${type === 'object' || type === 'array' ? `an ${type}` : JSON.stringify(value)}: it is ${[...types, ...(nullable ? ['null'] : [])].join(' or ')}`;
  if (type === 'array')
    return firstOf(Object.entries(value as unknown[]), ([index, item]) =>
      misfitOf(item, items ?? {}, `${at}/${index}`),
    );
  if (type !== 'object') return undefined;
  return firstOf(Object.entries(value as object), ([key, child]: [string, unknown]) => {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    return known === undefined ? `${at}/${key} is no fact` : misfitOf(child, known, `${at}/${key}`);
  });
}

function firstOf<T>(list: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
