import { expect, test } from '@jest/globals';
import * as azure from '../../estate/rows.js';
import { judge, protectedVm, short, unknowns, VM } from '../../estate/protected-vm.js';

/** Backup policies as ARM and Resource Graph give them, and as `az backup policy list` prints them. */

const UNLOCKED = ['restore-point-group-unlocked'];
const policy = (instant: string, prefix: string, suffix: string) => ({
  [instant]: { [prefix]: 'rp-', [suffix]: '-x' },
});

test.each([
  ['ARM', policy('instantRPDetails', 'azureBackupRGNamePrefix', 'azureBackupRGNameSuffix')],
  ['az', policy('instantRpDetails', 'azureBackupRgNamePrefix', 'azureBackupRgNameSuffix')],
])('the name of the restore point group, as %s spells it', async (_, properties) => {
  const rows = protectedVm({ collections: [], policy: properties });
  const locked = (group: string) => azure.lock(azure.groupId(VM.subscription, group), group);
  const report = await judge([...rows, locked('rp-1-x'), locked('AzureBackupRG_westeurope_1')], UNLOCKED);
  expect(short(report)).toEqual(['restore-point-group-unlocked warning rp-1-x']);
});

/** Every 4 hours snapshots are kept 17 days at most (https://learn.microsoft.com/azure/backup/backup-azure-vms-enhanced-policy). */
test.each([undefined, null, '', 'Daily'])('a schedule of %p may be any', async (schedulePolicy) => {
  const policy = { schedulePolicy, instantRpRetentionRangeInDays: 20 };
  const report = await judge(protectedVm({ policy }), ['schedule-valid', 'snapshot-retention-valid']);
  expect(short(report)).toEqual([]);
  expect(unknowns(report)).toEqual(['schedule-valid undetermined', 'snapshot-retention-valid undetermined']);
});

test.each([undefined, null, ''])('a retention of %p may be any', async (retentionPolicy) => {
  const only = ['daily-retention-valid', 'snapshot-retention-valid'];
  const report = await judge(protectedVm({ policy: { retentionPolicy } }), only);
  expect(unknowns(report)).toEqual(only.map((policy) => `${policy} undetermined`));
});

test('a policy without a daily schedule keeps no daily recovery points', async () => {
  const policy = { retentionPolicy: { retentionPolicyType: 'LongTermRetentionPolicy', dailySchedule: null } };
  const report = await judge(protectedVm({ policy }), ['daily-retention-valid']);
  expect([short(report), unknowns(report)]).toEqual([[], []]);
});
