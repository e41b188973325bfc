import type { ErrorCode } from './error-code.js';
import { ENCRYPTION_PAGE, LOCK_PAGE, MATRIX_PAGE, SNAPSHOT_PAGE, VM_PAGE } from './pages.js';
import {
  AGENT_IN_GUEST,
  CLEAN_UP,
  DHCP_IN_GUEST,
  RESTART_AGENT,
  SNAPSHOT_IN_GUEST,
  UPDATE_AGENT,
} from './phrases.js';

/** The error codes of Microsoft's page on the agent, the extension and the snapshot. */
export const SNAPSHOT_CODES: readonly ErrorCode[] = [
  {
    code: 'UserErrorGuestAgentStatusUnavailable',
    aliases: [],
    says: 'VM agent unable to communicate with Azure Backup.',
    cause:
      'The VM agent is stopped, outdated, in an inconsistent state, or not installed, so no snapshot can begin.',
    guestOnly: [...AGENT_IN_GUEST, DHCP_IN_GUEST],
    repair: [
      'See that the VM runs and what its agent reports: `az vm get-instance-view --ids <vm id> --query instanceView.vmAgent`.',
      RESTART_AGENT,
      UPDATE_AGENT,
      'Repair extensions of the VM that have failed.',
      'Let extensions run: `az vm update --ids <vm id> --set osProfile.allowExtensionOperations=true`.',
    ],
    links: [SNAPSHOT_PAGE],
  },
  {
    code: 'GuestAgentSnapshotTaskStatusError',
    aliases: [],
    says: 'Could not communicate with the VM agent for snapshot status.',
    cause:
      'The agent does not respond, is outdated or not configured, or the guest cannot reach the Azure host.',
    guestOnly: [...AGENT_IN_GUEST, DHCP_IN_GUEST, ...SNAPSHOT_IN_GUEST],
    repair: [
      RESTART_AGENT,
      UPDATE_AGENT,
      'Let the firewall and the proxy of the guest pass 168.63.129.16 on TCP 80 and 32526 (the page of Azure Backup names 443 too).',
      'Set DHCP in the guest; set a static private address on the network interface in Azure instead.',
    ],
    links: [SNAPSHOT_PAGE],
  },
  {
    code: 'UserErrorVmProvisioningStateFailed',
    aliases: ['UserErrorVmNotInDesirableState', 'VmNotInDesirableState'],
    says: 'The VM is in failed provisioning state.',
    cause: 'The last change to the VM, often to one of its extensions, failed or has not ended.',
    guestOnly: [
      'Why an extension failed is in its log inside the guest. From outside: its provisioning state.',
      'Linux, of UserErrorVmNotInDesirableState: SELinux guards /var/lib/waagent.',
    ],
    repair: [
      'Find the extension that failed and repair or remove it: `az vm extension delete --ids <extension id>`.',
      'Apply the model of the VM again: `az vm reapply --ids <vm id>`.',
      'A VM that is stopped or deallocated is fine and needs nothing.',
    ],
    links: [SNAPSHOT_PAGE, VM_PAGE],
  },
  {
    code: 'UserErrorRpCollectionLimitReached',
    aliases: [],
    says: 'The restore point collection max limit has reached.',
    cause:
      'Old restore points are not removed (a lock on their group keeps Azure Backup from it), or more are made than the policy can keep: 18 for a VM under a Standard policy.',
    guestOnly: [],
    repair: CLEAN_UP,
    links: [SNAPSHOT_PAGE, LOCK_PAGE],
  },
  {
    code: 'UserErrorKeyvaultPermissionsNotConfigured',
    aliases: ['UserErrorKeyVaultPermissionsNotConfigured'],
    says: 'Backup does not have sufficient permissions to the key vault for backup of encrypted VMs.',
    cause:
      'The VM uses Azure Disk Encryption, and the service principal "Backup Management Service" may not get, list and back up its secrets (and keys), or the firewall of the key vault keeps it out.',
    guestOnly: [],
    repair: [
      'Access policies: `az keyvault set-policy --name <vault> --spn 262044b1-e2ce-469f-a196-69ab7ada62d3 --secret-permissions get list backup --key-permissions get list backup`.',
      'Roles: assign Key Vault Administrator to that service principal at the key vault, or a custom role with the data actions that `backup-lint explain key-vault-backup-access` lists.',
      'Firewall: `az keyvault update --name <vault> --bypass AzureServices`.',
      'Right after such a change the backup may still fail; try again a little later.',
    ],
    links: [ENCRYPTION_PAGE],
  },
  {
    code: 'ExtensionSnapshotFailedNoNetwork',
    aliases: [],
    says: 'Snapshot operation failed due to no network connectivity on the virtual machine.',
    cause:
      'The guest cannot reach the Azure host (168.63.129.16), over which the backup extension gets its work.',
    guestOnly: [
      DHCP_IN_GUEST,
      'A firewall or proxy inside the guest blocks 168.63.129.16. From outside: the agent is not ready.',
    ],
    repair: [
      'Let the firewall and the proxy of the guest pass 168.63.129.16 on TCP 80 and 32526 (the page of Azure Backup names 443 too). Network security groups do not apply to it.',
      'Set DHCP in the guest.',
      RESTART_AGENT,
    ],
    links: [
      SNAPSHOT_PAGE,
      'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16',
    ],
  },
  {
    code: 'ExtensionOperationFailedForManagedDisks',
    aliases: ['ExtensionOperationFailed'],
    says: 'VMSnapshot extension operation failed.',
    cause:
      'The backup extension could not be installed or run: the agent, another extension, or a ReadOnly lock.',
    guestOnly: [...AGENT_IN_GUEST, DHCP_IN_GUEST, ...SNAPSHOT_IN_GUEST],
    repair: [
      RESTART_AGENT,
      UPDATE_AGENT,
      'Repair or remove failed extensions; the backup extension itself may be removed, the next backup installs it again.',
      'Replace a ReadOnly lock on the VM, its group or the subscription with CanNotDelete.',
    ],
    links: [SNAPSHOT_PAGE],
  },
  {
    code: 'BackUpOperationFailed',
    aliases: ['BackUpOperationFailedV2'],
    says: 'Backup fails, with an internal error.',
    cause:
      'The agent does not respond or is outdated, a snapshot cannot be taken, or Azure Backup may not remove old restore points because of a lock. After a move to an Enhanced policy (BackUpOperationFailedV2): its snapshot retention is applied to recovery points of the Standard policy.',
    guestOnly: [
      ...AGENT_IN_GUEST,
      DHCP_IN_GUEST,
      ...SNAPSHOT_IN_GUEST,
      'Windows: iaasvmprovider.dll of the backup extension does not fit or is damaged; the Visual C++ runtime needs to be installed again. From outside: no sign.',
      'A passing fault of the storage; the history of the jobs shows it (low confidence).',
      'The clock of the guest was moved to the future; that is not supported even if it was moved back. From outside: no sign.',
      'SQL Server backups in the guest can delay the snapshot. Azure Backup takes copy-only VSS backups to avoid that; a registry value under HKLM\\SOFTWARE\\Microsoft\\BcdrAgent can ask for full ones. Pages disagree on its name. From outside: no sign.',
    ],
    repair: [
      RESTART_AGENT,
      UPDATE_AGENT,
      'If a lock holds the restore points: `backup-lint explain UserErrorRpCollectionLimitReached`.',
      'After a move to an Enhanced policy: ask Microsoft Support.',
    ],
    links: [SNAPSHOT_PAGE, VM_PAGE],
  },
  {
    code: 'UserErrorUnsupportedDiskSize',
    aliases: [],
    says: 'The configured disk size(s) is currently not supported by Azure Backup.',
    cause:
      'A disk is larger than Azure Backup takes: 64 TiB by the support matrix (32 TiB by the troubleshooting page), 4 TiB with Azure Disk Encryption.',
    guestOnly: [],
    repair: [
      'Split the disk.',
      'Or leave a data disk out: `az backup protection update-for-vm --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --disk-list-setting exclude --diskslist <lun>`. The list replaces an earlier one, and the VM can then be restored as disks only.',
    ],
    links: [MATRIX_PAGE, SNAPSHOT_PAGE],
  },
  {
    code: 'UserErrorBackupOperationInProgress',
    aliases: ['SystemBackupOperationInProgress'],
    says: 'Unable to initiate backup as another backup operation is currently in progress.',
    cause: 'A backup job of the VM still runs, in this vault or in the one that protected it before.',
    guestOnly: [],
    repair: [
      'Look at the jobs: `az backup job list --resource-group <vault group> --vault-name <vault> --status InProgress`.',
      'Wait, or cancel the job while it takes the snapshot: `az backup job stop --resource-group <vault group> --vault-name <vault> --name <job>`.',
    ],
    links: [SNAPSHOT_PAGE],
  },
  {
    code: 'UserErrorCrpReportedUserError',
    wrapper: true,
    aliases: [],
    says: 'Backup failed due to an error. For details, see Job Error Message Details.',
    cause:
      'A wrapper for an error of the compute platform: a ReadOnly lock, the limit of restore points, a disk that cannot be snapshotted, another operation on the VM.',
    guestOnly: [],
    repair: [
      'Read the details of the job: `az backup job show --resource-group <vault group> --vault-name <vault> --name <job> --query properties.errorDetails`.',
      'Repair what they name.',
    ],
    links: [SNAPSHOT_PAGE],
  },
];
