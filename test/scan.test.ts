import { describe, expect, test } from '@jest/globals';
import type { Row } from '../src/model/row.js';
import type { Finding, Report } from '../src/model/report.js';
import { scan, type ScanOptions } from '../src/scan.js';
import { SHIPPED_POLICIES } from '../src/shipped-policies.js';
import { inventoryOf, type EstateOptions } from './estate/inventory.js';
import * as azure from './estate/rows.js';

const S = '11111111-1111-1111-1111-111111111111';
const of = (name: string, group = 'rg-a') => ({ subscription: S, group, name });
const A = of('vm-a');

type Options = EstateOptions &
  Partial<Pick<ScanOptions, 'scope' | 'backupServiceObjectId'>> & { only?: string[] };

async function run(rows: readonly Row[], options: Options = {}): Promise<Report> {
  const { only, scope, backupServiceObjectId, ...estate } = options;
  const policies =
    only === undefined
      ? SHIPPED_POLICIES.filter(({ enabled }) => enabled)
      : SHIPPED_POLICIES.filter(({ id }) => only.includes(id));
  return scan({ inventory: await inventoryOf(rows, estate), policies, scope, backupServiceObjectId });
}

/** The findings in short: policy, level, name of the resource. */
const short = ({ findings }: Report) =>
  findings.map(
    ({ policy, level, resourceId }) =>
      `${policy} ${level} ${resourceId.slice(resourceId.lastIndexOf('/') + 1)}`,
  );

const unknowns = ({ unknowns: entries }: Report) =>
  entries.map(({ policy, reason, needs }) => [policy, reason, ...(needs ? [needs] : [])].join(' '));

/** What hangs on a VM: disk, interface, subscription. */
const around = (vm: ReturnType<typeof of>) => [
  azure.subscription(vm.subscription),
  azure.disk(vm, `${vm.name}-os`),
  azure.nic(vm, `${vm.name}-nic`),
];

/** A healthy VM under a policy of that type, its agent ready. */
const healthy = (vm: ReturnType<typeof of>, type: 'V1' | 'V2' = 'V1', item: Record<string, unknown> = {}) => [
  ...around(vm),
  azure.vm(vm),
  azure.instanceView(vm),
  azure.recoveryVault(S),
  azure.backupPolicy(S, 'daily', { type }),
  azure.protectedItem(vm, 'daily', { extendedProperties: {}, ...item }),
  azure.collection(vm, { points: 2 }),
];

const without = (rows: readonly Row[], type: string) => rows.filter((row) => row.type.toLowerCase() !== type);
const VIEW = 'microsoft.compute/virtualmachines/instanceview';

test('a healthy VM has no finding and nothing unknown', async () => {
  const report = await run(healthy(A));
  expect(short(report)).toEqual([]);
  expect(report.unknowns).toEqual([]);
  expect(report.summary).toMatchObject({ subjects: 1, protected: 1, failing: 0, complete: true });
});

describe('agent', () => {
  const notReady = (type: 'V1' | 'V2', vm = azure.vm(A)) => [
    ...without(without(healthy(A, type), VIEW), 'microsoft.compute/virtualmachines'),
    vm,
    azure.instanceView(A, { agent: 'notReady' }),
  ];

  test('not ready: an error under a Standard policy, a warning with a crash-consistent fallback', async () => {
    expect(short(await run(notReady('V1')))).toEqual(['vm-agent-ready error vm-a']);
    expect(short(await run(notReady('V2')))).toEqual(['vm-agent-ready warning vm-a']);
  });

  test('an Enhanced policy without fallback needs the agent as a Standard one does', async () => {
    expect(short(await run(notReady('V2', azure.vm({ ...A, size: 'Standard_D2_v3' }))))).toEqual([
      'vm-agent-ready error vm-a',
    ]);
  });

  test('a policy that is only crash-consistent needs no agent', async () => {
    const rows = [
      ...notReady('V2'),
      azure.backupPolicy(S, 'daily', { properties: { snapshotConsistencyType: 'onlycrashconsistent' } }),
    ];
    const report = await run(rows);
    expect(short(report)).toEqual([]);
  });

  test('an agent that is missing on a running VM is not ready', async () => {
    const rows = [...without(healthy(A), VIEW), azure.instanceView(A, { agent: 'none' })];
    expect(short(await run(rows))).toEqual(['vm-agent-ready error vm-a']);
  });

  test('the power state of the instance view wins over the one of Resource Graph', async () => {
    const rows = [
      ...without(healthy(A), VIEW),
      azure.instanceView(A, { agent: 'none', power: 'deallocated' }),
    ];
    expect(short(await run(rows))).toEqual([]);
  });

  test('a VM of less than 30 minutes is unknown, one of 31 is not', async () => {
    const young = await run(notReady('V1', azure.vm({ ...A, timeCreated: '2026-11-22T01:31:00Z' })), {
      only: ['vm-agent-ready'],
    });
    expect(short(young)).toEqual([]);
    expect(unknowns(young)).toEqual(['vm-agent-ready undetermined']);
    expect(young.summary.complete).toBe(true);
    const old = await run(notReady('V1', azure.vm({ ...A, timeCreated: '2026-11-22T01:29:00Z' })), {
      only: ['vm-agent-ready'],
    });
    expect(short(old)).toEqual(['vm-agent-ready error vm-a']);
  });

  test('without an instance view: not requested in our inventories, not in the source of other files', async () => {
    const rows = without(healthy(A), VIEW);
    const ours = await run(rows, { only: ['vm-agent-ready'] });
    expect(unknowns(ours)).toEqual(['vm-agent-ready not-requested --deep']);
    expect(ours.summary.complete).toBe(true);
    const other = await run(rows, { only: ['vm-agent-ready'], declared: false });
    expect(unknowns(other)).toEqual(['vm-agent-ready not-in-source']);
    const gap = { what: VIEW, scope: `${azure.vmId(A)}/instanceView`, reason: 'forbidden' } as const;
    const forbidden = await run(rows, { only: ['vm-agent-ready'], gaps: [gap] });
    expect(unknowns(forbidden)).toEqual(['vm-agent-ready unreadable']);
    expect(forbidden.summary.complete).toBe(false);
  });

  test('an old version: worse the older it is, and only where the agent is needed', async () => {
    const version = (type: 'V1' | 'V2', os: 'Windows' | 'Linux', agentVersion: string) =>
      run([
        ...without(without(healthy(A, type), VIEW), 'microsoft.compute/virtualmachines'),
        azure.vm({ ...A, os }),
        azure.instanceView(A, { version: agentVersion }),
      ]).then(short);
    expect(await version('V1', 'Windows', '2.6.1198.717')).toEqual(['vm-agent-version error vm-a']);
    expect(await version('V2', 'Windows', '2.6.1198.717')).toEqual(['vm-agent-version warning vm-a']);
    expect(await version('V1', 'Windows', '2.6.1198.718')).toEqual(['vm-agent-version warning vm-a']);
    expect(await version('V1', 'Windows', '2.7.41491.1010')).toEqual([]);
    expect(await version('V1', 'Linux', '2.2.53')).toEqual(['vm-agent-version warning vm-a']);
    expect(await version('V1', 'Linux', '2.2.53.1')).toEqual([]);
    expect(await version('V1', 'Linux', '10.0')).toEqual([]);
  });

  test('settings: unset is true, false is a finding unless the agent is ready all the same', async () => {
    const profile = (osProfile: Record<string, unknown> | null, view = azure.instanceView(A)) =>
      run([
        ...without(without(healthy(A), VIEW), 'microsoft.compute/virtualmachines'),
        azure.vm({ ...A, osProfile }),
        view,
      ]);
    const off = { computerName: 'vm-a', linuxConfiguration: { provisionVMAgent: 'False' } };
    expect(short(await profile({ computerName: 'vm-a' }))).toEqual([]);
    expect(short(await profile(off))).toEqual([]);
    expect(short(await profile(off, azure.instanceView(A, { agent: 'notReady' })))).toEqual([
      'vm-agent-provisioned error vm-a',
      'vm-agent-ready error vm-a',
    ]);
    const unseen = await run([
      ...without(without(healthy(A), VIEW), 'microsoft.compute/virtualmachines'),
      azure.vm({ ...A, osProfile: off }),
    ]);
    expect(short(unseen)).toEqual(['vm-agent-provisioned error vm-a']);
    expect(short(await profile({ computerName: 'vm-a', allowExtensionOperations: false }))).toEqual([
      'vm-extension-operations-allowed error vm-a',
    ]);
    const none = await profile(null, azure.instanceView(A, { agent: 'notReady' }));
    expect(unknowns(none)).toEqual([
      'vm-agent-provisioned undetermined',
      'vm-agent-version undetermined',
      'vm-extension-operations-allowed undetermined',
    ]);
    const packed = {
      computerName: null,
      allowExtensionOperations: null,
      windowsConfiguration: { provisionVMAgent: null },
    };
    expect(unknowns(await profile(packed))).toEqual(['vm-extension-operations-allowed undetermined']);
  });

  test('a VM that does not run has no agent finding', async () => {
    const rows = [
      ...without(without(healthy(A), VIEW), 'microsoft.compute/virtualmachines'),
      azure.vm({
        ...A,
        power: 'deallocated',
        osProfile: { computerName: 'x', allowExtensionOperations: false },
      }),
    ];
    expect(short(await run(rows))).toEqual([]);
  });
});

