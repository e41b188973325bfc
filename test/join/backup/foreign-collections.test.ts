import { expect, test } from '@jest/globals';
import { assignmentId, policyAssignment, policyDefinition } from '../../estate/azure-policy.js';
import * as azure from '../../estate/rows.js';
import { judge, protectedVm, short, VM } from '../../estate/protected-vm.js';

/**
 * Restore point collections of another product beside those of Azure Backup, whose names begin with AzureBackup_
 * (https://learn.microsoft.com/azure/azure-resource-manager/management/move-limitations/virtual-machines-move-limitations).
 */

const S = VM.subscription;
const FOREIGN = azure.collection(VM, { name: 'nightly', group: 'rg-nightly', points: 1 });
const OWN = azure.collection(VM, { points: 1 });
const LOCKS = ['restore-point-group-unlocked', 'vm-not-read-only'];
const lockedGroup = (name: string, level = 'CanNotDelete') =>
  azure.lock(azure.groupId(S, name), 'keep', level);

test('a lock on the group of another product keeps Azure Backup from nothing', async () => {
  const rows = protectedVm({ collections: [OWN, FOREIGN] });
  expect(short(await judge([...rows, lockedGroup('rg-nightly')], LOCKS))).toEqual([]);
  expect(short(await judge([...rows, azure.lock(FOREIGN.id, 'keep', 'ReadOnly')], LOCKS))).toEqual([]);
  expect(short(await judge([...rows, lockedGroup('AzureBackupRG_westeurope_1')], LOCKS))).toEqual([
    'restore-point-group-unlocked error keep',
  ]);
});

test('where no collection has the name that Azure Backup gives, any may be its own', async () => {
  const rows = protectedVm({ collections: [FOREIGN] });
  expect(short(await judge([...rows, lockedGroup('rg-nightly')], LOCKS))).toEqual([
    'restore-point-group-unlocked error keep',
  ]);
});

test('a VM with nothing but a collection of another product still awaits its group: a lock there', async () => {
  const rows = [...protectedVm({ collections: [FOREIGN] }), lockedGroup('AzureBackupRG_westeurope_1')];
  expect(short(await judge(rows, LOCKS))).toEqual(['restore-point-group-unlocked warning keep']);
});

test('a VM with nothing but a collection of another product still awaits its group: Azure Policy denies it', async () => {
  const needsTag = policyDefinition('require-tag', {
    allOf: [
      { field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' },
      { field: "tags['costCenter']", exists: 'false' },
    ],
  });
  const scope = `/subscriptions/${S}`;
  const rows = (collections: readonly ReturnType<typeof azure.collection>[]) => [
    ...protectedVm({ collections }),
    needsTag,
    policyAssignment(scope, 'needs-tag', needsTag.id),
  ];
  const denied = await judge(rows([FOREIGN]), ['backup-group-creatable']);
  expect(denied.findings.map(({ level, resourceId }) => [level, resourceId])).toEqual([
    ['error', assignmentId(scope, 'needs-tag')],
  ]);
  expect(short(await judge(rows([FOREIGN, OWN]), ['backup-group-creatable']))).toEqual([]);
});
