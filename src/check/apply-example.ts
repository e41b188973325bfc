import type { PolicyExample } from '../model/policy.js';
import { SUBJECT_TYPES, type Subject, type SubjectKind } from '../model/subject.js';
import { Unknown } from '../model/unknown.js';
import { keysOf } from './pointer.js';

const NOT_KNOWN = new Unknown('undetermined', 'The example leaves it out.');

/**
 * The subject of an example: the healthy document with the example's facts set (RFC 6902 `add`, in their order) and
 * others made unknown.
 *
 * @throws RangeError for a pointer into nothing
 */
export function exampleSubject(kind: SubjectKind, healthy: object, example: PolicyExample): Subject {
  const document = structuredClone(healthy) as Record<string, unknown>;
  for (const [pointer, value] of Object.entries(example.set ?? {}))
    add(document, pointer, structuredClone(value));
  const unknown = new Map<string, Unknown>();
  for (const pointer of example.unset ?? []) {
    if (!pointer.endsWith('/-')) remove(document, pointer);
    unknown.set(pointer, NOT_KNOWN);
  }
  return {
    kind,
    id: String(document.id),
    resourceType: SUBJECT_TYPES[kind],
    document,
    unknown,
    origins: [],
    protected: typeof document.protected === 'boolean' ? document.protected : undefined,
  };
}

function add(document: object, pointer: string, value: unknown): void {
  const { parent, key } = parentOf(document, pointer);
  if (!Array.isArray(parent)) parent[key] = value;
  else if (key === '-') parent.push(value);
  else if (/^\d+$/.test(key) && Number(key) <= parent.length) parent.splice(Number(key), 0, value);
  else throw new RangeError(`${pointer} is no place in the list.`);
}

function remove(document: object, pointer: string): void {
  const { parent, key } = parentOf(document, pointer);
  if (Array.isArray(parent))
    throw new RangeError(`${pointer} is an item of a list; only facts can be unknown.`);
  if (!Object.hasOwn(parent, key)) throw new RangeError(`${pointer} is no fact of the healthy subject.`);
  Reflect.deleteProperty(parent, key);
}

function parentOf(document: object, pointer: string): { parent: Record<string, unknown>; key: string } {
  const keys = keysOf(pointer);
  const key = keys.pop() ?? '';
  let parent: unknown = document;
  for (const each of keys) {
    const isInside = typeof parent === 'object' && parent !== null && Object.hasOwn(parent, each);
    parent = isInside ? (parent as Record<string, unknown>)[each] : undefined;
  }
  if (typeof parent !== 'object' || parent === null) throw new RangeError(`${pointer} points into nothing.`);
  return { parent: parent as Record<string, unknown>, key };
}