describe('DHCP and the wire server', () => {
  const withNic = (nic: Row, view: Row[] = []) => [
    ...without(without(healthy(A), VIEW), 'microsoft.network/networkinterfaces'),
    nic,
    ...view,
  ];
  const only = ['guest-dhcp', 'wire-server-reachable'];

  test('a static address and a ready agent is no finding', async () => {
    const report = await run(
      withNic(azure.nic(A, 'vm-a-nic', { allocations: ['Static'] }), [azure.instanceView(A)]),
      { only },
    );
    expect(short(report)).toEqual([]);
  });

  test('a static or second address is doubtful with a bad agent, to check by hand with an unseen one', async () => {
    const bad = [azure.instanceView(A, { agent: 'notReady' })];
    for (const allocations of [['Static'], ['Dynamic', 'Dynamic']] as const) {
      const nic = azure.nic(A, 'vm-a-nic', { allocations });
      expect(short(await run(withNic(nic, bad), { only }))).toEqual(['guest-dhcp warning vm-a']);
      const unseen = await run(withNic(nic), { only });
      expect(short(unseen)).toEqual(['guest-dhcp note vm-a']);
      expect(unseen.findings[0]).toMatchObject({ fails: 'check-by-hand', precision: 'low' });
    }
    const dynamic = await run(withNic(azure.nic(A, 'vm-a-nic'), bad), { only });
    expect(dynamic.summary.outcomes).toMatchObject({ notApplicable: 1, pass: 1 });
  });

  const denied = (
    rule: Record<string, unknown>,
    others: (Record<string, unknown> & { name: string })[] = [],
  ) =>
    run(
      [
        ...withNic(azure.nic(A, 'vm-a-nic', { securityGroup: azure.securityGroupId(A, 'nsg') })),
        azure.securityGroup(A, 'nsg', [
          { name: 'deny', destinationAddressPrefix: '168.63.129.16', ...rule },
          ...others,
        ]),
      ],
      { only },
    ).then(short);
  const FOUND = ['wire-server-reachable warning nsg'];

  test('a rule that denies the address itself is found, on the security group', async () => {
    expect(await denied({})).toEqual(FOUND);
    expect(
      await denied({ destinationAddressPrefix: '168.63.129.16/32', destinationPortRange: '80' }),
    ).toEqual(FOUND);
    expect(
      await denied({
        destinationAddressPrefix: '',
        destinationAddressPrefixes: ['10.0.0.1', '168.63.129.16'],
      }),
    ).toEqual(FOUND);
    expect(await denied({ destinationPortRange: '', destinationPortRanges: ['443', '32000-33000'] })).toEqual(
      FOUND,
    );
  });

  test('wider rules, other ports, other directions and earlier allows are not', async () => {
    for (const prefix of ['*', 'Internet', '168.63.129.0/24', 'AzurePlatformDNS', '0.0.0.0/0']) {
      expect(await denied({ destinationAddressPrefix: prefix })).toEqual([]);
    }
    expect(await denied({ destinationPortRange: '443' })).toEqual([]);
    expect(await denied({ direction: 'Inbound' })).toEqual([]);
    expect(await denied({ access: 'Allow' })).toEqual([]);
    expect(await denied({ protocol: 'Udp' })).toEqual([]);
    expect(await denied({ sourceAddressPrefix: '10.9.0.0/16' })).toEqual([]);
    const allow = { name: 'allow', access: 'Allow', priority: 100, destinationAddressPrefix: '*' };
    expect(await denied({}, [allow])).toEqual([]);
    expect(await denied({}, [{ ...allow, priority: 300 }])).toEqual(FOUND);
    expect(await denied({}, [{ ...allow, destinationPortRange: '80' }])).toEqual(FOUND);
    expect(await denied({ destinationPortRange: '80' }, [{ ...allow, destinationPortRange: '80' }])).toEqual(
      [],
    );
  });

  test('a rule on the subnet counts; two VMs behind one group are one finding', async () => {
    const B = of('vm-b');
    const rows = [
      ...without(healthy(A), VIEW),
      ...without(healthy(B), VIEW),
      azure.securityGroup(A, 'nsg', [{ name: 'deny', destinationAddressPrefix: '168.63.129.16' }], true),
    ];
    const report = await run(rows, { only });
    expect(short(report)).toEqual(FOUND);
    expect(report.findings[0]?.subjects).toEqual([azure.vmId(A), azure.vmId(B)]);
    expect(report.findings[0]?.resourceType).toBe('microsoft.network/networksecuritygroups');
  });

  test('a security group that could not be read is unknown', async () => {
    const rows = withNic(azure.nic(A, 'vm-a-nic', { securityGroup: azure.securityGroupId(A, 'nsg') }));
    expect(unknowns(await run(rows, { only }))).toEqual(['wire-server-reachable undetermined']);
    const gap = {
      what: 'Microsoft.Network/networkSecurityGroups',
      scope: `/subscriptions/${S}`,
      reason: 'forbidden',
    } as const;
    expect(unknowns(await run(rows, { only, gaps: [gap] }))).toEqual(['wire-server-reachable unreadable']);
  });
});

