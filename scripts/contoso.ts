// Writes examples/contoso/inventory.ndjson: a small estate with every fault that the first policies know, and as many
// look-alikes that are none. What each VM shows stands beside it; test/examples.test.ts says what must be found.
import type { Row } from '../src/model/row.js';
import { inventoryLines } from '../src/collect/inventory-lines.js';
import { COLLECTED, inventoryOf } from '../test/estate/inventory.js';
import * as azure from '../test/estate/rows.js';

const PRODUCTION = 'a0000000-0000-4000-8000-000000000001';
const DEVELOPMENT = 'a0000000-0000-4000-8000-000000000002';
const SHARED = 'a0000000-0000-4000-8000-000000000003';
const HIDDEN = 'a0000000-0000-4000-8000-000000000004';
const TAKEN_AT = '2026-11-22T02:00:00.000Z';

type Policy = 'daily-standard' | 'daily-enhanced' | 'crash-only' | 'twice-a-day' | 'lean-standard';

interface Machine {
  readonly subscription?: string;
  readonly group: string;
  readonly name: string;
  /** Undefined: unprotected. */
  readonly policy?: Policy;
  readonly vm?: Partial<azure.VmOptions>;
  /** `null`: not read. */
  readonly view?: azure.ViewOptions | null;
  readonly nic?: azure.NicOptions;
  readonly disk?: azure.DiskOptions;
  readonly data?: azure.DiskOptions;
  readonly item?: Record<string, unknown>;
  /** Id of its vault; undefined: that of its subscription. */
  readonly vault?: string;
  /** The group of the restore point collection; `null`: there is none yet. */
  readonly points?: { readonly group?: string; readonly points?: number } | null;
  readonly more?: readonly Row[];
}

/** The rows of a machine: the VM and what hangs on it. */
function rowsOf({ subscription = PRODUCTION, group, name, policy, ...about }: Machine): Row[] {
  const of = { subscription, group, name };
  const dataDisks = about.data === undefined ? [] : [`${name}-data`];
  const collection =
    policy === undefined || about.points === null
      ? []
      : [azure.collection(of, { points: 2, ...about.points })];
  return [
    azure.vm({ ...of, dataDisks, ...about.vm }),
    ...(about.view === null ? [] : [azure.instanceView(of, about.view)]),
    azure.disk(of, `${name}-os`, about.disk),
    ...(about.data === undefined ? [] : [azure.disk(of, `${name}-data`, about.data)]),
    azure.nic(of, `${name}-nic`, about.nic),
    ...(policy === undefined ? [] : [azure.protectedItem(of, policy, about.item, about.vault)]),
    ...collection,
    ...(about.more ?? []),
  ];
}

const notReady = { agent: 'notReady' } as const;
const app = (name: string, more: Partial<Machine>): Machine => ({
  group: 'rg-app',
  name,
  policy: 'daily-standard',
  ...more,
});
const inGroup = (group: string, subscription = PRODUCTION) => ({ subscription, group });

const web: readonly Machine[] = [
  { group: 'rg-web', name: 'web01', policy: 'daily-standard' },
  // A static address in Azure and an agent that is ready: the recommended way.
  { group: 'rg-web', name: 'web02', policy: 'daily-enhanced', nic: { allocations: ['Static'] } },
  // The name of a protected VM in another group: not protected itself.
  { group: 'rg-web-blue', name: 'web01' },
];

const agents: readonly Machine[] = [
  // The agent is not ready: the backup fails under a Standard policy …
  app('app01', { view: notReady }),
  // … loses its application consistency under an Enhanced one …
  app('app02', { policy: 'daily-enhanced', view: notReady }),
  // … and is not needed where every backup is crash-consistent.
  app('app03', { policy: 'crash-only', view: notReady }),
  // A deallocated VM has no agent state; that is fine.
  app('app04', { vm: { power: 'deallocated' }, view: { power: 'deallocated' } }),
  // Agents that are too old, for Azure Backup and for the platform.
  app('app05', { vm: { os: 'Windows' }, view: { version: '2.5.1198.709' } }),
  app('app06', { view: { version: '2.2.40' } }),
  // Created without an agent: nobody there, and installed by hand since.
  app('app07', {
    vm: { osProfile: { computerName: 'app07', linuxConfiguration: { provisionVMAgent: false } } },
    view: notReady,
  }),
  app('app08', {
    vm: { osProfile: { computerName: 'app08', linuxConfiguration: { provisionVMAgent: false } } },
  }),
  // Extensions are forbidden.
  app('app09', { vm: { osProfile: { computerName: 'app09', allowExtensionOperations: false } } }),
  // Made from a specialised disk: no OS profile, so its settings are not known.
  app('app10', { vm: { osProfile: null } }),
];

