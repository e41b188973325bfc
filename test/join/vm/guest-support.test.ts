import { expect, test } from '@jest/globals';
import type { Row } from '../../../src/model/row.js';
import { judge, protectedVm, short } from '../../estate/protected-vm.js';

/**
 * What the agent says the guest is: Resource Graph shows it late and the instance view at once
 * (https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas lists the versions).
 */

const ONLY = ['guest-os-supported'];

/** A Windows VM of which Resource Graph and the instance view say this. */
const guest = (inGraph: unknown, inView: unknown) => {
  const extended = { instanceView: { osName: inGraph, powerState: { code: 'PowerState/running' } } };
  const rows = protectedVm({ type: 'V1', vm: { os: 'Windows', properties: { extended } } });
  const named = (row: Row): Row => ({
    ...row,
    properties: { ...(row.properties as object), osName: inView },
  });
  return judge(
    rows.map((row) => (row.type.endsWith('/instanceview') ? named(row) : row)),
    ONLY,
  );
};

test.each<[unknown, unknown, string | undefined]>([
  ['', 'Windows Server 2012 R2 Standard', 'Windows Server 2012 R2 Standard'],
  [null, 'Windows Server 2012 R2 Standard', 'Windows Server 2012 R2 Standard'],
  ['Windows Server 2012 R2 Standard', '', 'Windows Server 2012 R2 Standard'],
  ['Windows Server 2012 R2 Standard', 'Windows Server 2019 Datacenter', undefined],
  ['Windows Server 2019 Datacenter', undefined, undefined],
])('Resource Graph says %p, the instance view %p', async (inGraph, inView, told) => {
  const report = await guest(inGraph, inView);
  expect(short(report)).toEqual(told === undefined ? [] : ['guest-os-supported warning vm-a']);
  expect(report.findings[0]?.message).toEqual(told && expect.stringContaining(`runs ${told}, `));
});
