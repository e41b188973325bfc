import type { Target } from './follow.js';
import { TABLE } from './table.js';

/** What a VM lies in, or what Azure Backup keeps for it: these are not read, or not always known by their ids. */
const HOLDS_VMS = /subscription|management_group|resource_group|virtual_machine|restore_point/;

/**
 * The type of the one resource of azurerm that an expression gives the id of, where it is a type that is not read, such as
 * a storage account: whatever its id will be, no VM lies in it, nor anything else that is read.
 */
export function unreadTypeOf(targets: readonly Target[] | undefined): string | undefined {
  const [target, ...others] = targets ?? [];
  if (target?.attribute !== 'id' || others.length > 0) return undefined;
  const { type } = target.resource;
  const isUnread = type.startsWith('azurerm_') && !TABLE.has(type) && !HOLDS_VMS.test(type);
  return isUnread ? type : undefined;
}