const BACKUP_GROUP = 'AzureBackupRG_westeurope_2';
const databases: readonly Machine[] = [
  // One lock on the group of their restore points breaks the backups of all three.
  ...['db01', 'db02', 'db03'].map((name): Machine => ({
    group: 'rg-db',
    name,
    policy: 'daily-standard',
    points: { group: BACKUP_GROUP },
  })),
];
const databaseLocks = [
  azure.lock(azure.groupId(PRODUCTION, BACKUP_GROUP), 'keep-backups'),
  // A lock on the group of the VMs, their restore points elsewhere: no fault.
  azure.lock(azure.groupId(PRODUCTION, 'rg-db'), 'keep-databases'),
];

const kv = (name: string) => azure.keyVaultId(inGroup('rg-sql'), name);
const sql = (name: string, encryptedIn: { secrets: string; key?: string }): Machine => ({
  group: 'rg-sql',
  name,
  policy: 'daily-standard',
  vm: { os: 'Windows' },
  view: { version: '2.7.41491.1095' },
  disk: { encryptedIn },
});
const service = azure.BACKUP_OBJECT_ID;
const encrypted: readonly Machine[] = [
  // The backup service has no access policy in the key vault.
  sql('sql01', { secrets: kv('kv-sql-none') }),
  // A role at a management group above grants it.
  sql('sql02', { secrets: kv('kv-sql-roles') }),
  // With a key encryption key, only "secrets backup" is missing: the pages disagree.
  sql('sql03', { secrets: kv('kv-sql-key'), key: kv('kv-sql-key') }),
  // The firewall of the key vault lets nobody in.
  sql('sql04', { secrets: kv('kv-sql-closed') }),
];
const keyVaults = [
  azure.keyVault(inGroup('rg-sql'), 'kv-sql-none', {
    accessPolicies: [
      azure.accessPolicy('cccccccc-0000-0000-0000-000000000001', { secrets: ['all'], keys: ['all'] }),
    ],
  }),
  azure.keyVault(inGroup('rg-sql'), 'kv-sql-roles', { enableRbacAuthorization: true }),
  azure.keyVault(inGroup('rg-sql'), 'kv-sql-key', {
    accessPolicies: [
      azure.accessPolicy(service, { secrets: ['Get', 'List'], keys: ['Get', 'List', 'Backup'] }),
    ],
  }),
  azure.keyVault(inGroup('rg-sql'), 'kv-sql-closed', {
    accessPolicies: [
      azure.accessPolicy(service, { secrets: ['Get', 'List', 'Backup'], keys: ['Get', 'List', 'Backup'] }),
    ],
    networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [] },
  }),
];

const file = (name: string, data: azure.DiskOptions): Machine => ({
  group: 'rg-files',
  name,
  policy: 'daily-standard',
  data,
});
const files: readonly Machine[] = [
  // Between the old limit of 32 TiB and the new one of 64 TiB, beyond both, and encrypted beyond 4 TiB.
  file('file01', { size: 40960 }),
  file('file02', { size: 70000 }),
  file('file03', { size: 8192, encryptedIn: { secrets: kv('kv-sql-roles') } }),
];

const etl = (name: string, state: string, since: string): Machine => ({
  group: 'rg-etl',
  name,
  policy: 'daily-standard',
  vm: { provisioningState: state },
  view: { provisioning: { code: `ProvisioningState/${state.toLowerCase()}`, time: since } },
});
const changing: readonly Machine[] = [
  etl('etl01', 'Failed', '2026-11-20T10:00:00.0000000+00:00'),
  // Updating for three hours is stuck; for ten minutes it is not known to be.
  etl('etl02', 'Updating', '2026-11-21T23:00:00.0000000+00:00'),
  etl('etl03', 'Updating', '2026-11-22T01:50:00.0000000+00:00'),
  // A failed extension.
  {
    group: 'rg-etl',
    name: 'etl04',
    policy: 'daily-standard',
    more: [
      azure.extension({ subscription: PRODUCTION, group: 'rg-etl', name: 'etl04' }, 'CustomScript', 'Failed'),
    ],
  },
];

