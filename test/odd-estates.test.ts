import { describe, expect, test } from '@jest/globals';
import { TYPES, type Row } from '../src/model/row.js';
import {
  assignmentId,
  BUILT_IN,
  policyAssignment,
  policyDefinition,
  policyExemption,
} from './estate/azure-policy.js';
import { judge, protectedVm, short, VM, type Parts } from './estate/protected-vm.js';
import * as azure from './estate/rows.js';

/**
 * Estates that are unusual and, by Microsoft's pages, healthy: nothing is said of them, and nothing in them is unknown.
 * Each is a protected VM with something about it.
 */

const S = VM.subscription;
const SCOPE = `/subscriptions/${S}`;
const STOPPED = { protectionState: 'ProtectionStopped', policyId: '', policyName: '', lastBackupStatus: '' };
const DELETED = { ...STOPPED, isScheduledForDeferredDelete: 'True' };
const OLD_VAULT = azure.vaultId(S, 'rg-backup', 'rsv-old');

const called = (name: string, group = VM.group) => ({ ...VM, group, name });
const inGroup = (rest: string) => `${azure.groupId(S, VM.group)}/providers/${rest}`;

/** The healthy VM with other rows beside it. */
const beside = (...rows: readonly Row[]) => [...protectedVm(), ...rows];

/** The healthy VM with columns or properties of the rows of one type replaced. */
const withRow = (type: string, columns: object, properties: object = {}) =>
  protectedVm().map((row) =>
    row.type === type
      ? { ...row, ...columns, properties: { ...(row.properties as object), ...properties } }
      : row,
  );

/** A database in the VM: an item with the same source, of another kind, whose own backups fail. */
const database = (kind: string): Row => ({
  ...azure.protectedItem(VM, 'daily', { backupManagementType: 'AzureWorkload', lastBackupStatus: 'Failed' }),
  id: `${azure.vaultId(S)}/backupFabrics/Azure/protectionContainers/VMAppContainer;compute;rg-a;vm-a/protectedItems/${kind};a;b`,
});

const hourly = (interval: number, instantRpRetentionRangeInDays: number): Parts => ({
  policy: {
    instantRpRetentionRangeInDays,
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicyV2',
      scheduleRunFrequency: 'Hourly',
      hourlySchedule: { interval, scheduleWindowDuration: 24 },
    },
  },
});

const weekly: Parts = {
  type: 'V1',
  policy: {
    instantRpRetentionRangeInDays: 5,
    schedulePolicy: { scheduleRunFrequency: 'Weekly', scheduleRunTimes: ['2026-01-01T02:00:00Z'] },
    retentionPolicy: { weeklySchedule: { retentionDuration: { count: 1, durationType: 'Weeks' } } },
  },
};

const agentless: Parts = {
  vm: { osProfile: null },
  view: { agent: 'none' },
  policy: { snapshotConsistencyType: 'onlyCrashConsistent' },
};

