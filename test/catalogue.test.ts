import { describe, expect, test } from '@jest/globals';
import type { Report } from '../src/model/report.js';
import type { Row } from '../src/model/row.js';
import { scan } from '../src/scan.js';
import { SHIPPED_POLICIES } from '../src/shipped-policies.js';
import { policyAssignment, policyDefinition } from './estate/azure-policy.js';
import { inventoryOf, type EstateOptions } from './estate/inventory.js';
import * as azure from './estate/rows.js';

/**
 * The catalogue from rows to findings: the facts that the policies beyond the first eighteen read. Expected outcomes
 * come from the catalogue of preconditions.
 */

const S = '11111111-1111-1111-1111-111111111111';
const T = '22222222-2222-2222-2222-222222222222';
const A = { subscription: S, group: 'rg-a', name: 'vm-a' };
const B = { subscription: S, group: 'rg-a', name: 'vm-b' };

async function run(rows: readonly Row[], only?: readonly string[], estate: EstateOptions = {}) {
  const policies = SHIPPED_POLICIES.filter(({ id, enabled }) => only?.includes(id) ?? enabled);
  return scan({ inventory: await inventoryOf(rows, estate), policies });
}

const last = (id: string) => id.slice(id.lastIndexOf('/') + 1);
const short = ({ findings }: Report) =>
  findings.map(({ policy, level, resourceId }) => `${policy} ${level} ${last(resourceId)}`);
const unknowns = ({ unknowns: entries }: Report) =>
  entries.map(({ policy, reason }) => `${policy} ${reason}`);

type Json = Readonly<Record<string, unknown>>;

interface Parts {
  readonly vm?: Partial<azure.VmOptions>;
  readonly type?: 'V1' | 'V2';
  readonly policy?: Json;
  readonly item?: Json;
  readonly disk?: azure.DiskOptions;
}

/** A protected VM with everything around it; what is given replaces parts of it. */
function estate(of: typeof A, parts: Parts = {}): Row[] {
  return [
    azure.subscription(of.subscription),
    azure.vm({ ...of, ...parts.vm }),
    azure.instanceView(of),
    azure.disk(of, `${of.name}-os`, parts.disk),
    azure.nic(of, `${of.name}-nic`),
    azure.recoveryVault(S),
    azure.backupPolicy(S, 'daily', { type: parts.type ?? 'V2', properties: parts.policy ?? {} }),
    azure.protectedItem(of, 'daily', { extendedProperties: {}, ...parts.item }, azure.vaultId(S)),
    azure.collection(of, { points: 2 }),
  ];
}

const without = (rows: readonly Row[], type: string) =>
  rows.filter((row) => row.type.toLowerCase() !== type.toLowerCase());
const COLLECTION = 'microsoft.compute/restorepointcollections';
const VM = 'microsoft.compute/virtualmachines';

test('the estate that is changed below is healthy', async () => {
  const report = await run(estate(A));
  expect([short(report), unknowns(report)]).toEqual([[], []]);
});

describe('restore point collections', () => {
  const stale = ['stale-restore-point-collection'];

  test('one whose VM is gone is told, once; the VM in another subscription is not looked up', async () => {
    const gone = azure.collection(B);
    expect(short(await run([...estate(A), gone], stale))).toEqual([
      'stale-restore-point-collection warning AzureBackup_vm-b_8566286297458822223',
    ]);
    const elsewhere: Row = {
      ...gone,
      properties: { source: { id: azure.vmId({ ...B, subscription: T }) } },
    };
    const report = await run([...estate(A), elsewhere], stale);
    expect([short(report), unknowns(report)]).toEqual([[], ['stale-restore-point-collection undetermined']]);
  });

  test('with a gap over VMs nothing is stale', async () => {
    const gaps = [{ what: VM, scope: `/subscriptions/${S}`, reason: 'forbidden' as const }];
    const report = await run([...estate(A), azure.collection(B)], stale, { gaps });
    expect([short(report), unknowns(report)]).toEqual([[], ['stale-restore-point-collection unreadable']]);
  });

  test('of another product on a protected VM; both spellings of Azure Backup are its own', async () => {
    const named = (name: string) => [...estate(A), azure.collection(A, { name, group: 'rg-a' })];
    const only = ['foreign-restore-points'];
    expect(short(await run(named('veeam-rpc'), only))).toEqual(['foreign-restore-points warning veeam-rpc']);
    expect(short(await run(named('AzureBackupRG_vm-a_1'), only))).toEqual([]);
  });

  test('600 in one group, not 599', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => azure.collection(A, { name: `AzureBackup_x_${index}` }));
    const rows = without(estate(A), COLLECTION);
    const only = ['restore-point-collections-per-group'];
    expect(short(await run([...rows, ...many(599)], only))).toEqual([]);
    expect(short(await run([...rows, ...many(600)], only))).toEqual([
      'restore-point-collections-per-group note AzureBackupRG_westeurope_1',
    ]);
  });
});

