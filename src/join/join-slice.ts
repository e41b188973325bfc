import { lowerId, subscriptionOf } from '../model/arm-id.js';
import type { Slice, Source } from '../model/inventory.js';
import type { ResourceSet } from '../model/resource-set.js';
import { TYPES, type Row } from '../model/row.js';
import { SUBJECT_TYPES, type Subject, type SubjectKind } from '../model/subject.js';
import type { AssignedRule } from './azure-policy/assigned-rules.js';
import type { VmOfSubscription } from './backup/backup-groups.js';
import { backupServicesOf } from './access/backup-service.js';
import { Knowledge, type Declaration } from './knowledge.js';
import { placeOfIn } from './locate.js';
import { byId } from './order.js';
import { protectedItemSubjectOf } from './backup/protected-item.js';
import { sourceIdOf } from './backup/azure-vm-item.js';
import { collectionSubjectOf } from './backup/restore-point-collection.js';
import type { Assignment } from './access/role-grants.js';
import type { SliceContext } from './slice-context.js';
import { indexOf, type SliceIndex } from './slice-index.js';
import { subscriptionOfSlice } from './subscription.js';
import { Shown } from './shown.js';
import { subjectOf, type FindRow, type Tree } from './to-subject.js';
import type { Totals } from './backup/totals.js';
import { vmOf, type Vm } from './vm/vm.js';
import type { Ask } from './wanted.js';

/** What all slices of a scan share. */
export interface WholeScan {
  readonly source: Source;
  readonly shared: ResourceSet;
  readonly declaration: Declaration;
  /** Whether there are rows of infrastructure files. */
  readonly planned: boolean;
  /** The inventory's `takenAt`, in milliseconds since 1970. */
  readonly now: number;
  readonly wants: (kind: SubjectKind) => boolean;
  /** Makes the facts of VMs that somebody reads. */
  readonly ask: Ask;
  /** The role assignments above all subscriptions. */
  readonly assignments: readonly Assignment[];
  /** The assigned policies above all subscriptions. */
  readonly policyRules: readonly AssignedRule[];
  /** What is gathered for the subjects of the end; undefined where none is wanted. */
  readonly totals: Totals | undefined;
  readonly backupServiceObjectId: string | undefined;
}

/** The subjects of one slice. */
export function* joinSlice(scan: WholeScan, slice: Slice): Generator<Subject> {
  const { source, shared } = scan;
  const here = showsItsSubscription(slice) ? slice.subscriptionId : undefined;
  const knowledge = new Knowledge(scan.declaration, here, slice.partial);
  const context: SliceContext = { slice, shared, knowledge, now: scan.now };
  const service = backupServicesOf(scan.backupServiceObjectId, source, shared, knowledge);
  const index = indexOf(context, scan.assignments, service);
  scan.totals?.add(context, index);
  const findRow: FindRow = (type, id) => slice.resources.get(type, id) ?? shared.get(type, id);
  const [ofAzure, ofFiles] = [new Shown(findRow, false), new Shown(findRow, true)];
  for (const [kind, tree] of treesOf(scan, context, index)) {
    if (!scan.planned) yield subjectOf(kind, tree, findRow);
    else {
      const shown = isNew(slice, kind, lowerId(String(tree.id))) ? ofFiles : ofAzure;
      const placeOf = placeOfIn(kind, tree, findRow);
      yield { ...subjectOf(kind, tree, findRow, shown), placeOf };
    }
  }
}

/** Whether a subject stands in infrastructure files alone. */
function isNew({ resources, before }: Slice, kind: SubjectKind, id: string): boolean {
  const type = SUBJECT_TYPES[kind];
  return resources.get(type, id)?.sighting !== undefined && before?.get(type, id) === undefined;
}

function* treesOf(
  { source, wants, ask, policyRules }: WholeScan,
  context: SliceContext,
  index: SliceIndex,
): Generator<[SubjectKind, Tree]> {
  const { slice } = context;
  const vms: VmOfSubscription[] = [];
  const isJudged = (row: Row) => slice.partial !== true || row.sighting?.label !== undefined;
  for (const row of wants('vm') || wants('subscription') ? rowsById(slice, TYPES.vm) : []) {
    if (!isJudged(row)) continue;
    const vm = vmOf(context, index, row, ask);
    if (wants('subscription') && !isOfService(vm)) vms.push(pick(vm));
    if (wants('vm')) yield ['vm', vm];
  }
  for (const row of wants('restorePointCollection') ? rowsById(slice, TYPES.restorePointCollection) : [])
    if (isJudged(row)) yield ['restorePointCollection', collectionSubjectOf(context, row)];
  for (const item of wants('protectedItem') ? ownItems(slice, index) : [])
    if (isJudged(item.row)) yield ['protectedItem', protectedItemSubjectOf(context, item)];
  // Files alone do not show what else is in a subscription.
  if (vms.length > 0 && slice.partial !== true && source.kind !== 'files')
    yield ['subscription', subscriptionOfSlice(context, vms, policyRules)];
}

/** Whether a VM is that of a service and not protected: it is judged and counted nowhere (docs/report.md). */
function isOfService({ managedBy, protected: isProtected }: Vm): boolean {
  return typeof managedBy === 'string' && isProtected === false;
}

/** The facts of its VMs that a subscription is judged by. */
export const FACTS_OF_SUBSCRIPTION = [
  'managedBy',
  'protected',
  'restorePointCollections',
  'backupPolicy',
  'location',
] as const satisfies readonly (keyof Vm)[];

/** What a subscription needs of its VMs; the rest of a VM is let go. */
function pick(vm: Vm): VmOfSubscription {
  const { protected: isProtected, restorePointCollections, backupPolicy, location } = vm;
  return { protected: isProtected, restorePointCollections, backupPolicy, location };
}

/**
 * Whether the slice has a row that shows that its subscription can be seen. Protected items and jobs do not: they are
 * rows of the vault's subscription. Rows of infrastructure files do not either: nobody looked there.
 */
function showsItsSubscription({ resources, before }: Slice): boolean {
  const foreign: readonly string[] = [TYPES.protectedItem, TYPES.protectedItemDetails, TYPES.backupJob];
  return (before ?? resources).types().some((type) => !foreign.includes(type));
}

function rowsById(slice: Slice, type: string): Row[] {
  return [...slice.resources.ofType(type).values()].sort(byId);
}

/** The items of Azure VM backup whose source is in the slice's own subscription, so that each is judged once. */
function ownItems(slice: Slice, { items }: SliceIndex) {
  const all = [...items.values()].flat();
  const own = all.filter(
    (item) => subscriptionOf(lowerId(sourceIdOf(item.row) ?? '')) === slice.subscriptionId,
  );
  return own.sort((left, right) => byId(left.row, right.row));
}
