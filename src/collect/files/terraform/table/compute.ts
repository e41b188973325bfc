import { Unknown } from '../../../../model/unknown.js';
import {
  attribute,
  block,
  COMMON,
  constant,
  derived,
  inGroup,
  inList,
  link,
  type Field,
  type Mapping,
  type RowMapping,
} from '../mapping.js';
import { IDENTITY, IMAGE, NIC, OLD_VM, VM } from './old-virtual-machine.js';
import { DISK, EDGE_ZONE, ENCRYPTION_SET, MANAGED_DISK } from './disk.js';

/**
 * Trusted Launch and Confidential VM are not named in the provider: it sets the security type where secure boot or
 * vTPM is on, and where the OS disk has an encryption type.
 */
function securityTypeOf(secureBoot: unknown, vtpm: unknown, encryption: unknown): unknown {
  if (encryption instanceof Unknown) return encryption;
  if (typeof encryption === 'string' && encryption !== '') return 'ConfidentialVM';
  if (secureBoot === true || vtpm === true) return 'TrustedLaunch';
  return [secureBoot, vtpm].find((each) => each instanceof Unknown);
}

const OS_DISK: readonly Field[] = [
  attribute('name', 'name'),
  attribute('caching', 'caching'),
  attribute('disk_size_gb', 'diskSizeGB'),
  attribute('storage_account_type', 'managedDisk.storageAccountType'),
  // A disk that is made with its VM has no id before.
  link('id', 'managedDisk.id', DISK, { fresh: { value: undefined } }),
  link('disk_encryption_set_id', 'managedDisk.diskEncryptionSet.id', ENCRYPTION_SET),
  attribute('security_encryption_type', 'managedDisk.securityProfile.securityEncryptionType'),
  attribute('write_accelerator_enabled', 'writeAcceleratorEnabled'),
  block('diff_disk_settings', 'diffDiskSettings', [
    attribute('option', 'option'),
    attribute('placement', 'placement'),
  ]),
];

/** Of what the OS disk is made: exactly one of these is set. */
const OS_SOURCE = ['source_image_reference', 'source_image_id', 'os_managed_disk_id'];

/**
 * Whether the VM starts from a disk that exists. Version 4 of the provider tells the OS disk of every VM there is in
 * `os_managed_disk_id`, so that its id alone proves nothing.
 */
