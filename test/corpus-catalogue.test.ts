import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as corpus from './corpus/bodies.js';
import { foundOf, judgeAll, judgeByOthers, lower, type Judged } from './corpus/reports.js';

/** As in corpus.test.ts: without the data there is nothing to test with. */
const describeCorpus = corpus.isThere ? describe : describe.skip;
if (!corpus.isThere) console.warn(`There is no corpus, its tests are skipped: ${corpus.CORPUS}`);

/** What these tests read in a VM with their own eyes. */
interface Vm {
  readonly id: string;
  readonly properties: {
    readonly storageProfile?: {
      readonly osDisk?: {
        readonly vhd?: unknown;
        readonly osType?: string;
        readonly diffDiskSettings?: { readonly option?: string };
      };
      readonly dataDisks?: readonly { readonly vhd?: unknown }[];
      readonly imageReference?: { readonly sku?: string; readonly publisher?: string };
    };
    readonly instanceView?: { readonly osName?: string };
  };
}

const diskOf = ({ properties }: Vm) => properties.storageProfile?.osDisk;

/** A disk that is a page blob. */
function isUnmanaged(vm: Vm): boolean {
  const data = vm.properties.storageProfile?.dataDisks ?? [];
  return [diskOf(vm), ...data].some((disk) => typeof disk?.vhd === 'object' && disk.vhd !== null);
}

/** Windows before Windows 10 and Windows Server 2016, as the agent says, else the image. */
function isOldWindows(vm: Vm): boolean {
  const { osName } = vm.properties.instanceView ?? {};
  const { sku = '', publisher = '' } = vm.properties.storageProfile?.imageReference ?? {};
  if (osName !== undefined) return /2008|2012/.test(osName);
  return publisher.startsWith('MicrosoftWindows') && /^(2008|2012|win7)/i.test(sku);
}

describeCorpus('every recorded body, by the rest of the catalogue', () => {
  let judged: readonly Judged[] = [];
  let crashed: readonly string[] = [];
  beforeAll(async () => {
    ({ judged, crashed } = await judgeAll(judgeByOthers));
  }, 60_000);

  test('is judged without a crash', () => {
    expect(crashed).toEqual([]);
    expect(judged.length).toBeGreaterThanOrEqual(1300);
  });

  test.each<[policy: string, where: string, shows: (vm: Vm) => boolean, least: number]>([
    ['managed-disks', 'a disk is a page blob', isUnmanaged, 20],
    [
      'ephemeral-os-disk',
      'the OS disk is local',
      (vm) => diskOf(vm)?.diffDiskSettings?.option === 'Local',
      4,
    ],
    ['guest-os-supported', 'Windows is old', isOldWindows, 20],
  ])('%s fires exactly where %s', (policy, _, shows, least) => {
    let count = 0;
    for (const { file, vms, report } of judged) {
      const expected = lower(new Set((vms as readonly Vm[]).filter(shows).map(({ id }) => id)));
      count += expected.length;
      expect([file, [...new Set(foundOf(report, policy))]]).toEqual([file, expected]);
    }
    expect(count).toBeGreaterThanOrEqual(least);
  });

  // The examples of the REST API keep daily points for one day, which Azure refuses.
  test('daily-retention-valid fires only where daily points are kept for less than a week', () => {
    const found = judged.filter(({ report }) => foundOf(report, 'daily-retention-valid').length > 0);
    expect(found.length).toBeGreaterThanOrEqual(3);
    for (const { file } of found)
      expect(readFileSync(corpus.pathOf(file), 'utf8')).toMatch(
        /"count":\s*[1-6],\s*"durationType":\s*"Days"/,
      );
  });

  // A body holds neither the vault nor the protection of its VM, so most policies cannot be decided.
  test('no other policy finds anything', () => {
    const found = new Set(judged.flatMap(({ report }) => report.findings.map(({ policy }) => policy)));
    expect([...found].sort()).toEqual([
      'daily-retention-valid',
      'ephemeral-os-disk',
      'guest-os-supported',
      'managed-disks',
    ]);
  });
});