describe('provisioning and extensions', () => {
  const state = (
    provisioningState: string,
    type: 'V1' | 'V2',
    provisioning?: { code: string; time?: string },
  ) =>
    run(
      [
        ...without(without(healthy(A, type), VIEW), 'microsoft.compute/virtualmachines'),
        azure.vm({ ...A, provisioningState }),
        azure.instanceView(A, provisioning === undefined ? {} : { provisioning }),
      ],
      { only: ['vm-provisioning-succeeded'] },
    );

  test('failed: an error where the agent is required, else a warning', async () => {
    expect(short(await state('Failed', 'V1'))).toEqual(['vm-provisioning-succeeded error vm-a']);
    expect(short(await state('failed', 'V2'))).toEqual(['vm-provisioning-succeeded warning vm-a']);
  });

  test('a change is a finding only when a time proves that it is stuck', async () => {
    const updating = (time?: string) =>
      state('Updating', 'V1', { code: 'ProvisioningState/updating', ...(time ? { time } : {}) });
    expect(short(await updating('2026-11-22T00:59:00+00:00'))).toEqual([
      'vm-provisioning-succeeded warning vm-a',
    ]);
    expect(unknowns(await updating('2026-11-22T01:01:00+00:00'))).toEqual([
      'vm-provisioning-succeeded undetermined',
    ]);
    expect(unknowns(await updating())).toEqual(['vm-provisioning-succeeded undetermined']);
  });

  test('a failed extension is a finding on the extension', async () => {
    const rows = [...healthy(A), azure.extension(A, 'good'), azure.extension(A, 'bad', 'Failed')];
    expect(short(await run(rows))).toEqual(['vm-extensions-succeeded warning bad']);
  });
});

