import { groupScopeOf, typeOf } from '../../model/arm-id.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { textOf } from '../read.js';
import { rowOf, type SliceContext } from '../slice-context.js';

/**
 * The resource that a VM belongs to; `null` where it is the owner's own. Databricks, ARO and managed applications
 * stand as `managedBy` at the resource group that they make for themselves
 * (https://learn.microsoft.com/azure/azure-resource-manager/managed-applications/overview), a scale set at the VM
 * itself (https://learn.microsoft.com/rest/api/compute/virtual-machines/get).
 *
 * @param id the lower-cased id of the VM
 */
export function managedByOf(context: SliceContext, row: Row, id: string): Fact<string | null> {
  const own = textOf(row.managedBy);
  if (own !== undefined) return own;
  const scope = groupScopeOf(id);
  const group = scope === undefined ? null : rowOf(context, TYPES.resourceGroup, scope);
  if (group === null || group instanceof Unknown) return group;
  const managedBy = textOf(group.managedBy);
  if (managedBy === undefined || managedBy instanceof Unknown) return managedBy ?? null;
  // The groups that Azure Backup makes name a provider there; anybody can write down a word.
  return isResourceId(managedBy) ? managedBy : null;
}

function isResourceId(id: string): boolean {
  return id.startsWith('/') && typeOf(id) !== undefined;
}
