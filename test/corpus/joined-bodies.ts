import {
  cli,
  KEYS,
  NOT_READY,
  PROVISIONING,
  psrule,
  READY,
  SETTINGS,
  SIZES,
  STOPPED,
  UNSEEN,
  without,
  type Expectation,
} from './expectation.js';

/** Several bodies each: what only a join can tell. */
export const JOINED: Readonly<Record<string, readonly Expectation[]>> = {
  'the agent': [
    {
      // The instance view is a body of its own here. Agent 2.2.6; one of the two disks was not read.
      name: 'instance view, disk and interface in bodies of their own, the group in two letter cases',
      files: [
        'manageiq/vm/multiple_targets_refresh.miq-vm-sles1-eastus',
        'manageiq/vm-instanceview/multiple_targets_refresh.instanceView.iv~3',
        'manageiq/disk/multiple_targets_refresh.miq-vm-sles1-disk',
        'manageiq/nic/multiple_targets_refresh.miq-nic-eastus4',
      ],
      at: '2018-11-07',
      found: ['vm-agent-version warning miq-vm-sles1-eastus next-backup'],
      unknown: READY,
    },
  ],
  'states of the VM': [
    {
      // Four interfaces with one dynamic address each; the security groups of their subnet are not in the files.
      name: 'a deallocated VM with four dynamic interfaces',
      files: cli(
        'vm/test_vm_create_multi_nics.multinicvm1.iv',
        'nic/test_vm_create_multi_nics.nic1',
        'nic/test_vm_create_multi_nics.nic2',
        'nic/test_vm_create_multi_nics.nic3',
        'nic/test_vm_create_multi_nics.nic4',
      ),
      at: '2022-06-24',
      unknown: without([...STOPPED, ...SIZES], 'guest-dhcp'),
    },
    {
      // The only time is that of ProvisioningState/succeeded: when the change *before* this one ended.
      name: 'the time of the last success does not prove that an update is stuck',
      files: cli('vm/test_vm_vmss_proxy_agent.vm000002.iv', 'vm/test_vm_vmss_proxy_agent.vm000002.Updating'),
      at: '2024-07-30',
      unknown: [...READY, PROVISIONING],
    },
  ],
  disks: [
    {
      // All three disks were read and none has encryption settings: no key vault matters. The interface is dynamic.
      name: 'all disks and a restore point collection beside a VM without osProfile',
      files: cli(
        'vm/test_restore_point_encryption_remote.vm_000004.iv',
        'disk/test_restore_point_encryption_remote.disk_000009',
        'disk/test_restore_point_encryption_remote.disk_000010',
        'disk/test_restore_point_encryption_remote.disk_000011',
        'nic/test_restore_point_encryption_remote.vm_000004VMNic',
        'restore-point-collection/test_restore_point_encryption_remote.coll000003',
      ),
      at: '2024-04-25',
      found: ['vm-agent-ready warning vm_000004 next-backup'],
      unknown: [...without(NOT_READY, ...KEYS, 'guest-dhcp'), ...SETTINGS],
    },
    {
      // The VM names a disk in test_disk_type_modify, the disk says TEST_DISK_TYPE_MODIFY. Not the disks of cctestvm.
      name: 'two VMs in a list, the disks of one of them, ids in two letter cases',
      files: [
        'c7n-azure/vm-list/VMTest.test_vm_backup_status_protected.virtualMachines',
        'c7n-azure/disk-list/ModifyDiskTypeTests.change-attached-disk-type.disks',
      ],
      at: '2025-07-24',
      unknown: [...without(UNSEEN, ...KEYS), ...KEYS.map((policy) => `${policy} cctestvm`)],
    },
  ],
  'the network': [
    {
      name: 'a static address and a ready agent',
      files: cli('vm/test_vm_create_custom_ip.vrfvmz.iv~3', 'nic/test_vm_create_custom_ip.vrfvmzVMNic~3'),
      at: '2024-08-27',
      unknown: READY,
    },
    {
      // The interface names a security group that is not in the files.
      name: 'a static address and an agent that is not seen',
      files: cli('vm/test_network_watcher_vm.vm1', 'nic/test_network_watcher_vm.vm1VMNic'),
      at: '2024-08-27',
      found: ['guest-dhcp note vm1 check-by-hand'],
      unknown: without(UNSEEN, 'guest-dhcp'),
    },
    {
      name: 'a second address and an agent that is not seen',
      files: psrule('virtualMachines/#009', 'networkInterfaces/#021', 'extensions/#011'),
      at: '2024-01-01',
      found: ['guest-dhcp note aks-agentpool-00000000-1 check-by-hand'],
      unknown: [...without(UNSEEN, 'guest-dhcp'), PROVISIONING],
    },
    {
      name: 'a dynamic address and an agent that is not ready',
      files: cli(
        'vm/test_backup_container.clitest-vm000004.iv',
        'nic/test_backup_container.clitest-vm000004VMNic',
      ),
      at: '2024-04-29',
      found: ['vm-agent-ready warning clitest-vm000004 next-backup'],
      unknown: without(NOT_READY, 'guest-dhcp'),
    },
  ],
  'backup items': [
    {
      // No policyType and a SimpleSchedulePolicy once a day: V1, so the agent is required. The item waits for its
      // first backup (IRPending, last backup in 2001): protected, and nothing failed yet.
      name: 'a protected VM under a Standard policy whose agent is not ready',
      files: cli(
        'vm/test_backup_container.clitest-vm000004.iv',
        'nic/test_backup_container.clitest-vm000004VMNic',
        'rsv-backupprotecteditems/test_backup_container.backupProtectedItems',
        'rsv-backuppolicies/test_backup_container.DefaultPolicy',
      ),
      at: '2024-04-29',
      found: ['vm-agent-ready error clitest-vm000004 next-backup'],
      unknown: without(NOT_READY, 'guest-dhcp', 'last-backup-succeeded', 'one-backup-per-day'),
      protected: [1, 1],
    },
    {
      // Protected, last backup Completed. The one job that was read is over; there may be others.
      name: 'a protected VM whose last backup succeeded',
      files: cli(
        'vm/test_backup_archive.clitest-vm000003.iv',
        'rsv-backupprotecteditems/test_backup_archive.backupProtectedItems',
        'rsv-backuppolicies/test_backup_archive.DefaultPolicy',
        'rsv-backupjobs/test_backup_archive.74f04da1-241d-4b5e-bfa6-ee406a89f120',
      ),
      at: '2024-04-29',
      unknown: without(READY, 'last-backup-succeeded', 'one-backup-per-day'),
      protected: [1, 0],
    },
    {
      name: 'a protected VM whose backup policy was not read',
      files: cli(
        'vm/test_backup_item.clitest-vm000003.iv',
        'rsv-protecteditems/test_backup_item.VM_3Biaasvmcontainerv2_3Bclitest.rg00000',
      ),
      at: '2024-04-29',
      found: ['vm-agent-ready warning clitest-vm000003 next-backup'],
      unknown: without(NOT_READY, 'last-backup-succeeded'),
      protected: [1, 0],
    },
    {
      // ProtectionStopped, without policy: another vault may protect the VM.
      name: 'a VM whose protection was stopped',
      files: cli(
        'vm/test_backup_protection.clitest-vm000003.iv',
        'rsv-backupprotecteditems/test_backup_protection.backupProtectedItems',
      ),
      at: '2024-04-29',
      unknown: READY,
    },
  ],
  locks: [
    {
      // The collection's source is the VM and it lies in the locked subscription. vm-not-read-only is silent about it.
      name: 'a ReadOnly lock on the subscription that holds a restore point collection',
      files: cli(
        'vm/test_restore_point_collection.vm_000003.iv',
        'restore-point-collection/test_restore_point_collection.point_000002',
        'lock/test_generic_subscription_locks.cli-test-lock000001',
      ),
      at: '2024-08-27',
      found: [
        'restore-point-group-unlocked error cli-test-lock000001 next-backup',
        'vm-agent-ready warning vm_000003 next-backup',
      ],
      unknown: NOT_READY,
    },
    {
      // Wherever the collection is or will be, it is in the subscription.
      name: 'a CanNotDelete lock on the subscription, collections not known',
      files: cli('vm/test_vm_open_port.vm1.iv', 'lock/test_subscription_locks.cli-test-lock000001'),
      at: '2023-05-26',
      found: ['restore-point-group-unlocked warning cli-test-lock000001 later'],
      unknown: READY,
    },
    {
      // One of the locks is on a VM with the name vm1, in another group.
      name: 'a list of locks on other things',
      files: cli('vm/test_vm_open_port.vm1.iv', 'lock-list/test_list_locks.locks'),
      at: '2023-05-26',
      unknown: READY,
    },
  ],
};
