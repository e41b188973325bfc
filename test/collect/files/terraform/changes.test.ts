import { expect, test } from '@jest/globals';
import { Unknown } from '../../../../src/model/unknown.js';
import { changed, estate, PROVIDERS, RESOURCES, SUBSCRIPTION } from './estate.js';
import { only, planOf, refers, rowsIn, type Planned } from './plan.js';

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers`;
const DISK_ID = `${GROUP}/Microsoft.Compute/disks/disk-data`;
const DISK = 'Microsoft.Compute/disks';

/** A resource that exists and is changed, or is left as it is. */
const existing = (
  resource: Planned,
  id: string,
  actions: string[],
  more: Record<string, unknown> = {},
): Planned => {
  const before = { ...resource.values, id };
  return { ...resource, actions, before, values: { ...before, ...more }, unknown: {} };
};

test('what is created, changed, replaced or left alone has a row; what is deleted has none', async () => {
  for (const actions of [['create'], ['update'], ['no-op'], ['delete', 'create'], ['create', 'delete']]) {
    const rows = await rowsIn(planOf({ resources: [{ ...RESOURCES.disk, actions }], providers: PROVIDERS }));
    expect(rows.map(({ id }) => id)).toEqual([DISK_ID]);
  }
  // Terraform's "create, forget" replaces without destroying: https://developer.hashicorp.com/terraform/internals/json-format
  const replaced = existing(RESOURCES.disk, DISK_ID, ['create', 'forget']);
  const [row] = await rowsIn(
    planOf({ resources: [{ ...replaced, unknown: { disk_size_gb: true } }], providers: PROVIDERS }),
  );
  expect(row?.properties).toMatchObject({ diskSizeGB: expect.any(Unknown) });
  const gone = existing(RESOURCES.disk, DISK_ID, ['delete']);
  expect(await rowsIn(planOf({ resources: [gone], providers: PROVIDERS }))).toEqual([]);
});

test('the subscription is that of what exists, where the provider does not name one', async () => {
  const disk = existing(
    RESOURCES.disk,
    DISK_ID.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'),
    ['update'],
    {
      disk_size_gb: 40_000,
    },
  );
  const rows = await rowsIn(planOf({ resources: estate({ disk }) }));
  expect(only(rows, DISK).properties.diskSizeGB).toBe(40_000);
  expect(only(rows, DISK).sighting?.label).toBeUndefined();
  expect(only(rows, 'Microsoft.Compute/virtualMachines').id).toBe(
    `${GROUP}/Microsoft.Compute/virtualMachines/vm-app`,
  );
});

test('or that of the client, as a data source tells it', async () => {
  const data = [{ address: 'data.azurerm_client_config.current', values: { subscription_id: SUBSCRIPTION } }];
  const rows = await rowsIn(planOf({ resources: [RESOURCES.disk], data }));
  expect(only(rows, DISK).id).toBe(DISK_ID);
});

test('two subscriptions under one provider: none of them is certain', async () => {
  const other = SUBSCRIPTION.replace('1', '2');
  const resources = [
    existing(RESOURCES.disk, DISK_ID, ['no-op']),
    existing({ ...RESOURCES.disk, address: 'azurerm_managed_disk.b' }, DISK_ID.replace(SUBSCRIPTION, other), [
      'no-op',
    ]),
    RESOURCES.nic,
  ];
  const rows = await rowsIn(planOf({ resources }));
  expect(only(rows, 'Microsoft.Network/networkInterfaces').id).toContain('<azurerm@');
});

test('a rule or grant that is removed leaves the list that the state still has', async () => {
  const groupId = `${GROUP}/Microsoft.Network/networkSecurityGroups/nsg`;
  const group = {
    address: 'azurerm_network_security_group.app',
    values: {
      name: 'nsg',
      resource_group_name: 'rg-app',
      security_rule: [
        { name: 'a', priority: 1 },
        { name: 'b', priority: 2 },
      ],
    },
  };
  const rule = {
    address: 'azurerm_network_security_rule.a',
    values: { name: 'a', resource_group_name: 'rg-app', network_security_group_name: 'nsg' },
  };
  const rows = await rowsIn(
    planOf({
      resources: [
        existing(group, groupId, ['no-op']),
        existing(rule, `${groupId}/securityRules/a`, ['delete']),
      ],
    }),
  );
  expect(only(rows, 'Microsoft.Network/networkSecurityGroups').properties.securityRules).toEqual([
    { name: 'b', properties: { priority: 2 } },
  ]);
});

test('a child of a parent that the plan does not have is a row of its own', async () => {
  const rows = await rowsIn(planOf({ resources: [RESOURCES.subnet], providers: PROVIDERS }));
  expect(rows.map(({ type }) => type)).toEqual(['Microsoft.Network/virtualNetworks/subnets']);
});

test('the older VM resource: no agent unless it is asked for, disks inside', async () => {
  const vm: Planned = {
    address: 'azurerm_virtual_machine.old',
    values: {
      name: 'vm-old',
      resource_group_name: 'rg-app',
      location: 'westeurope',
      vm_size: 'Standard_DS2_v2',
      zones: null,
      storage_os_disk: [
        { name: 'os', create_option: 'FromImage', caching: 'ReadWrite', managed_disk_type: 'Premium_LRS' },
      ],
      storage_data_disk: [{ name: 'data', lun: 0, create_option: 'Attach', disk_size_gb: 40_000 }],
      os_profile: [{ computer_name: 'vm-old', admin_username: 'operator', admin_password: 'Top-Secret-1' }],
      os_profile_windows_config: [{ provision_vm_agent: null, enable_automatic_upgrades: false }],
    },
    unknown: { id: true, storage_data_disk: [{ managed_disk_id: true }] },
    expressions: { storage_data_disk: [{ managed_disk_id: refers('azurerm_managed_disk.data.id') }] },
  };
  const rows = await rowsIn(planOf({ resources: [vm, RESOURCES.disk], providers: PROVIDERS }));
  const old = only(rows, 'Microsoft.Compute/virtualMachines');
  expect(old.properties.osProfile).toEqual({
    computerName: 'vm-old',
    windowsConfiguration: { provisionVMAgent: false, enableAutomaticUpdates: false },
  });
  expect(old.properties.storageProfile).toMatchObject({
    dataDisks: [{ lun: 0, diskSizeGB: 40_000, managedDisk: { id: DISK_ID } }],
  });
  expect(JSON.stringify(rows)).not.toContain('Top-Secret-1');
});

test("azapi: a body is in ARM's shape already, without secrets; an update adds to it", async () => {
  const parent = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`;
  const type = 'Microsoft.Compute/virtualMachines@2024-07-01';
  const vm: Planned = {
    address: 'azapi_resource.vm',
    values: {
      type,
      name: 'vm-api',
      parent_id: parent,
      location: 'westeurope',
      body: {
        zones: ['1'],
        properties: {
          osProfile: {
            adminPassword: 'Top-Secret-1',
            customData: 'Top-Secret-1',
            allowExtensionOperations: true,
          },
          networkProfile: { networkInterfaces: [{}] },
        },
      },
    },
    unknown: { id: true, body: { properties: { networkProfile: { networkInterfaces: [{ id: true }] } } } },
    expressions: { body: refers('azurerm_network_interface.app.id') },
  };
  const update: Planned = {
    address: 'azapi_update_resource.vm',
    values: {
      type,
      body: JSON.stringify({ properties: { osProfile: { allowExtensionOperations: false } } }),
    },
    unknown: { id: true, resource_id: true },
    expressions: { resource_id: refers('azapi_resource.vm.id') },
  };
  const rows = await rowsIn(planOf({ resources: [update, vm, RESOURCES.nic], providers: PROVIDERS }));
  const { sighting, ...row } = only(rows, 'Microsoft.Compute/virtualMachines');
  expect(sighting).toBeDefined();
  expect(row).toEqual({
    id: `${parent}/providers/Microsoft.Compute/virtualMachines/vm-api`,
    type: 'Microsoft.Compute/virtualMachines',
    name: 'vm-api',
    location: 'westeurope',
    zones: ['1'],
    properties: {
      osProfile: { allowExtensionOperations: false },
      networkProfile: { networkInterfaces: [{ id: `${GROUP}/Microsoft.Network/networkInterfaces/nic-app` }] },
    },
  });
});

