import {
  attribute,
  block,
  byIdOnly,
  COMMON,
  constant,
  inGroup,
  link,
  type Field,
  type RowMapping,
} from '../mapping.js';
import { DISK } from './disk.js';

export const VM = 'Microsoft.Compute/virtualMachines';
export const NIC = 'Microsoft.Network/networkInterfaces';

export const IDENTITY = block('identity', 'identity', [attribute('type', 'type')]);

/** The image that a VM is made of: a published one. */
export const IMAGE: readonly Field[] = [
  attribute('publisher', 'publisher'),
  attribute('offer', 'offer'),
  attribute('sku', 'sku'),
  attribute('version', 'version'),
];

/** The disks of the older resource. */
const STORAGE_DISK: readonly Field[] = [
  attribute('name', 'name'),
  attribute('caching', 'caching', { fresh: { value: undefined } }),
  attribute('create_option', 'createOption'),
  attribute('disk_size_gb', 'diskSizeGB', { fresh: { value: undefined } }),
  attribute('managed_disk_type', 'managedDisk.storageAccountType', { fresh: { value: undefined } }),
  link('managed_disk_id', 'managedDisk.id', DISK, { fresh: { value: undefined } }),
  attribute('vhd_uri', 'vhd.uri'),
  attribute('write_accelerator_enabled', 'writeAcceleratorEnabled'),
];

/** The older resource, for either system. */
export const OLD_VM: RowMapping = {
  kind: 'row',
  armType: VM,
  id: inGroup(`${VM}/{name}`),
  fields: [
    ...COMMON,
    IDENTITY,
    attribute('zones', 'zones'),
    attribute('vm_size', 'properties.hardwareProfile.vmSize'),
    block('storage_image_reference', 'properties.storageProfile.imageReference', IMAGE),
    block('storage_os_disk', 'properties.storageProfile.osDisk', [
      ...STORAGE_DISK,
      attribute('os_type', 'osType', { fresh: { value: undefined } }),
    ]),
    constant([], 'properties.storageProfile.dataDisks'),
    block(
      'storage_data_disk',
      'properties.storageProfile.dataDisks',
      [attribute('lun', 'lun'), ...STORAGE_DISK],
      {
        key: 'lun',
        fresh: { value: [] },
      },
    ),
    block('os_profile', 'properties.osProfile', [attribute('computer_name', 'computerName')]),
    block('os_profile_windows_config', 'properties.osProfile.windowsConfiguration', [
      // The provider sends false where it is not set, unlike Azure (its documentation says so).
      attribute('provision_vm_agent', 'provisionVMAgent', { absent: false }),
      attribute('enable_automatic_upgrades', 'enableAutomaticUpdates'),
    ]),
    block('os_profile_linux_config', 'properties.osProfile.linuxConfiguration', [
      attribute('disable_password_authentication', 'disablePasswordAuthentication'),
    ]),
    link('network_interface_ids', 'properties.networkProfile.networkInterfaces', NIC, { item: byIdOnly }),
    block('additional_capabilities', 'properties.additionalCapabilities', [
      attribute('ultra_ssd_enabled', 'ultraSSDEnabled'),
    ]),
    link('availability_set_id', 'properties.availabilitySet.id', 'Microsoft.Compute/availabilitySets'),
  ],
};
