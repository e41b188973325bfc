import { groupNameOf, groupScopeOf, isAtOrAbove, nameOf, subscriptionScopeOf } from '../../model/arm-id.js';
import { LOCK_LEVELS } from '../../model/enumerations.js';
import type { VmDocument } from '../../model/facts/vm.js';
import type { Slice } from '../../model/inventory.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import {
  itemsOf,
  listOf,
  Unknown,
  whyAnyUnknown,
  whyOpen,
  type Fact,
  type ListFact,
} from '../../model/unknown.js';
import type { BackupPolicy } from '../backup/backup-policy.js';
import type { FactTree } from '../fact-tree.js';
import type { Knowledge } from '../knowledge.js';
import { byId } from '../order.js';
import { bodyOf, enumOf, textOf } from '../read.js';
import { notTold, type SliceContext } from '../slice-context.js';

type LockFacts = FactTree<NonNullable<VmDocument['locks']>[number]>;

/** A lock and what it locks; the scope in lower case. */
interface Lock {
  readonly row: Row;
  readonly scope: string;
  readonly level: Fact<string>;
}

/** The locks of a slice. */
export interface Locks {
  readonly byScope: ReadonlyMap<string, readonly Lock[]>;
  /** Locks on resource groups and on restore point collections: where a collection may be. */
  readonly whereCollectionsMayBe: readonly Lock[];
  /** A lock whose id names no scope (it is in the shared part): it may lock anything. */
  readonly unplaced: Row | undefined;
}

const SUFFIX = '/providers/microsoft.authorization/locks/';

/** Sorts the locks of a slice by what they lock: the id up to its last `/providers/Microsoft.Authorization/locks/`. */
export function locksOfSlice({ resources }: Slice, shared: ResourceSet): Locks {
  const byScope = new Map<string, Lock[]>();
  const whereCollectionsMayBe: Lock[] = [];
  const [unplaced] = shared.ofType(TYPES.lock).values();
  for (const [id, row] of resources.ofType(TYPES.lock)) {
    const scope = id.slice(0, Math.max(0, id.lastIndexOf(SUFFIX)));
    const level = enumOf(bodyOf(row).level, LOCK_LEVELS) ?? notTold('the level of the lock');
    const lock = { row, scope, level };
    byScope.set(scope, [...(byScope.get(scope) ?? []), lock]);
    if (scope === groupScopeOf(scope) || scope.includes('/restorepointcollections/'))
      whereCollectionsMayBe.push(lock);
  }
  return { byScope, whereCollectionsMayBe, unplaced };
}

export interface LockInput {
  readonly vmId: string;
  /** The region of the VM, as it stands in the default name of the restore point group. */
  readonly location: Fact<string>;
  /** The lower-cased ids of the VM's restore point collections that are, or may be, Azure Backup's. */
  readonly collections: ListFact<string>;
  /** Whether there is one that certainly is Azure Backup's: then no first one is awaited. */
  readonly named: boolean;
  readonly policy: BackupPolicy | Unknown | null;
}

/** The locks that matter to the VM's backups, by id. */
export function locksOf(context: SliceContext, locks: Locks, input: LockInput): ListFact<LockFacts> {
  const scopes = new Set(scopesAbove(input.vmId));
  for (const collection of itemsOf(input.collections))
    scopesAbove(collection).forEach((scope) => scopes.add(scope));
  const effective = [...scopes].flatMap((scope) => locks.byScope.get(scope) ?? []);
  const elsewhere = locks.whereCollectionsMayBe.filter((lock) => !scopes.has(lock.scope));
  const awaited = elsewhere.filter((lock) => awaits(lock, input) !== false);
  const items = [...effective, ...awaited].map((lock) => lockFactsOf(lock, input)).sort(byId);
  return listOf(items, whyMore(context, locks, input, elsewhere.length > awaited.length));
}

/** The scopes at and above an id, from the subscription down. */
function scopesAbove(id: string): string[] {
  return [subscriptionScopeOf(id), groupScopeOf(id), id].filter((scope) => scope !== undefined);
}

/** Why there may be more locks that matter than were found. */
function whyMore(
  context: SliceContext,
  locks: Locks,
  input: LockInput,
  others: boolean,
): Unknown | undefined {
  const places = [input.vmId, ...itemsOf(input.collections)];
  if (!input.named) places.push(subscriptionScopeOf(input.vmId) ?? '/');
  const why = whyAnyUnknown(places.map((place) => context.knowledge.whyAbsenceUnknown(TYPES.lock, place)));
  if (why !== undefined) return why;
  if (locks.unplaced !== undefined) return whyUnplaced(locks.unplaced);
  return others ? whyCollectionsUnplaced(input) : undefined;
}

/** Why it is not known where the VM's restore point collections are or will be, if it is not. */
function whyCollectionsUnplaced(input: LockInput): Unknown | undefined {
  const open = whyOpen(input.collections);
  if (open !== undefined || input.named) return open;
  return input.policy instanceof Unknown ? input.policy : undefined;
}

function lockFactsOf(lock: Lock, input: LockInput): LockFacts {
  const holdsCollection = holds(lock, input);
  const coversVm = isAtOrAbove(lock.scope, input.vmId);
  const blocksCleanUp = blocksCleanUpOf(lock, input, holdsCollection);
  return {
    id: lock.row.id,
    name: textOf(lock.row.name) ?? nameOf(lock.row.id),
    level: lock.level,
    scope: lock.row.id.slice(0, lock.scope.length),
    scopeKind: scopeKindOf(lock.scope),
    coversVm,
    holdsCollection,
    blocksCleanUp,
    blocksVmWrites: blocksVmWritesOf(lock, coversVm, blocksCleanUp),
  };
}

