import type { Row } from '../../src/model/row.js';
import {
  BUILT_IN,
  managementGroupScope,
  policyAssignment,
  policyDefinition,
  policyExemption,
  policySetDefinition,
} from './azure-policy.js';
import * as azure from './rows.js';

/**
 * A small estate that uses everything that there is: one or two rows of each type, with every property that the join
 * looks at. A test leaves out one property after the other, so it has as few rows as can be.
 */

const SUBSCRIPTION = 'f0000000-0000-4000-8000-000000000001';
const CORP = managementGroupScope('full-corp');
const IDENTITY = '99999999-0000-0000-0000-0000000000aa';
const PRINCIPAL = 'cccccccc-0000-0000-0000-0000000000aa';
const inGroup = (group: string) => ({ subscription: SUBSCRIPTION, group });
const of = (name: string) => ({ ...inGroup('rg-full'), name });
const idIn = (rest: string) => `${azure.groupId(SUBSCRIPTION, 'rg-full')}/providers/${rest}`;

/** Encrypted, of a scale set, on a security group, with an agent that is not ready. */
function machine(): Row[] {
  const vm = of('full01');
  const keys = azure.keyVaultId(vm, 'kv-policies');
  const roles = azure.keyVaultId(vm, 'kv-roles');
  const setting = { provisionVMAgent: true };
  return [
    azure.vm({
      ...vm,
      os: 'Windows',
      dataDisks: ['full01-data', 'full01-roles'],
      osProfile: {
        computerName: 'full01',
        allowExtensionOperations: true,
        windowsConfiguration: setting,
        linuxConfiguration: setting,
      },
      securityType: 'ConfidentialVM',
      size: 'Standard_DC4as_v6',
      properties: { virtualMachineScaleSet: { id: idIn('Microsoft.Compute/virtualMachineScaleSets/vmss') } },
      columns: {
        managedBy: idIn('Microsoft.Databricks/workspaces/dbw'),
        tags: { env: 'test' },
        zones: ['1'],
        extendedLocation: { name: 'edge', type: 'EdgeZone' },
      },
    }),
    azure.instanceView(vm, { agent: 'notReady' }),
    azure.disk(vm, 'full01-os', { encryptedIn: { secrets: keys, key: keys }, properties: { maxShares: 1 } }),
    azure.disk(vm, 'full01-data', { size: 70000, sku: 'UltraSSD_LRS' }),
    azure.disk(vm, 'full01-roles', { encryptedIn: { secrets: roles } }),
    azure.snapshot(vm, 'full01-snapshot', 'full01-data'),
    azure.nic(vm, 'full01-nic', {
      allocations: ['Static', 'Dynamic'],
      securityGroup: azure.securityGroupId(vm, 'nsg-full'),
      properties: { primary: true },
    }),
    azure.securityGroup(
      vm,
      'nsg-full',
      [
        { name: 'allow', access: 'Allow', priority: 100, destinationAddressPrefixes: ['10.0.0.0/8'] },
        { name: 'host', destinationAddressPrefix: '168.63.129.16', priority: 110 },
        { name: 'internet', destinationAddressPrefix: 'Internet', priority: 120 },
      ],
      true,
    ),
    azure.keyVault(vm, 'kv-policies', {
      accessPolicies: [azure.accessPolicy(azure.BACKUP_OBJECT_ID, { secrets: ['get'], keys: ['all'] })],
      networkAcls: { defaultAction: 'Deny', bypass: 'None' },
      publicNetworkAccess: 'Enabled',
    }),
    azure.keyVault(vm, 'kv-roles', { enableRbacAuthorization: true }),
    ...[
      ['Microsoft.Azure.Extensions', 'CustomScript'],
      ['Microsoft.Azure.Security', 'AzureDiskEncryption'],
      ['Microsoft.Azure.RecoveryServices', 'VMSnapshot'],
    ].map(([publisher, type = '']) => {
      const row = azure.extension(vm, type, 'Failed');
      return { ...row, properties: { ...(row.properties as object), publisher, type } };
    }),
    azure.protectedItem(vm, 'full-enhanced', {
      lastBackupStatus: 'Failed',
      extendedProperties: { diskExclusionProperties: { diskLunList: [1, 7], isInclusionList: false } },
    }),
    azure.collection(vm, { points: 2 }),
    azure.lock(azure.groupId(SUBSCRIPTION, 'AzureBackupRG_westeurope_1'), 'keep'),
    azure.backupJob(azure.vaultId(SUBSCRIPTION), 'full-running', {
      containerName: 'iaasvmcontainerv2;rg-full;full01',
      entityFriendlyName: 'full01',
      startTime: '2026-11-20T02:00:00.0000000Z',
    }),
    azure.backupJob(azure.vaultId(SUBSCRIPTION), 'full-failed', {
      containerName: 'iaasvmcontainerv2;rg-full;full01',
      entityFriendlyName: 'full01',
      status: 'Failed',
      startTime: '2026-11-21T02:00:00.0000000Z',
      errorDetails: [{ errorCode: 'UserErrorX', errorString: 'Text.' }],
    }),
  ];
}

