import { beforeEach, describe, expect, test } from '@jest/globals';
import { PLANS } from '../../../src/collect/files/terraform/plans.js';
import * as azure from '../../estate/rows.js';
import { scanFiles, short } from '../../planned.js';
import { temporaryFolder } from '../../temporary.js';
import { changed, estate, PROVIDERS, RESOURCES, SUBSCRIPTION } from './terraform/estate.js';
import { planOf, type Planned } from './terraform/plan.js';
import { newTree, type FileTree } from './tree.js';

const { path: all } = temporaryFolder();
let tree: FileTree;
beforeEach(() => {
  tree = newTree(all);
});

const plan = (...resources: Planned[]) => JSON.stringify(planOf({ resources, providers: PROVIDERS }));
const DISK_ID = `${azure.groupId(SUBSCRIPTION, 'rg-app')}/providers/Microsoft.Compute/disks/disk-data`;
const large = changed(RESOURCES.disk, { disk_size_gb: 70_000 });
const gone = { ...RESOURCES.disk, actions: ['delete'], before: { ...RESOURCES.disk.values, id: DISK_ID } };

describe('two plans of one folder', () => {
  test('that agree are one', async () => {
    tree.write({ 'a.json': plan(large), 'b/b.json': plan(large, RESOURCES.group) });
    const { rows } = await tree.collect(['.'], { plans: PLANS });
    expect(rows.map(({ id }) => id.toLowerCase())).toContain(DISK_ID.toLowerCase());
    expect(rows).toHaveLength(2);
  });

  test('that declare a resource differently are judged apart', async () => {
    tree.write({ 'a.json': plan(large), 'b/b.json': plan(RESOURCES.disk) });
    const { rows } = await tree.collect(['.'], { plans: PLANS });
    expect(rows.map(({ sighting }) => sighting?.label)).toEqual([
      'a.json#azurerm_managed_disk.data',
      'b/b.json#azurerm_managed_disk.data',
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
    expect(rows.map(({ properties }) => (properties as { diskSizeGB: number }).diskSizeGB)).toEqual([
      70_000, 512,
    ]);
  });

  test('of which one destroys what the other one declares, too; a third one stands for itself', async () => {
    tree.write({ 'a.json': plan(large), 'b.json': plan(gone), 'c.json': plan(RESOURCES.nic) });
    const { rows, removed } = await tree.collect(['.'], { plans: PLANS });
    expect([...removed]).toEqual([]);
    expect(rows.map(({ sighting }) => sighting?.label).sort()).toEqual([
      'a.json#azurerm_managed_disk.data',
      undefined,
    ]);
  });

  test('keep the links inside of each', async () => {
    const text = (disk: Planned) =>
      JSON.stringify(planOf({ resources: estate({ disk }), providers: PROVIDERS }));
    const files = { 'a.json': text(large), 'b.json': text(RESOURCES.disk) };
    const existing = [azure.subscription(SUBSCRIPTION)];
    for (const before of [undefined, existing]) {
      const report = await scanFiles(all, files, before, { only: ['disk-size-supported'] });
      expect(short(report)).toEqual(['disk-size-supported error a.json#azurerm_managed_disk.data planned']);
      expect(report.findings[0]?.subjects).toEqual(['a.json#azurerm_linux_virtual_machine.app']);
    }
  });
});
