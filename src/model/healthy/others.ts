import type { BackupPolicySubjectDocument } from '../facts/backup-policy.js';
import type { ProtectedItemDocument } from '../facts/protected-item.js';
import type { RestorePointCollectionDocument } from '../facts/restore-point-collection.js';
import type { SubscriptionDocument } from '../facts/subscription.js';
import type { VaultDocument } from '../facts/vault.js';

const SUBSCRIPTION = '/subscriptions/11111111-1111-1111-1111-111111111111';
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg-app`;
const POINTS = `${SUBSCRIPTION}/resourceGroups/AzureBackupRG_westeurope_1`;
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/rsv-app`;
const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/vm-app`;

/** The collection that Azure Backup keeps for a VM that exists. */
export const healthyRestorePointCollection: RestorePointCollectionDocument = {
  id: `${POINTS}/providers/Microsoft.Compute/restorePointCollections/AzureBackup_vm-app_1234567890`,
  name: 'AzureBackup_vm-app_1234567890',
  resourceGroup: 'AzureBackupRG_westeurope_1',
  madeByAzureBackup: true,
  sourceId: VM,
  sourceKind: 'vm',
  sourceExists: true,
};

/** The item of a VM that exists and is protected. */
export const healthyProtectedItem: ProtectedItemDocument = {
  id: `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rg-app;vm-app/protectedItems/VM;iaasvmcontainerv2;rg-app;vm-app`,
  name: 'vm-app',
  vaultId: VAULT,
  sourceId: VM,
  sourceKind: 'vm',
  sourceExists: true,
  state: 'Protected',
  active: true,
};

/** An Enhanced policy that runs every four hours and keeps snapshots for a week. */
export const healthyBackupPolicy: BackupPolicySubjectDocument = {
  id: `${VAULT}/backupPolicies/enhanced`,
  name: 'enhanced',
  policyType: 'V2',
  snapshotConsistencyType: null,
  scheduleRunFrequency: 'Hourly',
  runsPerDay: 3,
  instantRestoreDays: 7,
  resourceGroupPrefix: 'rg-restore-points-',
  resourceGroupSuffix: '-weu',
  vaultId: VAULT,
  protectedVms: 12,
  hourlyInterval: 4,
  hourlyWindow: 12,
  windowFits: true,
  snapshotDaysAllowed: '1 to 17',
  snapshotDaysValid: true,
  snapshotsOutliveBackups: false,
  dailyRetentionDays: 30,
  resourceGroupNameLength: 23,
};

/** A vault that is encrypted with a key to which its identity has access. */
export const healthyVault: VaultDocument = {
  id: VAULT,
  name: 'rsv-app',
  resourceGroup: 'rg-app',
  subscriptionId: '11111111-1111-1111-1111-111111111111',
  location: 'westeurope',
  protectedVms: 12,
  encryption: {
    keyUri: 'https://kv-app.vault.azure.net/keys/backup',
    keyVaultId: `${GROUP}/providers/Microsoft.KeyVault/vaults/kv-app`,
    keyAccess: 'held',
    missingRights: null,
  },
  readOnly: false,
};

/** A subscription whose restore point groups have room, and nothing denies a new one. */
export const healthySubscription: SubscriptionDocument = {
  id: SUBSCRIPTION,
  name: 'sub-app',
  subscriptionId: '11111111-1111-1111-1111-111111111111',
  vms: 12,
  protectedVms: 12,
  recoveryServicesRegistration: 'Registered',
  restorePointGroups: [{ id: POINTS, name: 'AzureBackupRG_westeurope_1', collections: 12 }],
  newBackupGroups: [{ name: 'AzureBackupRG_northeurope_1', location: 'northeurope' }],
  groupDenials: [],
};