const securityGroup = (name: string) => azure.securityGroupId(inGroup('rg-net'), name);
const network: readonly Machine[] = [
  // A static address, and an agent that does not answer.
  {
    group: 'rg-net',
    name: 'net01',
    policy: 'daily-standard',
    nic: { allocations: ['Static'] },
    view: notReady,
  },
  // A rule that denies the Azure host, and one that denies the Internet only.
  {
    group: 'rg-net',
    name: 'net02',
    policy: 'daily-standard',
    nic: { securityGroup: securityGroup('nsg-closed') },
    view: notReady,
  },
  {
    group: 'rg-net',
    name: 'net03',
    policy: 'daily-standard',
    nic: { securityGroup: securityGroup('nsg-no-internet') },
    view: null,
  },
];
const securityGroups = [
  azure.securityGroup(inGroup('rg-net'), 'nsg-closed', [
    { name: 'deny-azure-host', destinationAddressPrefix: '168.63.129.16' },
  ]),
  azure.securityGroup(inGroup('rg-net'), 'nsg-no-internet', [
    { name: 'deny-internet', destinationAddressPrefix: 'Internet' },
  ]),
];

const restorePoints: readonly Machine[] = [
  // 18 restore points are the limit of a Standard policy; five where two days are kept are a leak.
  { group: 'rg-report', name: 'rep01', policy: 'daily-standard', points: { points: 18 } },
  { group: 'rg-report', name: 'rep02', policy: 'lean-standard', points: { points: 5 } },
  { group: 'rg-report', name: 'rep03', policy: 'twice-a-day' },
];

const DEV_VAULT = azure.vaultId(DEVELOPMENT);
const NORTH_VAULT = azure.vaultId(DEVELOPMENT, 'rg-backup', 'rsv-north');
const dev = (name: string, more: Partial<Machine>): Machine => ({
  subscription: DEVELOPMENT,
  group: 'rg-dev',
  name,
  policy: 'daily-standard',
  ...more,
});
const job = (name: string, vm: string, properties: Record<string, unknown>) =>
  azure.backupJob(DEV_VAULT, name, { entityFriendlyName: vm, ...properties });
const development: readonly Machine[] = [
  // A ReadOnly lock on the group of the VM.
  dev('dev01', { group: 'rg-frozen' }),
  // A job of thirty hours, and one of ten minutes.
  dev('dev02', {}),
  dev('dev03', {}),
  // The last backup failed; and it failed where protection was stopped since, which is told instead.
  dev('dev04', { item: { lastBackupStatus: 'Failed' } }),
  dev('dev05', {
    item: {
      lastBackupStatus: 'Failed',
      protectionState: 'ProtectionStopped',
      currentProtectionState: 'ProtectionStopped',
    },
  }),
  // Never backed up yet, and the group that its restore points will be in is locked.
  dev('dev06', {
    vm: { location: 'North Europe' },
    points: null,
    vault: NORTH_VAULT,
    item: { protectionState: 'IRPending', lastBackupStatus: '', lastBackupTime: '2001-01-01T00:00:00Z' },
  }),
  // Created twelve minutes ago: its agent may still be starting.
  dev('dev08', { vm: { timeCreated: '2026-11-22T01:48:00.0000000Z' }, view: notReady }),
  // A worker that Databricks manages is Databricks' to protect.
  {
    subscription: DEVELOPMENT,
    group: 'databricks-rg-dev',
    name: 'worker01',
    view: null,
    vm: {
      columns: {
        managedBy: `${azure.groupId(DEVELOPMENT, 'rg-dev')}/providers/Microsoft.Databricks/workspaces/dbw-dev`,
      },
    },
  },
];
const developmentRows = [
  azure.lock(azure.groupId(DEVELOPMENT, 'rg-frozen'), 'freeze', 'ReadOnly'),
  azure.lock(azure.groupId(DEVELOPMENT, 'AzureBackupRG_northeurope_1'), 'keep'),
  job('job-dev02', 'dev02', { startTime: '2026-11-20T20:00:00.0000000Z' }),
  job('job-dev03', 'dev03', { startTime: '2026-11-22T01:50:00.0000000Z' }),
  job('job-dev04', 'dev04', {
    status: 'Failed',
    startTime: '2026-11-21T02:00:00.0000000Z',
    errorDetails: [
      { errorCode: 'UserErrorCrpReportedUserError', errorString: 'Disk dev04-os is being changed.' },
    ],
  }),
];

