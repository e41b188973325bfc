import { groupScopeOf, nameOf, subscriptionScopeOf } from '../../model/arm-id.js';
import type { SubscriptionDocument } from '../../model/facts/subscription.js';
import { TYPES } from '../../model/row.js';
import { itemsOf, listOf, mostTelling, Unknown, whyOpen, type ListFact } from '../../model/unknown.js';
import type { FactTree } from '../fact-tree.js';
import { byId, keyOf } from '../order.js';
import { knownTextOf } from '../read.js';
import { isAzureBackupName } from './restore-points.js';
import type { SliceContext } from '../slice-context.js';
import type { Vm } from '../vm/vm.js';

type Group = FactTree<NonNullable<SubscriptionDocument['restorePointGroups']>[number]>;
type NewGroup = FactTree<NonNullable<SubscriptionDocument['newBackupGroups']>[number]>;

/** What is asked of a VM here. */
export type VmOfSubscription = Pick<
  Vm,
  'protected' | 'restorePointCollections' | 'backupPolicy' | 'location'
>;

/** From so many collections on, Azure Backup begins a further group. */
const FULL = 600;

/** The resource groups that hold collections of Azure Backup, by id, with their number. */
export function restorePointGroupsOf(context: SliceContext): ListFact<Group> {
  const { slice, knowledge } = context;
  const counts = new Map<string, { id: string; name: string; collections: number }>();
  for (const [id, row] of slice.resources.ofType(TYPES.restorePointCollection)) {
    const group = groupScopeOf(id);
    if (group === undefined || !isAzureBackupName(knownTextOf(row.name) ?? nameOf(row.id))) continue;
    const spelled = row.id.slice(0, group.length);
    const found = counts.get(group) ?? { id: spelled, name: nameOf(spelled), collections: 0 };
    found.collections++;
    counts.set(group, found);
  }
  return listOf(
    [...counts.values()].sort(byId),
    knowledge.whyAbsenceUnknown(TYPES.restorePointCollection, `/subscriptions/${slice.subscriptionId}`),
  );
}

/** Groups of one name that Azure Backup numbers: `<prefix><n><suffix>`. */
interface Series {
  readonly prefix: string;
  readonly suffix: string;
  readonly location: string;
}

/**
 * The groups that Azure Backup is going to create: of protected VMs without a collection whose group does not exist
 * yet, and where all groups of a series are full. Its names are those of the backup policy, else
 * AzureBackupRG_<region>_<n> (https://learn.microsoft.com/azure/backup/backup-during-vm-creation).
 */
export function newBackupGroupsOf(
  context: SliceContext,
  vms: readonly VmOfSubscription[],
  groups: ListFact<Group>,
): ListFact<NewGroup> {
  const scope = subscriptionScopeOf(`/subscriptions/${context.slice.subscriptionId}`) ?? '/';
  const series = new Map<string, Series>();
  let why = whyOpen(groups);
  for (const vm of vms) {
    const awaited = awaitedBy(vm);
    if (awaited instanceof Unknown) why = mostTelling(why, awaited);
    else if (awaited !== null) series.set(Object.values(awaited).join('\0').toLowerCase(), awaited);
  }
  if (series.size > 0) {
    why = mostTelling(why, context.knowledge.whyAbsenceUnknown(TYPES.resourceGroup, scope));
  }
  const names = [...context.slice.resources.ofType(TYPES.resourceGroup).keys()].map(nameOf);
  const full = new Map(itemsOf(groups).map((group) => [keyOf({ id: group.name }), group.collections]));
  const next = [...series.values()].flatMap((each) => nextOf(each, names, full));
  return listOf(next, why);
}

/** The series in which a VM awaits its first collection of Azure Backup; `null` where it awaits none. */
function awaitedBy(vm: VmOfSubscription): Series | Unknown | null {
  const { protected: isProtected, restorePointCollections: collections, backupPolicy, location } = vm;
  const hasOwn = itemsOf(collections).some(({ madeByAzureBackup }) => madeByAzureBackup === true);
  if (isProtected === false || hasOwn) return null;
  if (isProtected instanceof Unknown) return isProtected;
  const open = whyOpen(collections);
  if (open !== undefined) return open;
  if (backupPolicy === null) return null;
  if (backupPolicy instanceof Unknown) return backupPolicy;
  const { resourceGroupPrefix: prefix, resourceGroupSuffix: suffix } = backupPolicy;
  if (location instanceof Unknown) return location;
  if (prefix instanceof Unknown) return prefix;
  if (suffix instanceof Unknown) return suffix;
  return prefix === null
    ? { prefix: `AzureBackupRG_${location}_`, suffix: '', location }
    : { prefix, suffix: suffix ?? '', location };
}

/** The group that comes next in a series, or none where one with room exists. */
function nextOf(
  { prefix, suffix, location }: Series,
  names: readonly string[],
  full: ReadonlyMap<string, unknown>,
): NewGroup[] {
  const [start, end] = [prefix.toLowerCase(), suffix.toLowerCase()];
  const existing = names.filter((name) => {
    if (!name.startsWith(start) || !name.endsWith(end)) return false;
    return /^\d+$/.test(name.slice(start.length, name.length - end.length));
  });
  const hasRoom = existing.some((name) => Number(full.get(name) ?? 0) < FULL);
  if (hasRoom) return [];
  const numbers = existing.map((name) => Number(name.slice(start.length, name.length - end.length)));
  return [{ name: `${prefix}${Math.max(0, ...numbers) + 1}${suffix}`, location }];
}
