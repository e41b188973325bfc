import {
  cli,
  EVERYTHING,
  KEYS,
  NOT_READY,
  PROVISIONING,
  psrule,
  READY,
  SETTINGS,
  SIZES,
  spec,
  STOPPED,
  UNSEEN,
  without,
  type Expectation,
} from './expectation.js';

/** One body each: what a VM tells of itself. */
export const SINGLE: Readonly<Record<string, readonly Expectation[]>> = {
  'the agent': [
    {
      // Running Windows, agent 2.7.41491.1095 (the platform's floor is .1010), provisionVMAgent true, disk of 127 GiB.
      name: 'a ready agent on Windows',
      files: cli('vm/test_backup_container.clitest-vm000003.iv'),
      at: '2024-04-29',
      unknown: READY,
    },
    {
      name: 'the same VM without its instance view',
      files: cli('vm/test_backup_container.clitest-vm000003'),
      at: '2024-04-29',
      unknown: UNSEEN,
    },
    {
      // ProvisioningState/Unavailable on a running VM, a day old. No backup policy: undecided, so a warning.
      name: 'an agent that is not ready',
      files: cli('vm/test_backup_container.clitest-vm000004.iv'),
      at: '2024-04-29',
      found: ['vm-agent-ready warning clitest-vm000004 next-backup'],
      unknown: NOT_READY,
    },
    {
      // Created at 06:39:30: "not ready" in the first half hour says nothing.
      name: 'the same VM eleven minutes after its creation',
      files: cli('vm/test_backup_container.clitest-vm000004.iv'),
      at: '2024-04-28T06:50:00Z',
      unknown: UNSEEN,
    },
    {
      // The extension has only an id and state in `resources` and the view; both say succeeded.
      name: 'a ready agent on Linux with an extension, Trusted Launch',
      files: cli('vm/test_guest_attestation_extension_and_msi.vm000002.iv'),
      at: '2024-08-27',
      unknown: READY,
    },
    {
      // 2.2.45 is below 2.2.53.1.
      name: 'an old agent on Linux',
      files: cli('vm/test_vm_create_none_options.nooptvm.iv'),
      at: '2024-08-27',
      found: ['vm-agent-version warning nooptvm next-backup'],
      unknown: READY,
    },
    {
      // 2.7.41491.1075; allowExtensionOperations is not set, which is true.
      name: 'a Windows agent just above the floor, allowExtensionOperations unset',
      files: cli('vm/test_vm_create_windows_secrets.vm-name.iv'),
      at: '2023-05-18',
      unknown: READY,
    },
    {
      // Both settings are false and no agent reports.
      name: 'provisionVMAgent false, agent not ready, Trusted Launch',
      files: cli('vm/test_vm_create_provision_vm_agent.vm2.iv'),
      at: '2024-08-27',
      found: [
        'vm-agent-provisioned warning vm2 next-backup',
        'vm-agent-ready warning vm2 next-backup',
        'vm-extension-operations-allowed warning vm2 next-backup',
      ],
      unknown: NOT_READY,
    },
    {
      // Perhaps it does not run: then no agent policy applies.
      name: 'provisionVMAgent false, power state not known',
      files: cli('vm/test_vm_create_provision_vm_agent.vm2'),
      at: '2024-08-27',
      unknown: [...UNSEEN, ...SETTINGS],
    },
    {
      name: 'allowExtensionOperations false, power state not known',
      files: cli('vm/test_resource_patch.vm'),
      at: '2024-08-27',
      unknown: [...UNSEEN, 'vm-extension-operations-allowed'],
    },
    {
      // linuxConfiguration without provisionVMAgent: true by default, whatever the agent does. No timeCreated either.
      name: 'provisionVMAgent unset, agent not ready',
      files: cli('vm/test_custom_image.fromimage2.iv'),
      at: '2022-06-24',
      found: ['vm-agent-ready warning fromimage2 next-backup'],
      unknown: NOT_READY,
    },
    {
      // Made from a specialised disk: the settings are not known, and the agent does not prove anything.
      name: 'no osProfile, agent not ready, Trusted Launch',
      files: cli('vm/test_disk_trusted_launch.vm1.iv'),
      at: '2024-08-27',
      found: ['vm-agent-ready warning vm1 next-backup'],
      unknown: [...NOT_READY, ...SETTINGS],
    },
    {
      // A ready agent settles the question whether there is one, not whether extensions may run.
      name: 'no osProfile, old agent that is ready',
      files: cli('vm/test_vm_create_from_unmanaged_disk.vm2.iv'),
      at: '2022-06-24',
      found: ['vm-agent-version warning vm2 next-backup'],
      unknown: [...READY, 'vm-extension-operations-allowed'],
    },
  ],
  'states of the VM': [
    {
      // The model of a deallocated VM has no disk sizes.
      name: 'a deallocated VM has no finding',
      files: cli('vm/test_vm_create_multi_nics.multinicvm1.iv'),
      at: '2022-06-24',
      unknown: [...STOPPED, ...SIZES],
    },
    {
      // Its only disk is unmanaged: Azure Disk Encryption would stand in the VM model, and does not.
      name: 'a stopped VM whose agent is not ready has no finding',
      files: cli('vm/test_vm_generalize.vm-generalize.iv'),
      at: '2023-12-07',
      unknown: without(STOPPED, ...KEYS),
    },
    {
      // "Ready" is what the agent said before the VM stopped: it proves nothing about the network now.
      name: 'a stopped VM whose agent still says ready',
      files: cli('vm/test_vm_os_disk_swap.vm1.iv'),
      at: '2023-12-07',
      unknown: STOPPED,
    },
    {
      name: 'a stopped confidential VM',
      files: cli('vm/test_os_disk_security_encryption.vm1000005.iv'),
      at: '2023-12-20',
      unknown: STOPPED,
    },
    {
      // An update of unmanaged disks; nothing says since when.
      name: 'a VM that is being updated is not known to be stuck',
      files: cli('vm/test_vm_convert.myvm.Updating'),
      at: '2023-08-03',
      unknown: [...without(UNSEEN, ...KEYS), PROVISIONING],
    },
    {
      // OmsAgentForLinux is Failed in the `resources` of the VM; there may be more extensions.
      name: 'a failed extension inside the body of the VM',
      files: cli('vm/test_vm_update_with_workspace_linux.monitorvm'),
      at: '2023-12-20',
      found: ['vm-extensions-succeeded warning OmsAgentForLinux next-backup'],
      unknown: UNSEEN,
    },
    {
      name: 'a VM that is being created, without names and sizes of its disks',
      files: spec('Create_WithUserData'),
      at: '2024-11-01',
      unknown: [...UNSEEN, ...SIZES, PROVISIONING],
    },
  ],
  disks: [
    {
      name: 'an ephemeral OS disk',
      files: cli('vm/test_vm_create_ephemeral_os_disk.cli-test-vm-local-1.iv'),
      at: '2024-08-27',
      unknown: without(READY, ...KEYS),
    },
    {
      // Agent 2.2.45.
      name: 'unmanaged disks',
      files: cli('vm/test_vm_create_with_unmanaged_data_disks.vm1.iv'),
      at: '2023-12-07',
      found: ['vm-agent-version warning vm1 next-backup'],
      unknown: without(READY, ...KEYS),
    },
    {
      // Encryption shows in the instance view, but who may read the key vault is not in the file. 127 GiB are allowed.
      name: 'Azure Disk Encryption',
      files: cli('vm/test_vm_disk_encryption_e2e.vm1.iv'),
      at: '2023-07-26',
      unknown: READY,
    },
    {
      // PSRule's spelling of the columns; the OS disk is Ultra, a data disk Premium SSD v2: no policy of ours minds.
      name: 'Ultra and Premium v2 disks, without provisioning state',
      files: psrule('virtualMachines/#007'),
      at: '2024-01-01',
      unknown: [...UNSEEN, PROVISIONING],
    },
    {
      // Every VM has an OS disk; this row does not show it, nor the OS profile or the network.
      name: 'a storage profile without an OS disk',
      files: psrule('virtualMachines/#033'),
      at: '2024-01-01',
      unknown: without(EVERYTHING, PROVISIONING),
    },
  ],
};