test('an Enhanced policy keeps its times by frequency', async () => {
  const policy = changed(
    RESOURCES.policy,
    {
      policy_type: 'V2',
      backup: [{ frequency: 'Hourly', time: '08:00', hour_interval: 4, hour_duration: 12, weekdays: null }],
      instant_restore_resource_group: [{ prefix: 'rg-points-', suffix: null }],
      instant_restore_retention_days: 7,
    },
    { instant_restore_retention_days: false },
  );
  const rows = await rowsIn(planOf({ resources: [policy], providers: PROVIDERS }));
  expect(only(rows, 'Microsoft.RecoveryServices/vaults/backupPolicies').properties).toEqual({
    backupManagementType: 'AzureIaasVM',
    policyType: 'V2',
    timeZone: 'UTC',
    instantRpRetentionRangeInDays: 7,
    instantRPDetails: { azureBackupRGNamePrefix: 'rg-points-' },
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicyV2',
      scheduleRunFrequency: 'Hourly',
      hourlySchedule: {
        interval: 4,
        scheduleWindowDuration: 12,
        scheduleWindowStartTime: '2020-01-01T08:00:00Z',
      },
    },
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy',
      dailySchedule: { retentionDuration: { count: 10, durationType: 'Days' } },
    },
  });
});

test('a protected item says which disks it leaves out', async () => {
  const item = changed(
    RESOURCES.item,
    { exclude_disk_luns: [10], protection_state: 'Protected' },
    { protection_state: false },
  );
  const rows = await rowsIn(planOf({ resources: estate({ item }), providers: PROVIDERS }));
  const row = only(
    rows,
    'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems',
  );
  expect(row.id).toBe(
    `${GROUP}/Microsoft.RecoveryServices/vaults/rsv-app/backupFabrics/Azure/protectionContainers/iaasvmcontainer;iaasvmcontainerv2;rg-app;vm-app/protectedItems/vm;iaasvmcontainerv2;rg-app;vm-app`,
  );
  expect(row.properties.extendedProperties).toEqual({
    diskExclusionProperties: { diskLunList: [10], isInclusionList: false },
  });
});

