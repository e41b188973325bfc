import { expect, test } from '@jest/globals';
import type { Row } from '../../src/model/row.js';
import { judge, protectedVm, short, unknowns, VM } from '../estate/protected-vm.js';
import * as azure from '../estate/rows.js';

/** Rows without properties, as `az resource list` prints them: nothing in them is known to be unset. */

const bare = (row: Row, more: object = {}): Row => ({ ...row, properties: null, ...more });
const withBare = (type: string, more?: object) =>
  protectedVm().map((row) => (row.type === type ? bare(row, more) : row));

test.each([
  [
    'microsoft.compute/disks',
    ['shared-disk-excluded', 'disk-entra-auth', 'encrypted-disk-size-supported', 'disk-size-supported'],
  ],
  ['microsoft.compute/virtualmachines', ['confidential-vm-supported', 'vm-extension-operations-allowed']],
  ['microsoft.recoveryservices/vaults/backuppolicies', ['daily-retention-valid', 'snapshot-retention-valid']],
  ['microsoft.recoveryservices/vaults', ['vault-encryption-access']],
])('of a row of %s', async (type, policies) => {
  const report = await judge(withBare(type), policies);
  expect(short(report)).toEqual([]);
  expect(unknowns(report)).toEqual([...policies].sort().map((policy) => `${policy} undetermined`));
});

test('whose extension it is', async () => {
  const rows = [...protectedVm(), bare(azure.extension(VM, 'agent'))];
  const report = await judge(rows, ['no-competing-backup', 'vm-extensions-succeeded']);
  expect(unknowns(report)).toEqual([
    'no-competing-backup undetermined',
    'vm-extensions-succeeded undetermined',
  ]);
});

test('how the last change ended may stand beside the properties', async () => {
  const rows = [
    ...withBare('microsoft.compute/virtualmachines', { provisioningState: 'failed' }),
    bare(azure.extension(VM, 'agent'), { provisioningState: 'failed' }),
  ];
  expect(short(await judge(rows, ['vm-provisioning-succeeded', 'vm-extensions-succeeded']))).toEqual([
    'vm-extensions-succeeded warning agent',
    'vm-provisioning-succeeded warning vm-a',
  ]);
});