describe('snapshots of a disk', () => {
  const snapshots = (count: number, incremental: unknown = true) =>
    Array.from({ length: count }, (_, index) => azure.snapshot(A, `snap-${index}`, 'vm-a-os', incremental));
  const only = ['disk-snapshot-count'];

  test.each([
    [449, []],
    [450, ['disk-snapshot-count warning vm-a-os']],
    [500, ['disk-snapshot-count error vm-a-os']],
  ])('%d incremental ones', async (count, findings) => {
    expect(short(await run([...estate(A), ...snapshots(count)], only))).toEqual(findings);
  });

  test('full snapshots do not count', async () => {
    expect(short(await run([...estate(A), ...snapshots(500, false)], only))).toEqual([]);
  });

  test('a gap over snapshots: what is there is a lower bound', async () => {
    const gaps = [
      { what: 'microsoft.compute/snapshots', scope: `/subscriptions/${S}`, reason: 'truncated' as const },
    ];
    expect(unknowns(await run([...estate(A), ...snapshots(449)], only, { gaps }))).toEqual([
      'disk-snapshot-count unreadable',
    ]);
    expect(short(await run([...estate(A), ...snapshots(500)], only, { gaps }))).toEqual([
      'disk-snapshot-count error vm-a-os',
    ]);
  });
});

