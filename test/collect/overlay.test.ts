import { describe, expect, test } from '@jest/globals';
import { overlay } from '../../src/collect/overlay.js';
import { gatherSlices } from '../../src/collect/gather-slices.js';
import type { Inventory, Slice } from '../../src/model/inventory.js';
import { TYPES, type Row } from '../../src/model/row.js';
import type { RowPath } from '../../src/model/sighting.js';
import { Unknown } from '../../src/model/unknown.js';
import { contosoRows } from '../../scripts/contoso.js';
import type { Report } from '../../src/model/report.js';
import { scan } from '../../src/scan.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';
import { fullRows } from '../estate/full.js';
import { inventoryOf } from '../estate/inventory.js';
import * as azure from '../estate/rows.js';

const S = '11111111-1111-1111-1111-111111111111';
const OTHER = '22222222-2222-2222-2222-222222222222';
const A = { subscription: S, group: 'rg-a', name: 'vm-a' };

/** A row as a file declares it; its places tell the way to the value, in the name of the file. */
function planned(id: string, type: string, properties: unknown, label?: string): Row {
  const placeOf = (path: RowPath) => ({ file: path.join('/'), line: 1, column: 1 });
  return { id, type, properties, sighting: { placeOf, ...(label === undefined ? {} : { label }) } };
}

const plannedVm = (properties: unknown) =>
  planned(azure.vmId(A), 'Microsoft.Compute/virtualMachines', properties);

async function overlaid(existing: readonly Row[], files: readonly Row[]): Promise<Inventory> {
  const source = { kind: 'files', takenAt: '2026-11-22T02:00:00Z' };
  return overlay(await inventoryOf(existing), {
    source,
    declared: false,
    gaps: [],
    planned: true,
    ...gatherSlices(files),
  });
}

async function laid(
  existing: readonly Row[],
  files: readonly Row[],
): Promise<{ slices: Slice[]; merged: Inventory }> {
  const merged = await overlaid(existing, files);
  const slices: Slice[] = [];
  for await (const slice of merged.slices) slices.push(slice);
  return { slices, merged };
}

/** The storage profile of the VM after the files, and the row of a disk. */
async function storageAfter(storageProfile: unknown, existing: readonly Row[] = EXISTING) {
  const { slices } = await laid(existing, [plannedVm({ storageProfile })]);
  const row = slices[0]?.resources.get(TYPES.vm, azure.vmId(A).toLowerCase());
  const diskRow = (name: string) => slices[0]?.resources.get(TYPES.disk, diskId(name).toLowerCase());
  return { storage: (row?.properties as { storageProfile: unknown }).storageProfile, diskRow };
}

const diskId = (name: string) => `${azure.groupId(S, 'rg-a')}/providers/Microsoft.Compute/disks/${name}`;
const EXISTING = [
  azure.vm({ ...A, dataDisks: ['data0', 'data1'] }),
  azure.disk(A, 'data0', { size: 100 }),
  azure.disk(A, 'data1', { size: 100 }),
];