/** Protected and without a restore point collection, so its group is going to be created; its agent was not asked for. */
function waiting(): Row[] {
  const vm = of('full02');
  return [
    azure.vm(vm),
    azure.disk(vm, 'full02-os'),
    azure.nic(vm, 'full02-nic'),
    azure.protectedItem(vm, 'full-standard', { protectionState: 'IRPending', lastBackupStatus: '' }),
  ];
}

/** A vault with a customer's key, its policies, and the key vault. */
function vault(): Row[] {
  const identity = idIn('Microsoft.ManagedIdentity/userAssignedIdentities/id-vault');
  const row = azure.recoveryVault(SUBSCRIPTION);
  const encryption = {
    keyVaultProperties: { keyUri: 'https://kv-vault.vault.azure.net/keys/backup/1' },
    kekIdentity: { useSystemAssignedIdentity: false, userAssignedIdentity: identity },
    infrastructureEncryption: 'Disabled',
  };
  return [
    {
      ...row,
      identity: {
        type: 'SystemAssigned, UserAssigned',
        principalId: IDENTITY,
        userAssignedIdentities: { [identity]: { principalId: PRINCIPAL, clientId: IDENTITY } },
      },
      properties: { ...(row.properties as object), encryption },
    },
    azure.keyVault(inGroup('rg-full'), 'kv-vault', { enableRbacAuthorization: true }),
    azure.backupPolicy(SUBSCRIPTION, 'full-enhanced', {
      properties: {
        snapshotConsistencyType: 'OnlyCrashConsistent',
        instantRPDetails: { azureBackupRGNamePrefix: 'AzureBackupRG_full_', azureBackupRGNameSuffix: 's' },
      },
    }),
    azure.backupPolicy(SUBSCRIPTION, 'full-standard', { type: 'V1' }),
  ];
}

const roles = [
  azure.roleDefinition('11111111-ffff-4000-8000-000000000001', [
    { actions: [], notActions: [], dataActions: ['Microsoft.KeyVault/vaults/*'], notDataActions: [] },
  ]),
  ...[azure.BACKUP_OBJECT_ID, PRINCIPAL].map((principal, index) =>
    azure.roleAssignment(
      CORP,
      `22222222-ffff-4000-8000-00000000000${index}`,
      '11111111-ffff-4000-8000-000000000001',
      principal,
      { condition: null },
    ),
  ),
];

/** An initiative with selectors, overrides, versions and exemptions; one definition above, one of the subscription. */
function assignedPolicies(): Row[] {
  const scope = `/subscriptions/${SUBSCRIPTION}`;
  const { requireTag, addTag } = BUILT_IN;
  const own = policyDefinition(
    'full-location',
    { field: 'location', notIn: ['northeurope'] },
    { scope, properties: { version: '1.2.0', metadata: { version: '1.2.0' } } },
  );
  const set = policySetDefinition(
    'full-set',
    [
      {
        policyDefinitionId: requireTag.id,
        policyDefinitionReferenceId: 'tag',
        definitionVersion: '1.*.*',
        parameters: { tagName: { value: "[parameters('tag')]" } },
      },
      {
        policyDefinitionId: addTag.id,
        policyDefinitionReferenceId: 'add',
        parameters: { tagName: { value: 'owner' }, tagValue: { value: 'it' } },
      },
    ],
    { tag: { type: 'String', defaultValue: 'cost' } },
    CORP,
  );
  const selectors = [{ kind: 'resourceLocation', in: ['westeurope', 'global'] }];
  const assignment = policyAssignment(
    CORP,
    'full-tags',
    set.id,
    { tag: 'cost' },
    {
      definitionVersion: '1.*.*',
      notScopes: [`${scope}/resourceGroups/other`],
      resourceSelectors: [{ name: 'here', selectors }],
      overrides: [
        { kind: 'policyEffect', value: 'Audit', selectors: [{ kind: 'resourceLocation', in: ['uksouth'] }] },
      ],
    },
  );
  const more = { version: '1.0.0', metadata: { version: '1.0.0' } };
  return [
    assignment,
    policyAssignment(scope, 'full-location', own.id, {}, { definitionVersion: '1.*.*' }),
    policyExemption(scope, 'full-exempt', assignment.id, {
      policyDefinitionReferenceIds: ['other'],
      expiresOn: '2027-01-01T00:00:00Z',
      resourceSelectors: [{ name: 'there', selectors }],
    }),
    own,
    ...[set, requireTag, addTag].map((row) => ({
      ...row,
      properties: { ...(row.properties as object), ...more },
    })),
  ];
}

/** All rows of the estate. */
export function fullRows(): Row[] {
  return [
    azure.subscription(SUBSCRIPTION, ['full-corp']),
    azure.managementGroup('full-corp'),
    azure.servicePrincipal(),
    azure.resourceGroup(SUBSCRIPTION, 'rg-full'),
    ...machine(),
    ...waiting(),
    ...vault(),
    ...roles,
    ...assignedPolicies(),
  ];
}
