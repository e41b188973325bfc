/** The Microsoft pages that several error codes are explained on. */
export const SNAPSHOT_PAGE =
  'https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout';
export const VM_PAGE = 'https://learn.microsoft.com/azure/backup/backup-azure-vms-troubleshoot';
export const ENCRYPTION_PAGE = 'https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption';
export const MATRIX_PAGE = 'https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas';
export const LOCK_PAGE = 'https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources';

export const RESTORE_PAGE = 'https://learn.microsoft.com/azure/backup/backup-azure-arm-restore-vms';
export const ENCRYPTED_TROUBLE_PAGE =
  'https://learn.microsoft.com/azure/backup/backup-azure-encrypted-vm-troubleshoot';
export const MANAGE_PAGE = 'https://learn.microsoft.com/azure/backup/backup-azure-manage-vms';