describe('the restore point group to come', () => {
  const only = ['backup-group-creatable'];
  const waiting = (parts: Parts = {}) =>
    [...without(estate(A, parts), COLLECTION), azure.managementGroup('root')].map((row) =>
      row.type.toLowerCase() === 'microsoft.resources/subscriptions' ? azure.subscription(S, ['root']) : row,
    );
  const deny = policyDefinition('require-tag', {
    allOf: [
      { field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' },
      { field: "tags['costcenter']", exists: 'false' },
    ],
  });
  const assigned = policyAssignment(`/subscriptions/${S}`, 'tags', deny.id);

  test('a required tag denies it', async () => {
    const report = await run([...waiting(), deny, assigned], only);
    expect(short(report)).toEqual(['backup-group-creatable error tags']);
    expect(report.findings[0]?.message).toContain('AzureBackupRG_westeurope_1');
  });

  test('no VM waits for a group: nothing is said', async () => {
    const report = await run([...estate(A), azure.managementGroup('root'), deny, assigned], only);
    expect([short(report), unknowns(report)]).toEqual([[], []]);
  });

  test('the group is there already, or the backup policy names another one that is', async () => {
    const group = (name: string): Row => ({
      id: azure.groupId(S, name),
      type: 'microsoft.resources/subscriptions/resourcegroups',
      name,
    });
    const first = await run([...waiting(), deny, assigned, group('azurebackuprg_westeurope_1')], only);
    expect([short(first), unknowns(first)]).toEqual([[], []]);
    const policy = { instantRPDetails: { azureBackupRGNamePrefix: 'rp-', azureBackupRGNameSuffix: '-x' } };
    const own = await run([...waiting({ policy }), deny, assigned, group('rp-3-x')], only);
    expect([short(own), unknowns(own)]).toEqual([[], []]);
    const missing = await run([...waiting({ policy }), deny, assigned], only);
    expect(missing.findings[0]?.message).toContain('rp-1-x');
  });

  test('assignments that could not be read leave it open', async () => {
    const gaps = [
      { what: 'microsoft.authorization/policyassignments', scope: '/', reason: 'forbidden' as const },
    ];
    const report = await run(waiting(), only, { gaps });
    expect([short(report), unknowns(report)]).toEqual([[], ['backup-group-creatable unreadable']]);
  });
});

describe('backup policies', () => {
  const only = [
    'schedule-valid',
    'snapshot-retention-valid',
    'daily-retention-valid',
    'backup-group-name-valid',
    'backup-policy-limits',
  ];
  const hourly = (interval: number, window: number) => ({
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicyV2',
      scheduleRunFrequency: 'Hourly',
      hourlySchedule: { interval, scheduleWindowDuration: window },
    },
  });
  const weekly = {
    schedulePolicy: { schedulePolicyType: 'SimpleSchedulePolicy', scheduleRunFrequency: 'Weekly' },
  };
  const days = (count: number) => ({ instantRpRetentionRangeInDays: count });
  const retention = (count: number) => ({
    retentionPolicy: { dailySchedule: { retentionDuration: { count, durationType: 'Days' } } },
  });
  const names = (prefix: string | undefined, suffix?: string) => ({
    instantRPDetails: { azureBackupRGNamePrefix: prefix, azureBackupRGNameSuffix: suffix },
  });

  test.each<[string, 'V1' | 'V2', Json, string[]]>([
    ['every 4 hours in 12', 'V2', hourly(4, 12), []],
    ['every 5 hours', 'V2', hourly(5, 10), ['schedule-valid']],
    ['a window that is no multiple', 'V2', hourly(4, 10), ['schedule-valid']],
    ['Standard, 5 days', 'V1', days(5), []],
    ['Standard, 6 days', 'V1', days(6), ['snapshot-retention-valid']],
    ['Standard, weekly, 5 days', 'V1', { ...weekly, ...days(5) }, []],
    ['Standard, weekly, 4 days', 'V1', { ...weekly, ...days(4) }, ['snapshot-retention-valid']],
    ['Enhanced, 30 days', 'V2', { ...days(30), ...retention(30) }, []],
    ['Enhanced, 31 days', 'V2', days(31), ['snapshot-retention-valid']],
    ['every 4 hours, 17 days', 'V2', { ...hourly(4, 12), ...days(17) }, []],
    ['every 4 hours, 18 days', 'V2', { ...hourly(4, 12), ...days(18) }, ['snapshot-retention-valid']],
    ['every 6 hours, 23 days', 'V2', { ...hourly(6, 12), ...days(23) }, ['snapshot-retention-valid']],
    ['snapshots outlive the vault', 'V2', { ...days(20), ...retention(10) }, ['snapshot-retention-valid']],
    ['7 daily points', 'V2', retention(7), []],
    ['6 daily points', 'V2', { ...days(2), ...retention(6) }, ['daily-retention-valid']],
    ['9999 daily points', 'V2', retention(9999), []],
    ['10000 daily points', 'V2', retention(10_000), ['daily-retention-valid']],
    ['a good group name', 'V2', names('rg_backup-', '(x)'), []],
    ['a space in the name', 'V2', names('rg backup'), ['backup-group-name-valid']],
    ['a period at the end', 'V2', names('rg', 'x.'), ['backup-group-name-valid']],
    ['a suffix alone', 'V2', names(undefined, 'x'), ['backup-group-name-valid']],
    ['74 characters', 'V2', names('a'.repeat(73)), []],
    ['75 characters', 'V2', names('a'.repeat(74)), ['backup-group-name-valid']],
  ])('%s', async (_, type, policy, expected) => {
    const { findings } = await run(estate(A, { type, policy }), only);
    expect(findings.map((finding) => finding.policy)).toEqual(expected);
    expect(findings.every((finding) => finding.resourceType.endsWith('/backuppolicies'))).toBe(true);
  });

  test('100 VMs under one policy, counted over subscriptions', async () => {
    const items = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        azure.protectedItem(
          { subscription: index % 2 === 0 ? S : T, group: 'rg-b', name: `vm-${index}` },
          'daily',
          {},
          azure.vaultId(S),
        ),
      );
    const rows = [...estate(A), azure.subscription(T)];
    expect(short(await run([...rows, ...items(88)], only))).toEqual([]);
    expect(short(await run([...rows, ...items(89)], only))).toEqual(['backup-policy-limits warning daily']);
    expect(short(await run([...rows, ...items(99)], only))).toEqual(['backup-policy-limits error daily']);
  });

  test('a policy for another kind of backup is not judged', async () => {
    const policy = { ...days(99), backupManagementType: 'AzureStorage' };
    expect(short(await run(estate(A, { policy }), only))).toEqual([]);
  });
});