describe('locks and restore points', () => {
  const POINTS = azure.groupId(S, 'AzureBackupRG_westeurope_1');

  test('a lock where the restore points are is one finding for all VMs', async () => {
    const B = of('vm-b');
    const report = await run([...healthy(A), ...healthy(B), azure.lock(POINTS.toLowerCase(), 'keep')]);
    expect(short(report)).toEqual(['restore-point-group-unlocked error keep']);
    expect(report.findings[0]).toMatchObject({
      fails: 'later',
      errorCodes: ['UserErrorRpCollectionLimitReached', 'BackUpOperationFailed', 'BackUpOperationFailedV2'],
      subjects: [azure.vmId(A), azure.vmId(B)],
      places: [{ path: '/locks/0/blocksCleanUp', value: true }],
    });
    expect(report.summary.failing).toBe(0);
  });

  test('ReadOnly fails the next backup, and vm-not-read-only stays silent about the same lock', async () => {
    const report = await run([...healthy(A), azure.lock(`/subscriptions/${S}`, 'freeze', 'ReadOnly')]);
    expect(short(report)).toEqual(['restore-point-group-unlocked error freeze']);
    expect(report.findings[0]?.fails).toBe('next-backup');
    expect(report.summary.failing).toBe(1);
  });

  test('a lock on the collection itself', async () => {
    const collection = azure.collection(A).id;
    expect(short(await run([...healthy(A), azure.lock(collection, 'keep')]))).toEqual([
      'restore-point-group-unlocked error keep',
    ]);
  });

  test('a CanNotDelete lock on the group of the VM, or on another restore point group, is none', async () => {
    const rows = [
      ...healthy(A),
      azure.lock(azure.groupId(S, 'rg-a'), 'keep'),
      azure.lock(azure.vmId(A), 'keep-vm'),
      azure.lock(azure.groupId(S, 'AzureBackupRG_westeurope_2'), 'other'),
    ];
    const report = await run(rows);
    expect(short(report)).toEqual([]);
    expect(report.unknowns).toEqual([]);
  });

  test('a ReadOnly lock on the VM or its group', async () => {
    expect(
      short(await run([...healthy(A), azure.lock(azure.groupId(S, 'RG-A'), 'freeze', 'readonly')])),
    ).toEqual(['vm-not-read-only warning freeze']);
    expect(short(await run([...healthy(A), azure.lock(azure.vmId(A), 'freeze', 'ReadOnly')]))).toEqual([
      'vm-not-read-only warning freeze',
    ]);
  });

  const newVm = (policy: Record<string, unknown> = {}) => [
    ...without(healthy(A), 'microsoft.compute/restorepointcollections'),
    azure.backupPolicy(S, 'daily', { type: 'V1', properties: policy }),
  ];

  test('before the first collection: a lock on the group that the policy will use is a warning', async () => {
    expect(
      short(await run([...newVm(), azure.lock(azure.groupId(S, 'azurebackuprg_WestEurope_7'), 'keep')])),
    ).toEqual(['restore-point-group-unlocked warning keep']);
    expect(
      short(await run([...newVm(), azure.lock(azure.groupId(S, 'AzureBackupRG_northeurope_1'), 'keep')])),
    ).toEqual([]);
    const custom = newVm({
      instantRPDetails: { azureBackupRGNamePrefix: 'Backup-', azureBackupRGNameSuffix: '-rp' },
    });
    expect(short(await run([...custom, azure.lock(azure.groupId(S, 'backup-1-rp'), 'keep')]))).toEqual([
      'restore-point-group-unlocked warning keep',
    ]);
    expect(short(await run([...custom, azure.lock(azure.groupId(S, 'backup-1'), 'keep')]))).toEqual([]);
    expect(short(await run([...custom, azure.lock(POINTS, 'keep')]))).toEqual([]);
  });

  test('a collection in another group settles it: the awaited group no longer matters', async () => {
    const rows = [
      ...newVm(),
      azure.collection(A, { group: 'rg-points', points: 1 }),
      azure.lock(POINTS, 'keep'),
    ];
    expect(short(await run(rows))).toEqual([]);
  });

  test('unreadable locks or collections make it unknown, never a pass', async () => {
    const only = ['restore-point-group-unlocked', 'vm-not-read-only'];
    const locks = {
      what: 'microsoft.authorization/locks',
      scope: `/subscriptions/${S}`,
      reason: 'forbidden',
    } as const;
    const report = await run(healthy(A), { only, gaps: [locks] });
    expect(unknowns(report)).toEqual([
      'restore-point-group-unlocked unreadable',
      'vm-not-read-only unreadable',
    ]);
    expect(report.summary.complete).toBe(false);
    const collections = { ...locks, what: 'microsoft.compute/restorepointcollections' };
    const rows = [...newVm(), azure.lock(azure.groupId(S, 'rg-points'), 'keep')];
    expect(unknowns(await run(rows, { only, gaps: [collections] }))).toEqual([
      'restore-point-group-unlocked unreadable',
      'vm-not-read-only unreadable',
    ]);
    expect(unknowns(await run(newVm(), { only, gaps: [collections] }))).toEqual([]);
  });

  const points = (count: number, type: 'V1' | 'V2', retention?: number) =>
    run(
      [
        ...without(healthy(A, type), 'microsoft.compute/restorepointcollections'),
        azure.backupPolicy(S, 'daily', {
          type,
          properties: { instantRpRetentionRangeInDays: retention ?? 30 },
        }),
        azure.collection(A, { points: count }),
      ],
      { only: ['restore-point-count'] },
    );

  test('Standard: 18 is an error, retention + 3 a note', async () => {
    expect(short(await points(17, 'V1'))).toEqual([]);
    expect(short(await points(18, 'V1'))).toEqual(['restore-point-count error vm-a']);
    expect(short(await points(7, 'V1', 5))).toEqual([]);
    expect(short(await points(8, 'V1', 5))).toEqual(['restore-point-count note vm-a']);
    expect((await points(18, 'V1', 5)).findings[0]).toMatchObject({
      level: 'error',
      fails: 'next-backup',
      places: [{ path: '/restorePoints', value: 18 }],
    });
  });

  test('Enhanced: 450 is a warning, 500 an error', async () => {
    expect(short(await points(449, 'V2'))).toEqual([]);
    expect(short(await points(450, 'V2'))).toEqual(['restore-point-count warning vm-a']);
    expect(short(await points(499, 'V2'))).toEqual(['restore-point-count warning vm-a']);
    expect(short(await points(500, 'V2'))).toEqual(['restore-point-count error vm-a']);
  });

  test('points add up over collections; with an unread one the sum can fail, never pass', async () => {
    const only = ['restore-point-count'];
    const two = (second: number | undefined, first: number) => [
      ...without(healthy(A), 'microsoft.compute/restorepointcollections'),
      azure.collection(A, { points: first }),
      azure.collection(A, { group: 'AzureBackupRG_westeurope_2', points: second }),
    ];
    expect(short(await run(two(9, 9), { only }))).toEqual(['restore-point-count error vm-a']);
    expect(short(await run(two(undefined, 18), { only }))).toEqual(['restore-point-count error vm-a']);
    expect(unknowns(await run(two(undefined, 1), { only }))).toEqual([
      'restore-point-count not-requested --deep',
    ]);
    const low = await run(two(undefined, 6), { only });
    expect(short(low)).toEqual(['restore-point-count note vm-a']);
    expect(unknowns(low)).toEqual(['restore-point-count not-requested --deep']);
  });

  test('a Standard policy that runs twice a day is a finding on the policy', async () => {
    const times = { scheduleRunTimes: ['2026-01-01T02:00:00Z', '2026-01-01T14:00:00Z'] };
    const schedulePolicy = {
      schedulePolicyType: 'SimpleSchedulePolicy',
      scheduleRunFrequency: 'Daily',
      ...times,
    };
    const rows = [
      ...healthy(A),
      azure.backupPolicy(S, 'daily', { type: 'V1', properties: { schedulePolicy } }),
    ];
    const report = await run(rows);
    expect(short(report)).toEqual(['one-backup-per-day error daily']);
    expect(report.findings[0]?.places).toEqual([
      { path: '/backupPolicy/runsPerDay', value: 2, resourceId: azure.backupPolicy(S, 'daily').id },
    ]);
  });
});

