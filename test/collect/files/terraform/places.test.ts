import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { collectFiles } from '../../../../src/collect/files/collect-files.js';
import { isPlan } from '../../../../src/collect/files/terraform/is-plan.js';
import { readPlan } from '../../../../src/collect/files/terraform/read-plan.js';
import type { Row } from '../../../../src/model/row.js';
import type { RowPath } from '../../../../src/model/sighting.js';
import { Unknown } from '../../../../src/model/unknown.js';
import { TAKEN_AT } from '../../../estate/inventory.js';
import { temporaryFolder } from '../../../temporary.js';
import { changed, estate, PROVIDERS, RESOURCES } from './estate.js';
import { configurationOf, only, planOf, refers, rowsIn, writeFiles, type Planned } from './plan.js';

const VM = 'Microsoft.Compute/virtualMachines';
const folder = temporaryFolder();
let made = 0;

/** A folder of its own with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const path = join(folder.path, String(made++));
  mkdirSync(path);
  writeFiles(path, files);
  return path;
}

/** Where a value stands: `file:line:column`. */
function placeIn(row: Row, ...path: RowPath): string {
  const { file, line, column } = row.sighting?.placeOf(path) ?? { file: '', line: 0, column: 0 };
  return `${file}:${line}:${column}`;
}

const MAIN = `resource "azurerm_linux_virtual_machine" "app" {
  name = "vm-app"
  size = "Standard_D4s_v5"

  os_disk {
    caching      = "ReadWrite"
    disk_size_gb = 64
  }
  network_interface_ids = [azurerm_network_interface.app.id]
}

resource "azurerm_managed_disk" "data" {
  disk_size_gb = 512
}

resource "azurerm_virtual_machine_data_disk_attachment" "data" {
  lun                = 10
  managed_disk_id    = azurerm_managed_disk.data.id
  virtual_machine_id = azurerm_linux_virtual_machine.app.id
}
`;

test('values stand in the block that sets them, or in the nearest one around', async () => {
  const root = folderWith({ 'infra/main.tf': MAIN });
  const rows = await rowsIn(planOf({ resources: estate() }), { root, folder: join(root, 'infra') });
  const vm = only(rows, VM);
  const at = (...path: RowPath) => placeIn(vm, 'properties', ...path);
  expect(placeIn(vm)).toBe('infra/main.tf:1:1');
  expect(at('hardwareProfile', 'vmSize')).toBe('infra/main.tf:3:3');
  expect(at('storageProfile', 'osDisk', 'diskSizeGB')).toBe('infra/main.tf:7:5');
  expect(at('storageProfile', 'osDisk', 'managedDisk', 'storageAccountType')).toBe('infra/main.tf:5:3');
  expect(at('storageProfile', 'osDisk', 'encryptionSettings')).toBe('infra/main.tf:5:3');
  expect(at('networkProfile', 'networkInterfaces', 0, 'id')).toBe('infra/main.tf:9:28');
  expect(at('osProfile', 'linuxConfiguration', 'provisionVMAgent')).toBe('infra/main.tf:1:1');
  // The data disk is in the VM's row, but written elsewhere.
  expect(at('storageProfile', 'dataDisks', 0, 'lun')).toBe('infra/main.tf:17:3');
  expect(placeIn(only(rows, 'Microsoft.Compute/disks'), 'properties', 'diskSizeGB')).toBe(
    'infra/main.tf:13:3',
  );
});

test('without the source, values stand in the plan', async () => {
  const rows = await rowsIn(planOf({ resources: estate() }));
  const disk = only(rows, 'Microsoft.Compute/disks');
  const text = JSON.stringify(planOf({ resources: estate() }), null, 2).split('\n');
  const { file, line, column } = disk.sighting!.placeOf(['properties', 'diskSizeGB']);
  expect(file).toBe('plans/tfplan.json');
  expect(text[line - 1]?.slice(column - 1)).toBe('"disk_size_gb": 512');
});

test('a .tf.json file has places too', async () => {
  const source = {
    resource: { azurerm_managed_disk: { data: { create_option: 'Empty', disk_size_gb: 512 } } },
  };
  const root = folderWith({ 'main.tf.json': JSON.stringify(source, null, 2) });
  const rows = await rowsIn(planOf({ resources: estate() }), { root, folder: root });
  expect(placeIn(only(rows, 'Microsoft.Compute/disks'), 'properties', 'diskSizeGB')).toBe('main.tf.json:6:9');
});