describe('vaults', () => {
  const key = { keyUri: 'https://kv-a.vault.azure.net/keys/backup/1' };
  const vault = (identity: Json | undefined): Row => ({
    ...azure.recoveryVault(S),
    identity,
    properties: {
      encryption: { keyVaultProperties: key, kekIdentity: { useSystemAssignedIdentity: true } },
    },
  });
  const identity = { type: 'SystemAssigned', principalId: 'AAAAAAAA-0000-0000-0000-00000000000A' };
  const policy = (keys: string[]) => ({
    accessPolicies: [azure.accessPolicy(identity.principalId.toLowerCase(), { keys })],
  });
  const only = ['vault-encryption-access', 'vault-limits', 'vault-not-read-only'];

  test.each<[string, Row[], string[]]>([
    [
      'may get, wrap and unwrap',
      [vault(identity), azure.keyVault(A, 'kv-a', policy(['Get', 'WrapKey', 'unwrapKey']))],
      [],
    ],
    [
      'may not unwrap',
      [vault(identity), azure.keyVault(A, 'kv-a', policy(['get', 'wrapKey']))],
      ['vault-encryption-access warning rsv-main'],
    ],
    [
      'has no identity',
      [vault(undefined), azure.keyVault(A, 'kv-a', policy(['all']))],
      ['vault-encryption-access warning rsv-main'],
    ],
    ['has a key of the platform', [azure.recoveryVault(S)], []],
  ])('a vault that %s', async (_, more, findings) => {
    const report = await run([...without(estate(A), 'microsoft.recoveryservices/vaults'), ...more], only);
    expect([short(report), unknowns(report)]).toEqual([findings, []]);
  });

  test('a key vault that was not read', async () => {
    const report = await run([...estate(A), vault(identity)], only);
    expect([short(report), unknowns(report)]).toEqual([[], ['vault-encryption-access undetermined']]);
  });

  test('a ReadOnly lock on its group', async () => {
    const rows = [...estate(A), azure.lock(azure.groupId(S, 'rg-backup'), 'freeze', 'ReadOnly')];
    expect(short(await run(rows, only))).toEqual(['vault-not-read-only note rsv-main']);
  });
});

