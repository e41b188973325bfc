import type { VmDocument } from '../facts/vm.js';

const SUBSCRIPTION = '/subscriptions/11111111-1111-1111-1111-111111111111';
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg-app`;
const POINTS = `${SUBSCRIPTION}/resourceGroups/AzureBackupRG_westeurope_1`;
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/rsv-app`;
const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/vm-app`;

/**
 * A VM of which every fact is known and whose backups work: encrypted disks, an Enhanced policy, a harmless lock. The
 * examples of the policies are changes to it.
 */
export const healthyVm: VmDocument = {
  id: VM,
  name: 'vm-app',
  resourceGroup: 'rg-app',
  subscriptionId: '11111111-1111-1111-1111-111111111111',
  location: 'westeurope',
  tags: [{ name: 'environment', value: 'production' }],
  size: 'Standard_D4s_v5',
  osType: 'Linux',
  osName: 'ubuntu',
  osVersion: '22.04',
  timeCreated: '2025-03-01T08:00:00.000Z',
  managedBy: null,
  securityType: null,
  powerState: 'running',
  provisioningState: 'Succeeded',
  provisioningStuck: false,
  agent: {
    status: 'ready',
    message: 'Guest Agent is running',
    version: '2.14.0.1',
    versionSupport: 'supported',
    provisioned: true,
    extensionOperationsAllowed: true,
  },
  agentSeen: 'ready',
  crashConsistentFallback: true,
  agentNeed: 'degraded',
  guestDhcp: 'works',
  extensions: [
    {
      id: `${VM}/extensions/AzureMonitorLinuxAgent`,
      name: 'AzureMonitorLinuxAgent',
      publisher: 'Microsoft.Azure.Monitor',
      type: 'AzureMonitorLinuxAgent',
      provisioningState: 'Succeeded',
    },
  ],
  disks: [
    {
      id: `${GROUP}/providers/Microsoft.Compute/disks/vm-app-os`,
      name: 'vm-app-os',
      role: 'os',
      lun: null,
      managed: true,
      ephemeral: false,
      sizeGiB: 128,
      sku: 'Premium_LRS',
      caching: 'ReadWrite',
      writeAccelerator: false,
      maxShares: 1,
      azureDiskEncryption: true,
      excluded: false,
      inBackup: true,
    },
    {
      id: `${GROUP}/providers/Microsoft.Compute/disks/vm-app-data`,
      name: 'vm-app-data',
      role: 'data',
      lun: 0,
      managed: true,
      ephemeral: false,
      sizeGiB: 1024,
      sku: 'Premium_LRS',
      caching: 'None',
      writeAccelerator: false,
      maxShares: 1,
      azureDiskEncryption: true,
      excluded: false,
      inBackup: true,
    },
  ],
  nics: [
    {
      id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/nic-app`,
      name: 'nic-app',
      primary: true,
      ipConfigurations: [
        {
          name: 'ipconfig1',
          allocation: 'Static',
          address: '10.0.0.4',
          version: 'IPv4',
          primary: true,
          subnetId: `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-app/subnets/app`,
        },
      ],
    },
  ],
  securityRules: [
    {
      name: 'deny-internet',
      securityGroupId: `${GROUP}/providers/Microsoft.Network/networkSecurityGroups/nsg-app`,
      priority: 4000,
      access: 'Deny',
      blocksWireServer: false,
    },
  ],
  locks: [
    {
      id: `${GROUP}/providers/Microsoft.Authorization/locks/keep`,
      name: 'keep',
      level: 'CanNotDelete',
      scope: GROUP,
      scopeKind: 'resourceGroup',
      coversVm: true,
      holdsCollection: false,
      blocksCleanUp: false,
      blocksVmWrites: false,
    },
  ],
  restorePointCollections: [
    {
      id: `${POINTS}/providers/Microsoft.Compute/restorePointCollections/AzureBackup_vm-app_1234567890`,
      name: 'AzureBackup_vm-app_1234567890',
      groupId: POINTS,
      madeByAzureBackup: true,
    },
  ],
  restorePoints: [{ name: 'AzureBackup_20261120_020000' }, { name: 'AzureBackup_20261121_020000' }],
  restorePointsLeaking: false,
  keyVaults: [
    {
      id: `${GROUP}/providers/Microsoft.KeyVault/vaults/kv-app`,
      name: 'kv-app',
      accessMode: 'rbac',
      keyEncryptionKey: false,
      backupAccess: 'held',
      missingRights: null,
      trustedServicesAllowed: true,
    },
  ],
  protection: {
    id: `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rg-app;vm-app/protectedItems/VM;iaasvmcontainerv2;rg-app;vm-app`,
    vaultId: VAULT,
    policyId: `${VAULT}/backupPolicies/enhanced`,
    state: 'Protected',
    softDeleted: false,
    lastBackupStatus: 'Completed',
    lastBackupTime: '2026-11-21T02:00:00.000Z',
    lastErrorCode: null,
    lastErrorMessage: null,
  },
  protected: true,
  backupPolicy: {
    id: `${VAULT}/backupPolicies/enhanced`,
    name: 'enhanced',
    policyType: 'V2',
    snapshotConsistencyType: null,
    scheduleRunFrequency: 'Daily',
    runsPerDay: 1,
    instantRestoreDays: 7,
    resourceGroupPrefix: null,
    resourceGroupSuffix: null,
  },
  backupJobs: [
    {
      id: `${VAULT}/backupJobs/7ddead57-bcb9-4269-ac31-6a1b57588700`,
      operation: 'Backup',
      status: 'InProgress',
      startTime: '2026-11-22T01:50:00.000Z',
      longRunning: false,
    },
  ],
};
