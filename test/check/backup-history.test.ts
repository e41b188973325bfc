import { describe, expect, test } from '@jest/globals';
import type { Row } from '../../src/model/row.js';
import { text } from '../../src/report/text.js';
import { scan } from '../../src/scan.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';
import { inventoryOf } from '../estate/inventory.js';
import * as azure from '../estate/rows.js';

const S = '11111111-1111-1111-1111-111111111111';
const of = (name: string) => ({ subscription: S, group: 'rg-a', name });
const policies = SHIPPED_POLICIES.filter(({ enabled }) => enabled);

/** A VM under a Standard policy whose agent is not ready, and how its last backup ended. */
function vm(name: string, item: Record<string, unknown>, provisioningState = 'Failed'): Row[] {
  return [
    azure.subscription(S),
    azure.vm({ ...of(name), provisioningState }),
    azure.instanceView(of(name)),
    azure.disk(of(name), `${name}-os`),
    azure.nic(of(name), `${name}-nic`),
    azure.recoveryVault(S),
    azure.backupPolicy(S, 'daily', { type: 'V1' }),
    azure.protectedItem(of(name), 'daily', { extendedProperties: {}, ...item }),
    azure.collection(of(name), { points: 2 }),
  ];
}

const failed = (code?: string, message = 'It failed.') => ({
  lastBackupStatus: 'Failed',
  healthStatus: 'ActionRequired',
  ...(code === undefined ? {} : { healthDetails: [{ code, message }] }),
});

const run = async (...rows: Row[][]) => scan({ inventory: await inventoryOf(rows.flat()), policies });

/** The lists by the names of the VMs. */
async function lists(...rows: Row[][]) {
  const { backups, summary } = await run(...rows);
  const names = (entries: readonly { subject: string }[]) =>
    entries.map(({ subject }) => subject.slice(subject.lastIndexOf('/') + 1));
  const { confirmed, predicted, unexplained } = backups;
  expect(summary.backups).toEqual({
    confirmed: confirmed.length,
    predicted: predicted.length,
    unexplained: unexplained.length,
  });
  return { confirmed: names(confirmed), predicted: names(predicted), unexplained: names(unexplained) };
}

const NONE = { confirmed: [], predicted: [], unexplained: [] };

describe('the last backups against what is predicted', () => {
  test('a failure with the code of a finding confirms it, in another spelling too', async () => {
    for (const code of ['UserErrorVmProvisioningStateFailed', 'usererrorvmprovisioningstatefailed']) {
      const report = await run(vm('vm-a', failed(code)));
      const finding = report.findings.find(({ policy }) => policy === 'vm-provisioning-succeeded');
      expect(finding?.confirmed).toEqual([{ subject: azure.vmId(of('vm-a')), errorCode: code }]);
      expect(report.backups.confirmed).toEqual([
        { subject: azure.vmId(of('vm-a')), errorCode: code, findings: [finding?.fingerprint] },
      ]);
    }
  });

  test('a failure with another code, or none, is not explained', async () => {
    expect(await lists(vm('vm-a', failed('ExtensionSnapshotBitlockerError')))).toEqual({
      ...NONE,
      unexplained: ['vm-a'],
    });
    expect(await lists(vm('vm-a', failed()))).toEqual({ ...NONE, unexplained: ['vm-a'] });
  });

  test('the policy about the last backup explains nothing by itself', async () => {
    const report = await run(vm('vm-a', failed('BackUpOperationFailed'), 'Succeeded'));
    expect(report.findings.map(({ policy }) => policy)).toEqual(['last-backup-succeeded']);
    expect(report.backups).toMatchObject({
      confirmed: [],
      unexplained: [{ errorCode: 'BackUpOperationFailed' }],
    });
  });

  test('a code that wraps any other error confirms nothing', async () => {
    const rows = [
      ...vm('vm-a', failed('UserErrorCrpReportedUserError'), 'Succeeded'),
      azure.lock(azure.vmId(of('vm-a')), 'freeze', 'ReadOnly'),
    ];
    const report = await run(rows);
    expect(report.findings.map(({ policy }) => policy)).toContain('vm-not-read-only');
    expect(report.backups.confirmed).toEqual([]);
  });

  test('predicted, and no failure yet; a healthy VM is in no list', async () => {
    expect(await lists(vm('vm-a', {}))).toEqual({ ...NONE, predicted: ['vm-a'] });
    expect(await lists(vm('vm-a', {}, 'Succeeded'))).toEqual(NONE);
  });

  test('a VM that is not protected any more is in none', async () => {
    const item = { ...failed('UserErrorVmProvisioningStateFailed'), protectionState: 'ProtectionStopped' };
    expect(await lists(vm('vm-a', item))).toEqual(NONE);
  });

  test('the text names the three numbers, the confirmation and the failures that are not explained', async () => {
    const report = await run(
      vm('vm-a', failed('UserErrorVmProvisioningStateFailed')),
      vm('vm-b', {}),
      vm('vm-c', failed('ExtensionSnapshotBitlockerError', 'A volume is locked.')),
    );
    const words = [...text(report, { color: false, quiet: false })].join('');
    expect(words).toContain(
      'Last backups: 1 failed as predicted, 1 failed and no finding explains why; 1 predicted failure has not happened yet.',
    );
    expect(words).toContain('confirmed by the last backup: UserErrorVmProvisioningStateFailed');
    expect(words).toMatch(
      /Failed backups that no finding explains\n {2}rg-a\/vm-c: ExtensionSnapshotBitlockerError: A volume is locked\./,
    );
  });
});