describe('the vault and its VM', () => {
  const only = [
    'vault-same-region',
    'vault-same-subscription',
    'single-vault',
    'no-soft-deleted-item',
    'protection-active',
  ];

  test('another region, in any spelling of the region', async () => {
    expect(short(await run(estate(A, { vm: { location: 'West Europe' } }), only))).toEqual([]);
    expect(short(await run(estate(A, { vm: { location: 'northeurope' } }), only))).toEqual([
      'vault-same-region error vm-a',
    ]);
  });

  test('another subscription: a preview, and an error for an encrypted VM', async () => {
    const far = { ...A, subscription: T };
    const rows = [...estate(far), azure.subscription(S)];
    expect(short(await run(rows, only))).toEqual(['vault-same-subscription warning vm-a']);
    const encrypted = estate(far, { disk: { encryptedIn: { secrets: azure.keyVaultId(far, 'kv') } } });
    expect(short(await run([...encrypted, azure.subscription(S)], only))).toEqual([
      'vault-same-subscription error vm-a',
    ]);
  });

  test('two vaults', async () => {
    const second = azure.vaultId(S, 'rg-backup', 'rsv-second');
    const rows = [
      ...estate(A),
      azure.recoveryVault(S, 'rsv-second'),
      azure.protectedItem(A, 'daily', {}, second),
    ];
    expect(short(await run(rows, ['single-vault']))).toEqual(['single-vault error vm-a']);
  });

  test('soft-deleted and stopped items', async () => {
    const item = { isScheduledForDeferredDelete: true, protectionState: 'ProtectionStopped' };
    expect(short(await run(estate(A, { item }), only))).toEqual(['no-soft-deleted-item warning vm-a']);
    expect(short(await run(estate(A, { item: { protectionState: 'BackupsSuspended' } }), only))).toEqual([
      'protection-active warning vm-a',
    ]);
  });
});

describe('protected items', () => {
  const only = ['protected-vm-exists', 'classic-vm', 'scale-set-flexible'];
  const item = (source: string, properties: Json = {}) =>
    azure.protectedItem(B, 'daily', { sourceResourceId: source, ...properties }, azure.vaultId(S));

  test('a VM that is gone', async () => {
    const report = await run([...estate(A), item(azure.vmId(B))], only);
    expect(report.findings.map(({ policy, level, subjects }) => [policy, level, subjects.length])).toEqual([
      ['protected-vm-exists', 'error', 1],
    ]);
    const stopped = item(azure.vmId(B), { protectionState: 'ProtectionStopped' });
    expect(short(await run([...estate(A), stopped], only))).toEqual([]);
  });

  test('letter case does not make a VM be gone', async () => {
    expect(short(await run([...estate(A), ...estate(B), item(azure.vmId(B).toUpperCase())], only))).toEqual(
      [],
    );
  });

  test('the VM is in a subscription of which nothing else was read', async () => {
    const far = azure.vmId({ ...B, subscription: T });
    const report = await run([...estate(A), item(far)], only);
    expect([short(report), unknowns(report)]).toEqual([[], ['protected-vm-exists not-in-source']]);
  });

  test('classic VMs and instances of uniform scale sets', async () => {
    const classic = item(
      `${azure.groupId(S, 'rg-a')}/providers/Microsoft.ClassicCompute/virtualMachines/old`,
    );
    expect((await run([...estate(A), classic], only)).findings.map(({ policy }) => policy)).toEqual([
      'classic-vm',
    ]);
    const instance = item(
      `${azure.groupId(S, 'rg-a')}/providers/Microsoft.Compute/virtualMachineScaleSets/ss/virtualMachines/0`,
    );
    expect((await run([...estate(A), instance], only)).findings.map(({ policy }) => policy)).toEqual([
      'scale-set-flexible',
    ]);
  });
});

describe('the provider registration', () => {
  const only = ['provider-registered'];
  const provider = (state: string): Row => ({
    id: `/subscriptions/${S}/providers/Microsoft.RecoveryServices`,
    type: 'Microsoft.Resources/providers',
    properties: { registrationState: state },
  });
  const bare = () => [azure.subscription(S), azure.vm(A)];

  test('registered or not; a vault in the subscription proves it; else it is not known', async () => {
    expect(short(await run([...bare(), provider('registered')], only))).toEqual([]);
    expect(short(await run([...bare(), provider('NotRegistered')], only))).toEqual([
      `provider-registered warning ${S}`,
    ]);
    const proven = await run(estate(A), only);
    expect([short(proven), unknowns(proven)]).toEqual([[], []]);
    expect(unknowns(await run(bare(), only))).toEqual(['provider-registered not-requested']);
  });
});

