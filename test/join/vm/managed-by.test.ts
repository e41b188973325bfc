import { describe, expect, test } from '@jest/globals';
import { judge, protectedVm, VM } from '../../estate/protected-vm.js';
import * as azure from '../../estate/rows.js';

/**
 * VMs that another service manages. Databricks, ARO and managed applications are written down as `managedBy` of the
 * resource group that they make (https://learn.microsoft.com/azure/azure-resource-manager/managed-applications/overview);
 * `managedBy` of a VM is the Flexible scale set that it is in
 * (https://learn.microsoft.com/rest/api/compute/virtual-machines/get).
 */

const S = VM.subscription;
const NODE = { subscription: S, group: 'aro-nodes', name: 'node-0' };
const provider = (rest: string) => `${azure.groupId(S, 'rg-a')}/providers/${rest}`;
const SCALE_SET = provider('Microsoft.Compute/virtualMachineScaleSets/flex');

/** How many VMs were judged, and how many of them are protected. */
async function counted(rows: Parameters<typeof judge>[0]) {
  const { summary } = await judge(rows, ['vm-protected']);
  return [summary.subjects, summary.protected];
}

const node = (columns: Record<string, unknown> = {}) => azure.vm({ ...NODE, columns });
const group = (managedBy: unknown) => azure.resourceGroup(S, NODE.group.toUpperCase(), { managedBy });

describe('the group of a service', () => {
  test.each([
    ['OpenShift', provider('Microsoft.RedHatOpenShift/openShiftClusters/aro')],
    ['Databricks', provider('Microsoft.Databricks/workspaces/dbw')],
  ])('%s: its unprotected VMs are counted nowhere', async (_, managedBy) => {
    expect(await counted([...protectedVm(), node(), group(managedBy)])).toEqual([1, 1]);
  });

  test('a protected VM in it is judged', async () => {
    const item = azure.protectedItem(NODE, 'daily');
    const managed = group(provider('Microsoft.Solutions/applications/app'));
    expect(await counted([...protectedVm(), node(), managed, item])).toEqual([2, 2]);
  });

  test.each([
    ['', null],
    ['an empty text', ''],
    ['a word', 'terraform'],
    ['a provider of a subscription', `subscriptions/${S}/providers/Microsoft.RecoveryServices/`],
  ])('a group that is managed by %s is like any other', async (_, managedBy) => {
    expect(await counted([...protectedVm(), node(), group(managedBy)])).toEqual([2, 1]);
  });
});

describe('the VM itself', () => {
  test('an instance of a scale set belongs to it', async () => {
    expect(await counted([...protectedVm(), node({ managedBy: SCALE_SET })])).toEqual([1, 1]);
  });

  test('so does a node of a service', async () => {
    const managedBy = provider('Microsoft.Databricks/workspaces/dbw');
    expect(await counted([...protectedVm(), node({ managedBy })])).toEqual([1, 1]);
  });
});
