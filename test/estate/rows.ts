import type { Row } from '../../src/model/row.js';

/**
 * Builders of rows in the shape that Azure Resource Graph and ARM give them. Each
 * takes what a test is about and fills in the rest with what a healthy resource has.
 */

export const TENANT = '99999999-0000-0000-0000-000000000000';
const BACKUP_APP_ID = '262044b1-e2ce-469f-a196-69ab7ada62d3';
export const BACKUP_OBJECT_ID = 'bbbbbbbb-0000-0000-0000-00000000b00b';

type Json = Record<string, unknown>;

const subscriptionId = (name: string) => `/subscriptions/${name}`;
export const groupId = (subscription: string, group: string) =>
  `/subscriptions/${subscription}/resourceGroups/${group}`;

function row(id: string, type: string, properties: Json, columns: Json = {}): Row {
  const subscription = /^\/subscriptions\/([^/]+)/.exec(id)?.[1] ?? '';
  const group = /\/resourceGroups\/([^/]+)/i.exec(id)?.[1]?.toLowerCase() ?? '';
  return {
    id,
    name: id.slice(id.lastIndexOf('/') + 1),
    type,
    tenantId: TENANT,
    kind: '',
    location: '',
    resourceGroup: group,
    subscriptionId: subscription,
    managedBy: '',
    sku: null,
    plan: null,
    tags: null,
    identity: null,
    zones: null,
    extendedLocation: null,
    ...columns,
    properties,
  } as Row;
}

export function subscription(id: string, managementGroups: readonly string[] = []): Row {
  return row(subscriptionId(id), 'microsoft.resources/subscriptions', {
    state: 'Enabled',
    managementGroupAncestorsChain: managementGroups.map((name) => ({ name, displayName: name })),
  });
}

export function managementGroup(name: string): Row {
  return row(
    `/providers/Microsoft.Management/managementGroups/${name}`,
    'microsoft.management/managementgroups',
    {
      displayName: name,
    },
  );
}

export function resourceGroup(sub: string, name: string, columns: Json = {}): Row {
  return row(
    groupId(sub, name),
    'microsoft.resources/subscriptions/resourcegroups',
    { provisioningState: 'Succeeded' },
    { location: 'westeurope', ...columns },
  );
}

/** The registration of the resource provider of Azure Backup in a subscription. */
export function registration(sub: string, registrationState: string): Row {
  return row(`${subscriptionId(sub)}/providers/Microsoft.RecoveryServices`, 'microsoft.resources/providers', {
    registrationState,
  });
}

export interface VmOptions {
  readonly subscription: string;
  readonly group: string;
  readonly name: string;
  readonly os?: 'Windows' | 'Linux';
  readonly size?: string;
  readonly location?: string;
  /** The power state that Resource Graph shows. */
  readonly power?: string;
  readonly provisioningState?: string;
  readonly timeCreated?: string;
  /** Undefined: an ordinary OS profile; null: none. */
  readonly osProfile?: Json | null;
  readonly securityType?: string;
  /** Names of the data disks, LUN by LUN. */
  readonly dataDisks?: readonly string[];
  readonly nics?: readonly string[];
  readonly properties?: Json;
  readonly columns?: Json;
}

export const vmId = ({
  subscription: sub,
  group,
  name,
}: Pick<VmOptions, 'subscription' | 'group' | 'name'>) =>
  `${groupId(sub, group)}/providers/Microsoft.Compute/virtualMachines/${name}`;

