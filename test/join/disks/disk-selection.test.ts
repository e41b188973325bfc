import { expect, test } from '@jest/globals';
import * as azure from '../../estate/rows.js';
import { judge, protectedVm, short, unknowns, VM } from '../../estate/protected-vm.js';

/** Selective disk backup: which disks are in the backup (https://learn.microsoft.com/azure/backup/selective-disk-backup-restore). */

const large = (diskExclusionProperties: unknown) =>
  judge(
    [
      ...protectedVm({
        vm: { dataDisks: ['large'] },
        item: { extendedProperties: { diskExclusionProperties } },
      }),
      azure.disk(VM, 'large', { size: 70_000 }),
    ],
    ['disk-size-supported'],
  );

const LARGE = ['disk-size-supported error large'];

test.each<[string, unknown, string[]]>([
  ['nothing is set', null, LARGE],
  ['the disk is left out', { diskLunList: [0], isInclusionList: false }, []],
  ['the disk is left out, in text', { diskLunList: ['0'], isInclusionList: 'False' }, []],
  ['another one is left out', { diskLunList: [1], isInclusionList: false }, LARGE],
  ['the disk alone is taken in', { diskLunList: [0], isInclusionList: true }, LARGE],
  ['the OS disk alone is taken in', { diskLunList: [], isInclusionList: true }, []],
  ['the OS disk alone is taken in, without a list', { diskLunList: null, isInclusionList: true }, []],
  ['no disk is left out', { diskLunList: null, isInclusionList: false }, LARGE],
])('%s', async (_, selection, expected) => {
  const report = await large(selection);
  expect([short(report), unknowns(report)]).toEqual([expected, []]);
});