describe('disks', () => {
  const disks = (of: azure.DiskOptions, parts: Parts = {}, name = 'vm-a-data') => [
    ...estate(A, { ...parts, vm: { dataDisks: [name], ...parts.vm } }),
    azure.disk(A, name, of),
  ];
  const lun = (list: number[], isInclusionList = false) => ({
    extendedProperties: { diskExclusionProperties: { diskLunList: list, isInclusionList } },
  });

  test('Ultra and Premium SSD v2 want an Enhanced policy: one finding on the policy', async () => {
    const only = ['premium-v2-ultra-policy'];
    for (const sku of ['UltraSSD_LRS', 'premiumv2_lrs']) {
      expect(short(await run(disks({ sku }, { type: 'V1' }), only))).toEqual([
        'premium-v2-ultra-policy error daily',
      ]);
      expect(short(await run(disks({ sku }), only))).toEqual([]);
    }
  });

  test('a shared disk: always wrong under Standard, under Enhanced unless it is left out', async () => {
    const only = ['shared-disk-excluded'];
    const shared = { properties: { maxShares: 2 } };
    expect(short(await run(disks(shared, { type: 'V1', item: lun([0]) }), only))).toEqual([
      'shared-disk-excluded error vm-a-data',
    ]);
    expect(short(await run(disks(shared), only))).toEqual(['shared-disk-excluded error vm-a-data']);
    expect(short(await run(disks(shared, { item: lun([0]) }), only))).toEqual([]);
    const unread = await run(disks(shared, { item: { extendedProperties: undefined } }), only);
    expect([short(unread), unknowns(unread)]).toEqual([[], ['shared-disk-excluded not-requested']]);
  });

  test('what a disk itself says', async () => {
    const entra = { properties: { dataAccessAuthMode: 'azureactivedirectory' } };
    expect(short(await run(disks(entra), ['disk-entra-auth']))).toEqual(['disk-entra-auth error vm-a-data']);
    const trusted = { properties: { securityProfile: { securityType: 'TrustedLaunch' } } };
    expect(short(await run(disks(trusted), ['data-disk-security-type']))).toEqual([
      'data-disk-security-type error vm-a-data',
    ]);
    expect(short(await run(estate(A, { disk: trusted }), ['data-disk-security-type']))).toEqual([]);
    const closed = { properties: { networkAccessPolicy: 'DenyAll', publicNetworkAccess: 'Disabled' } };
    const report = await run(disks(closed));
    expect([short(report), unknowns(report)]).toEqual([[], []]);
  });

  test('all disks together: 512 TB, and 256 TB as a note', async () => {
    const only = ['vm-disk-total-size'];
    const data = Array.from({ length: 9 }, (_, index) => `d${index}`);
    const rows = (size: number) => [
      ...estate(A, { vm: { dataDisks: data }, disk: { size: 0 } }),
      ...data.map((name) => azure.disk(A, name, { size })),
    ];
    expect(short(await run(rows(29_127), only))).toEqual([]);
    expect(short(await run(rows(29_128), only))).toEqual(['vm-disk-total-size note vm-a']);
    expect(short(await run(rows(58_255), only))).toEqual(['vm-disk-total-size error vm-a']);
  });

  test('31, 32 and 33 data disks', async () => {
    const count = (number: number) => {
      const data = Array.from({ length: number }, (_, index) => `d${index}`);
      return [...estate(A, { vm: { dataDisks: data } }), ...data.map((name) => azure.disk(A, name))];
    };
    const only = ['disk-count'];
    expect(short(await run(count(31), only))).toEqual([]);
    expect(short(await run(count(32), only))).toEqual(['disk-count note vm-a']);
    expect(short(await run(count(33), only))).toEqual(['disk-count error vm-a']);
  });

  test('selective backup that names a LUN which is not there, and with Azure Disk Encryption', async () => {
    expect(short(await run(disks({}, { item: lun([0]) }), ['disk-exclusion-valid']))).toEqual([]);
    expect(short(await run(disks({}, { item: lun([0, 7]) }), ['disk-exclusion-valid']))).toEqual([
      'disk-exclusion-valid warning vm-a',
    ]);
    const encrypted = { encryptedIn: { secrets: azure.keyVaultId(A, 'kv') } };
    const only = ['disk-exclusion-encryption'];
    const report = await run(disks(encrypted, { type: 'V1', item: lun([0]) }), only);
    expect(report.findings.map(({ policy, level }) => `${policy} ${level}`)).toEqual([
      'disk-exclusion-encryption error',
    ]);
    expect(short(await run(disks(encrypted, { item: lun([0]) }), only))).toEqual([]);
  });

  test('unmanaged and ephemeral disks', async () => {
    const profile = (osDisk: Json) => ({ properties: { storageProfile: { osDisk, dataDisks: [] } } });
    const unmanaged = profile({ name: 'os', osType: 'Linux', vhd: { uri: 'https://s.blob/v.vhd' } });
    expect(short(await run(estate(A, { vm: unmanaged }), ['managed-disks']))).toEqual([
      'managed-disks error vm-a',
    ]);
    const ephemeral = profile({
      name: 'os',
      osType: 'Linux',
      diffDiskSettings: { option: 'Local' },
      managedDisk: { id: `${azure.groupId(S, 'rg-a')}/providers/Microsoft.Compute/disks/vm-a-os` },
    });
    expect(short(await run(estate(A, { vm: ephemeral }), ['ephemeral-os-disk']))).toEqual([
      'ephemeral-os-disk warning vm-a-os',
    ]);
  });

  test('write accelerator: the way to the internet must be open', async () => {
    const only = ['write-accelerator-egress'];
    const group = azure.securityGroupId(A, 'nsg');
    const rows = (accelerated: boolean, rules: (Json & { name: string })[]) => {
      const storageProfile = {
        osDisk: {
          osType: 'Linux',
          name: 'os',
          writeAcceleratorEnabled: accelerated,
          managedDisk: { id: `${azure.groupId(S, 'rg-a')}/providers/Microsoft.Compute/disks/vm-a-os` },
        },
      };
      return [
        ...estate(A, { vm: { properties: { storageProfile } } }),
        azure.nic(A, 'vm-a-nic', { securityGroup: group }),
        azure.securityGroup(A, 'nsg', rules),
      ];
    };
    const rule = (priority: number, access: string, to: string) => ({
      name: `rule-${priority}`,
      direction: 'Outbound',
      priority,
      access,
      protocol: '*',
      sourceAddressPrefix: '*',
      destinationAddressPrefix: to,
      destinationPortRange: '*',
    });
    const closed = [rule(200, 'Deny', 'Internet')];
    expect(short(await run(rows(true, closed), only))).toEqual(['write-accelerator-egress warning nsg']);
    expect(short(await run(rows(false, closed), only))).toEqual([]);
    expect(short(await run(rows(true, [rule(100, 'Allow', 'Storage.WestEurope'), ...closed]), only))).toEqual(
      [],
    );
    expect(short(await run(rows(true, [rule(100, 'Allow', 'VirtualNetwork'), ...closed]), only))).toEqual([
      'write-accelerator-egress warning nsg',
    ]);
  });
});