export function vm(options: VmOptions): Row {
  const { subscription: sub, group, name, os = 'Linux', power = 'running' } = options;
  const disk = (diskName: string) => ({
    name: diskName,
    managedDisk: { id: `${groupId(sub, group)}/providers/Microsoft.Compute/disks/${diskName}` },
  });
  const profile = { computerName: name, allowExtensionOperations: true };
  return row(
    vmId(options),
    'microsoft.compute/virtualmachines',
    {
      vmId: 'f6a6b9b2-9b99-45b0-8a18-025998fc74d0',
      timeCreated: options.timeCreated ?? '2025-01-10T08:00:00.0000000Z',
      provisioningState: options.provisioningState ?? 'Succeeded',
      hardwareProfile: { vmSize: options.size ?? 'Standard_D4s_v5' },
      storageProfile: {
        osDisk: { osType: os, caching: 'ReadWrite', ...disk(`${name}-os`) },
        dataDisks: (options.dataDisks ?? []).map((each, lun) => ({ lun, caching: 'None', ...disk(each) })),
      },
      ...(options.osProfile === null ? {} : { osProfile: options.osProfile ?? profile }),
      ...(options.securityType === undefined
        ? {}
        : { securityProfile: { securityType: options.securityType } }),
      networkProfile: {
        networkInterfaces: (options.nics ?? [`${name}-nic`]).map((each) => ({
          id: `${groupId(sub, group)}/providers/Microsoft.Network/networkInterfaces/${each}`,
        })),
      },
      extended: {
        instanceView: {
          osName: os === 'Linux' ? 'ubuntu' : 'Windows Server 2022',
          powerState: { code: `PowerState/${power}`, displayStatus: `VM ${power}`, level: 'Info' },
        },
      },
      ...options.properties,
    },
    { location: options.location ?? 'westeurope', ...options.columns },
  );
}

type Of = Pick<VmOptions, 'subscription' | 'group' | 'name'>;

export interface ViewOptions {
  readonly agent?: 'ready' | 'notReady' | 'none';
  readonly version?: string;
  readonly power?: string;
  readonly provisioning?: { readonly code: string; readonly time?: string };
  readonly extensions?: readonly Json[];
}

/** The answer to the ARM call for the instance view. */
export function instanceView(of: Of, options: ViewOptions = {}): Row {
  const {
    agent = 'ready',
    power = 'running',
    version = agent === 'ready' ? '2.14.0.1' : 'Unknown',
  } = options;
  const status =
    agent === 'ready'
      ? {
          code: 'ProvisioningState/succeeded',
          level: 'Info',
          displayStatus: 'Ready',
          message: 'Guest Agent is running',
        }
      : {
          code: 'ProvisioningState/Unavailable',
          level: 'Warning',
          displayStatus: 'Not Ready',
          message: 'VM status blob is found but not yet populated.',
        };
  return row(`${vmId(of)}/instanceView`, 'microsoft.compute/virtualmachines/instanceview', {
    ...(agent === 'none' || power !== 'running'
      ? {}
      : { vmAgent: { vmAgentVersion: version, statuses: [status] } }),
    ...(options.extensions === undefined ? {} : { extensions: options.extensions }),
    statuses: [
      { code: 'ProvisioningState/succeeded', level: 'Info', ...options.provisioning },
      { code: `PowerState/${power}`, level: 'Info', displayStatus: `VM ${power}` },
    ],
  });
}

export function extension(of: Of, name: string, provisioningState = 'Succeeded'): Row {
  return row(`${vmId(of)}/extensions/${name}`, 'microsoft.compute/virtualmachines/extensions', {
    publisher: 'Microsoft.Azure.Extensions',
    type: 'CustomScript',
    provisioningState,
  });
}

export interface DiskOptions {
  readonly size?: number;
  readonly sku?: string;
  readonly properties?: Json;
  /** Azure Disk Encryption with secrets (and a key) in these key vaults. */
  readonly encryptedIn?: { readonly secrets: string; readonly key?: string };
}

export function disk(
  of: Pick<VmOptions, 'subscription' | 'group'>,
  name: string,
  options: DiskOptions = {},
): Row {
  const { encryptedIn } = options;
  const encryption = encryptedIn && {
    encryptionSettingsCollection: {
      enabled: true,
      encryptionSettings: [
        {
          diskEncryptionKey: {
            secretUrl: 'https://kv.vault.azure.net/secrets/s/1',
            sourceVault: { id: encryptedIn.secrets },
          },
          ...(encryptedIn.key === undefined
            ? {}
            : {
                keyEncryptionKey: {
                  keyUrl: 'https://kv.vault.azure.net/keys/k/1',
                  sourceVault: { id: encryptedIn.key },
                },
              }),
        },
      ],
    },
  };
  return row(
    `${groupId(of.subscription, of.group)}/providers/Microsoft.Compute/disks/${name}`,
    'microsoft.compute/disks',
    {
      diskSizeGB: options.size ?? 128,
      diskState: 'Attached',
      provisioningState: 'Succeeded',
      ...encryption,
      ...options.properties,
    },
    { location: 'westeurope', sku: { name: options.sku ?? 'Premium_LRS', tier: 'Premium' } },
  );
}