test('a value that the plan marks as sensitive is not shown', async () => {
  const disk = { ...RESOURCES.disk, sensitive: { disk_size_gb: true } };
  const rows = await rowsIn(planOf({ resources: [disk], providers: PROVIDERS }));
  expect(only(rows, DISK).properties.diskSizeGB).toEqual(
    new Unknown('unresolved', 'The plan marks azurerm_managed_disk.data.disk_size_gb as sensitive.'),
  );
});

test('a role that is given by name is a known one, or not known', async () => {
  const assignment = (role_definition_name: string): Planned => ({
    address: 'azurerm_role_assignment.backup',
    values: { scope: `/subscriptions/${SUBSCRIPTION}`, principal_id: 'p', role_definition_name },
    unknown: { id: true, name: true, role_definition_id: true },
    expressions: { role_definition_name: { constant_value: role_definition_name } },
  });
  const roleOf = async (name: string) =>
    only(await rowsIn(planOf({ resources: [assignment(name)] })), 'Microsoft.Authorization/roleAssignments')
      .properties.roleDefinitionId;
  expect(await roleOf('Key Vault Secrets User')).toBe(
    '/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6',
  );
  expect(await roleOf('Our Own Role')).toBeInstanceOf(Unknown);
});

test('a role of the plan goes with the assignment that refers to it', async () => {
  const scope = `/subscriptions/${SUBSCRIPTION}`;
  const role: Planned = {
    address: 'azurerm_role_definition.own',
    values: {
      name: 'Our Own Role',
      scope,
      permissions: [{ data_actions: ['Microsoft.KeyVault/vaults/secrets/*'] }],
    },
    unknown: { id: true, role_definition_id: true, role_definition_resource_id: true },
  };
  const assignment: Planned = {
    address: 'azurerm_role_assignment.backup',
    values: { scope, principal_id: 'p' },
    unknown: { id: true, name: true, role_definition_id: true, role_definition_name: true },
    expressions: { role_definition_id: refers('azurerm_role_definition.own.role_definition_resource_id') },
  };
  const rows = await rowsIn(planOf({ resources: [role, assignment] }));
  const { roleDefinitionId } = only(rows, 'Microsoft.Authorization/roleAssignments').properties;
  expect(roleDefinitionId).toBe(only(rows, 'Microsoft.Authorization/roleDefinitions').id);
});

test('of what exists the plan does not know what is attached elsewhere', async () => {
  const vmId = `${GROUP}/Microsoft.Compute/virtualMachines/vm-app`;
  const nicId = `${GROUP}/Microsoft.Network/networkInterfaces/nic-app`;
  const resources = [existing(RESOURCES.vm, vmId, ['no-op']), existing(RESOURCES.nic, nicId, ['no-op'])];
  const rows = await rowsIn(planOf({ resources }));
  const unseen = expect.objectContaining({ reason: 'not-in-source' }) as unknown;
  expect(only(rows, 'Microsoft.Compute/virtualMachines').properties.storageProfile).toMatchObject({
    dataDisks: [unseen],
  });
  expect(only(rows, 'Microsoft.Network/networkInterfaces').properties.networkSecurityGroup).toEqual(unseen);
});

test('what the state of a network knows of a subnet stays', async () => {
  const id = `${GROUP}/Microsoft.Network/virtualNetworks/vnet-app`;
  const nsg = `${GROUP}/Microsoft.Network/networkSecurityGroups/nsg`;
  const network = existing(
    changed(RESOURCES.network, { subnet: [{ id: `${id}/subnets/app`, name: 'app', security_group: nsg }] }),
    id,
    ['no-op'],
  );
  const resources = [network, existing(RESOURCES.subnet, `${id}/subnets/app`, ['no-op'])];
  const rows = await rowsIn(planOf({ resources }));
  expect(only(rows, 'Microsoft.Network/virtualNetworks').properties.subnets).toEqual([
    {
      id: `${id}/subnets/app`,
      name: 'app',
      properties: { addressPrefixes: ['10.0.1.0/24'], networkSecurityGroup: { id: nsg } },
    },
  ]);
});
