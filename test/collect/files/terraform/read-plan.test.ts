import { expect, test } from '@jest/globals';
import { Unknown } from '../../../../src/model/unknown.js';
import { changed, estate, PROVIDERS, RESOURCES, SUBSCRIPTION } from './estate.js';
import { only, planOf, refers, rowsIn } from './plan.js';

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers`;
const VM = 'Microsoft.Compute/virtualMachines';

test('a new VM becomes the row that Azure would return', async () => {
  const rows = await rowsIn(planOf({ resources: estate(), providers: PROVIDERS }));
  const { sighting, ...vm } = only(rows, VM);
  expect(sighting?.label).toBeUndefined();
  expect(vm).toEqual({
    id: `${GROUP}/${VM}/vm-app`,
    type: VM,
    name: 'vm-app',
    location: 'westeurope',
    zones: ['1'],
    tags: { team: 'shop' },
    properties: {
      hardwareProfile: { vmSize: 'Standard_D4s_v5' },
      osProfile: {
        computerName: 'vm-app',
        allowExtensionOperations: true,
        linuxConfiguration: { provisionVMAgent: true },
      },
      networkProfile: {
        networkInterfaces: [
          { id: `${GROUP}/Microsoft.Network/networkInterfaces/nic-app`, properties: { primary: true } },
        ],
      },
      storageProfile: {
        osDisk: {
          name: 'osdisk-app',
          osType: 'Linux',
          caching: 'ReadWrite',
          createOption: 'FromImage',
          diskSizeGB: 64,
          managedDisk: { storageAccountType: 'Premium_LRS' },
        },
        dataDisks: [
          {
            lun: 10,
            caching: 'None',
            createOption: 'Attach',
            writeAcceleratorEnabled: false,
            managedDisk: { id: `${GROUP}/Microsoft.Compute/disks/disk-data` },
          },
        ],
      },
    },
  });
});

test('a subnet is listed by its network, a rule by its group, a grant by its vault', async () => {
  const rows = await rowsIn(
    planOf({
      resources: estate({
        group2: {
          address: 'azurerm_network_security_group.app',
          values: {
            name: 'nsg-app',
            resource_group_name: 'rg-app',
            location: 'westeurope',
            security_rule: [],
          },
          unknown: { id: true },
        },
        rule: {
          address: 'azurerm_network_security_rule.wire',
          values: {
            name: 'no-wire',
            resource_group_name: 'rg-app',
            network_security_group_name: 'nsg-app',
            priority: 100,
            direction: 'Outbound',
            access: 'Deny',
            protocol: '*',
            destination_address_prefix: '168.63.129.16',
          },
          unknown: { id: true },
        },
        association: {
          address: 'azurerm_subnet_network_security_group_association.app',
          unknown: { id: true, subnet_id: true, network_security_group_id: true },
          expressions: {
            subnet_id: refers('azurerm_subnet.app.id'),
            network_security_group_id: refers('azurerm_network_security_group.app.id'),
          },
        },
        network: changed(RESOURCES.network, { subnet: [] }, { subnet: [] }),
      }),
      providers: PROVIDERS,
    }),
  );
  expect(rows.map(({ type }) => type)).not.toContain('Microsoft.Network/virtualNetworks/subnets');
  const nsg = `${GROUP}/Microsoft.Network/networkSecurityGroups/nsg-app`;
  expect(only(rows, 'Microsoft.Network/virtualNetworks').properties.subnets).toEqual([
    {
      id: `${GROUP}/Microsoft.Network/virtualNetworks/vnet-app/subnets/app`,
      name: 'app',
      properties: { addressPrefixes: ['10.0.1.0/24'], networkSecurityGroup: { id: nsg } },
    },
  ]);
  expect(only(rows, 'Microsoft.Network/networkSecurityGroups').properties.securityRules).toEqual([
    {
      id: `${nsg}/securityRules/no-wire`,
      name: 'no-wire',
      properties: {
        priority: 100,
        direction: 'Outbound',
        access: 'Deny',
        protocol: '*',
        destinationAddressPrefix: '168.63.129.16',
      },
    },
  ]);
});

test('without a subscription the ids stand for it, agree with each other, and have a label', async () => {
  const rows = await rowsIn(planOf({ resources: estate() }));
  const vm = only(rows, VM);
  expect(vm.id).toBe(
    `/subscriptions/<azurerm@plans:tfplan.json>/resourceGroups/rg-app/providers/${VM}/vm-app`,
  );
  expect(vm.sighting?.label).toBe('plans/tfplan.json#azurerm_linux_virtual_machine.app');
  const item = only(
    rows,
    'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems',
  );
  expect(item.properties).toMatchObject({ sourceResourceId: vm.id });
  expect(item.properties).not.toHaveProperty('protectionState');
  expect(item.properties.policyId).toBe(only(rows, 'Microsoft.RecoveryServices/vaults/backupPolicies').id);
});

test('what is known only after apply is unknown at exactly that place', async () => {
  const vm = changed(RESOURCES.vm, { size: null }, { size: true });
  const rows = await rowsIn(planOf({ resources: estate({ vm }), providers: PROVIDERS }));
  expect(only(rows, VM).properties.hardwareProfile).toEqual({
    vmSize: new Unknown('unresolved', 'Known only after apply: azurerm_linux_virtual_machine.app.size.'),
  });
});

test('no secret of the plan gets into a row', async () => {
  const rows = await rowsIn(planOf({ resources: estate(), providers: PROVIDERS }));
  expect(JSON.stringify(rows)).not.toContain('Top-Secret-1');
});