describe('disks', () => {
  const size = (sizeGiB: number, options: azure.DiskOptions = {}, item: Record<string, unknown> = {}) =>
    run(
      [
        ...without(healthy(A, 'V1', item), 'microsoft.compute/virtualmachines'),
        azure.vm({ ...A, dataDisks: ['data'] }),
        azure.disk(A, 'data', { ...options, size: sizeGiB }),
      ],
      { only: ['disk-size-supported', 'encrypted-disk-size-supported'] },
    ).then(short);

  test('32 TiB, 64 TiB and beyond', async () => {
    expect(await size(32768)).toEqual([]);
    expect(await size(32769)).toEqual(['disk-size-supported warning data']);
    expect(await size(65536)).toEqual(['disk-size-supported warning data']);
    expect(await size(65537)).toEqual(['disk-size-supported error data']);
  });

  test('a disk that is known to be left out is not judged', async () => {
    const exclude = (isInclusionList: boolean, diskLunList: unknown[]) => ({
      extendedProperties: { diskExclusionProperties: { isInclusionList, diskLunList } },
    });
    expect(await size(70000, {}, exclude(false, [0]))).toEqual([]);
    expect(await size(70000, {}, exclude(false, [1]))).toEqual(['disk-size-supported error data']);
    expect(await size(70000, {}, exclude(true, ['0']))).toEqual(['disk-size-supported error data']);
    expect(await size(70000, {}, exclude(true, []))).toEqual([]);
  });

  test('Azure Disk Encryption beyond 4 TiB', async () => {
    const encryptedIn = { secrets: azure.keyVaultId(A, 'kv') };
    expect(await size(4096, { encryptedIn })).toEqual([]);
    expect(await size(4097, { encryptedIn })).toEqual(['encrypted-disk-size-supported warning data']);
    expect(await size(4097)).toEqual([]);
  });
});

describe('jobs and the last backup', () => {
  const only = ['no-backup-in-progress', 'last-backup-succeeded'];
  const vault = azure.vaultId(S);
  const job = (properties: Record<string, unknown>) => azure.backupJob(vault, 'job-1', properties);
  const container = 'iaasvmcontainerv2;rg-a;vm-a';

  test('a job of more than a day is a warning, a younger one is none', async () => {
    const old = job({ containerName: container, startTime: '2026-11-21T01:59:00Z' });
    const young = job({ containerName: container, startTime: '2026-11-21T02:01:00Z' });
    expect(short(await run([...healthy(A), old], { only }))).toEqual(['no-backup-in-progress warning vm-a']);
    expect(short(await run([...healthy(A), young], { only }))).toEqual([]);
    const restore = job({
      containerName: container,
      operation: 'Restore',
      startTime: '2026-11-20T00:00:00Z',
    });
    expect(short(await run([...healthy(A), restore], { only }))).toEqual([]);
  });

  test('without a container the friendly name decides, where one item of the vault has it', async () => {
    const named = job({ entityFriendlyName: 'VM-A', startTime: '2026-11-20T00:00:00Z' });
    expect(short(await run([...healthy(A), named], { only }))).toEqual([
      'no-backup-in-progress warning vm-a',
    ]);
    const twin = of('vm-a', 'rg-b');
    const report = await run([...healthy(A), ...healthy(twin), named], { only });
    expect(short(report)).toEqual([]);
    expect(report.unknowns).toMatchObject([
      {
        policy: 'no-backup-in-progress',
        reason: 'undetermined',
        subjects: [azure.vmId(A), azure.vmId(twin)],
      },
    ]);
    const told = job({
      entityFriendlyName: 'vm-a',
      containerName: `IaasVMContainer;${container}`,
      startTime: '2026-11-20T00:00:00Z',
    });
    const clear = await run([...healthy(A), ...healthy(twin), told], { only });
    expect(clear.findings.map(({ subjects }) => subjects)).toEqual([[azure.vmId(A)]]);
  });

  test('a vault over two subscriptions: one name in both is not unique', async () => {
    const other = { ...A, group: 'rg-z', subscription: '22222222-2222-2222-2222-222222222222' };
    const named = job({ entityFriendlyName: 'vm-a', startTime: '2026-11-20T00:00:00Z' });
    const rows = [
      ...healthy(A),
      ...around(other),
      azure.vm(other),
      azure.protectedItem(other, 'daily', {}, vault),
      named,
    ];
    const report = await run(rows, { only });
    expect(short(report)).toEqual([]);
    expect(report.unknowns.map(({ reason, subjects }) => [reason, subjects.length])).toEqual([
      ['undetermined', 2],
    ]);
  });

  test('the last backup failed: the finding quotes the code and the message of the job', async () => {
    const failed = job({
      containerName: container,
      status: 'Failed',
      startTime: '2026-11-21T02:00:00Z',
      errorDetails: [{ errorCode: 400001, errorString: 'The agent did not answer.' }],
    });
    const report = await run([...healthy(A, 'V1', { lastBackupStatus: 'Failed' }), failed], { only });
    expect(short(report)).toEqual(['last-backup-succeeded error vm-a']);
    expect(report.findings[0]?.message).toBe(
      'The last backup of vm-a failed: 400001: The agent did not answer.',
    );
    expect(report.summary.failing).toBe(1);
  });

  test('silent for an item that is stopped, and for one that was never backed up', async () => {
    expect(
      short(
        await run(healthy(A, 'V1', { lastBackupStatus: 'Failed', protectionState: 'ProtectionStopped' }), {
          only,
        }),
      ),
    ).toEqual([]);
    const fresh = {
      lastBackupStatus: '',
      lastBackupTime: '2001-01-01T00:00:00Z',
      protectionState: 'IRPending',
    };
    const report = await run(healthy(A, 'V1', fresh), { only });
    expect(short(report)).toEqual([]);
    expect(report.summary.protected).toBe(1);
  });
});

