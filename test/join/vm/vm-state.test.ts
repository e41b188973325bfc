import { expect, test } from '@jest/globals';
import { judge, protectedVm, short } from '../../estate/protected-vm.js';

/** The provisioning state of the VM, as its row and its instance view tell it. */

const ONLY = ['vm-provisioning-succeeded'];
const judged = (provisioningState: string, code: string) =>
  judge(protectedVm({ type: 'V1', vm: { provisioningState }, view: { provisioning: { code } } }), ONLY);

test.each<[string, string, string[]]>([
  ['Succeeded', 'ProvisioningState/succeeded', []],
  ['Failed', 'ProvisioningState/succeeded', ['vm-provisioning-succeeded error vm-a']],
  [
    'Succeeded',
    'ProvisioningState/failed/VMExtensionProvisioningError',
    ['vm-provisioning-succeeded error vm-a'],
  ],
  ['', 'provisioningState/Failed', ['vm-provisioning-succeeded error vm-a']],
])('the row says %p, the instance view %p', async (row, view, expected) => {
  expect(short(await judged(row, view))).toEqual(expected);
});