export function snapshot(
  of: Pick<VmOptions, 'subscription' | 'group'>,
  name: string,
  diskName: string,
  incremental: unknown = true,
): Row {
  const compute = `${groupId(of.subscription, of.group)}/providers/Microsoft.Compute`;
  return row(`${compute}/snapshots/${name}`, 'microsoft.compute/snapshots', {
    incremental,
    creationData: { createOption: 'Copy', sourceResourceId: `${compute}/disks/${diskName}` },
  });
}

export interface NicOptions {
  readonly allocations?: readonly ('Static' | 'Dynamic')[];
  readonly securityGroup?: string;
  readonly properties?: Json;
}

const subnetId = (of: Pick<VmOptions, 'subscription' | 'group'>) =>
  `${groupId(of.subscription, of.group)}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/default`;

export function nic(
  of: Pick<VmOptions, 'subscription' | 'group'>,
  name: string,
  options: NicOptions = {},
): Row {
  const { allocations = ['Dynamic'] } = options;
  return row(
    `${groupId(of.subscription, of.group)}/providers/Microsoft.Network/networkInterfaces/${name}`,
    'microsoft.network/networkinterfaces',
    {
      ipConfigurations: allocations.map((privateIPAllocationMethod, index) => ({
        name: `ipconfig${index + 1}`,
        properties: {
          privateIPAddress: `10.0.0.${index + 4}`,
          privateIPAllocationMethod,
          primary: index === 0,
          privateIPAddressVersion: 'IPv4',
          subnet: { id: subnetId(of) },
        },
      })),
      ...(options.securityGroup === undefined ? {} : { networkSecurityGroup: { id: options.securityGroup } }),
      ...options.properties,
    },
    { location: 'westeurope' },
  );
}

export const securityGroupId = (of: Pick<VmOptions, 'subscription' | 'group'>, name: string) =>
  `${groupId(of.subscription, of.group)}/providers/Microsoft.Network/networkSecurityGroups/${name}`;

export function securityGroup(
  of: Pick<VmOptions, 'subscription' | 'group'>,
  name: string,
  rules: readonly (Json & { name: string })[],
  onSubnet = false,
): Row {
  return row(securityGroupId(of, name), 'microsoft.network/networksecuritygroups', {
    securityRules: rules.map(({ name: ruleName, ...properties }) => ({
      name: ruleName,
      properties: {
        direction: 'Outbound',
        access: 'Deny',
        protocol: '*',
        priority: 200,
        sourceAddressPrefix: '*',
        sourcePortRange: '*',
        destinationPortRange: '*',
        ...properties,
      },
    })),
    ...(onSubnet ? { subnets: [{ id: subnetId(of) }] } : {}),
  });
}

export function lock(scope: string, name: string, level = 'CanNotDelete'): Row {
  return row(`${scope}/providers/Microsoft.Authorization/locks/${name}`, 'Microsoft.Authorization/locks', {
    level,
    notes: '',
  });
}

export function collection(
  of: Of,
  options: { group?: string; points?: number | undefined; name?: string } = {},
): Row {
  const group = options.group ?? 'AzureBackupRG_westeurope_1';
  const name = options.name ?? `AzureBackup_${of.name}_8566286297458822223`;
  const id = `${groupId(of.subscription, group)}/providers/Microsoft.Compute/restorePointCollections/${name}`;
  return row(
    id,
    'microsoft.compute/restorepointcollections',
    {
      source: { id: vmId(of), location: 'westeurope' },
      provisioningState: 'Succeeded',
      ...(options.points === undefined
        ? {}
        : {
            restorePoints: Array.from({ length: options.points }, (_, index) => ({
              name: `AzureBackup_${index}`,
              id: `${id}/restorePoints/AzureBackup_${index}`,
              properties: { consistencyMode: 'ApplicationConsistent' },
            })),
          }),
    },
    { location: 'westeurope' },
  );
}

export const vaultId = (sub: string, group = 'rg-backup', name = 'rsv-main') =>
  `${groupId(sub, group)}/providers/Microsoft.RecoveryServices/vaults/${name}`;

export function recoveryVault(sub: string, name = 'rsv-main', location = 'westeurope'): Row {
  return row(
    vaultId(sub, 'rg-backup', name),
    'microsoft.recoveryservices/vaults',
    { provisioningState: 'Succeeded' },
    { location },
  );
}

