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