describe('the disks of a VM that exists', () => {
  test('the OS disk and those of the same LUN are the ones that it has', async () => {
    const { storage, diskRow } = await storageAfter({
      osDisk: { createOption: 'FromImage', managedDisk: { storageAccountType: 'Premium_LRS' } },
      dataDisks: [{ lun: 1, diskSizeGB: 500, managedDisk: { storageAccountType: 'StandardSSD_LRS' } }],
    });
    expect(storage).toMatchObject({
      osDisk: { osType: 'Linux', createOption: 'FromImage', managedDisk: { id: diskId('vm-a-os') } },
      dataDisks: [{ lun: 1, managedDisk: { id: diskId('data1') } }],
    });
    expect(diskRow('data1')).toMatchObject({
      properties: { diskSizeGB: 500 },
      sku: { name: 'StandardSSD_LRS' },
    });
    const placeOf = diskRow('data1')?.sighting?.placeOf;
    expect(placeOf?.(['properties', 'diskSizeGB']).file).toBe(
      'properties/storageProfile/dataDisks/0/diskSizeGB',
    );
    expect(placeOf?.(['sku', 'name']).file).toBe(
      'properties/storageProfile/dataDisks/0/managedDisk/storageAccountType',
    );
    expect(placeOf?.(['properties', 'maxShares']).file).toBe('properties/storageProfile/dataDisks/0');
    expect(diskRow('data0')?.sighting).toBeUndefined();
  });

  test('a disk row of the files themselves says more', async () => {
    const vm = plannedVm({ storageProfile: { dataDisks: [{ lun: 0, diskSizeGB: 500 }] } });
    const disk = planned(diskId('data0'), 'Microsoft.Compute/disks', { diskSizeGB: 600 });
    for (const files of [
      [vm, disk],
      [disk, vm],
    ]) {
      const { slices } = await laid(EXISTING, files);
      expect(slices[0]?.resources.get(TYPES.disk, diskId('data0').toLowerCase())?.properties).toMatchObject({
        diskSizeGB: 600,
      });
    }
  });

  test('another disk at the LUN is another disk', async () => {
    const { storage, diskRow } = await storageAfter({
      dataDisks: [{ lun: 0, diskSizeGB: 900, managedDisk: { id: diskId('fresh') } }],
    });
    expect(storage).toMatchObject({ dataDisks: [{ managedDisk: { id: diskId('fresh') } }] });
    expect(diskRow('data0')?.properties).toMatchObject({ diskSizeGB: 100 });
  });

  test('what is not said stays; what is not known is not known', async () => {
    expect((await storageAfter({ imageReference: { sku: 'x' } })).storage).toMatchObject({
      osDisk: { managedDisk: { id: diskId('vm-a-os') } },
      dataDisks: [{ lun: 0 }, { lun: 1 }],
    });
    const unresolved = new Unknown('unresolved', 'It depends.');
    expect((await storageAfter({ dataDisks: unresolved })).storage).toMatchObject({ dataDisks: unresolved });
    expect((await storageAfter({ osDisk: unresolved })).storage).toMatchObject({ osDisk: unresolved });
    expect((await storageAfter(unresolved)).storage).toBe(unresolved);
    const { diskRow } = await storageAfter({ dataDisks: [{ lun: 0, diskSizeGB: unresolved }] });
    expect(diskRow('data0')?.properties).toMatchObject({ diskSizeGB: unresolved });
    const others = new Unknown('not-in-source', 'Others may be attached.');
    const { storage } = await storageAfter({ dataDisks: [{ lun: 7, managedDisk: {} }, others] });
    expect(storage).toMatchObject({ dataDisks: [{ lun: 7 }, { lun: 0 }, { lun: 1 }] });
  });

  test('a size in the VM row of Azure is old, and not taken for one of the files', async () => {
    const old = azure.vm({ ...A, dataDisks: ['data0'] });
    const { storageProfile } = old.properties as { storageProfile: { dataDisks: Record<string, unknown>[] } };
    for (const disk of storageProfile.dataDisks) disk.diskSizeGB = 32;
    const others = new Unknown('not-in-source', 'Others may be attached.');
    const { diskRow } = await storageAfter({ dataDisks: [others] }, [
      old,
      azure.disk(A, 'data0', { size: 100 }),
    ]);
    expect(diskRow('data0')?.properties).toMatchObject({ diskSizeGB: 100 });
  });

  test('names that JavaScript knows are plain data', async () => {
    const hostile = JSON.parse(
      '{"__proto__":{"x":1},"constructor":2,"dataDisks":[{"lun":0,"__proto__":{"lun":1}}]}',
    ) as object;
    await storageAfter(hostile);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});

// https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries#generalized-and-specialized-images
describe('a VM that exists without an OS profile, made of a specialised image', () => {
  const profile = { allowExtensionOperations: true, linuxConfiguration: { provisionVMAgent: true } };
  const nothing = { computerName: null, linuxConfiguration: { provisionVMAgent: null } };
  const after = async (osProfile: unknown, more: object = {}) => {
    const vm = azure.vm(A);
    const existing = { ...vm, properties: { ...(vm.properties as object), osProfile } };
    const { slices } = await laid([existing], [plannedVm({ osProfile: profile, ...more })]);
    const row = slices[0]?.resources.get(TYPES.vm, azure.vmId(A).toLowerCase());
    return (row?.properties as { osProfile?: unknown }).osProfile;
  };

  test('gets none by a change', async () => {
    expect(await after(undefined)).toBeUndefined();
    expect(await after(nothing)).toEqual(nothing);
    expect(await after(nothing, { storageProfile: {} })).toEqual(nothing);
    expect(await after({ computerName: 'x' })).toMatchObject(profile);
  });
});

describe('the slices', () => {
  const NEW = planned(
    `/subscriptions/${OTHER}/resourceGroups/g/providers/Microsoft.Compute/disks/d`,
    'Microsoft.Compute/disks',
    {},
  );
  const PARTIAL = planned(
    `/subscriptions/${S}/resourceGroups/<g>/providers/Microsoft.Compute/disks/d`,
    'Microsoft.Compute/disks',
    {},
    'main.json#d',
  );

  test('what exists comes with what it was before; a slice that no file touches is as it was', async () => {
    const inOther = { ...A, subscription: OTHER };
    const existing = [azure.vm(A), azure.vm(inOther)];
    const { slices } = await laid(existing, [plannedVm({})]);
    expect(
      slices.map(({ subscriptionId, before, partial }) => [subscriptionId, before?.size, partial]),
    ).toEqual([
      [S, 1, undefined],
      [OTHER, undefined, undefined],
    ]);
  });

  test('a subscription that does not exist there comes with nothing before', async () => {
    const { slices } = await laid([azure.vm(A)], [NEW]);
    expect(slices.map(({ subscriptionId, before }) => [subscriptionId, before?.size])).toEqual([
      [S, undefined],
      [OTHER, 0],
    ]);
  });

  test('what stays partial comes by itself', async () => {
    const { slices } = await laid([azure.vm(A)], [PARTIAL]);
    expect(slices.map(({ partial, resources }) => [partial, resources.size])).toEqual([
      [undefined, 1],
      [true, 1],
    ]);
  });

  test('the source is that of what exists, and says that files are laid over it', async () => {
    const { merged } = await laid([azure.vm(A)], [NEW]);
    expect(merged.source).toMatchObject({ kind: 'azure', files: true });
    expect(merged.declared).toBe(true);
  });
});

describe('what files repeat of what exists', () => {
  const rows = [...contosoRows(), ...fullRows()];
  const told = ({ findings }: Report) =>
    findings.map(({ policy, level, resourceId, subjects }) => [policy, level, resourceId, subjects.length]);

  test('changes no finding, and brings none', async () => {
    const policies = SHIPPED_POLICIES;
    const existing = await scan({ inventory: await inventoryOf(rows), policies });
    const live: readonly string[] = [
      TYPES.instanceView,
      TYPES.backupJob,
      TYPES.subscription,
      TYPES.servicePrincipal,
    ];
    const files = rows
      .filter(({ type }) => !live.includes(type.toLowerCase()))
      .map((row) => ({ ...row, ...planned(row.id, row.type, row.properties) }));
    const after = await scan({ inventory: await overlaid(rows, files), policies });
    expect(existing.findings.length).toBeGreaterThan(30);
    expect(told(after)).toEqual(told(existing));
    expect(after.findings.filter(({ origin }) => origin === 'planned')).toEqual([]);
    expect(after.summary).toEqual(existing.summary);
    expect(after.unknowns).toEqual(existing.unknowns);
  });
});
