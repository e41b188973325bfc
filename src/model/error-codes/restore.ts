import type { ErrorCode } from './error-code.js';
import { ENCRYPTED_TROUBLE_PAGE, RESTORE_PAGE, VM_PAGE } from './pages.js';

/** A restore into another subscription that is refused, with what to do instead. */
function crossSubscription(
  code: string,
  says: string,
  repair: string,
  aliases: readonly string[] = [],
): ErrorCode {
  return {
    code,
    aliases,
    says: `Operation failed as ${says}.`,
    cause: 'The restore goes to another subscription than that of the VM, in a way that is not supported.',
    guestOnly: [],
    repair: [repair],
    links: [VM_PAGE, RESTORE_PAGE],
    restoreOnly: true,
  };
}

/** Microsoft's older pages spell these "NotSuppported"; that is understood too. */
function notSupported(what: string, says: string, repair: string): ErrorCode {
  const name = 'UserErrorCrossSubscriptionRestoreNotSupp';
  return crossSubscription(`${name}orted${what}`, says, repair, [`${name}ported${what}`]);
}

/** The error codes of restores. They are explained, and no policy judges them. */
export const RESTORE_CODES: readonly ErrorCode[] = [
  {
    code: 'UserErrorInstantRpNotFound',
    aliases: [],
    says: 'Restore failed because the snapshot of the VM was not found.',
    cause: 'The recovery point was still a snapshot only, and the snapshot has been deleted.',
    guestOnly: [],
    repair: ['Restore from another recovery point.'],
    links: [VM_PAGE],
    restoreOnly: true,
  },
  {
    code: 'UserErrorSkuNotAvailable',
    aliases: [],
    says: 'VM creation failed as VM size selected is not available.',
    cause: 'The size that was chosen for the restored VM is not supported.',
    guestOnly: [],
    repair: ['Restore the disks, then make a VM of an available size from them.'],
    links: [VM_PAGE, RESTORE_PAGE],
    restoreOnly: true,
  },
  {
    code: 'UserErrorMarketPlaceVMNotSupported',
    aliases: [],
    says: 'VM creation failed due to Market Place purchase request being not present.',
    cause: 'The VM was made from an offer of the marketplace that is no longer there.',
    guestOnly: [],
    repair: ['Restore the data disks and attach them to another VM.'],
    links: [VM_PAGE],
    restoreOnly: true,
  },
  {
    code: 'DiskEncryptionInternalError',
    aliases: [],
    says: 'Unknown error encountered when retrieving secret from the Key Vault with URL.',
    cause: 'The secret or key of Azure Disk Encryption is missing in the key vault.',
    guestOnly: [],
    repair: ['Restore the key and the secret, then make the VM from the restored disk, key and secret.'],
    links: [
      ENCRYPTED_TROUBLE_PAGE,
      'https://learn.microsoft.com/azure/backup/backup-azure-restore-key-secret',
    ],
    restoreOnly: true,
  },
  notSupported(
    'ForOLR',
    'Cross Subscription Restore is not supported for Original Location Recovery',
    'Choose Create new or Restore disks.',
  ),
  notSupported(
    'ForUnManagedAzureVM',
    'Cross Subscription Restore is not supported for Azure VMs with Unmanaged Disks',
    'Restore within the subscription.',
  ),
  notSupported(
    'ForCRR',
    'Cross Subscription Restore is not supported along-with Cross Region Restore',
    'Restore into another subscription or another region, not both.',
  ),
  notSupported(
    'FromSnapshot',
    'Cross Subscription Restore is not supported when restoring from a Snapshot recovery point',
    'Choose a recovery point that is in the vault.',
  ),
  notSupported(
    'ForEncryptedAzureVM',
    'Cross Subscription Restore is not supported for Encrypted Azure VMs',
    'Restore within the subscription.',
  ),
  notSupported(
    'ForTrustedLaunchAzureVM',
    'Cross Subscription Restore is not supported for Trusted Launch Azure VMs (TVMs)',
    'Restore within the subscription.',
  ),
  crossSubscription(
    'UserErrorCrossSubscriptionRestoreInvalidTenant',
    "the tenant IDs for source and target subscriptions don't match",
    'Choose a subscription of the same tenant.',
  ),
  crossSubscription(
    'UserErrorCrossSubscriptionRestoreInvalidTargetSubscription',
    'the target subscription specified for restore is not registered to the Azure Recovery Services Resource Provider',
    'Register it: `az provider register --namespace Microsoft.RecoveryServices --subscription <subscription>`.',
  ),
];