/** dev07: Azure's services write one id in many ways. */
function mixedCase(): Row[] {
  return rowsOf(dev('dev07', {})).map((row, index) => ({
    ...row,
    id: index % 2 === 0 ? row.id.toUpperCase() : row.id.toLowerCase(),
  }));
}

const shared: readonly Machine[] = [
  // Unprotected VMs: what would go wrong once protection is enabled.
  { subscription: SHARED, group: 'rg-jump', name: 'jump01', view: notReady },
  {
    subscription: SHARED,
    group: 'rg-jump',
    name: 'jump02',
    view: { power: 'deallocated' },
    vm: { power: 'deallocated' },
    nic: { allocations: ['Static'] },
  },
  { subscription: SHARED, group: 'rg-build', name: 'build01' },
];

function policies(subscription: string, vault = azure.vaultId(subscription)): Row[] {
  const twice = ['2026-01-01T02:00:00Z', '2026-01-01T14:00:00Z'];
  const schedulePolicy = {
    schedulePolicyType: 'SimpleSchedulePolicy',
    scheduleRunFrequency: 'Daily',
    scheduleRunTimes: twice,
  };
  return [
    azure.backupPolicy(subscription, 'daily-standard', {
      vault,
      type: 'V1',
      properties: { instantRpRetentionRangeInDays: 5 },
    }),
    azure.backupPolicy(subscription, 'lean-standard', { vault, type: 'V1' }),
    azure.backupPolicy(subscription, 'twice-a-day', { vault, type: 'V1', properties: { schedulePolicy } }),
    azure.backupPolicy(subscription, 'daily-enhanced', { vault }),
    azure.backupPolicy(subscription, 'crash-only', {
      vault,
      properties: { snapshotConsistencyType: 'OnlyCrashConsistent' },
    }),
  ];
}

const roles = [
  azure.roleDefinition('11111111-aaaa-4000-8000-000000000001', [
    { actions: [], notActions: [], dataActions: ['Microsoft.KeyVault/vaults/*'], notDataActions: [] },
  ]),
  azure.roleAssignment(
    '/providers/Microsoft.Management/managementGroups/contoso-production',
    '22222222-aaaa-4000-8000-000000000001',
    '11111111-aaaa-4000-8000-000000000001',
    service,
  ),
];

/** All rows of the estate. */
export function contosoRows(): Row[] {
  const groups = ['contoso-production', 'contoso'];
  const machines = [
    ...web,
    ...agents,
    ...databases,
    ...encrypted,
    ...files,
    ...changing,
    ...network,
    ...restorePoints,
  ];
  return [
    azure.subscription(PRODUCTION, groups),
    azure.subscription(DEVELOPMENT, ['contoso']),
    azure.subscription(SHARED, ['contoso']),
    ...groups.map(azure.managementGroup),
    azure.servicePrincipal(),
    ...roles,
    ...[PRODUCTION, DEVELOPMENT].flatMap((id) => [azure.recoveryVault(id), ...policies(id)]),
    azure.recoveryVault(DEVELOPMENT, 'rsv-north', 'northeurope'),
    ...policies(DEVELOPMENT, NORTH_VAULT),
    ...machines.flatMap(rowsOf),
    ...databaseLocks,
    ...keyVaults,
    ...securityGroups,
    ...development.flatMap(rowsOf),
    ...mixedCase(),
    ...developmentRows,
    ...shared.flatMap(rowsOf),
  ];
}

/** The lines of the inventory file. */
export async function contosoLines(): Promise<string[]> {
  const source = {
    kind: 'azure',
    cloud: 'AzureCloud',
    tenantId: azure.TENANT,
    scope: { subscriptions: [PRODUCTION, DEVELOPMENT, SHARED, HIDDEN] },
    takenAt: TAKEN_AT,
    collected: COLLECTED,
  };
  const gap = {
    what: '*',
    scope: `/subscriptions/${HIDDEN}`,
    reason: 'notVisible',
    detail: 'the subscription was asked for and gave no rows; it takes Reader there',
  } as const;
  const lines: string[] = [];
  for await (const line of inventoryLines(await inventoryOf(contosoRows(), { source, gaps: [gap] })))
    lines.push(line);
  return lines;
}
