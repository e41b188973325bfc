import { groupNameOf, groupScopeOf, lowerId, nameOf, subscriptionScopeOf } from '../../model/arm-id.js';
import type { VmDocument } from '../../model/facts/vm.js';
import type { Slice } from '../../model/inventory.js';
import { TYPES, type Row } from '../../model/row.js';
import {
  itemsOf,
  listOf,
  mostTelling,
  Unknown,
  whyOpen,
  type Fact,
  type ListFact,
} from '../../model/unknown.js';
import type { BackupPolicy } from './backup-policy.js';
import type { FactTree } from '../fact-tree.js';
import { at, knownObjectsOf, knownTextOf, objectOf } from '../read.js';
import type { SliceContext } from '../slice-context.js';

/** The facts of a restore point collection, as a VM sees it. */
export type Collection = FactTree<NonNullable<VmDocument['restorePointCollections']>[number]>;
type RestorePoint = FactTree<NonNullable<VmDocument['restorePoints']>[number]>;

/** Restore points that a Standard policy can have on one VM. */
const STANDARD_LIMIT = 18;

/** The restore point collections of a slice by the lower-cased id of their VM. */
export interface Collections {
  readonly bySource: ReadonlyMap<string, readonly Row[]>;
  /** A collection that does not say whose it is: it may be any VM's. */
  readonly unplaced: Row | undefined;
}

/** Collections are found by their source, never by their name (azure-docs issue 88312). */
export function collectionsOfSlice(slice: Slice): Collections {
  const bySource = new Map<string, Row[]>();
  let unplaced: Row | undefined;
  for (const row of slice.resources.ofType(TYPES.restorePointCollection).values()) {
    const source = knownTextOf(at(row.properties, 'source', 'id'));
    if (source === undefined) {
      unplaced = row;
      continue;
    }
    const key = lowerId(source);
    const found = bySource.get(key);
    if (found === undefined) bySource.set(key, [row]);
    else found.push(row);
  }
  return { bySource, unplaced };
}

/** The rows of the VM's collections, by id. */
export function collectionRowsOf(
  context: SliceContext,
  collections: Collections,
  vmId: string,
): ListFact<Row> {
  const rows = [...(collections.bySource.get(vmId) ?? [])].sort((left, right) =>
    lowerId(left.id) < lowerId(right.id) ? -1 : 1,
  );
  const unplaced =
    collections.unplaced &&
    new Unknown(
      'undetermined',
      `Azure does not say which VM the collection ${collections.unplaced.id} belongs to.`,
    );
  const place = subscriptionScopeOf(vmId) ?? vmId;
  return listOf(rows, context.knowledge.whyAbsenceUnknown(TYPES.restorePointCollection, place) ?? unplaced);
}

/**
 * The collections that Azure Backup keeps for the VM. Where none has the name that it gives, any may be: pages differ in
 * how they spell that name.
 */
export function keptByAzureBackup(rows: ListFact<Row>): { collections: ListFact<string>; named: boolean } {
  const named = itemsOf(rows).filter((row) => isAzureBackupName(collectionNameOf(row)));
  const kept = named.length > 0 ? named : itemsOf(rows);
  const ids = kept.map((row) => lowerId(row.id));
  return { collections: listOf(ids, whyOpen(rows)), named: named.length > 0 };
}

function collectionNameOf(row: Row): string {
  return knownTextOf(row.name) ?? nameOf(row.id);
}

/** The facts of the VM's collections. */
export function collectionsOf(rows: ListFact<Row>): ListFact<Collection> {
  return listOf(itemsOf(rows).map(collectionOf), whyOpen(rows));
}

function collectionOf(row: Row): Collection {
  const name = collectionNameOf(row);
  const group = groupScopeOf(lowerId(row.id));
  return {
    id: row.id,
    name,
    groupId: group === undefined ? (groupNameOf(row.id) ?? '') : row.id.slice(0, group.length),
    madeByAzureBackup: isAzureBackupName(name),
  };
}

/**
 * The restore points over all collections of the VM. They are only in the answer to a call per collection, so a
 * collection without `restorePoints` was not read: the list is open and what is there is a lower bound.
 */
export function restorePointsOf(context: SliceContext, collections: ListFact<Row>): ListFact<RestorePoint> {
  let why = whyOpen(collections);
  const points: RestorePoint[] = [];
  for (const row of itemsOf(collections)) {
    const listed = knownObjectsOf(at(row.properties, 'restorePoints'));
    if (listed === undefined) why = mostTelling(why, whyUnread(context, row));
    else
      points.push(
        ...listed.map((point) => ({ name: knownTextOf(point.name) ?? nameOf(knownTextOf(point.id) ?? '') })),
      );
  }
  return listOf(points, why);
}

function whyUnread(context: SliceContext, row: Row): Unknown {
  const { knowledge } = context;
  const place = lowerId(row.id);
  const gap =
    knowledge.gapAt(TYPES.restorePoint, place) ?? knowledge.gapAt(TYPES.restorePointCollection, place);
  if (gap !== undefined) return gap;
  if (objectOf(row.properties) === undefined || !knowledge.declared) {
    return new Unknown('not-in-source', 'The file does not list the restore points of the collection.');
  }
  return new Unknown('not-requested', 'The restore points of the collections were not asked for.', '--deep');
}

/**
 * Whether a Standard policy leaks restore points: three or more beyond its snapshot retention. At 18 and above the
 * limit itself is told instead.
 */
export function leakingOf(points: ListFact<unknown>, policy: BackupPolicy | Unknown | null): Fact<boolean> {
  if (policy === null) return false;
  if (policy instanceof Unknown) return policy;
  if (policy.policyType instanceof Unknown) return policy.policyType;
  if (policy.policyType !== 'V1') return false;
  const days = policy.instantRestoreDays;
  const count = itemsOf(points).length;
  if (count >= STANDARD_LIMIT) return false;
  if (days instanceof Unknown) return days;
  if (days === null)
    return new Unknown('undetermined', 'Azure does not say how long the policy keeps snapshots.');
  if (count >= days + 3) return true;
  return whyOpen(points) ?? false;
}

/** Whether Azure Backup gives such names to its collections; Microsoft's pages spell the prefix in two ways. */
export function isAzureBackupName(name: string): boolean {
  return /^azurebackup(rg)?_/i.test(name);
}
