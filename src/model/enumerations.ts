/**
 * Azure's enumerations in their documented spelling. Azure answers in other letter cases too, and with values that
 * no page lists: `join` writes a listed value in this spelling and keeps any other as it came.
 */

/** https://learn.microsoft.com/azure/virtual-machines/states-billing */
export const POWER_STATES = [
  'starting',
  'running',
  'stopping',
  'stopped',
  'deallocating',
  'deallocated',
] as const;

/** https://learn.microsoft.com/azure/virtual-machines/states-billing#provisioning-states */
export const PROVISIONING_STATES = [
  'Succeeded',
  'Failed',
  'Creating',
  'Updating',
  'Deleting',
  'Migrating',
  'Canceled',
] as const;

/** https://learn.microsoft.com/rest/api/compute/virtual-machines/get (securityProfile.securityType) */
export const SECURITY_TYPES = ['Standard', 'TrustedLaunch', 'ConfidentialVM'] as const;

export const OS_TYPES = ['Windows', 'Linux'] as const;

/** https://learn.microsoft.com/rest/api/compute/disks/get (sku.name) */
export const DISK_SKUS = [
  'Standard_LRS',
  'StandardSSD_LRS',
  'StandardSSD_ZRS',
  'Premium_LRS',
  'Premium_ZRS',
  'PremiumV2_LRS',
  'UltraSSD_LRS',
] as const;

export const CACHING = ['None', 'ReadOnly', 'ReadWrite'] as const;

/** https://learn.microsoft.com/rest/api/virtualnetwork/network-interfaces/get */
export const ALLOCATION_METHODS = ['Static', 'Dynamic'] as const;
export const IP_VERSIONS = ['IPv4', 'IPv6'] as const;
export const RULE_ACCESS = ['Allow', 'Deny'] as const;

/** https://learn.microsoft.com/rest/api/resources/management-locks/list-at-subscription-level */
export const LOCK_LEVELS = ['NotSpecified', 'CanNotDelete', 'ReadOnly'] as const;

/** https://learn.microsoft.com/rest/api/backup/protected-items/get (ProtectionState) */
export const PROTECTION_STATES = [
  'Invalid',
  'IRPending',
  'Protected',
  'ProtectionError',
  'ProtectionStopped',
  'ProtectionPaused',
  'BackupsSuspended',
] as const;

export const LAST_BACKUP_STATUSES = [
  'Completed',
  'CompletedWithWarnings',
  'Failed',
  'InProgress',
  'Cancelled',
] as const;

/** https://learn.microsoft.com/rest/api/backup/protection-policies/get */
export const POLICY_TYPES = ['V1', 'V2'] as const;
export const SNAPSHOT_CONSISTENCY_TYPES = ['OnlyCrashConsistent'] as const;
export const SCHEDULE_FREQUENCIES = ['Daily', 'Weekly', 'Hourly'] as const;

/** https://learn.microsoft.com/azure/backup/query-backups-using-azure-resource-graph */
export const JOB_STATUSES = [
  'InProgress',
  'Completed',
  'CompletedWithWarnings',
  'Failed',
  'Cancelled',
  'Cancelling',
] as const;

/** https://learn.microsoft.com/rest/api/compute/disks/get (properties.securityProfile.securityType) */
export const DISK_SECURITY_TYPES = [
  'TrustedLaunch',
  'ConfidentialVM_VMGuestStateOnlyEncryptedWithPlatformKey',
  'ConfidentialVM_DiskEncryptedWithPlatformKey',
  'ConfidentialVM_DiskEncryptedWithCustomerKey',
  'ConfidentialVM_NonPersistedTPM',
] as const;

/** https://learn.microsoft.com/rest/api/compute/disks/get (properties.dataAccessAuthMode) */
export const DATA_ACCESS_AUTH_MODES = ['None', 'AzureActiveDirectory'] as const;

/** https://learn.microsoft.com/rest/api/backup/backup-protected-items/list (healthStatus) */
export const HEALTH_STATUSES = ['Passed', 'ActionRequired', 'ActionSuggested', 'Invalid'] as const;

/** https://learn.microsoft.com/rest/api/resources/providers/get (registrationState) */
export const REGISTRATION_STATES = ['Registered', 'Registering', 'Unregistered', 'NotRegistered'] as const;
