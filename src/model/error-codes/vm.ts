import type { ErrorCode } from './error-code.js';
import { ENCRYPTED_TROUBLE_PAGE, MATRIX_PAGE, VM_PAGE } from './pages.js';
import { AGENT_IN_GUEST, RESTART_AGENT } from './phrases.js';

const SELECTIVE_PAGE = 'https://learn.microsoft.com/azure/backup/selective-disk-backup-restore';
const MIGRATE_PAGE = 'https://learn.microsoft.com/azure/backup/backup-azure-vm-migrate-enhanced-policy';

/** The error codes about the VM itself: its settings, disks, extensions and load. */
export const VM_CODES: readonly ErrorCode[] = [
  {
    code: 'AzureVmOffline',
    aliases: ['380008'],
    says: 'Failed to install Microsoft Recovery Services extension as virtual machine is not running.',
    cause:
      'The backup extension could not be installed: the VM agent is missing or not ready, or the VM forbids extensions (allowExtensionOperations or provisionVMAgent is false).',
    guestOnly: [...AGENT_IN_GUEST],
    repair: [
      'See what the agent reports: `az vm get-instance-view --ids <vm id> --query instanceView.vmAgent`.',
      'Let extensions run: `az vm update --ids <vm id> --set osProfile.allowExtensionOperations=true`.',
      RESTART_AGENT,
    ],
    links: [VM_PAGE, 'https://learn.microsoft.com/azure/virtual-machines/extensions/agent-windows'],
  },
  {
    code: 'ExtensionStuckInDeletionState',
    aliases: [],
    says: 'Extension state is not supportive to the backup operation.',
    cause: 'The backup extension is in an inconsistent state, for example stuck while it is deleted.',
    guestOnly: [],
    repair: [
      'See that the agent is ready: `az vm get-instance-view --ids <vm id> --query instanceView.vmAgent`.',
      'Remove the extension VMSnapshot or VMSnapshotLinux: `az vm extension delete --ids <extension id>`; the next backup installs it again.',
    ],
    links: [VM_PAGE],
  },
  {
    code: 'ExtensionFailedSnapshotLimitReachedError',
    aliases: ['SnapshotLimitReached'],
    says: 'Snapshot operation failed as snapshot limit is exceeded for some of the disks attached.',
    cause:
      'A disk has as many snapshots as it can have: 500 incremental ones of a managed disk. Azure Site Recovery or another product makes snapshots too.',
    guestOnly: [],
    repair: [
      'See the snapshots of the disk: `az snapshot list --query "[].[creationData.sourceResourceId, id]" --output tsv | grep -i "<disk id>"`, and delete those that nobody needs.',
      'Let Azure Site Recovery and other products run at another hour. On Linux, `isanysnapshotfailed` must be false in /etc/azure/vmbackup.conf.',
      'Unmanaged disks: shorten the soft delete of the storage account.',
    ],
    links: [VM_PAGE],
  },
  {
    code: 'UserErrorSharedDiskBackupNotSupported',
    aliases: [],
    says: 'Backup of a VM with a shared disk is not supported.',
    cause:
      'The VM has a shared disk (maxShares above 1). A Standard policy takes no such VM; an Enhanced one does when the disk is left out.',
    guestOnly: [],
    repair: [
      'Move the VM to an Enhanced policy (one way): detach the disk, change the policy, attach the disk again.',
      'Leave the disk out: `az backup protection update-for-vm --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --disk-list-setting exclude --diskslist <lun>`. The list replaces an earlier one, and the VM can then be restored as disks only.',
      'Back the disk up with Azure Disk Backup.',
    ],
    links: [SELECTIVE_PAGE, MATRIX_PAGE, MIGRATE_PAGE],
  },
  {
    code: 'UserErrorEncryptedVmNotSupportedWithDiskEx',
    aliases: [],
    says: 'Disk exclusion is not supported for encrypted virtual machines.',
    cause: 'Disks are left out of the backup of a VM with Azure Disk Encryption, under a Standard policy.',
    guestOnly: [],
    repair: [
      'Move the VM to an Enhanced policy (one way).',
      'Or back up all disks: `az backup protection update-for-vm --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --disk-list-setting resetexclusionsettings`.',
    ],
    links: [ENCRYPTED_TROUBLE_PAGE, SELECTIVE_PAGE],
  },
  {
    code: 'UserErrorBCMPremiumStorageQuotaError',
    aliases: [],
    says: 'Could not copy the snapshot of the virtual machine, due to insufficient free space in the storage account.',
    cause:
      'A VM with unmanaged premium disks: the snapshot is copied within the storage account, which is too full. Unmanaged disks were retired on 2026-03-31.',
    guestOnly: [],
    repair: [
      'Convert the VM to managed disks: `az vm deallocate --ids <vm id>`, then `az vm convert --ids <vm id>`.',
    ],
    links: [VM_PAGE, 'https://learn.microsoft.com/azure/virtual-machines/unmanaged-disks-deprecation'],
  },
  {
    code: 'UserErrorMigrationFromTrustedLaunchVMToNonTrustedVMNotAllowed',
    aliases: [],
    says: 'Backup cannot be configured for the VM which has migrated from Trusted Launch mode to non Trusted Launch mode.',
    cause:
      'A protected Trusted Launch VM became one without Trusted Launch, or a new VM without it has the name and group of a deleted one whose backup item is still in the vault (soft-deleted).',
    guestOnly: [],
    repair: [
      'Give the new VM another name or another group.',
      'Or wait until the soft-deleted item is removed for good, then protect the new VM. Soft delete can no longer be turned off to hurry that.',
    ],
    links: [VM_PAGE, 'https://learn.microsoft.com/azure/backup/secure-by-default'],
  },
  {
    code: 'ExtensionFailedTimeoutVMNetworkUnresponsive',
    aliases: [],
    says: 'Snapshot operation failed due to inadequate VM resources.',
    cause: 'Network calls took too long while the snapshot was made: the VM is under heavy load.',
    guestOnly: [
      'CPU, memory or disks at their limit at that hour. From outside: the metrics Percentage CPU, Available Memory and disk IOPS consumed (medium confidence); backup-lint does not read metrics.',
    ],
    repair: [
      'Windows: let the host take the snapshot. Under HKLM\\SOFTWARE\\Microsoft\\BcdrAgentPersistentKeys set SnapshotMethod to firstHostThenGuest and CalculateSnapshotTimeFromHost to True.',
      'Run the backup at a quieter hour, or give the VM a larger size.',
    ],
    links: [VM_PAGE],
  },
  {
    code: 'OperationNotAllowed',
    aliases: [],
    says: 'An error of the compute platform (HTTP 409); its text says what is not allowed.',
    cause:
      'With "number of restore points … cannot exceed": the restore points reached their limit. On a change of a VM to Trusted Launch: the VM is protected under a Standard policy; it must move to an Enhanced one first, and its old restore points must be gone.',
    guestOnly: [],
    repair: [
      'Restore points: `backup-lint explain UserErrorRpCollectionLimitReached`.',
      'Trusted Launch: move the VM to an Enhanced policy, then change it.',
    ],
    links: [MATRIX_PAGE, MIGRATE_PAGE],
  },
];
