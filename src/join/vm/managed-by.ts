import { groupScopeOf, typeOf } from '../../model/arm-id.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { textOf } from '../read.js';
import { rowOf, type SliceContext } from '../slice-context.js';

const SCALE_SET = 'microsoft.compute/virtualmachinescalesets';

/**
 * The service's resource that a VM belongs to; `null` where it is the owner's own. Databricks, ARO and managed
 * applications stand as `managedBy` at the resource group that they make for themselves
 * (https://learn.microsoft.com/azure/azure-resource-manager/managed-applications/overview). `managedBy` of the VM is
 * the Flexible scale set that it is an instance of (https://learn.microsoft.com/rest/api/compute/virtual-machines/get),
 * which is no service: its instances are the owner's, and Azure Backup takes them.
 *
 * @param id the lower-cased id of the VM
 */
export function managedByOf(context: SliceContext, row: Row, id: string): Fact<string | null> {
  const own = textOf(row.managedBy);
  if (own !== undefined && (own instanceof Unknown || typeOf(own) !== SCALE_SET)) return own;
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