test.each<[string, readonly Row[]]>([
  ['databases in the VM that fail', beside(database('SAPHanaDatabase'), database('SQLDataBase'))],
  [
    'a Databricks node',
    beside(
      azure.vm({ ...called('node'), columns: { managedBy: inGroup('Microsoft.Databricks/workspaces/dbw') } }),
    ),
  ],
  ['a deallocated VM', protectedVm({ vm: { power: 'deallocated' }, view: { power: 'deallocated' } })],
  ['an appliance without an agent', protectedVm(agentless)],
  [
    'an availability set',
    withRow(TYPES.vm, {}, { availabilitySet: { id: inGroup('Microsoft.Compute/availabilitySets/as') } }),
  ],
  ['a zone-redundant disk', withRow(TYPES.disk, { sku: { name: 'Premium_ZRS' }, zones: ['1', '2', '3'] })],
  [
    'a private disk',
    withRow(TYPES.disk, {}, { networkAccessPolicy: 'DenyAll', publicNetworkAccess: 'Disabled' }),
  ],
  ['every 4 hours, 17 days', protectedVm(hourly(4, 17))],
  ['once in 24 hours, 30 days', protectedVm(hourly(24, 30))],
  ['weekly, one week', protectedVm(weekly)],
  [
    'a policy with archive',
    protectedVm({ policy: { tieringPolicy: { ArchivedRP: { tieringMode: 'TierAfter' } } } }),
  ],
  ['an item of a VM moved away, stopped', beside(azure.protectedItem(called('vm-a', 'rg-old'), '', STOPPED))],
  ['an item of a deleted VM, soft-deleted', beside(azure.protectedItem(called('vm-gone'), '', DELETED))],
  [
    'a VM made anew in another region than its old vault',
    beside(azure.recoveryVault(S, 'rsv-old', 'northeurope'), azure.protectedItem(VM, '', DELETED, OLD_VAULT)),
  ],
  [
    'an immutable vault with a resource guard and private endpoints',
    withRow(
      TYPES.recoveryVault,
      {},
      {
        securitySettings: { immutabilitySettings: { state: 'Locked' }, multiUserAuthorization: 'Enabled' },
        publicNetworkAccess: 'Disabled',
        privateEndpointConnections: [{ id: 'x' }],
      },
    ),
  ],
  [
    'CanNotDelete on the groups of the VM and of the vault',
    beside(azure.lock(azure.groupId(S, VM.group), 'a'), azure.lock(azure.groupId(S, 'rg-backup'), 'b')),
  ],
  ['another subscription without VMs', beside(azure.subscription('22222222-2222-2222-2222-222222222222'))],
  [
    'a disk and a snapshot of a migration',
    beside(azure.disk(VM, 'seed'), azure.snapshot(VM, 's', 'vm-a-os')),
  ],
])('%s', async (_, rows) => {
  const report = await judge(rows);
  expect([short(report), report.unknowns]).toEqual([[], []]);
});

/** The first group for restore points is still to come; a deny of groups without a tag would stop it. */
describe('a tag is required on resource groups', () => {
  const needsTag = BUILT_IN.requireTag;
  const assigned = (properties: Record<string, unknown> = {}) => [
    needsTag,
    policyAssignment(SCOPE, 'tags', needsTag.id, { tagName: 'cost' }, properties),
  ];
  const exempt = (expiresOn?: string) =>
    policyExemption(SCOPE, 'exempt', assignmentId(SCOPE, 'TAGS'), { expiresOn });
  const judged = async (...rows: readonly Row[]) =>
    short(await judge([...protectedVm({ collections: [] }), ...rows]));

  test('nothing but the tag is missing', async () => {
    expect(await judged(...assigned())).toEqual(['backup-group-creatable error tags']);
    expect(await judged(...assigned(), exempt('2026-11-21T00:00:00Z'))).toHaveLength(1);
  });

  test.each<[string, readonly Row[]]>([
    ['an exemption', [...assigned(), exempt()]],
    ['an exemption that is to expire', [...assigned(), exempt('2026-11-23T00:00:00Z')]],
    ['the group exists', [...assigned(), azure.resourceGroup(S, 'azurebackuprg_westeurope_1')]],
    ['not enforced', assigned({ enforcementMode: 'DoNotEnforce' })],
    ['only audited', assigned({ overrides: [{ kind: 'policyEffect', value: 'Audit' }] })],
    [
      'the group is excluded',
      assigned({ notScopes: [`${SCOPE}/resourceGroups/azurebackuprg_WESTEUROPE_1`] }),
    ],
    [
      'another policy adds it',
      [
        ...assigned(),
        BUILT_IN.addTag,
        policyAssignment(SCOPE, 'add', BUILT_IN.addTag.id, { tagName: 'Cost', tagValue: 'x' }),
      ],
    ],
    [
      'the rule spares the groups of Azure Backup',
      [
        policyDefinition('spares', {
          allOf: [
            { field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' },
            { field: 'name', notLike: 'AzureBackupRG_*' },
            { field: 'tags.cost', exists: 'false' },
          ],
        }),
        policyAssignment(SCOPE, 'spares', '/providers/Microsoft.Authorization/policyDefinitions/spares'),
      ],
    ],
  ])('%s', async (_, rows) => {
    expect(await judged(...rows)).toEqual([]);
  });
});
