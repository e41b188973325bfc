import type { ErrorCode } from './error-code.js';
import { ENCRYPTED_TROUBLE_PAGE, MANAGE_PAGE, SNAPSHOT_PAGE, VM_PAGE } from './pages.js';

/** The error codes about the vault, its items and policies, and about what governs the subscription. */
export const SERVICE_CODES: readonly ErrorCode[] = [
  {
    code: 'UserErrorVmNotFoundV2',
    aliases: ['ResourceNotFound', '320001', 'BCMV2VMNotFound', '400094'],
    says: 'Could not perform the operation as VM no longer exists.',
    cause:
      'The VM was deleted, or moved to another group, subscription or region, which makes it a new VM to Azure Backup; the vault still protects the old one.',
    guestOnly: [],
    repair: [
      'Stop the protection of the old item; its recovery points stay: `az backup protection disable --ids <item id> --yes`.',
      'Protect the VM at its new place: `az backup protection enable-for-vm --resource-group <vault group> --vault-name <vault> --vm <vm id> --policy-name <policy>`.',
    ],
    links: [VM_PAGE, MANAGE_PAGE],
  },
  {
    code: 'UserErrorBcmDatasourceNotPresent',
    aliases: [],
    says: 'Backup failed: This virtual machine is not (actively) protected by Azure Backup.',
    cause: 'The protection of the VM is stopped, paused or suspended, so the item has no backup policy.',
    guestOnly: [],
    repair: [
      'Resume the protection: `az backup protection resume --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --policy-name <policy> --backup-management-type AzureIaasVM`.',
    ],
    links: [SNAPSHOT_PAGE, MANAGE_PAGE],
  },
  {
    code: 'UserErrorRequestDisallowedByPolicy',
    aliases: ['RequestDisallowedByPolicy'],
    says: 'An invalid policy is configured on the VM which is preventing Snapshot operation.',
    cause:
      'An Azure Policy assignment with the effect Deny rejects the resource group that Azure Backup creates for restore points: it wants a tag, another name or another region. Azure Backup sends no tags.',
    guestOnly: [],
    repair: [
      'Create the group by hand, with the tags, under the name that the backup policy uses: prefix, number, suffix; by default `AzureBackupRG_<region>_1`.',
      'Or use the effect Modify instead of Deny, or exempt the subscription. A group that does not exist yet cannot be exempted.',
    ],
    links: [VM_PAGE, 'https://learn.microsoft.com/azure/backup/backup-during-vm-creation'],
  },
  {
    code: 'BCMProtGetSaSUriAsyncError',
    aliases: [],
    says: 'Backup failed in allocating storage from protection service.',
    cause:
      'The vault is encrypted with a key of your own, and its identity may not get, wrap and unwrap with the key, or the key is disabled, expired or deleted.',
    guestOnly: [],
    repair: [
      'Give the identity of the vault the role Key Vault Crypto Service Encryption User, or an access policy with get, list, wrapKey and unwrapKey.',
      'See that the key is enabled and not expired: `az keyvault key show --id <key URI> --query attributes`.',
    ],
    links: [ENCRYPTED_TROUBLE_PAGE, 'https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk'],
  },
  {
    code: 'BMSUserErrorObjectLocked',
    aliases: ['BMSUserErrorConflictingProtectionOperation'],
    says: 'Another operation is in progress on the selected item.',
    cause: 'The item is being configured or changed at that moment. It passes by itself.',
    guestOnly: [],
    repair: ['Wait until the other operation ends, then try again.'],
    links: [MANAGE_PAGE],
  },
  {
    code: 'BMSUserErrorInvalidPolicyForGivenProvider',
    aliases: [],
    says: 'The backup policy does not fit the kind of item.',
    cause: 'The policy is not one for Azure VMs (backupManagementType AzureIaasVM).',
    guestOnly: [],
    repair: [
      'Choose a policy for Azure VMs: `az backup policy list --resource-group <vault group> --vault-name <vault> --backup-management-type AzureIaasVM --query "[].name"`.',
    ],
    links: [MANAGE_PAGE],
  },
  {
    code: 'CopyingVHDsFromBackUpVaultTakingLongTime',
    aliases: [],
    says: 'Copying backed up data from vault timed out.',
    cause: 'A passing fault of the storage, or a storage account too slow for the transfer.',
    guestOnly: [
      'Nothing in the guest. From outside: the history of the jobs shows whether it comes back (low confidence).',
    ],
    repair: ['Try again. If it comes back, spread the start times of the backups.'],
    links: [VM_PAGE, 'https://learn.microsoft.com/azure/backup/backup-azure-vms-introduction'],
  },
];
