import { lowerId } from '../model/arm-id.js';
import { TYPES } from '../model/row.js';
import type { Origin, Subject, SubjectKind } from '../model/subject.js';
import { OpenList, Unknown } from '../model/unknown.js';
import { objectOf } from './read.js';

/** Which property of an object names the resource that its facts come from, and the type of that resource. */
interface OriginKey {
  readonly key: string;
  readonly type: string;
}

/** The lists whose items come from another resource (design, section 5, origins). */
const ITEM_ORIGINS: Readonly<Record<string, OriginKey>> = {
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
const OBJECT_ORIGINS: Readonly<Record<string, OriginKey>> = {
  '/backupPolicy': { key: 'id', type: TYPES.backupPolicy },
};

/** Whether there is a row of the type with that lower-cased id, so that its spelling is known. */
export type HasRow = (type: string, id: string) => boolean;

interface Split {
  readonly unknown: Map<string, Unknown>;
  readonly origins: Origin[];
  readonly hasRow: HasRow;
}

/**
 * Splits a tree of facts into the document of what is known, the reasons for what is not, and the origins of what
 * comes from another resource than the subject.
 */
export function subjectOf(
  kind: SubjectKind,
  resourceType: string,
  tree: Readonly<Record<string, unknown>> & { readonly id: unknown },
  hasRow: HasRow,
): Subject {
  const split: Split = { unknown: new Map(), origins: [], hasRow };
  const document = objectFacts(tree, '', split);
  return {
    kind,
    id: String(tree.id),
    resourceType,
    document,
    unknown: split.unknown,
    origins: split.origins,
    protected: typeof document.protected === 'boolean' ? document.protected : undefined,
  };
}

function objectFacts(tree: object, pointer: string, split: Split): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(tree)) {
    const place = `${pointer}/${key}`;
    if (value instanceof Unknown) split.unknown.set(place, value);
    else facts[key] = factsOf(value, place, split);
  }
  return facts;
}

function factsOf(value: unknown, pointer: string, split: Split): unknown {
  if (value instanceof OpenList) {
    split.unknown.set(`${pointer}/-`, value.why);
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
  if (typeof id === 'string') {
    split.origins.push({ prefix, resourceId: id, fromRow: split.hasRow(origin.type, lowerId(id)) });
  }
}