test('rules are found by their name: blocks of a set have no order', async () => {
  const root = folderWith({
    'nsg.tf': `resource "azurerm_network_security_group" "app" {
  security_rule {
    name     = "first"
    priority = 100
  }
  security_rule {
    name     = "second"
    priority = 200
  }
}
`,
  });
  const group: Planned = {
    address: 'azurerm_network_security_group.app',
    values: {
      name: 'nsg',
      security_rule: [
        { name: 'second', priority: 200 },
        { name: 'first', priority: 100 },
      ],
    },
    unknown: { id: true },
  };
  const rows = await rowsIn(planOf({ resources: [group] }), { root, folder: root });
  const nsg = only(rows, 'Microsoft.Network/networkSecurityGroups');
  expect(placeIn(nsg, 'properties', 'securityRules', 0, 'properties', 'priority')).toBe('nsg.tf:8:5');
  expect(placeIn(nsg, 'properties', 'securityRules', 1, 'properties', 'priority')).toBe('nsg.tf:4:5');
});

const DISK_IN_MODULE: Planned = {
  ...changed(RESOURCES.disk, {}),
  address: 'module.storage.azurerm_managed_disk.data',
};

const planWithModule = (source: string) =>
  planOf({
    resources: [DISK_IN_MODULE],
    providers: PROVIDERS,
    calls: {
      storage: {
        source,
        module: { resources: configurationOf([{ ...DISK_IN_MODULE, address: 'azurerm_managed_disk.data' }]) },
      },
    },
  });

const DISK_SOURCE = 'resource "azurerm_managed_disk" "data" {\n  disk_size_gb = 512\n}\n';

test('a module that lies in the root has its places', async () => {
  const root = folderWith({ 'live/main.tf': '', 'modules/storage/main.tf': DISK_SOURCE });
  const rows = await rowsIn(planWithModule('../modules/storage'), { root, folder: join(root, 'live') });
  expect(placeIn(only(rows, 'Microsoft.Compute/disks'), 'properties', 'diskSizeGB')).toBe(
    'modules/storage/main.tf:2:3',
  );
});

test('nothing outside of the root is read, by path or by link', async () => {
  const outside = folderWith({ 'storage/main.tf': DISK_SOURCE, 'main.tf': DISK_SOURCE });
  const root = folderWith({ 'live/main.tf': '' });
  symlinkSync(join(outside, 'storage'), join(root, 'linked'));
  symlinkSync(join(outside, 'main.tf'), join(root, 'live', 'disk.tf'));
  for (const source of [`../../${outside.split('/').at(-1)!}/storage`, '../linked', outside]) {
    const rows = await rowsIn(planWithModule(source), { root, folder: join(root, 'live') });
    expect(placeIn(only(rows, 'Microsoft.Compute/disks'), 'properties', 'diskSizeGB')).toMatch(
      /^plans\/tfplan\.json/,
    );
  }
  const rows = await rowsIn(planOf({ resources: [RESOURCES.disk] }), { root, folder: join(root, 'live') });
  expect(placeIn(only(rows, 'Microsoft.Compute/disks'), 'properties', 'diskSizeGB')).toMatch(
    /^plans\/tfplan\.json/,
  );
});

test('a broken source leaves the places in the plan, or what could be read of it', async () => {
  const root = folderWith({ 'main.tf': 'resource "azurerm_managed_disk" "data" {{{{ "', 'a.tf.json': '{' });
  const rows = await rowsIn(planOf({ resources: estate() }), { root, folder: root });
  expect(placeIn(only(rows, VM), 'properties')).toMatch(/^plans\/tfplan\.json/);
});

test('text that is glued to a reference is no link', async () => {
  const lock: Planned = {
    address: 'azurerm_management_lock.app',
    values: { name: 'keep', lock_level: 'ReadOnly' },
    unknown: { id: true, scope: true },
    expressions: { scope: refers('azurerm_resource_group.app.id') },
  };
  const scopeOf = async (scope: string) => {
    const root = folderWith({
      'lock.tf': `resource "azurerm_management_lock" "app" {\n  scope = ${scope}\n}\n`,
    });
    const rows = await rowsIn(planOf({ resources: estate({ lock }), providers: PROVIDERS }), {
      root,
      folder: root,
    });
    return only(rows, 'Microsoft.Authorization/locks').id.replace(/\/providers.*/, '');
  };
  const group = only(
    await rowsIn(planOf({ resources: estate(), providers: PROVIDERS })),
    'Microsoft.Resources/subscriptions/resourceGroups',
  ).id;
  expect(await scopeOf('azurerm_resource_group.app.id')).toBe(group);
  expect(await scopeOf('"${azurerm_resource_group.app.id}"')).toBe(group);
  expect(await scopeOf('"${azurerm_resource_group.app.id}/providers/Microsoft.X/y/z"')).not.toContain(
    'rg-app',
  );
});