export interface PolicyOptions {
  readonly type?: 'V1' | 'V2' | undefined;
  readonly properties?: Json;
  readonly vault?: string;
}

export function backupPolicy(
  sub: string,
  name: string,
  { type = 'V2', properties, vault }: PolicyOptions = {},
): Row {
  const times = ['2026-01-01T02:00:00Z'];
  const schedule =
    type === 'V1'
      ? { schedulePolicyType: 'SimpleSchedulePolicy', scheduleRunFrequency: 'Daily', scheduleRunTimes: times }
      : {
          schedulePolicyType: 'SimpleSchedulePolicyV2',
          scheduleRunFrequency: 'Daily',
          dailySchedule: { scheduleRunTimes: times },
        };
  return row(
    `${vault ?? vaultId(sub)}/backupPolicies/${name}`,
    'microsoft.recoveryservices/vaults/backuppolicies',
    {
      backupManagementType: 'AzureIaasVM',
      policyType: type,
      instantRpRetentionRangeInDays: type === 'V1' ? 2 : 7,
      schedulePolicy: schedule,
      retentionPolicy: {
        retentionPolicyType: 'LongTermRetentionPolicy',
        dailySchedule: { retentionTimes: times, retentionDuration: { count: 30, durationType: 'Days' } },
      },
      timeZone: 'UTC',
      ...properties,
    },
  );
}

export function protectedItem(
  of: Of,
  policy: string,
  properties: Json = {},
  vault = vaultId(of.subscription),
): Row {
  const container = `iaasvmcontainerv2;${of.group.toLowerCase()};${of.name.toLowerCase()}`;
  return row(
    `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${container}/protectedItems/VM;${container}`,
    'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems',
    {
      friendlyName: of.name,
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      backupManagementType: 'AzureIaasVM',
      workloadType: 'VM',
      containerName: container,
      sourceResourceId: vmId(of),
      vaultId: vault,
      policyId: `${vault}/backupPolicies/${policy}`,
      policyName: policy,
      currentProtectionState: 'ProtectionConfigured',
      protectionState: 'Protected',
      lastBackupStatus: 'Completed',
      lastBackupTime: '2026-11-21T02:00:00.0000000Z',
      isScheduledForDeferredDelete: false,
      ...properties,
    },
  );
}

export function backupJob(vault: string, name: string, properties: Json): Row {
  return row(`${vault}/backupJobs/${name}`, 'microsoft.recoveryservices/vaults/backupjobs', {
    jobType: 'AzureIaaSVMJob',
    backupManagementType: 'AzureIaasVM',
    operation: 'Backup',
    status: 'InProgress',
    ...properties,
  });
}

export const keyVaultId = (of: Pick<VmOptions, 'subscription' | 'group'>, name: string) =>
  `${groupId(of.subscription, of.group)}/providers/Microsoft.KeyVault/vaults/${name}`;

export function keyVault(
  of: Pick<VmOptions, 'subscription' | 'group'>,
  name: string,
  properties: Json = {},
): Row {
  return row(
    keyVaultId(of, name),
    'microsoft.keyvault/vaults',
    {
      tenantId: TENANT,
      sku: { family: 'A', name: 'standard' },
      accessPolicies: [],
      enabledForDiskEncryption: true,
      ...properties,
    },
    { location: 'westeurope' },
  );
}

export function accessPolicy(objectId: string, permissions: Json, more: Json = {}): Json {
  return { tenantId: TENANT, objectId, permissions, ...more };
}

export function servicePrincipal(objectId = BACKUP_OBJECT_ID, appId = BACKUP_APP_ID): Row {
  return row(`/servicePrincipals/${objectId}`, 'microsoft.graph/serviceprincipals', {
    appId,
    displayName: 'Backup Management Service',
  });
}

export function roleDefinition(name: string, permissions: readonly Json[]): Row {
  return row(
    `/providers/Microsoft.Authorization/roleDefinitions/${name}`,
    'microsoft.authorization/roledefinitions',
    {
      roleName: name,
      type: 'CustomRole',
      permissions,
    },
  );
}

export function roleAssignment(
  scope: string,
  name: string,
  role: string,
  principalId: string,
  more: Json = {},
): Row {
  return row(
    `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    'microsoft.authorization/roleassignments',
    {
      principalId,
      principalType: 'ServicePrincipal',
      roleDefinitionId: `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      scope: scope === '' ? '/' : scope,
      ...more,
    },
  );
}
