import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { changed, estate, PROVIDERS, RESOURCES } from './estate.js';
import { only, planOf, refers, rowsIn, type Planned } from './plan.js';

const VM = 'Microsoft.Compute/virtualMachines';
const EXTENSION = `${VM}/extensions`;
const PASSWORD = 'Top-Secret-1';

/** Cloud-init that writes a static address, beside a secret. */
const CLOUD_INIT = `#cloud-config
write_files:
  - path: /etc/netplan/99-static.yaml
    content: |
      network:
        ethernets:
          eth0:
            dhcp4: false
            addresses: [10.0.1.4/24]
chpasswd: { list: "root:${PASSWORD}" }
`;

const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64');

test('cloud-init that sets a static address is told, with its place, without its text', async () => {
  for (const custom_data of [base64(CLOUD_INIT), base64(gzipSync(CLOUD_INIT))]) {
    const plan = planOf({
      resources: estate({ vm: changed(RESOURCES.vm, { custom_data }) }),
      providers: PROVIDERS,
    });
    const rows = await rowsIn(plan);
    const vm = only(rows, VM);
    expect(vm.guest?.staticAddress?.path).toEqual(['properties', 'osProfile', 'customData']);
    const { line, column } = vm.sighting!.placeOf(vm.guest!.staticAddress!.path);
    const text = JSON.stringify(plan, null, 2).split('\n');
    expect(text[line - 1]?.slice(column - 1)).toMatch(/^"custom_data": /);
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    expect(JSON.stringify(rows)).not.toContain(custom_data);
  }
  expect(only(await rowsIn(planOf({ resources: estate() })), VM)).not.toHaveProperty('guest');
});

test('so is user data, and the custom data of the older resource and of azapi', async () => {
  const staticIn = async (vm: Planned) =>
    only(await rowsIn(planOf({ resources: [vm] })), VM).guest?.staticAddress?.path;
  expect(await staticIn(changed(RESOURCES.vm, { user_data: base64(CLOUD_INIT) }))).toEqual([
    'properties',
    'userData',
  ]);
  const old = {
    address: 'azurerm_virtual_machine.old',
    values: { name: 'vm', os_profile: [{ custom_data: CLOUD_INIT }] },
  };
  expect(await staticIn(old)).toEqual(['properties', 'osProfile', 'customData']);
  const body = { properties: { osProfile: { customData: base64(CLOUD_INIT) } } };
  for (const each of [body, JSON.stringify(body)]) {
    const values = {
      type: `${VM}@2024-07-01`,
      name: 'vm',
      parent_id: '/subscriptions/s/resourceGroups/g',
      body: each,
    };
    expect(await staticIn({ address: 'azapi_resource.vm', values })).toEqual([
      'properties',
      'osProfile',
      'customData',
    ]);
  }
});

test('what an extension runs is told on its own row', async () => {
  const command = `netsh interface ip set address "Ethernet" static 10.0.1.4 255.255.255.0 & echo ${PASSWORD}`;
  const extension: Planned = {
    address: 'azurerm_virtual_machine_extension.script',
    values: {
      name: 'script',
      type: 'CustomScriptExtension',
      protected_settings: JSON.stringify({ commandToExecute: command }),
    },
    unknown: { id: true, virtual_machine_id: true },
    sensitive: { protected_settings: true },
    expressions: { virtual_machine_id: refers('azurerm_linux_virtual_machine.app.id') },
  };
  const rows = await rowsIn(planOf({ resources: estate({ extension }), providers: PROVIDERS }));
  expect(only(rows, EXTENSION).guest?.staticAddress?.path).toEqual([
    'properties',
    'protectedSettings',
    'commandToExecute',
  ]);
  expect(JSON.stringify(rows)).not.toContain(PASSWORD);
});