describe('protection', () => {
  test('two VMs of one name in two groups: the id decides', async () => {
    const twin = of('vm-a', 'rg-b');
    const report = await run([
      ...healthy(A),
      ...around(twin),
      azure.vm(twin),
      azure.instanceView(twin, { agent: 'notReady' }),
    ]);
    expect(report.summary).toMatchObject({ subjects: 2, protected: 1, failing: 0 });
    expect(report.findings).toMatchObject([
      {
        policy: 'vm-agent-ready',
        level: 'warning',
        fails: 'enable-protection',
        subjects: [azure.vmId(twin)],
      },
    ]);
  });

  test('an active item wins over a stopped one, whatever is newer; letter case does not matter', async () => {
    const old = azure.vaultId(S, 'rg-backup', 'rsv-old');
    const stopped = azure.protectedItem(
      A,
      'daily',
      { protectionState: 'ProtectionStopped', lastBackupTime: '2026-11-22T00:00:00Z' },
      old,
    );
    const item = { sourceResourceId: azure.vmId(A).toUpperCase(), protectionState: 'protected' };
    const report = await run([...healthy(A, 'V1', item), stopped]);
    expect(report.summary.protected).toBe(1);
  });

  test('a state that no page lists is not known', async () => {
    const report = await run(healthy(A, 'V1', { protectionState: 'HalfProtected' }), {
      only: ['last-backup-succeeded'],
    });
    expect(report.summary).toMatchObject({ protected: null, failing: null });
    expect(report.summary.outcomes).toMatchObject({ pass: 1 });
  });

  test('an unreadable vault makes protection unknown, not absent', async () => {
    const gap = {
      what: 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems',
      scope: `/subscriptions/${S}`,
      reason: 'failed',
    } as const;
    const rows = [...around(A), azure.vm(A), azure.instanceView(A, { agent: 'notReady' })];
    const report = await run(rows, { gaps: [gap] });
    expect(report.summary).toMatchObject({ protected: null, complete: false });
    expect(short(report)).toContain('vm-agent-ready warning vm-a');
    expect(report.findings[0]?.fails).toBe('next-backup');
    const known = await run(rows);
    expect(known.summary.protected).toBe(0);
    expect(known.findings[0]?.fails).toBe('enable-protection');
  });

  test('a managed VM that is unprotected is counted nowhere', async () => {
    const managed = azure.vm({
      ...A,
      columns: { managedBy: '/subscriptions/x/resourceGroups/y/providers/Microsoft.Databricks/workspaces/z' },
    });
    expect((await run([...around(A), managed])).summary.subjects).toBe(0);
    expect(
      (await run([...without(healthy(A), 'microsoft.compute/virtualmachines'), managed])).summary.subjects,
    ).toBe(1);
  });

  test('scope: protected VMs, groups, names', async () => {
    const B = of('vm-b', 'rg-b');
    const rows = [...healthy(A), ...around(B), azure.vm(B)];
    const count = async (scope: Options['scope']) => (await run(rows, { scope })).summary.subjects;
    expect(await count({ protectedOnly: true })).toBe(1);
    expect(await count({ resourceGroups: ['RG-B'] })).toBe(1);
    expect(await count({ vms: ['VM-B', azure.vmId(A)] })).toBe(2);
    expect(await count({ vms: ['nobody'] })).toBe(0);
  });

  test('scope: a name that no VM has is told, as it was given', async () => {
    const B = of('vm-b', 'rg-b');
    const rows = [...healthy(A), ...around(B), azure.vm(B)];
    const notFound = async (scope: Options['scope']) => (await run(rows, { scope })).judged.notFound;
    expect(await notFound({})).toBeUndefined();
    expect(await notFound({ vms: ['VM-B', `${azure.vmId(A).toUpperCase()}/`] })).toBeUndefined();
    expect(await notFound({ vms: ['vm-b', 'Nobody'], resourceGroups: ['RG-B', 'Nowhere'] })).toEqual([
      'Nobody',
      'Nowhere',
    ]);
    // It is there; that it is not protected is another matter.
    expect(await notFound({ vms: ['vm-b'], protectedOnly: true })).toBeUndefined();
    // It is in another group than the one that was chosen.
    expect(await notFound({ vms: [azure.vmId(A)], resourceGroups: ['rg-b'] })).toEqual([azure.vmId(A)]);
  });
});

describe('what a source knows', () => {
  test('a gap at a management group counts where the groups above a subscription are not told', async () => {
    const scope = '/providers/Microsoft.Management/managementGroups/corp';
    const gaps = [{ what: 'microsoft.authorization/locks', scope, reason: 'forbidden' }] as const;
    const rows = (groups: string[]) => [
      ...without(healthy(A), 'microsoft.resources/subscriptions'),
      azure.subscription(S, groups),
    ];
    const only = ['vm-not-read-only'];
    const complete = async (groups: string[]) => (await run(rows(groups), { only, gaps })).summary.complete;
    expect(await complete(['Corp', 'root'])).toBe(false);
    expect(await complete(['other', 'root'])).toBe(true);
    expect(await complete([])).toBe(false);
  });

  test('which disks a backup leaves out is asked for once: a live scan that asked for all does not say "--deep"', async () => {
    const rows = healthy(A, 'V1', { extendedProperties: null });
    const asked = (source: NonNullable<EstateOptions['source']>) =>
      run(rows, { only: ['disk-exclusion-valid'], source });
    const requests = { resourceGraph: 30, resourceManager: 5 };
    expect(unknowns(await asked({}))).toEqual(['disk-exclusion-valid not-requested --deep']);
    expect(unknowns(await asked({ requests, notRequested: 3 }))).toEqual([
      'disk-exclusion-valid not-requested --deep',
    ]);
    expect(unknowns(await asked({ requests }))).toEqual(['disk-exclusion-valid undetermined']);
  });

  test('a type that was not collected and a subscription out of scope are not in the source', async () => {
    const only = ['vm-not-read-only'];
    const collected = ['microsoft.compute/virtualmachines'];
    expect(unknowns(await run(healthy(A), { only, source: { collected } }))).toEqual([
      'vm-not-read-only not-in-source',
    ]);
    const scope = { subscriptions: ['99999999-9999-9999-9999-999999999999'] };
    expect(unknowns(await run(healthy(A), { only, source: { scope } }))).toEqual([
      'vm-not-read-only not-in-source',
    ]);
    expect(
      unknowns(await run(healthy(A), { only, source: { scope: { subscriptions: [S.toUpperCase()] } } })),
    ).toEqual([]);
  });

  test('a gap counts at, above and below the place only', async () => {
    const only = ['vm-not-read-only'];
    const rows = [
      ...without(healthy(A), 'microsoft.resources/subscriptions'),
      azure.subscription(S, ['corp', 'root']),
    ];
    const at = (scope: string) =>
      run(rows, {
        only,
        gaps: [{ what: 'Microsoft.Authorization/locks', scope, reason: 'throttled' }],
      }).then(unknowns);
    const unreadable = ['vm-not-read-only unreadable'];
    for (const scope of [
      '/',
      `/subscriptions/${S}`,
      azure.groupId(S, 'RG-A'),
      azure.vmId(A),
      `${azure.vmId(A)}/extensions/x`,
    ]) {
      expect([scope, await at(scope)]).toEqual([scope, unreadable]);
    }
    expect(await at('/subscriptions/22222222-2222-2222-2222-222222222222')).toEqual([]);
    expect(await at(azure.groupId(S, 'rg-other'))).toEqual([]);
    expect(await at('/providers/Microsoft.Management/managementGroups/mg')).toEqual([]);
  });

  test('a gap that no policy needed does not make the scan incomplete; one about VMs does', async () => {
    const at = (what: string) =>
      run(healthy(A), {
        only: ['vm-not-read-only'],
        gaps: [{ what, scope: '/subscriptions/other', reason: 'failed' }],
      });
    expect((await at('microsoft.keyvault/vaults')).summary.complete).toBe(true);
    expect((await at('Microsoft.Compute/virtualMachines')).summary.complete).toBe(false);
    expect((await at('*')).summary.complete).toBe(false);
  });

  test('rows of any order, and ids of any case, give the same findings', async () => {
    const rows = [
      ...healthy(A),
      azure.lock(azure.groupId(S, 'AzureBackupRG_westeurope_1'), 'keep'),
      azure.extension(A, 'bad', 'Failed'),
    ];
    const findings = (report: Report): Partial<Finding>[] =>
      report.findings.map(({ policy, level, fingerprint }) => ({ policy, level, fingerprint }));
    const expected = findings(await run(rows));
    expect(expected).toHaveLength(2);
    expect(findings(await run(rows.toReversed()))).toEqual(expected);
    expect(findings(await run(rows.map((row) => ({ ...row, id: row.id.toUpperCase() }))))).toEqual(expected);
  });
});

