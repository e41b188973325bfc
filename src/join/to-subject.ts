import { lowerId } from '../model/arm-id.js';
import { TYPES, type Row } from '../model/row.js';
import { SUBJECT_TYPES, type Origin, type Subject, type SubjectKind } from '../model/subject.js';
import { OpenList, Unknown } from '../model/unknown.js';
import { once } from './once.js';
import { objectOf } from './read.js';
import type { Shown } from './shown.js';
import { NOT_WANTED } from './wanted.js';

/** Which property of an object names the resource that its facts come from, and the type of that resource. */
interface OriginKey {
  readonly key: string;
  readonly type: string;
}

/** The lists whose items come from another resource (docs/writing-policies.md). */
export const ITEM_ORIGINS: Readonly<Record<string, OriginKey>> = {
  '/disks': { key: 'id', type: TYPES.disk },
  '/nics': { key: 'id', type: TYPES.nic },
  '/locks': { key: 'id', type: TYPES.lock },
  '/restorePointCollections': { key: 'id', type: TYPES.restorePointCollection },
  '/extensions': { key: 'id', type: TYPES.extension },
  '/keyVaults': { key: 'id', type: TYPES.keyVault },
  '/securityRules': { key: 'securityGroupId', type: TYPES.securityGroup },
  '/restorePointGroups': { key: 'id', type: TYPES.resourceGroup },
  '/groupDenials': { key: 'assignmentId', type: TYPES.policyAssignment },
};

/** The objects that come from another resource. */
export const OBJECT_ORIGINS: Readonly<Record<string, OriginKey>> = {
  '/backupPolicy': { key: 'id', type: TYPES.backupPolicy },
};

/** Finds the row of that lower-cased type and lower-cased id. */
export type FindRow = (type: string, id: string) => Row | undefined;

/** A document in the making, with the id as its row spells it. */
export type Tree = Readonly<Record<string, unknown>> & { readonly id: unknown };

interface Split {
  readonly unknown: Map<string, Unknown>;
  readonly shown: Shown | undefined;
}

/**
 * Splits a tree of facts into the document of what is known, the reasons for what is not, and the origins of what
 * comes from another resource than the subject.
 *
 * @param shown how ids of infrastructure files are shown; undefined for rows of Azure, whose ids are as they are
 */
export function subjectOf(kind: SubjectKind, tree: Tree, findRow: FindRow, shown?: Shown): Subject {
  const split: Split = { unknown: new Map(), shown };
  const id = String(tree.id);
  const document = objectFacts(tree, '', split);
  // Only a subject with a fault is asked for them.
  const origins = once(() => [...originsIn(tree, findRow, shown)]);
  return {
    kind,
    id: shown?.idOf(SUBJECT_TYPES[kind], id) ?? id,
    resourceType: SUBJECT_TYPES[kind],
    document,
    unknown: split.unknown,
    get origins() {
      return origins();
    },
    protected: typeof document.protected === 'boolean' ? document.protected : undefined,
  };
}

/**
 * The facts of an object: itself where all is known, else a copy. The copy is overwritten, which keeps its shape quick to
 * read; one built key by key would not be. What is not known stays as `undefined`, which is the same as missing.
 */
function objectFacts(tree: object, pointer: string, split: Split): Record<string, unknown> {
  const all = tree as Record<string, unknown>;
  let facts: Record<string, unknown> | undefined;
  for (const key in all) {
    const value = all[key];
    if (split.shown === undefined && (typeof value !== 'object' || value === null)) continue;
    const told = toldOf(value, tree, pointer, key, split);
    if (told === value) continue;
    facts ??= { ...all };
    facts[key] = told;
  }
  return facts ?? all;
}

/** What the document says of one fact. */
function toldOf(value: unknown, tree: object, parent: string, key: string, split: Split): unknown {
  const told = split.shown === undefined ? value : split.shown.factOf(value, tree, key);
  if (told instanceof Unknown) {
    if (told !== NOT_WANTED) split.unknown.set(`${parent}/${key}`, told);
    return undefined;
  }
  return typeof told === 'object' && told !== null ? factsOf(told, `${parent}/${key}`, split) : told;
}

function factsOf(value: unknown, pointer: string, split: Split): unknown {
  if (value instanceof OpenList) {
    split.unknown.set(`${pointer}/-`, split.shown?.whyOf(value.why) ?? value.why);
    return factsOf(value.items, pointer, split);
  }
  if (Array.isArray(value)) return listFacts(value, pointer, split);
  const object = objectOf(value);
  return object === undefined ? value : objectFacts(object, pointer, split);
}

/** The items of a list: itself where all is known of each, else a copy. */
function listFacts(list: readonly unknown[], pointer: string, split: Split): readonly unknown[] {
  let facts: unknown[] | undefined;
  for (const [index, item] of list.entries()) {
    if (typeof item !== 'object' || item === null) continue;
    const told = itemFacts(item, pointer, index, split);
    if (told === item) continue;
    facts ??= [...list];
    facts[index] = told;
  }
  return facts ?? list;
}

function itemFacts(item: object, list: string, index: number, split: Split): unknown {
  const pointer = `${list}/${index}`;
  if (item instanceof Unknown) {
    split.unknown.set(pointer, item);
    return undefined;
  }
  return Array.isArray(item) ? item : objectFacts(item, pointer, split);
}

/** The origins of what comes from another resource. */
function* originsIn(tree: Tree, findRow: FindRow, shown: Shown | undefined): Generator<Origin> {
  const originOf = (facts: unknown, { key, type }: OriginKey, prefix: string): Origin[] => {
    const id = objectOf(facts)?.[key];
    if (typeof id !== 'string') return [];
    const fromRow = findRow(type, lowerId(id)) !== undefined;
    return [{ prefix, resourceId: shown?.idOf(type, id) ?? id, resourceType: type, fromRow }];
  };
  for (const [prefix, origin] of Object.entries(OBJECT_ORIGINS))
    yield* originOf(tree[prefix.slice(1)], origin, prefix);
  for (const [list, origin] of Object.entries(ITEM_ORIGINS)) {
    const items = itemsIn(tree[list.slice(1)]);
    for (const [index, item] of items.entries()) yield* originOf(item, origin, `${list}/${index}`);
  }
}

function itemsIn(list: unknown): readonly unknown[] {
  const items = list instanceof OpenList ? list.items : list;
  return Array.isArray(items) ? items : [];
}
