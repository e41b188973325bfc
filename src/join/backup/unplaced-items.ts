import type { Slice } from '../../model/inventory.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown } from '../../model/unknown.js';
import { bodyOf } from '../read.js';
import { isAzureVmItem, sourceIdOf } from './azure-vm-item.js';

/** The items of Azure VM backup that do not say what they protect. */
export function unplacedItemsOf({ resources }: Slice): readonly Row[] {
  return [...resources.ofType(TYPES.protectedItem).values()].filter(
    (row) => isAzureVmItem(row) && sourceIdOf(row) === undefined,
  );
}

/**
 * Why a VM may have an item beside those that name it, by its lower-cased id: an item that names no source is called
 * after the group and the name of its VM, which is in the subscription of the vault unless it is one of the preview
 * (https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas).
 */
export function mayProtectBy(items: readonly Row[], { subscriptionId }: Slice): ReadonlyMap<string, Unknown> {
  const found = new Map<string, Unknown>();
  for (const item of items) {
    const [, group, vm] = /;iaasvmcontainerv2;([^;/]+);([^;/]+)$/i.exec(item.id.toLowerCase()) ?? [];
    if (group === undefined || vm === undefined) continue;
    const id = `/subscriptions/${subscriptionId}/resourcegroups/${group}/providers/microsoft.compute/virtualmachines/${vm}`;
    found.set(id, untold(item));
  }
  return found;
}

/** Why it is not known what such an item protects. */
export function untold(item: Row): Unknown {
  const source = bodyOf(item).sourceResourceId;
  if (source instanceof Unknown) return source;
  return new Unknown('undetermined', `Azure does not say what the item ${item.id} protects.`);
}
