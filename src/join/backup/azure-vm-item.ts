import { lowerId } from '../../model/arm-id.js';
import { PROTECTION_STATES } from '../../model/enumerations.js';
import type { Slice } from '../../model/inventory.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { at, bodyOf, booleanOf, enumOf, knownTextOf, textOf } from '../read.js';
import { notTold } from '../slice-context.js';

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
