import { expect, test } from '@jest/globals';
import { judge, protectedVm, VM } from '../estate/protected-vm.js';
import * as azure from '../estate/rows.js';

test('a subscription whose row was not read is called by its id', async () => {
  const unread = /^microsoft\.(resources\/subscriptions$|recoveryservices\/)/;
  const rows = protectedVm().filter(({ type }) => !unread.test(type));
  const report = await judge(
    [...rows, azure.registration(VM.subscription, 'NotRegistered')],
    ['provider-registered'],
  );
  expect(report.findings.map(({ message }) => message)).toEqual([
    expect.stringContaining(`Subscription ${VM.subscription} has 1 VMs, `),
  ]);
});

/** Such a VM is counted nowhere (docs/report.md), so also not among those that a subscription is judged by. */
test('a VM that a service manages and nobody protects does not count in its subscription', async () => {
  const managedBy = `${azure.groupId(VM.subscription, 'rg-b')}/providers/Microsoft.Databricks/workspaces/dbw`;
  const node = azure.vm({ ...VM, name: 'node-0', columns: { managedBy } });
  const rows = protectedVm().filter(({ type }) => !type.startsWith('microsoft.recoveryservices/'));
  const unregistered = azure.registration(VM.subscription, 'NotRegistered');
  const [finding] = (await judge([...rows, node, unregistered], ['provider-registered'])).findings;
  expect(finding?.message).toContain('has 1 VMs, ');
  const nodes = [azure.subscription(VM.subscription), node, unregistered];
  expect((await judge(nodes, ['provider-registered'])).findings).toEqual([]);
});
