import { lowerId, subscriptionOf } from '../../model/arm-id.js';
import { HEALTH_STATUSES, LAST_BACKUP_STATUSES, PROTECTION_STATES } from '../../model/enumerations.js';
import type { VmDocument } from '../../model/facts/vm.js';
import type { Slice } from '../../model/inventory.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown, whyAnyUnknown, type Fact, type ListFact } from '../../model/unknown.js';
import { backupPolicyOf, type BackupPolicy } from './backup-policy.js';
import { selectionFactsOf, selectionOf } from '../disks/disk-selection.js';
import type { FactTree } from '../fact-tree.js';
import { dateOf } from '../../model/read-date.js';
import {
  at,
  bodyOf,
  booleanOf,
  enumOf,
  knownObjectsOf,
  knownTextOf,
  objectOf,
  regionOf,
  textOf,
  type Properties,
} from '../read.js';
import { isPlannedItem } from './planned-item.js';
import { isSame } from '../same.js';
import { notTold, rowOf, whyNoFacts, type SliceContext } from '../slice-context.js';

type Protection = FactTree<NonNullable<VmDocument['protection']>>;

/** A VM's protected item, and whether it protects the VM now. */
export interface ProtectedItem {
  readonly row: Row;
  readonly state: Fact<string>;
  readonly softDeleted: boolean;
  /** Protected, IRPending or ProtectionError and not soft-deleted. */
  readonly active: Fact<boolean>;
}

const ACTIVE: readonly string[] = ['Protected', 'IRPending', 'ProtectionError'];

/** currentProtectionState, which Resource Graph may send alone, in the words of protectionState. */
const CURRENT_STATES: Readonly<Record<string, string>> = {
  protectionconfigured: 'Protected',
  protectionerror: 'ProtectionError',
  protectionstopped: 'ProtectionStopped',
  softdeleted: 'ProtectionStopped',
};

/** The Azure VM items of a slice by the lower-cased id of the VM they protect. */
export function itemsByVm(slice: Slice): ReadonlyMap<string, readonly ProtectedItem[]> {
  const items = new Map<string, ProtectedItem[]>();
  for (const row of slice.resources.ofType(TYPES.protectedItem).values()) {
    const source = isAzureVmItem(row) ? sourceIdOf(row) : undefined;
    if (source === undefined) continue;
    const vm = lowerId(source);
    const found = items.get(vm);
    if (found === undefined) items.set(vm, [protectedItemOf(row)]);
    else found.push(protectedItemOf(row));
  }
  return items;
}

/** The id of what a protected item is about, as the item spells it. */
export function sourceIdOf(row: Row): string | undefined {
  const body = bodyOf(row);
  return (
    knownTextOf(body.sourceResourceId) ??
    knownTextOf(at(body, 'dataSourceInfo', 'resourceID')) ??
    knownTextOf(body.virtualMachineId)
  );
}

/** SQL and SAP HANA items in the VM have the same source: only items of the VM itself count. */
export function isAzureVmItem(row: Row): boolean {
  const management = knownTextOf(bodyOf(row).backupManagementType);
  if (management !== undefined) return management.toLowerCase() === 'azureiaasvm';
  return lowerId(row.id).includes('/protecteditems/vm;iaasvmcontainer');
}

function protectedItemOf(row: Row): ProtectedItem {
  const body = bodyOf(row);
  const current = knownTextOf(body.currentProtectionState)?.toLowerCase() ?? '';
  const softDeleted = booleanOf(body.isScheduledForDeferredDelete) === true || current === 'softdeleted';
  const told = enumOf(body.protectionState, PROTECTION_STATES) ?? plannedStateOf(row);
  const state = told ?? (Object.hasOwn(CURRENT_STATES, current) ? CURRENT_STATES[current] : undefined);
  if (state instanceof Unknown) return { row, state, softDeleted, active: softDeleted ? false : state };
  const documented = state !== undefined && (PROTECTION_STATES as readonly string[]).includes(state);
  const active = softDeleted
    ? false
    : documented
      ? ACTIVE.includes(state)
      : notTold(`whether an item in state ${state ?? 'unknown'} is protected`);
  return { row, state: state ?? notTold('the state of the protection'), softDeleted, active };
}

/** An item of an infrastructure file has no state; once it is there, its first backup is awaited. */
function plannedStateOf(row: Row): string | undefined {
  return row.sighting === undefined ? undefined : 'IRPending';
}

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

/** The id of the vault that holds a row of the backup service, in the spelling of the row. */
export function vaultIdOf(row: Row): string | undefined {
  return /^(.*?\/providers\/microsoft\.recoveryservices\/vaults\/[^/]+)/i.exec(row.id)?.[1];
}

/** The id of the backup policy of an item, as the item spells it. */
export function policyIdOf(row: Row): Fact<string> | undefined {
  const body = bodyOf(row);
  const name = knownTextOf(body.policyName);
  const vault = vaultIdOf(row);
  const named = name === undefined || vault === undefined ? undefined : `${vault}/backupPolicies/${name}`;
  return textOf(body.policyId) ?? named;
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