describe('key vaults', () => {
  const only = ['key-vault-backup-access', 'key-vault-trusted-services'];
  const KV = azure.keyVaultId(A, 'kv');
  const GET_LIST_BACKUP = ['Get', 'List', 'Backup'];
  const encrypted = (key: boolean) => [
    ...without(healthy(A), 'microsoft.compute/disks'),
    azure.disk(A, 'vm-a-os', { encryptedIn: { secrets: KV, ...(key ? { key: KV } : {}) } }),
  ];
  const access = (
    vault: Row,
    {
      key = false,
      more = [] as Row[],
      service = true,
      ...options
    }: { key?: boolean; more?: Row[]; service?: boolean } & Options = {},
  ) =>
    run([...encrypted(key), vault, ...more, ...(service ? [azure.servicePrincipal()] : [])], {
      only,
      ...options,
    });
  const policies = (...entries: Record<string, unknown>[]) =>
    azure.keyVault(A, 'kv', { accessPolicies: entries });
  const own = (permissions: Record<string, unknown>, more = {}) =>
    policies(azure.accessPolicy(azure.BACKUP_OBJECT_ID, permissions, more));
  const MISSING = ['key-vault-backup-access error kv'];

  test('a VM without Azure Disk Encryption is not judged', async () => {
    const report = await run(healthy(A), { only });
    expect(report.summary.outcomes.notApplicable).toBe(2);
  });

  test('access policies: the service needs get, list and backup; letter case does not matter, all is all', async () => {
    expect(short(await access(own({ secrets: GET_LIST_BACKUP })))).toEqual([]);
    expect(short(await access(own({ secrets: ['all'] })))).toEqual([]);
    expect(short(await access(own({ secrets: ['get', 'list'] })))).toEqual(MISSING);
    expect(short(await access(policies()))).toEqual(MISSING);
    expect(short(await access(policies(azure.accessPolicy('somebody-else', { secrets: ['all'] }))))).toEqual(
      MISSING,
    );
    expect(short(await access(own({ secrets: ['all'] }, { applicationId: 'x' })))).toEqual(MISSING);
    expect(short(await access(own({ secrets: ['all'] }, { tenantId: 'other' })))).toEqual(MISSING);
  });

  test('with a key encryption key the rights on keys are needed too', async () => {
    const grant = (secrets: string[], keys: string[]) =>
      access(own({ secrets, keys }), { key: true }).then(short);
    expect(await grant(GET_LIST_BACKUP, GET_LIST_BACKUP)).toEqual([]);
    expect(await grant(GET_LIST_BACKUP, ['get'])).toEqual(MISSING);
    expect(await grant(['get', 'list'], GET_LIST_BACKUP)).toEqual(['key-vault-backup-access warning kv']);
    expect(await grant(['get'], GET_LIST_BACKUP)).toEqual(MISSING);
    expect(await grant(['get', 'list'], ['get', 'list'])).toEqual(MISSING);
  });

  test('the message names what is missing', async () => {
    const report = await access(own({ secrets: ['get'] }));
    expect(report.findings[0]?.message).toContain('lacks: secrets list, secrets backup.');
  });

  test('the id of the service: unknown, given by flag, or known not to exist', async () => {
    const vault = own({ secrets: GET_LIST_BACKUP });
    const source = { collected: ['microsoft.compute/virtualmachines'] };
    const notCollected = await access(vault, {
      service: false,
      source: {
        collected: (await inventoryOf([])).source.collected?.filter((type) => !type.includes('graph')) ?? [],
      },
    });
    expect(unknowns(notCollected)).toEqual(['key-vault-backup-access not-in-source']);
    expect(notCollected.unknowns[0]?.detail).toContain('--backup-service-object-id');
    expect(
      short(
        await access(vault, {
          service: false,
          source,
          backupServiceObjectId: azure.BACKUP_OBJECT_ID.toUpperCase(),
        }),
      ),
    ).toEqual([]);
    expect(short(await access(vault, { service: false }))).toEqual(MISSING);
    const gap = { what: 'microsoft.graph/serviceprincipals', scope: '/', reason: 'forbidden' } as const;
    const elsewhere = { what: '*', scope: '/subscriptions/hidden', reason: 'notVisible' } as const;
    expect(short(await access(vault, { service: false, gaps: [elsewhere] }))).toEqual(MISSING);
    const cutShort = await access(vault, {
      service: false,
      gaps: [{ what: '*', scope: '/', reason: 'truncated' }],
    });
    expect(unknowns(cutShort)).toContain('key-vault-backup-access unreadable');
    const forbidden = await access(vault, { service: false, gaps: [gap] });
    expect(unknowns(forbidden)).toEqual(['key-vault-backup-access unreadable']);
    expect(short(await access(policies(), { service: false, gaps: [gap] }))).toEqual(MISSING);
  });

  const ROLE = azure.roleDefinition('backup-role', [
    {
      dataActions: ['Microsoft.KeyVault/vaults/secrets/*', 'Microsoft.KeyVault/vaults/keys/*'],
      notDataActions: [],
    },
  ]);
  const READER = azure.roleDefinition('secret-reader', [
    {
      dataActions: [
        'Microsoft.KeyVault/vaults/secrets/getSecret/action',
        'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
      ],
    },
  ]);
  const rbac = azure.keyVault(A, 'kv', { enableRbacAuthorization: 'true' });
  const roles = (more: Row[], options: Options = {}) =>
    access(rbac, { more: [ROLE, READER, ...more], ...options });
  const assigned = (
    scope: string,
    role: string,
    more: Record<string, unknown> = {},
    principal = azure.BACKUP_OBJECT_ID,
  ) => azure.roleAssignment(scope, `${role}-${principal}`, role, principal, more);

  test('roles: assignments at the vault and above add up', async () => {
    expect(short(await roles([]))).toEqual(MISSING);
    for (const scope of [KV, azure.groupId(S, 'RG-A'), `/subscriptions/${S}`, '']) {
      expect([scope, short(await roles([assigned(scope, 'backup-role')]))]).toEqual([scope, []]);
    }
    expect(short(await roles([assigned(azure.groupId(S, 'rg-b'), 'backup-role')]))).toEqual(MISSING);
    expect(short(await roles([assigned(KV, 'secret-reader')]))).toEqual(MISSING);
    const backup = azure.roleDefinition('only-backup', [
      { DataActions: ['microsoft.keyvault/vaults/secrets/backup/action'] },
    ]);
    expect(
      short(
        await roles([assigned(KV, 'secret-reader'), backup, assigned(`/subscriptions/${S}`, 'only-backup')]),
      ),
    ).toEqual([]);
  });

  test('roles: what a role excludes it does not give', async () => {
    const most = azure.roleDefinition('most', [
      { dataActions: ['*'], notDataActions: ['Microsoft.KeyVault/vaults/*/backup/action'] },
    ]);
    expect(short(await roles([most, assigned(KV, 'most')]))).toEqual(MISSING);
  });

  test('roles: a management group above the subscription counts, where it can be seen', async () => {
    const above = [
      azure.subscription(S, ['corp', 'root']),
      azure.managementGroup('corp'),
      azure.managementGroup('root'),
    ];
    const atGroup = assigned('/providers/Microsoft.Management/managementGroups/Corp', 'backup-role');
    expect(short(await roles([...above, atGroup]))).toEqual([]);
    expect(short(await roles([...above.slice(0, 2), atGroup]))).toEqual([]);
    const hidden = await roles(above.slice(0, 2));
    expect(short(hidden)).toEqual([]);
    expect(unknowns(hidden)).toEqual(['key-vault-backup-access not-in-source']);
    expect(
      short(
        await roles([
          ...above,
          assigned('/providers/Microsoft.Management/managementGroups/elsewhere', 'backup-role'),
        ]),
      ),
    ).toEqual(MISSING);
  });

  test('roles: a group, a condition or an unknown role may grant it; a person or another application may not', async () => {
    const unknown = ['key-vault-backup-access undetermined'];
    expect(
      unknowns(await roles([assigned(KV, 'backup-role', { principalType: 'Group' }, 'group-1')])),
    ).toEqual(unknown);
    expect(
      unknowns(await roles([assigned(KV, 'backup-role', { principalType: undefined }, 'nobody-knows')])),
    ).toEqual(unknown);
    expect(unknowns(await roles([assigned(KV, 'backup-role', { condition: '@Resource…' })]))).toEqual(
      unknown,
    );
    expect(unknowns(await roles([assigned(KV, 'no-such-definition')]))).toEqual(unknown);
    expect(short(await roles([assigned(KV, 'backup-role', { principalType: 'User' }, 'person-1')]))).toEqual(
      MISSING,
    );
    expect(short(await roles([assigned(KV, 'backup-role', {}, 'other-app')]))).toEqual(MISSING);
    expect(
      short(await roles([assigned(KV, 'secret-reader', { principalType: 'Group' }, 'group-1')])),
    ).toEqual(MISSING);
  });

  test('roles: unreadable assignments are unknown, not missing', async () => {
    const gap = {
      what: 'microsoft.authorization/roleassignments',
      scope: '/providers/Microsoft.Management/managementGroups/corp',
      reason: 'forbidden',
    } as const;
    const above = [azure.subscription(S, ['corp']), azure.managementGroup('corp')];
    const report = await roles(above, { gaps: [gap] });
    expect(unknowns(report)).toEqual(['key-vault-backup-access unreadable']);
    expect(short(await roles([...above, assigned(KV, 'backup-role')], { gaps: [gap] }))).toEqual([]);
  });

  test('the firewall: trusted services must be let in', async () => {
    const firewall = (properties: Record<string, unknown>) =>
      access(
        azure.keyVault(A, 'kv', {
          accessPolicies: [azure.accessPolicy(azure.BACKUP_OBJECT_ID, { secrets: ['all'] })],
          ...properties,
        }),
      );
    const acls = (defaultAction: string, bypass?: string) => ({
      networkAcls: { defaultAction, ...(bypass === undefined ? {} : { bypass }) },
    });
    expect(short(await firewall(acls('Deny', 'None')))).toEqual(['key-vault-trusted-services error kv']);
    expect(short(await firewall(acls('deny', 'azureservices')))).toEqual([]);
    expect(short(await firewall(acls('Deny')))).toEqual([]);
    expect(short(await firewall(acls('Allow', 'None')))).toEqual([]);
    const closed = await firewall({ publicNetworkAccess: 'Disabled' });
    expect(unknowns(closed)).toEqual(['key-vault-trusted-services undetermined']);
    expect(short(await firewall({ ...acls('Deny', 'None'), publicNetworkAccess: 'Disabled' }))).toEqual([
      'key-vault-trusted-services error kv',
    ]);
  });

  test('a key vault without a row is unknown', async () => {
    const report = await run([...encrypted(false), azure.servicePrincipal()], { only });
    expect(unknowns(report)).toEqual([
      'key-vault-backup-access undetermined',
      'key-vault-trusted-services undetermined',
    ]);
  });
});