function scopeKindOf(scope: string): 'subscription' | 'resourceGroup' | 'resource' {
  if (scope === subscriptionScopeOf(scope)) return 'subscription';
  return scope === groupScopeOf(scope) ? 'resourceGroup' : 'resource';
}

const scopesOfCollections = new WeakMap<object, ReadonlySet<string>>();

/** The ids of all collections in a list, and every scope above them. A VM can have thousands, and as many locks. */
function scopesOf(collections: ListFact<string>): ReadonlySet<string> {
  let scopes = scopesOfCollections.get(collections);
  if (scopes === undefined) {
    scopes = new Set(itemsOf(collections).flatMap((id) => [id, ...placesAbove(id)]));
    scopesOfCollections.set(collections, scopes);
  }
  return scopes;
}

function* placesAbove(id: string): Generator<string> {
  for (let end = id.lastIndexOf('/'); end > 0; end = id.lastIndexOf('/', end - 1)) yield id.slice(0, end);
}

/** Whether a collection of the VM is the lock's scope or lies in it. */
function holds(lock: Lock, input: LockInput): Fact<boolean> {
  if (scopesOf(input.collections).has(lock.scope)) return true;
  const couldHold =
    scopeKindOf(lock.scope) !== 'resource' || lock.scope.includes('/restorepointcollections/');
  return couldHold ? (whyOpen(input.collections) ?? false) : false;
}

/**
 * Whether the lock keeps old restore points from being removed: it holds a collection of the VM, or it is on the
 * subscription, or on the group that the VM's first collection will be in. A lock level that no page lists is not
 * judged.
 */
function blocksCleanUpOf(lock: Lock, input: LockInput, holdsCollection: Fact<boolean>): Fact<boolean> {
  if (lock.level instanceof Unknown) return lock.level;
  if (lock.level !== 'CanNotDelete' && lock.level !== 'ReadOnly') {
    return holdsCollection === false && awaits(lock, input) === false
      ? false
      : notTold(`what a lock of level ${lock.level} does`);
  }
  if (holdsCollection === true || scopeKindOf(lock.scope) === 'subscription') return true;
  return holdsCollection instanceof Unknown ? holdsCollection : awaits(lock, input);
}

/** A read-only VM is told once: by the policy about restore points where that one speaks. */
function blocksVmWritesOf(lock: Lock, coversVm: boolean, blocksCleanUp: Fact<boolean>): Fact<boolean> {
  if (!coversVm || lock.level === 'CanNotDelete') return false;
  if (lock.level instanceof Unknown) return lock.level;
  if (lock.level !== 'ReadOnly') return notTold(`what a lock of level ${lock.level} does`);
  return blocksCleanUp instanceof Unknown ? blocksCleanUp : !blocksCleanUp;
}

/**
 * Whether the lock is on the group that the VM's first restore point collection will be in: the name that its backup
 * policy gives, else the default AzureBackupRG_<region>_<n>
 * (https://learn.microsoft.com/azure/backup/backup-during-vm-creation).
 */
function awaits(lock: Lock, input: LockInput): Fact<boolean> {
  const group = scopeKindOf(lock.scope) === 'resourceGroup' ? groupNameOf(lock.scope) : undefined;
  if (group === undefined || input.named) return false;
  const fits = fitsName(group, input);
  if (fits === false) return false;
  return whyOpen(input.collections) ?? fits;
}

function fitsName(group: string, { policy, location }: LockInput): Fact<boolean> {
  if (policy === null) return false;
  if (policy instanceof Unknown) return isDefaultName(group, location) === false ? false : policy;
  const { resourceGroupPrefix: prefix, resourceGroupSuffix: suffix } = policy;
  if (prefix instanceof Unknown) return prefix;
  if (prefix === null) return isDefaultName(group, location);
  const start = prefix.toLowerCase();
  const end = typeof suffix === 'string' ? suffix.toLowerCase() : '';
  const number = group.slice(start.length, group.length - end.length);
  return group.startsWith(start) && group.endsWith(end) && /^\d+$/.test(number);
}

function isDefaultName(group: string, location: Fact<string>): Fact<boolean> {
  const region = /^azurebackuprg_([a-z0-9]+)_\d+$/.exec(group)?.[1];
  if (region === undefined) return false;
  return location instanceof Unknown ? location : region === location;
}

/** Whether a ReadOnly lock is on a lower-cased id or on its resource group. */
export function readOnlyAt(knowledge: Knowledge, locks: Locks, id: string): Fact<boolean> {
  const scopes = scopesAbove(id).filter((scope) => scope !== subscriptionScopeOf(id));
  const levels = scopes.flatMap((scope) => (locks.byScope.get(scope) ?? []).map(({ level }) => level));
  if (levels.includes('ReadOnly')) return true;
  if (locks.unplaced !== undefined) return whyUnplaced(locks.unplaced);
  return whyAnyUnknown(levels) ?? knowledge.whyAbsenceUnknown(TYPES.lock, id) ?? false;
}

function whyUnplaced(lock: Row): Unknown {
  return new Unknown('undetermined', `The id of lock ${lock.id} does not say what it locks.`);
}
