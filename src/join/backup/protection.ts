import { lowerId, subscriptionOf } from '../../model/arm-id.js';
import { HEALTH_STATUSES, LAST_BACKUP_STATUSES } from '../../model/enumerations.js';
import type { VmDocument } from '../../model/facts/vm.js';
import { TYPES } from '../../model/row.js';
import { Unknown, whyAnyUnknown, type Fact, type ListFact } from '../../model/unknown.js';
import { policyIdOf, vaultIdOf, type ProtectedItem } from './azure-vm-item.js';
import { backupPolicyOf, type BackupPolicy } from './backup-policy.js';
import { selectionFactsOf, selectionOf } from '../disks/disk-selection.js';
import type { FactTree } from '../fact-tree.js';
import { dateOf } from '../../model/read-date.js';
import { bodyOf, enumOf, knownObjectsOf, knownTextOf, objectOf, regionOf, type Properties } from '../read.js';
import { isPlannedItem } from './planned-item.js';
import { isSame } from '../same.js';
import { notTold, rowOf, whyNoFacts, type SliceContext } from '../slice-context.js';

type Protection = FactTree<NonNullable<VmDocument['protection']>>;

/**
 * The item that counts: the active one, else the newest; `null` where the VM has none. An item that is not active
 * proves nothing while there may be others.
 *
 * @param unplaced why there may be one that does not name the VM
 */
export function protectedItemFor(
  context: SliceContext,
  items: readonly ProtectedItem[] | undefined,
  vmId: string,
  unplaced: Unknown | undefined,
): ProtectedItem | Unknown | null {
  const newestFirst = [...(items ?? [])].sort(
    (left, right) => ageOf(right) - ageOf(left) || (lowerId(left.row.id) < lowerId(right.row.id) ? -1 : 1),
  );
  const active = newestFirst.find((item) => item.active === true);
  if (active !== undefined) return active;
  const why = context.knowledge.whyAbsenceUnknown(TYPES.protectedItem, vmId) ?? unplaced;
  if (why !== undefined && newestFirst.every((item) => item.active === false)) return why;
  return newestFirst.find((item) => item.active instanceof Unknown) ?? newestFirst[0] ?? null;
}

function ageOf(item: ProtectedItem): number {
  const body = bodyOf(item.row);
  return dateOf(body.lastBackupTime) ?? dateOf(body.lastRecoveryPoint) ?? 0;
}

/** The error of a failed backup, as far as Azure tells it. */
export interface LastFailure {
  readonly code: string | null;
  readonly message: string | null;
}

/** What the facts of a protected item are made from beside the item. */
export interface ProtectionInput {
  /** The last failed backup job of the VM, where one is known. */
  readonly failure: LastFailure;
  readonly location: Fact<string>;
  readonly subscriptionId: Fact<string>;
  /** The LUNs of the data disks of the VM. */
  readonly luns: ListFact<Fact<number | null>>;
}

/** The facts of the protected item. */
export function protectionOf(context: SliceContext, item: ProtectedItem, input: ProtectionInput): Protection {
  const { failure } = input;
  const body = bodyOf(item.row);
  const lastBackupStatus = enumOf(body.lastBackupStatus, LAST_BACKUP_STATUSES) ?? null;
  const told = lastBackupStatus === 'Failed' ? { ...healthFailureOf(body), ...withoutNull(failure) } : {};
  return {
    id: item.row.id,
    vaultId: vaultIdOf(item.row) ?? null,
    policyId: policyIdOf(item.row) ?? null,
    state: item.state,
    softDeleted: item.softDeleted,
    lastBackupStatus,
    lastBackupTime: lastBackupTimeOf(body.lastBackupTime),
    lastErrorCode: told.code ?? null,
    lastErrorMessage: told.message ?? null,
    healthStatus: enumOf(body.healthStatus, HEALTH_STATUSES) ?? null,
    planned: isPlannedItem(item.row),
    ...vaultPlaceOf(context, vaultIdOf(item.row), input),
    ...selectionFactsOf(selectionOf(item, context.knowledge), input.luns),
  };
}

/** What the service's own check of the item says is wrong; a check that passed says nothing. */
function healthFailureOf(body: Properties): { code?: string; message?: string } {
  if (knownTextOf(body.healthStatus)?.toLowerCase() === 'passed') return {};
  const detail = knownObjectsOf(body.healthDetails)?.[0] ?? objectOf(body.lastBackupErrorDetail);
  const [code, message] = [
    knownTextOf(detail?.code),
    knownTextOf(detail?.message) ?? knownTextOf(detail?.title),
  ];
  return { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
}

function withoutNull({ code, message }: LastFailure): { code?: string; message?: string } {
  return { ...(code === null ? {} : { code }), ...(message === null ? {} : { message }) };
}

/** An item that was never backed up says 2001: dates before 2010 are none. */
function lastBackupTimeOf(value: unknown): string | null {
  const date = dateOf(value);
  return date === undefined || date < Date.UTC(2010, 0) ? null : new Date(date).toISOString();
}

/** The backup policy of the item: `null` where the VM has no item or the item no policy. */
export function policyFor(
  context: SliceContext,
  item: ProtectedItem | Unknown | null,
): BackupPolicy | Unknown | null {
  if (item === null || item instanceof Unknown) return item;
  const id = policyIdOf(item.row);
  if (id === undefined) return null;
  if (id instanceof Unknown) return id;
  const row = rowOf(context, TYPES.backupPolicy, lowerId(id));
  return row === null || row instanceof Unknown ? whyNoFacts(row, id) : backupPolicyOf(row);
}

/** Where the vault is, compared with the VM. */
function vaultPlaceOf(
  context: SliceContext,
  vaultId: string | undefined,
  { location, subscriptionId }: ProtectionInput,
): Pick<Protection, 'vaultRegion' | 'vaultInRegion' | 'vaultInSubscription'> {
  const untold = notTold('the vault of the protected item');
  if (vaultId === undefined)
    return { vaultRegion: untold, vaultInRegion: untold, vaultInSubscription: untold };
  const row = rowOf(context, TYPES.recoveryVault, lowerId(vaultId));
  const region =
    row === null || row instanceof Unknown
      ? whyNoFacts(row, vaultId)
      : (regionOf(row.location) ?? notTold('the region of the vault'));
  const own = subscriptionOf(lowerId(vaultId)) ?? untold;
  return {
    vaultRegion: region,
    vaultInRegion: whyAnyUnknown([region, location]) ?? region === location,
    vaultInSubscription: isSame(own, subscriptionId),
  };
}

/** In how many vaults the VM is protected: two that are certain are enough. */
export function protectingVaultsOf(
  context: SliceContext,
  items: readonly ProtectedItem[] | undefined,
  vmId: string,
  unplaced: Unknown | undefined,
): Fact<number> {
  const active = (items ?? []).filter((item) => item.active === true);
  const vaults = new Set(active.map(({ row }) => lowerId(vaultIdOf(row) ?? row.id)));
  if (vaults.size > 1) return vaults.size;
  const why = whyAnyUnknown((items ?? []).map((item) => item.active));
  return why ?? context.knowledge.whyAbsenceUnknown(TYPES.protectedItem, vmId) ?? unplaced ?? vaults.size;
}
