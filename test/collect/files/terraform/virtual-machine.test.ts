import { describe, expect, test } from '@jest/globals';
import { Unknown } from '../../../../src/model/unknown.js';
import { PROVIDERS, RESOURCES, SUBSCRIPTION } from './estate.js';
import { constant, only, planOf, refers, rowsIn, type Planned } from './plan.js';

const VM = 'Microsoft.Compute/virtualMachines';
const OS_DISK = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Compute/disks/osdisk-app`;

/** The image that a VM is made of. */
const IMAGE = [{ publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' }];

async function vmOf(vm: Planned, others: readonly Planned[] = []) {
  const rows = await rowsIn(planOf({ resources: [vm, ...others], providers: PROVIDERS }));
  return only(rows, VM).properties;
}

/**
 * `os_managed_disk_id`, `provision_vm_agent` and `allow_extension_operations` are "Optional and Computed" in version 4
 * of the provider: a plan says "known after apply" of them where they are not set, and a state tells the OS disk of
 * every VM (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/linux_virtual_machine).
 */
describe('what the newer provider tells of the OS disk', () => {
  const computed = { os_managed_disk_id: true, provision_vm_agent: true, allow_extension_operations: true };
  const fresh: Planned = {
    ...RESOURCES.vm,
    values: { ...RESOURCES.vm.values, source_image_reference: IMAGE, source_image_id: null },
    unknown: { ...RESOURCES.vm.unknown, ...computed },
    expressions: {
      ...RESOURCES.vm.expressions,
      source_image_reference: [{ publisher: constant('Canonical') }],
    },
  };

  test('a new VM of an image has the OS profile that the provider sends', async () => {
    const { provision_vm_agent: _, allow_extension_operations: __, ...values } = fresh.values ?? {};
    const { osProfile, storageProfile } = await vmOf({ ...fresh, values });
    expect(osProfile).toMatchObject({
      allowExtensionOperations: true,
      linuxConfiguration: { provisionVMAgent: true },
    });
    const { createOption, managedDisk } = (storageProfile as { osDisk: Record<string, unknown> }).osDisk;
    expect({ createOption, managedDisk }).toEqual({
      createOption: 'FromImage',
      managedDisk: { storageAccountType: 'Premium_LRS' },
    });
  });

  test('a VM of an image that exists keeps its OS profile', async () => {
    const values = {
      ...fresh.values,
      provision_vm_agent: false,
      os_managed_disk_id: OS_DISK,
      source_image_id: '',
    };
    const exists = { actions: ['no-op'], before: values, values, unknown: {} };
    const { osProfile, storageProfile } = await vmOf({ ...fresh, ...exists });
    expect(osProfile).toMatchObject({ linuxConfiguration: { provisionVMAgent: false } });
    expect(storageProfile).toMatchObject({
      osDisk: { createOption: 'FromImage', managedDisk: { id: OS_DISK } },
    });
  });

  // https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries#generalized-and-specialized-images
  test('a VM of a specialised image that exists has none', async () => {
    const none = { computer_name: null, provision_vm_agent: null, allow_extension_operations: null };
    const values = {
      ...fresh.values,
      ...none,
      id: OS_DISK.replace('disks/osdisk-app', 'virtualMachines/vm-app'),
    };
    const exists = { actions: ['update'], before: values, values, unknown: {} };
    expect((await vmOf({ ...fresh, ...exists })).osProfile).toBeUndefined();
  });

  test('a VM of a disk has none', async () => {
    const disk = {
      address: 'azurerm_managed_disk.os',
      values: { name: 'osdisk-app', resource_group_name: 'rg-app' },
      unknown: { id: true },
    };
    const expressions = {
      ...RESOURCES.vm.expressions,
      os_managed_disk_id: refers('azurerm_managed_disk.os.id'),
    };
    const values = { ...RESOURCES.vm.values, source_image_reference: [] };
    const { osProfile, storageProfile } = await vmOf({ ...fresh, values, expressions }, [disk]);
    expect(osProfile).toBeUndefined();
    expect(storageProfile).toMatchObject({
      osDisk: { createOption: 'Attach', managedDisk: { id: OS_DISK } },
    });
  });

  test('image or disk, known only after apply: neither is taken for granted', async () => {
    const expressions = {
      ...RESOURCES.vm.expressions,
      source_image_id: refers('local.image'),
      os_managed_disk_id: refers('local.disk'),
    };
    const unknown = { ...(fresh.unknown as object), source_image_id: true };
    const { osProfile } = await vmOf({ ...fresh, values: RESOURCES.vm.values, unknown, expressions });
    const { linuxConfiguration } = osProfile as Record<string, { provisionVMAgent?: unknown }>;
    expect(linuxConfiguration?.provisionVMAgent).toBeInstanceOf(Unknown);
  });
});

/** https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/virtual_machine_implicit_data_disk_from_source */
test('a data disk that is made of a source while it is attached is one of the VM', async () => {
  const disk = {
    address: 'azurerm_virtual_machine_implicit_data_disk_from_source.copy',
    values: { name: 'copy', lun: 3, caching: 'None', create_option: 'Copy', disk_size_gb: 70_000 },
    unknown: { id: true, virtual_machine_id: true },
    expressions: { virtual_machine_id: refers('azurerm_linux_virtual_machine.app.id') },
  };
  const { storageProfile } = await vmOf(RESOURCES.vm, [disk]);
  expect(storageProfile).toMatchObject({
    dataDisks: [{ name: 'copy', lun: 3, createOption: 'Copy', diskSizeGB: 70_000 }],
  });
});