function startsFromDisk(published: unknown, image: unknown, disk: unknown): boolean | Unknown {
  if (!isSet(disk) || isSet(published)) return false;
  return image instanceof Unknown ? image : !isSet(image);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/**
 * An OS profile that the VM does not have where it starts from a disk that exists. Of a VM that exists the state has
 * what Azure told: a setting that is not set there is none, as of a VM of a specialised image, which has no profile.
 */
function osProfile(configuration: string): readonly Field[] {
  const unlessDisk = (from: string, to: string, absent?: unknown): Field =>
    derived(
      ['id', ...OS_SOURCE, from],
      to,
      (id, published, image, disk, value) => {
        const fromDisk = startsFromDisk(published, image, disk);
        if (fromDisk instanceof Unknown) return fromDisk;
        return fromDisk ? undefined : (value ?? (typeof id === 'string' ? undefined : absent));
      },
      { fresh: true },
    );
  return [
    unlessDisk('computer_name', 'properties.osProfile.computerName'),
    unlessDisk('allow_extension_operations', 'properties.osProfile.allowExtensionOperations', true),
    unlessDisk('provision_vm_agent', `properties.osProfile.${configuration}.provisionVMAgent`, true),
    unlessDisk('patch_mode', `properties.osProfile.${configuration}.patchSettings.patchMode`),
    unlessDisk('patch_assessment_mode', `properties.osProfile.${configuration}.patchSettings.assessmentMode`),
  ];
}

function virtualMachine(osType: 'Linux' | 'Windows', configuration: string): RowMapping {
  return {
    kind: 'row',
    armType: VM,
    id: inGroup(`${VM}/{name}`),
    addedTo: 'properties.storageProfile.dataDisks',
    fields: [
      ...COMMON,
      IDENTITY,
      attribute('zone', 'zones', { as: inList }),
      ...EDGE_ZONE,
      attribute('size', 'properties.hardwareProfile.vmSize'),
      block('source_image_reference', 'properties.storageProfile.imageReference', IMAGE),
      link('source_image_id', 'properties.storageProfile.imageReference.id'),
      constant(osType, 'properties.storageProfile.osDisk.osType'),
      block('os_disk', 'properties.storageProfile.osDisk', OS_DISK),
      link('os_managed_disk_id', 'properties.storageProfile.osDisk.managedDisk.id', DISK, {
        fresh: { value: undefined },
      }),
      derived(
        OS_SOURCE,
        'properties.storageProfile.osDisk.createOption',
        (published, image, disk) => {
          const fromDisk = startsFromDisk(published, image, disk);
          if (fromDisk instanceof Unknown) return fromDisk;
          return fromDisk ? 'Attach' : 'FromImage';
        },
        { fresh: true },
      ),
      constant([], 'properties.storageProfile.dataDisks'),
      attribute('disk_controller_type', 'properties.storageProfile.diskControllerType', {
        fresh: { value: undefined },
      }),
      ...osProfile(configuration),
      link('network_interface_ids', 'properties.networkProfile.networkInterfaces', NIC, {
        item: (id, index) => ({ id, properties: { primary: index === 0 } }),
      }),
      derived(
        ['secure_boot_enabled', 'vtpm_enabled', 'os_disk.0.security_encryption_type'],
        'properties.securityProfile.securityType',
        securityTypeOf,
      ),
      attribute('secure_boot_enabled', 'properties.securityProfile.uefiSettings.secureBootEnabled'),
      attribute('vtpm_enabled', 'properties.securityProfile.uefiSettings.vTpmEnabled'),
      attribute('encryption_at_host_enabled', 'properties.securityProfile.encryptionAtHost'),
      block('additional_capabilities', 'properties.additionalCapabilities', [
        attribute('ultra_ssd_enabled', 'ultraSSDEnabled'),
        attribute('hibernation_enabled', 'hibernationEnabled'),
      ]),
      attribute('priority', 'properties.priority'),
      link('availability_set_id', 'properties.availabilitySet.id', 'Microsoft.Compute/availabilitySets'),
      link(
        'virtual_machine_scale_set_id',
        'properties.virtualMachineScaleSet.id',
        'Microsoft.Compute/virtualMachineScaleSets',
      ),
    ],
  };
}

/** A data disk of a VM that is declared beside it. */
function dataDisk(createOption: { readonly absent?: string }, more: readonly Field[]): Mapping {
  return {
    kind: 'part',
    parent: { from: 'virtual_machine_id', armType: VM },
    at: 'properties.storageProfile.dataDisks',
    key: 'lun',
    fields: [
      attribute('lun', 'lun'),
      attribute('caching', 'caching'),
      attribute('create_option', 'createOption', createOption),
      attribute('write_accelerator_enabled', 'writeAcceleratorEnabled'),
      ...more,
    ],
  };
}

const ATTACHMENT = dataDisk({ absent: 'Attach' }, [link('managed_disk_id', 'managedDisk.id', DISK)]);

/** A disk that Azure makes of a snapshot or another disk while it attaches it: no resource of its own in the plan. */
const IMPLICIT_DISK = dataDisk({}, [attribute('name', 'name'), attribute('disk_size_gb', 'diskSizeGB')]);

/** Settings are never read into the row: they may hold secrets. */
const EXTENSION: Mapping = {
  kind: 'row',
  armType: `${VM}/extensions`,
  id: '{virtual_machine_id}/extensions/{name}',
  fields: [
    ...COMMON,
    attribute('publisher', 'properties.publisher'),
    attribute('type', 'properties.type'),
    attribute('type_handler_version', 'properties.typeHandlerVersion'),
    attribute('auto_upgrade_minor_version', 'properties.autoUpgradeMinorVersion'),
    attribute('automatic_upgrade_enabled', 'properties.enableAutomaticUpgrade'),
  ],
};

/** Virtual machines, their disks and extensions. */
export const COMPUTE: Readonly<Record<string, Mapping>> = {
  azurerm_linux_virtual_machine: virtualMachine('Linux', 'linuxConfiguration'),
  azurerm_windows_virtual_machine: virtualMachine('Windows', 'windowsConfiguration'),
  azurerm_virtual_machine: OLD_VM,
  azurerm_managed_disk: MANAGED_DISK,
  azurerm_virtual_machine_data_disk_attachment: ATTACHMENT,
  azurerm_virtual_machine_implicit_data_disk_from_source: IMPLICIT_DISK,
  azurerm_virtual_machine_extension: EXTENSION,
};
