import { expect, test } from '@jest/globals';
import type { Row } from '../../../src/model/row.js';
import { judge, protectedVm, short, unknowns, VM } from '../../estate/protected-vm.js';
import * as azure from '../../estate/rows.js';

/**
 * An ephemeral OS disk is local to the host of the VM, so it need not be among the disks. It cannot be shared,
 * encrypted by Azure Disk Encryption, snapshotted or uploaded
 * (https://learn.microsoft.com/azure/virtual-machines/ephemeral-os-disks).
 */

const OS_DISK = {
  osType: 'Linux',
  name: 'vm-a-os',
  diskSizeGB: 64,
  caching: 'ReadOnly',
  diffDiskSettings: { option: 'local', placement: 'CacheDisk' },
  managedDisk: {
    id: `${azure.groupId(VM.subscription, VM.group)}/providers/Microsoft.Compute/disks/vm-a-os`,
    storageAccountType: 'Standard_LRS',
  },
};

const rows = (osDisk: Record<string, unknown>): Row[] =>
  protectedVm({ vm: { properties: { storageProfile: { osDisk, dataDisks: [] } } } }).filter(
    ({ type }) => type !== 'microsoft.compute/disks',
  );

test('an ephemeral OS disk needs no row of its own', async () => {
  const report = await judge(rows(OS_DISK));
  expect(short(report)).toEqual(['ephemeral-os-disk warning vm-a-os']);
  expect(unknowns(report)).toEqual([]);
});

test('another OS disk without a row leaves its settings unknown', async () => {
  const report = await judge(rows({ ...OS_DISK, diffDiskSettings: null }), ['shared-disk-excluded']);
  expect(unknowns(report)).toEqual(['shared-disk-excluded undetermined']);
});

test('encryption that the VM itself names counts all the same', async () => {
  const encrypted = { ...OS_DISK, encryptionSettings: { enabled: true } };
  const report = await judge(rows(encrypted), ['disk-encryption-retirement']);
  expect(short(report)).toEqual(['disk-encryption-retirement note vm-a-os']);
});
