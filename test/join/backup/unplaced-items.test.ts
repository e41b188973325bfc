import { expect, test } from '@jest/globals';
import { Unknown } from '../../../src/model/unknown.js';
import * as azure from '../../estate/rows.js';
import { judge, protectedVm, unknowns, VM } from '../../estate/protected-vm.js';

/** An item that does not say what it protects: it may be the VM whose group and name it is called after. */

const OTHER = { ...VM, name: 'vm-b' };
const LIMITS = ['backup-policy-limits', 'vault-limits'];
const nameless = (of: typeof VM, vault?: string) =>
  azure.protectedItem(of, 'daily', { sourceResourceId: null }, vault);
const without = (rows: ReturnType<typeof protectedVm>) =>
  rows.filter(({ type }) => !type.endsWith('/protecteditems'));

test('a VM of that name is not called unprotected', async () => {
  const report = await judge([...without(protectedVm()), nameless(VM)], ['vm-protected', 'single-vault']);
  expect(report.findings).toEqual([]);
  expect(unknowns(report)).toEqual(['single-vault undetermined', 'vm-protected undetermined']);
  expect(report.summary.protected).toBeNull();
});

test('a VM that is protected, or has another name, is as it is', async () => {
  expect(
    unknowns(
      await judge(
        [...protectedVm(), nameless(VM, azure.vaultId(VM.subscription, 'rg-b', 'rsv-b'))],
        ['vm-protected'],
      ),
    ),
  ).toEqual([]);
  const rows = [...without(protectedVm()), nameless(OTHER)];
  const report = await judge(rows, ['vm-protected']);
  expect(report.findings.map(({ policy }) => policy)).toEqual(['vm-protected']);
});

test('it may be one more VM of its vault and of its policy', async () => {
  const report = await judge([...protectedVm(), nameless(OTHER)], LIMITS);
  expect(unknowns(report)).toEqual(LIMITS.map((policy) => `${policy} undetermined`));
});

test('an item of a database is none of them', async () => {
  const database = { sourceResourceId: null, backupManagementType: 'AzureWorkload' };
  const rows = [...protectedVm(), azure.protectedItem(OTHER, 'daily', database)];
  expect(unknowns(await judge(rows, LIMITS))).toEqual([]);
});

test('an item of a file whose source is an expression is not known for that', async () => {
  const open = new Unknown('unresolved', "[parameters('vm')]");
  const rows = [...protectedVm(), azure.protectedItem(OTHER, 'daily', { sourceResourceId: open })];
  expect(unknowns(await judge(rows, LIMITS))).toEqual(LIMITS.map((policy) => `${policy} unresolved`));
});
