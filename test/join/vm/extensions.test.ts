import { expect, test } from '@jest/globals';
import * as azure from '../../estate/rows.js';
import { judge, protectedVm, short, unknowns, VM } from '../../estate/protected-vm.js';

/** Extensions as their rows and as the instance view tell them. */

const seen = (name: string, type: string, state: string) => ({
  name,
  type,
  typeHandlerVersion: '1.0',
  statuses: [{ code: `ProvisioningState/${state}`, level: 'Info' }],
});

test('one that failed since it was deployed is told: only the instance view knows', async () => {
  const script = seen('Script', 'Microsoft.Azure.Extensions.CustomScript', 'failed/1');
  const rows = [...protectedVm({ view: { extensions: [script] } }), azure.extension(VM, 'script')];
  expect(short(await judge(rows))).toEqual(['vm-extensions-succeeded warning script']);
});

test('one that only the instance view names: whose it is stands in its type', async () => {
  const extensions = [
    seen('VMSnapshotLinux', 'Microsoft.Azure.RecoveryServices.VMSnapshotLinux', 'succeeded'),
    seen('Protector', 'Veeam.Backup.Agent', 'succeeded'),
  ];
  const report = await judge(protectedVm({ view: { extensions } }));
  expect(short(report)).toEqual(['no-competing-backup warning Protector']);
  expect(unknowns(report)).toEqual([]);
});

test('one that only the instance view names and that says neither state nor type is not known', async () => {
  const report = await judge(protectedVm({ view: { extensions: [{ name: 'silent', statuses: null }] } }));
  expect(short(report)).toEqual([]);
  expect(unknowns(report)).toEqual([
    'no-competing-backup undetermined',
    'vm-extensions-succeeded undetermined',
  ]);
});