test('a local value leads on, where the source tells it', async () => {
  const attachment = {
    ...RESOURCES.attachment,
    expressions: { ...RESOURCES.attachment.expressions, managed_disk_id: refers('local.disk') },
  };
  const plan = planOf({ resources: estate({ attachment }), providers: PROVIDERS });
  const idOf = (rows: readonly Row[]) =>
    (only(rows, VM).properties.storageProfile as { dataDisks: { managedDisk: { id: unknown } }[] })
      .dataDisks[0]?.managedDisk.id;
  expect(idOf(await rowsIn(plan))).toBeInstanceOf(Unknown);
  const root = folderWith({ 'locals.tf': 'locals {\n  disk = azurerm_managed_disk.data.id\n}\n' });
  const rows = await rowsIn(plan, { root, folder: root });
  expect(idOf(rows)).toBe(only(rows, 'Microsoft.Compute/disks').id);
});

test('source that is newer than the plan does not change what the plan says', async () => {
  const link = (target: string) =>
    `resource "azurerm_virtual_machine_data_disk_attachment" "data" {\n  managed_disk_id = ${target}\n}\n`;
  const idsIn = async (source: string, disk: Planned = RESOURCES.disk) => {
    const other = { ...changed(RESOURCES.disk, { name: 'other' }), address: 'azurerm_managed_disk.other' };
    const root = folderWith({ 'main.tf': source });
    const plan = planOf({ resources: [...estate({ disk }), other], providers: PROVIDERS });
    const rows = await rowsIn(plan, { root, folder: root });
    const { dataDisks } = only(rows, VM).properties.storageProfile as {
      dataDisks: { managedDisk: { id: string } }[];
    };
    const row = rows.find(({ name }) => name === 'disk-data');
    return {
      id: dataDisks[0]?.managedDisk.id,
      shares: (row?.properties as { maxShares?: unknown }).maxShares,
    };
  };
  const MADE_OF = /disks\/disk-data$/;
  expect((await idsIn(link('azurerm_managed_disk.data.id'))).id).toMatch(MADE_OF);
  expect((await idsIn(link('azurerm_managed_disk.other.id'))).id).toMatch(MADE_OF);
  expect((await idsIn(link('"/subscriptions/x"').replace('managed_disk_id', 'disk'))).id).toMatch(MADE_OF);
  // The plan sets the shares, by a variable that only the apply knows; the source no longer does.
  const shared = { ...RESOURCES.disk, expressions: { max_shares: refers('var.shares') } };
  const written = 'resource "azurerm_managed_disk" "data" {\n  disk_size_gb = 512\n}\n';
  expect((await idsIn(written, shared)).shares).toBeInstanceOf(Unknown);
  expect((await idsIn(written)).shares).toBeUndefined();
});

// https://opentofu.org/docs/language/files/: of main.tf and main.tofu only the latter is read
test('sources of OpenTofu have places too, and go before those of their name', async () => {
  const root = folderWith({
    'disk.tofu': `# first\n${MAIN}`,
    'disk.tf': MAIN,
    'vm.tofu.json': JSON.stringify({ resource: { azurerm_subnet: { app: { name: 'app' } } } }),
  });
  const rows = await rowsIn(planOf({ resources: estate(), providers: PROVIDERS }), { root, folder: root });
  expect(placeIn(only(rows, 'Microsoft.Compute/disks'), 'properties', 'diskSizeGB')).toBe('disk.tofu:14:3');
});

test('a plan that is found in a folder is read with the source beside it', async () => {
  const plan = JSON.stringify(planOf({ resources: estate(), providers: PROVIDERS }));
  const root = folderWith({ 'infra/main.tf': MAIN, 'infra/tfplan.json': plan });
  const options = { takenAt: TAKEN_AT, root, plans: { isPlan, readPlan } };
  const { slices, problems, recognised } = await collectFiles([root], options);
  expect([problems, recognised]).toEqual([[], 1]);
  const rows: Row[] = [];
  for await (const { resources } of slices) rows.push(...resources);
  expect(placeIn(only(rows, 'Microsoft.Compute/disks'), 'properties', 'diskSizeGB')).toBe(
    'infra/main.tf:13:3',
  );
});
