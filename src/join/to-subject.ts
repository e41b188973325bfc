import { lowerId } from '../model/arm-id.js';
import { TYPES, type Row } from '../model/row.js';
import { SUBJECT_TYPES, type Origin, type Subject, type SubjectKind } from '../model/subject.js';
import { OpenList, Unknown } from '../model/unknown.js';
import { objectOf } from './read.js';
import type { Shown } from './shown.js';
import { NOT_WANTED } from './wanted.js';

/** Which property of an object names the resource that its facts come from, and the type of that resource. */
interface OriginKey {
  readonly key: string;
  readonly type: string;
}

/** The lists whose items come from another resource (design, section 5, origins). */
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
  readonly origins: Origin[];
  readonly findRow: FindRow;
  readonly shown: Shown | undefined;
}

/**
 * Splits a tree of facts into the document of what is known, the reasons for what is not, and the origins of what
 * comes from another resource than the subject.
 *
 * @param shown how ids of infrastructure files are shown; undefined for rows of Azure, whose ids are as they are
 */
export function subjectOf(kind: SubjectKind, tree: Tree, findRow: FindRow, shown?: Shown): Subject {
  const split: Split = { unknown: new Map(), origins: [], findRow, shown };
  const id = String(tree.id);
  const document = objectFacts(tree, '', split);
  return {
    kind,
    id: shown?.idOf(SUBJECT_TYPES[kind], id) ?? id,
    resourceType: SUBJECT_TYPES[kind],
    document,
    unknown: split.unknown,
    origins: split.origins,
    protected: typeof document.protected === 'boolean' ? document.protected : undefined,
  };
}

/**
 * The facts of an object. A copy is overwritten, which keeps its shape quick to read; one built key by key would not
 * be. What is not known stays as `undefined`, which is the same as missing.
 */
function objectFacts(tree: object, pointer: string, split: Split): Record<string, unknown> {
  const facts: Record<string, unknown> = { ...tree };
  for (const key in facts) {
    const value = facts[key];
    const told = split.shown === undefined ? value : split.shown.factOf(value, tree, key);
    if (told instanceof Unknown) {
      if (told !== NOT_WANTED) split.unknown.set(`${pointer}/${key}`, told);
      facts[key] = undefined;
    } else if (typeof told === 'object' && told !== null)
      facts[key] = factsOf(told, `${pointer}/${key}`, split);
    else if (told !== value) facts[key] = told;
  }
  return facts;
}

function factsOf(value: unknown, pointer: string, split: Split): unknown {
  if (value instanceof OpenList) {
    split.unknown.set(`${pointer}/-`, split.shown?.whyOf(value.why) ?? value.why);
    return factsOf(value.items, pointer, split);
  }
  if (Array.isArray(value))
    return value.map((item: unknown, index) => itemFacts(item, pointer, index, split));
  const object = objectOf(value);
  if (object === undefined) return value;
  addOrigin(object, OBJECT_ORIGINS[pointer], pointer, split);
  return objectFacts(object, pointer, split);
}

function itemFacts(item: unknown, list: string, index: number, split: Split): unknown {
  const pointer = `${list}/${index}`;
  const object = objectOf(item);
  if (object === undefined) return item;
  addOrigin(object, ITEM_ORIGINS[list], pointer, split);
  return objectFacts(object, pointer, split);
}

function addOrigin(object: object, origin: OriginKey | undefined, prefix: string, split: Split): void {
  if (origin === undefined) return;
  const id = (object as Record<string, unknown>)[origin.key];
  if (typeof id !== 'string') return;
  split.origins.push({
    prefix,
    resourceId: split.shown?.idOf(origin.type, id) ?? id,
    resourceType: origin.type,
    fromRow: split.findRow(origin.type, lowerId(id)) !== undefined,
  });
}
