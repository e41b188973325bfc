import { expect, test } from '@jest/globals';
import * as azure from '../../estate/rows.js';
import { judge, protectedVm, short, VM } from '../../estate/protected-vm.js';

/**
 * A job in an old vault of the VM keeps the next backup from starting too
 * (https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout).
 */

const OLD = azure.vaultId(VM.subscription, 'rg-backup', 'rsv-old');
const STOPPED = { protectionState: 'ProtectionStopped', currentProtectionState: 'ProtectionStopped' };
const job = (properties: Record<string, unknown>) =>
  azure.backupJob(OLD, 'job', { startTime: '2026-11-20T02:00:00Z', ...properties });

const rows = [
  ...protectedVm(),
  azure.recoveryVault(VM.subscription, 'rsv-old'),
  azure.protectedItem(VM, 'daily', STOPPED, OLD),
];

test.each([
  ['by its container', { containerName: 'iaasvmcontainerv2;rg-a;vm-a' }],
  ['by its name', { entityFriendlyName: 'VM-A' }],
])('a job in the old vault counts, found %s', async (_, properties) => {
  expect(short(await judge([...rows, job(properties)], ['no-backup-in-progress']))).toEqual([
    'no-backup-in-progress warning vm-a',
  ]);
});

test('a failure in the old vault is not the last backup', async () => {
  const failed = job({ containerName: 'iaasvmcontainerv2;rg-a;vm-a', status: 'Failed' });
  expect(short(await judge([...rows, failed]))).toEqual([]);
});
