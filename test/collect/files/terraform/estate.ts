import { constant, refers, type Planned } from './plan.js';

const SUBSCRIPTION = '11111111-2222-4333-8444-555555555555';
const TENANT = '99999999-2222-4333-8444-555555555555';

/** The attributes that nearly every resource has. */
const common = (name: string) => ({ name, resource_group_name: 'rg-app', location: 'westeurope' });

/** An id known only after apply, as every new resource has one. */
const newId = { id: true };

/** A virtual machine with a data disk, an interface and a backup; nothing of it exists yet. */
export const RESOURCES = {
  group: {
    address: 'azurerm_resource_group.app',
    values: { name: 'rg-app', location: 'westeurope' },
    unknown: newId,
  },
  nic: {
    address: 'azurerm_network_interface.app',
    values: {
      ...common('nic-app'),
      ip_configuration: [
        { name: 'internal', private_ip_address_allocation: 'Dynamic', private_ip_address_version: 'IPv4' },
      ],
    },
    unknown: { id: true, ip_configuration: [{ subnet_id: true, private_ip_address: true, primary: true }] },
    expressions: {
      ip_configuration: [{ name: constant('internal'), subnet_id: refers('azurerm_subnet.app.id') }],
    },
  },
  network: {
    address: 'azurerm_virtual_network.app',
    values: { ...common('vnet-app'), address_space: ['10.0.0.0/16'] },
    unknown: { id: true, subnet: true },
  },
  subnet: {
    address: 'azurerm_subnet.app',
    values: {
      name: 'app',
      resource_group_name: 'rg-app',
      virtual_network_name: 'vnet-app',
      address_prefixes: ['10.0.1.0/24'],
    },
    unknown: newId,
  },
  vm: {
    address: 'azurerm_linux_virtual_machine.app',
    values: {
      ...common('vm-app'),
      size: 'Standard_D4s_v5',
      zone: '1',
      admin_username: 'operator',
      admin_password: 'Top-Secret-1',
      computer_name: 'vm-app',
      allow_extension_operations: true,
      provision_vm_agent: true,
      secure_boot_enabled: null,
      vtpm_enabled: null,
      tags: { team: 'shop' },
      network_interface_ids: [null],
      os_disk: [
        {
          name: 'osdisk-app',
          caching: 'ReadWrite',
          disk_size_gb: 64,
          storage_account_type: 'Premium_LRS',
          diff_disk_settings: [],
        },
      ],
    },
    unknown: { id: true, network_interface_ids: [true], os_disk: [{ id: true, diff_disk_settings: [] }] },
    sensitive: { admin_password: true },
    expressions: {
      network_interface_ids: refers('azurerm_network_interface.app.id'),
      os_disk: [{ caching: constant('ReadWrite') }],
    },
  },
  disk: {
    address: 'azurerm_managed_disk.data',
    values: {
      ...common('disk-data'),
      storage_account_type: 'Premium_LRS',
      create_option: 'Empty',
      disk_size_gb: 512,
    },
    unknown: { id: true, max_shares: true },
    expressions: { disk_size_gb: constant(512) },
  },
  attachment: {
    address: 'azurerm_virtual_machine_data_disk_attachment.data',
    values: { lun: 10, caching: 'None', create_option: 'Attach', write_accelerator_enabled: false },
    unknown: { id: true, managed_disk_id: true, virtual_machine_id: true },
    expressions: {
      managed_disk_id: refers('azurerm_managed_disk.data.id'),
      virtual_machine_id: refers('azurerm_linux_virtual_machine.app.id'),
    },
  },
  vault: {
    address: 'azurerm_recovery_services_vault.backup',
    values: {
      ...common('rsv-app'),
      sku: 'Standard',
      soft_delete_enabled: true,
      storage_mode_type: 'GeoRedundant',
    },
    unknown: newId,
  },
  policy: {
    address: 'azurerm_backup_policy_vm.daily',
    values: {
      name: 'daily',
      resource_group_name: 'rg-app',
      recovery_vault_name: 'rsv-app',
      policy_type: 'V1',
      timezone: 'UTC',
      backup: [
        { frequency: 'Daily', time: '23:00', hour_duration: null, hour_interval: null, weekdays: null },
      ],
      retention_daily: [{ count: 10 }],
      retention_weekly: [],
    },
    unknown: { id: true, instant_restore_retention_days: true, backup: [{}], retention_daily: [{}] },
    expressions: {
      policy_type: constant('V1'),
      backup: [{ frequency: constant('Daily'), time: constant('23:00') }],
    },
  },
  item: {
    address: 'azurerm_backup_protected_vm.app',
    values: {
      resource_group_name: 'rg-app',
      recovery_vault_name: 'rsv-app',
      exclude_disk_luns: null,
      include_disk_luns: null,
    },
    unknown: { id: true, source_vm_id: true, backup_policy_id: true, protection_state: true },
    expressions: {
      source_vm_id: refers('azurerm_linux_virtual_machine.app.id'),
      backup_policy_id: refers('azurerm_backup_policy_vm.daily.id'),
    },
  },
} as const satisfies Readonly<Record<string, Planned>>;

/** The provider as it is configured: the subscription is known. */
export const PROVIDERS = { subscription_id: constant(SUBSCRIPTION) };

/** The resources, some of them changed or added. */
export function estate(changes: Readonly<Record<string, Planned | undefined>> = {}): Planned[] {
  const merged: Record<string, Planned | undefined> = { ...RESOURCES, ...changes };
  return Object.values(merged).filter((each) => each !== undefined);
}

/** A resource with other values. */
export function changed(
  resource: Planned,
  values: Record<string, unknown>,
  unknown: Record<string, unknown> = {},
): Planned {
  return {
    ...resource,
    values: { ...resource.values, ...values },
    unknown: { ...(resource.unknown as Record<string, unknown>), ...unknown },
  };
}

export { SUBSCRIPTION, TENANT };