describe('the VM itself', () => {
  test('OnlyCrashConsistent wants a VM that qualifies', async () => {
    const only = ['crash-consistent-qualifies'];
    const policy = { snapshotConsistencyType: 'OnlyCrashConsistent' };
    const sized = (size: string) => run(estate(A, { policy, vm: { size } }), only);
    expect(short(await sized('Standard_D4s_v5'))).toEqual([]);
    expect(short(await sized('Standard_D2_v3'))).toEqual(['crash-consistent-qualifies error vm-a']);
    expect(short(await sized('Standard_D4s_v6'))).toEqual(['crash-consistent-qualifies warning vm-a']);
  });

  test('an Azure Extended Zone wants an Enhanced policy', async () => {
    const vm = { columns: { extendedLocation: { type: 'EdgeZone', name: 'losangeles' } } };
    const only = ['extended-zone-policy'];
    expect((await run(estate(A, { vm, type: 'V1' }), only)).findings.map(({ level }) => level)).toEqual([
      'error',
    ]);
    expect(short(await run(estate(A, { vm }), only))).toEqual([]);
    expect(short(await run(estate(A, { type: 'V1' }), only))).toEqual([]);
  });

  test.each([
    ['Standard_DC4as_v6', 'koreacentral', 'note'],
    ['Standard_DC4as_v6', 'uksouth', 'warning'],
    ['Standard_DC4as_v6', 'westeurope', 'warning'],
    ['Standard_DC4as_v5', 'koreacentral', 'error'],
  ])('a confidential VM: %s in %s', async (size, location, level) => {
    const vm = { size, location, securityType: 'confidentialvm' };
    expect(short(await run(estate(A, { vm }), ['confidential-vm-supported']))).toEqual([
      `confidential-vm-supported ${level} vm-a`,
    ]);
  });

  test('Trusted Launch under a Standard policy that Azure has accepted is fine', async () => {
    const rows = estate(A, { vm: { securityType: 'TrustedLaunch' }, type: 'V1' });
    expect(short(await run(rows, ['trusted-launch-policy']))).toEqual([]);
  });

  test('extensions of other products', async () => {
    const extension = (publisher: string, type: string): Row => ({
      ...azure.extension(A, 'ext'),
      properties: { publisher, type, provisioningState: 'Succeeded' },
    });
    const only = ['no-competing-backup'];
    const found = async (publisher: string, type: string) =>
      short(await run([...estate(A), extension(publisher, type)], only));
    expect(await found('Veeam.Backup', 'Agent')).toEqual(['no-competing-backup warning ext']);
    expect(await found('Microsoft.Azure.RecoveryServices.SiteRecovery', 'Linux')).toEqual([
      'no-competing-backup note ext',
    ]);
    expect(await found('Microsoft.Azure.RecoveryServices', 'VMSnapshotLinux')).toEqual([]);
    expect(await found('Microsoft.Azure.Monitor', 'AzureMonitorLinuxAgent')).toEqual([]);
  });

  test('an old Windows, as the agent or else the image tells', async () => {
    const windows = (osName: string | null, sku?: string) =>
      estate(A, {
        type: 'V1',
        vm: {
          os: 'Windows',
          properties: {
            extended: { instanceView: { osName, powerState: { code: 'PowerState/running' } } },
            storageProfile: {
              imageReference: { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku },
              osDisk: {
                osType: 'Windows',
                name: 'os',
                managedDisk: { id: `${azure.groupId(S, 'rg-a')}/providers/Microsoft.Compute/disks/vm-a-os` },
              },
            },
          },
        },
      });
    const only = ['guest-os-supported'];
    const old = ['guest-os-supported warning vm-a'];
    expect(short(await run(windows('Windows Server 2012 R2 Datacenter'), only))).toEqual(old);
    expect(short(await run(windows('Windows Server 2022 Datacenter'), only))).toEqual([]);
    expect(short(await run(windows(null, '2012-R2-Datacenter'), only))).toEqual(old);
    expect(short(await run(windows(null, '2022-datacenter-azure-edition'), only))).toEqual([]);
    expect(short(await run(windows(null), only))).toEqual([]);
  });
});

test('key vaults: missing, in another region, in another subscription', async () => {
  const only = ['key-vault-exists', 'key-vault-same-region-and-subscription'];
  const rows = (secrets: string) => estate(A, { disk: { encryptedIn: { secrets } } });
  const here = azure.keyVaultId(A, 'kv');
  expect(short(await run([...rows(here), azure.keyVault(A, 'kv')], only))).toEqual([]);
  expect(short(await run(rows(here), only))).toEqual(['key-vault-exists warning kv']);
  const moved: Row = { ...azure.keyVault(A, 'kv'), location: 'North Europe' };
  expect(short(await run([...rows(here), moved], only))).toEqual([
    'key-vault-same-region-and-subscription error kv',
  ]);
  const far = azure.keyVaultId({ ...A, subscription: T }, 'kv');
  expect(short(await run(rows(far), only))).toEqual(['key-vault-same-region-and-subscription error kv']);
});
