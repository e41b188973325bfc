import { describe, expect, test } from '@jest/globals';
import { contosoRows } from '../../../scripts/contoso.js';
import type { LiveScope } from '../../../src/collect/azure/live-options.js';
import { SHIPPED_POLICIES } from '../../../src/shipped-policies.js';
import { lowerId } from '../../../src/model/arm-id.js';
import type { Inventory } from '../../../src/model/inventory.js';
import { TYPES, type Row } from '../../../src/model/row.js';
import { UserError } from '../../../src/model/user-error.js';
import { scan } from '../../../src/scan.js';
import type { Fault } from '../../azure-emulator/emulator.js';
import { azureError, type Request } from '../../azure-emulator/http.js';
import { inventoryOf } from '../../estate/inventory.js';
import {
  assignmentId,
  BUILT_IN,
  managementGroupScope,
  policyAssignment,
  policyDefinition,
  policySetDefinition,
} from '../../estate/azure-policy.js';
import * as azure from '../../estate/rows.js';
import { FakeClock } from './fake-clock.js';
import { collect, emulate, rowsOf } from './harness.js';

const S1 = '11111111-1111-1111-1111-111111111111';
const S2 = '22222222-2222-2222-2222-222222222222';
const of = (name: string, subscription = S1) => ({ subscription, group: 'rg-a', name });

/** A VM with everything around it. */
const machine = (name: string, subscription = S1): Row[] => {
  const vm = of(name, subscription);
  return [
    azure.vm(vm),
    azure.instanceView(vm),
    azure.disk(vm, `${name}-os`),
    azure.nic(vm, `${name}-nic`),
    azure.extension(vm, 'Monitor'),
    azure.protectedItem(vm, 'daily'),
    azure.collection(vm, { points: 3 }),
  ];
};
const around = (subscription: string, groups: readonly string[] = []) => [
  azure.subscription(subscription, groups),
  azure.recoveryVault(subscription),
  azure.backupPolicy(subscription, 'daily', { type: 'V1' }),
  azure.lock(azure.groupId(subscription, 'AzureBackupRG_westeurope_1'), 'keep'),
];
const small = [
  ...around(S1, ['corp']),
  ...machine('vm-1'),
  ...machine('vm-2'),
  azure.managementGroup('corp'),
  azure.servicePrincipal(),
];
const two = [...small, ...around(S2), ...machine('vm-3', S2)];

const findings = async (inventory: Inventory) =>
  (await scan({ inventory, policies: SHIPPED_POLICIES })).findings.map(
    ({ policy, level, resourceId, subjects, message }) =>
      [policy, level, resourceId, message, ...subjects].join(' ').toLowerCase(),
  );

/** What a scan with --deep knows of the example estate: views of running, protected VMs only. */
const contoso = (() => {
  const rows = contosoRows();
  const isProtected = new Set(
    rows
      .filter(({ type }) => type === TYPES.protectedItem)
      .map((row) => (row.properties as { sourceResourceId: string }).sourceResourceId.toLowerCase()),
  );
  return rows.filter(
    ({ type, id }) =>
      type !== TYPES.instanceView || isProtected.has(lowerId(id).replace(/\/instanceview$/, '')),
  );
})();

describe('a live scan gives what a file gives', () => {
  test('the same findings, in pages of any size', async () => {
    const expected = await findings(await inventoryOf(contoso));
    expect(expected.length).toBeGreaterThan(25);
    for (const pageSize of [1000, 7]) {
      const inventory = await collect(await emulate({ rows: contoso, pageSize }), { deep: true });
      expect(await findings(inventory)).toEqual(expected);
      await inventory.close?.();
    }
  });

  test('the rows come back', async () => {
    const inventory = await collect(await emulate({ rows: two, pageSize: 2 }), { deep: true });
    expect(inventory.gaps).toEqual([]);
    const rows = await rowsOf(inventory);
    const expected = new Map(two.map((row) => [`${row.type.toLowerCase()} ${lowerId(row.id)}`, row]));
    expect([...rows.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [key, row] of expected)
      expect([key, rows.get(key)?.properties]).toEqual([key, row.properties]);
  });

  test('each page is asked for once, the subscriptions again at the end, locks once per subscription', async () => {
    const emulator = await emulate({ rows: two });
    const inventory = await collect(emulator, { deep: false });
    const asked = emulator.requests.filter((request) => !/openid|token/.test(request));
    expect(asked.filter((request) => request.includes('ResourceGraph'))).toHaveLength(21);
    expect(asked.filter((request) => request.includes('/locks'))).toHaveLength(2);
    expect(asked.filter((request) => request.includes('servicePrincipals'))).toHaveLength(1);
    expect(asked).toHaveLength(24);
    expect(inventory.source.requests).toEqual({ resourceGraph: 21, resourceManager: 2, graph: 1 });
  });

  test('locks are asked for beside the queries: they have a quota of their own', async () => {
    const emulator = await emulate({ rows: two });
    await collect(emulator, { deep: false });
    const lastLocks = emulator.requests.findLastIndex((request) => request.includes('/locks'));
    const lastQuery = emulator.requests.findLastIndex((request) => request.includes('ResourceGraph'));
    expect(lastLocks).toBeGreaterThan(0);
    expect(lastLocks).toBeLessThan(lastQuery);
  });
});

describe('scope', () => {
  test('a list of subscriptions; one that cannot be seen is a gap over everything in it', async () => {
    const inventory = await collect(await emulate({ rows: two, hidden: [S2] }), {
      scope: { subscriptions: [S1, S2] },
    });
    expect(inventory.gaps).toMatchObject([
      { what: '*', scope: `/subscriptions/${S2}`, reason: 'notVisible' },
    ]);
    expect(inventory.source.scope).toEqual({ subscriptions: [S1, S2] });
    expect(inventory.source.subscriptionsSeen).toBe(1);
    const report = await scan({ inventory, policies: SHIPPED_POLICIES });
    expect(report.summary).toMatchObject({ subjects: 2, complete: false });
  });

  test('the end of a long list is read also where nothing in its beginning may be', async () => {
    // A query names 250 subscriptions; where it may read none of them, it is refused.
    const hidden = Array.from({ length: 250 }, (_, index) => `00000000-0000-0000-0000-${1e11 + index}`);
    const inventory = await collect(await emulate({ rows: small, hidden }), {
      scope: { subscriptions: [...hidden, S1] },
      deep: false,
    });
    expect(inventory.source.subscriptionsSeen).toBe(1);
    const unseen = inventory.gaps.filter(({ reason }) => reason === 'notVisible');
    expect(unseen.map(({ scope }) => scope)).toEqual(hidden.map((id) => `/subscriptions/${id}`));
    const report = await scan({ inventory, policies: SHIPPED_POLICIES });
    expect(report.summary).toMatchObject({ subjects: 2, complete: false });
  });

  test('a subscription that only its VMs tell of is judged too', async () => {
    const rows = two.filter(({ id }) => id !== `/subscriptions/${S2}`);
    const emulator = await emulate({ rows: [...rows, azure.vm({ ...of('vm-9'), subscription: S2 })] });
    const inventory = await collect(emulator, { deep: false });
    expect(inventory.source.subscriptionsSeen).toBe(2);
    expect(emulator.requests.filter((request) => request.includes('/locks'))).toHaveLength(2);
    const report = await scan({ inventory, policies: SHIPPED_POLICIES });
    expect([...report.judged.subjects].filter((id) => id.includes(`${S2}/`))).not.toEqual([]);
  });

  test('only what is in scope is judged, but vaults and items are looked for everywhere', async () => {
    const elsewhere = azure.vaultId(S2);
    const rows = [
      ...two,
      azure.vm(of('vm-4')),
      azure.protectedItem(of('vm-4'), 'daily', {}, elsewhere),
      azure.backupPolicy(S2, 'daily'),
    ];
    const inventory = await collect(await emulate({ rows }), { scope: { subscriptions: [S1] } });
    const report = await scan({ inventory, policies: SHIPPED_POLICIES });
    expect(report.summary).toMatchObject({ subjects: 3, protected: 3 });
  });

  test('a management group', async () => {
    const inventory = await collect(await emulate({ rows: two }), { scope: { managementGroup: 'corp' } });
    expect(inventory.source.scope).toEqual({ managementGroup: 'corp', subscriptions: [S1] });
    expect((await scan({ inventory, policies: SHIPPED_POLICIES })).summary.subjects).toBe(2);
  });

  test('nothing that can be seen', async () => {
    const inventory = await collect(await emulate({ rows: [] }));
    expect((await scan({ inventory, policies: SHIPPED_POLICIES })).summary.subjects).toBe(0);
    expect(inventory.source.subscriptionsSeen).toBe(0);
  });

  test('who and where', async () => {
    const { source } = await collect(await emulate({ rows: small }));
    expect(source).toMatchObject({
      kind: 'azure',
      cloud: 'Emulator',
      tenantId: '99999999-0000-0000-0000-000000000000',
      principal: 'eeeeeeee-0000-0000-0000-000000000001',
      backupAppId: '262044b1-e2ce-469f-a196-69ab7ada62d3',
    });
  });
});

describe('what takes a call for each VM', () => {
  const calls = (requests: readonly string[]) =>
    requests.filter((request) => /instanceView|restorePoints|backupProtectedItems/.test(request));

  test('is read of running, protected VMs and the collections and vaults of VMs in scope', async () => {
    const rows = [
      ...small,
      azure.vm({ ...of('stopped'), power: 'deallocated' }),
      azure.protectedItem(of('stopped'), 'daily'),
      azure.vm(of('unprotected')),
      azure.vm(of('paused')),
      azure.protectedItem(of('paused'), 'daily', { protectionState: 'ProtectionStopped' }),
    ];
    const emulator = await emulate({ rows });
    await collect(emulator, { deep: true });
    const paths = calls(emulator.requests).map((request) =>
      request.split('?')[0]?.split('/').slice(-2).join('/'),
    );
    expect(paths.sort()).toEqual(
      [
        'rsv-main/backupProtectedItems',
        'vm-1/instanceView',
        'vm-2/instanceView',
        ...['vm-1', 'vm-2'].map((name) => `restorePointCollections/AzureBackup_${name}_8566286297458822223`),
      ].sort(),
    );
  });

  test('is left out on request, and it is told how many calls it would take', async () => {
    const emulator = await emulate({ rows: small });
    const { source } = await collect(emulator, { deep: false });
    expect(calls(emulator.requests)).toEqual([]);
    expect(source.notRequested).toBe(5);
  });

  test('is read for the VMs that were asked for only', async () => {
    const emulator = await emulate({ rows: small });
    await collect(emulator, { deep: true, filter: { vms: ['VM-2'] } });
    expect(calls(emulator.requests)).toHaveLength(3);
  });

  test('what extensions print is not stored, for it may hold secrets', async () => {
    const printed = {
      name: 'script',
      statuses: [{ code: 'ProvisioningState/succeeded', message: 'password=hunter2' }],
    };
    const rows = [
      ...around(S1),
      ...machine('vm-1').filter(({ type }) => type !== TYPES.instanceView),
      azure.instanceView(of('vm-1'), { extensions: [printed] }),
    ];
    const inventory = await collect(await emulate({ rows }), { deep: true });
    expect(JSON.stringify([...(await rowsOf(inventory)).values()])).not.toContain('hunter2');
  });
});

test('snapshots: only incremental ones are asked for', async () => {
  const snapshots = [true, 'True', false, null].map((incremental, index) =>
    azure.snapshot(of('vm-1'), `snapshot-${index}`, 'vm-1-os', incremental),
  );
  const rows = await rowsOf(await collect(await emulate({ rows: [...small, ...snapshots] })));
  const names = [...rows.values()].filter(({ type }) => type === TYPES.snapshot).map(({ name }) => name);
  expect(names).toEqual(['snapshot-0', 'snapshot-1']);
});

describe('Azure Policy', () => {
  const CORP = managementGroupScope('corp');
  const needsTag = policySetDefinition(
    'tags',
    [
      {
        policyDefinitionId: BUILT_IN.requireTag.id,
        policyDefinitionReferenceId: 'group-tag',
        parameters: { tagName: { value: "[parameters('tag')]" } },
      },
      { policyDefinitionId: BUILT_IN.inheritTag.id, parameters: { tagName: { value: 'env' } } },
    ],
    { tag: { type: 'String' } },
    CORP,
  );
  const assignment = policyAssignment(CORP, 'needs-tags', needsTag.id.toUpperCase(), { tag: 'CostCenter' });
  const unassigned = policySetDefinition('other', [], {}, CORP);
  const waiting = [
    azure.vm(of('waiting')),
    azure.instanceView(of('waiting')),
    azure.protectedItem(of('waiting'), 'daily'),
  ];
  const definitions = [BUILT_IN.requireTag, BUILT_IN.inheritTag, needsTag, unassigned];
  const rows = [...small, ...waiting, ...definitions];
  const asksForSets = (request: string) => request.endsWith(TYPES.policySetDefinition);

  test('an initiative that is assigned above denies the group of a VM without restore points', async () => {
    const emulator = await emulate({ rows: [...rows, assignment] });
    const inventory = await collect(emulator, { scope: { subscriptions: [S1] } });
    expect(inventory.gaps).toEqual([]);
    const { findings: found } = await scan({ inventory, policies: SHIPPED_POLICIES });
    expect(found.filter(({ policy }) => policy === 'backup-group-creatable')).toMatchObject([
      {
        level: 'error',
        resourceId: assignmentId(CORP, 'needs-tags'),
        subjects: [`/subscriptions/${S1}`],
        message: expect.stringMatching(/CostCenter.*AzureBackupRG_westeurope_1/s),
      },
    ]);
    expect(emulator.requests.filter(asksForSets)).toHaveLength(1);
  });

  test('only initiatives that are assigned are read, and only definitions for resource groups', async () => {
    const extra = policyDefinition('data', {}, { mode: 'Microsoft.KeyVault.Data' });
    const inventory = await collect(await emulate({ rows: [...rows, extra, assignment] }));
    const ids = [...(await rowsOf(inventory)).values()]
      .filter(({ type }) => type.startsWith('microsoft.authorization/policy'))
      .map(({ id }) => lowerId(id));
    expect(ids.sort()).toEqual(
      [assignment, BUILT_IN.requireTag, needsTag].map(({ id }) => lowerId(id)).sort(),
    );
  });

  test('where no initiative is assigned none is asked for', async () => {
    const emulator = await emulate({
      rows: [...rows, policyAssignment(CORP, 'one', BUILT_IN.requireTag.id, { tagName: 'env' })],
    });
    const inventory = await collect(emulator);
    expect(emulator.requests.filter(asksForSets)).toEqual([]);
    expect(await findings(inventory)).toContainEqual(expect.stringMatching(/^backup-group-creatable error/));
  });

  test.each<[string, string, LiveScope]>([
    ['initiatives', TYPES.policySetDefinition, { tenant: true }],
    ['initiatives', TYPES.policySetDefinition, { subscriptions: [S1] }],
    ['initiatives', TYPES.policySetDefinition, { managementGroup: 'corp' }],
    ['definitions', TYPES.policyDefinition, { subscriptions: [S1] }],
    ['assignments', TYPES.policyAssignment, { subscriptions: [S1] }],
    ['exemptions', TYPES.policyExemption, { subscriptions: [S1] }],
  ])('%s that cannot be read leave it unknown (%s, %j)', async (_, what, scope) => {
    const match = ({ type }: Request) => type === what;
    const faults = [{ match, times: 99, answer: azureError(503, 'Unavailable', '') }];
    const inventory = await collect(await emulate({ rows: [...rows, assignment], faults }), { scope });
    expect(inventory.gaps).toMatchObject([{ what, scope: '/', reason: 'failed' }]);
    const report = await scan({ inventory, policies: SHIPPED_POLICIES });
    expect(report.summary.complete).toBe(false);
    const own = ({ policy }: { policy: string }) => policy === 'backup-group-creatable';
    expect(report.findings.filter(own)).toEqual([]);
    expect(report.unknowns.filter(own)).toMatchObject([
      { reason: 'unreadable', subjects: [`/subscriptions/${S1}`] },
    ]);
  });
});

describe('the registration of the resource provider', () => {
  const rows = [...small, azure.subscription(S2), azure.vm(of('vm-3', S2))];
  const isProvider = (path: string) => /\/providers\/Microsoft\.RecoveryServices\?/i.test(path);
  const judged = async (inventory: Inventory) => {
    const report = await scan({ inventory, policies: SHIPPED_POLICIES });
    const own = <T extends { policy: string }>(all: readonly T[]) =>
      all.filter(({ policy }) => policy === 'provider-registered');
    return { findings: own(report.findings), unknowns: own(report.unknowns), summary: report.summary };
  };

  test('is asked for only in subscriptions of VMs without a vault', async () => {
    const emulator = await emulate({ rows: [...rows, azure.registration(S2, 'NotRegistered')] });
    const inventory = await collect(emulator, { deep: true });
    expect(emulator.requests.filter(isProvider)).toEqual([
      expect.stringContaining(`/subscriptions/${S2}/providers/Microsoft.RecoveryServices?api-version=`),
    ]);
    expect(await judged(inventory)).toMatchObject({
      findings: [{ level: 'warning', subjects: [`/subscriptions/${S2}`] }],
      unknowns: [],
    });
  });

  test('where it is registered nothing is found', async () => {
    const inventory = await collect(await emulate({ rows }), { deep: true });
    expect(await judged(inventory)).toMatchObject({ findings: [], unknowns: [] });
  });

  test('is not asked for without --deep, and then not known', async () => {
    const emulator = await emulate({ rows });
    const inventory = await collect(emulator, { deep: false });
    expect(emulator.requests.filter(isProvider)).toEqual([]);
    expect(await judged(inventory)).toMatchObject({
      findings: [],
      unknowns: [{ reason: 'not-requested', needs: '--deep', subjects: [`/subscriptions/${S2}`] }],
    });
  });

  test('that may not be read is a gap, and not known', async () => {
    const match = ({ path }: Request) => isProvider(path);
    const faults = [{ match, times: 9, answer: azureError(403, 'AuthorizationFailed', 'No action.') }];
    const inventory = await collect(await emulate({ rows, faults }), { deep: true });
    expect(inventory.gaps).toEqual([
      {
        what: TYPES.provider,
        scope: `/subscriptions/${S2}`,
        reason: 'forbidden',
        detail: '403 AuthorizationFailed: No action.',
      },
    ]);
    expect(await judged(inventory)).toMatchObject({
      findings: [],
      unknowns: [{ reason: 'unreadable', subjects: [`/subscriptions/${S2}`] }],
      summary: { complete: false },
    });
  });
});

describe('faults', () => {
  const isType = (type: string) => (request: Request) => request.type === type;
  const disks = isType(TYPES.disk);
  const isLocks = (request: Request) => request.path.includes('/locks');
  const run = async (fault: Fault, options = {}) => {
    const clock = new FakeClock();
    const emulator = await emulate({ rows: small, pageSize: 2, faults: [fault] });
    const inventory = await collect(emulator, { deep: true, clock, ...options });
    const rows = await rowsOf(inventory);
    await inventory.close?.();
    return { gaps: inventory.gaps, rows: rows.size, waits: clock.waits, requests: emulator.requests };
  };
  const whole = { gaps: [], rows: small.length };

  test.each<[string, Fault, number[]]>([
    [
      '429 that says how long',
      { match: disks, answer: { ...azureError(429, 'RateLimiting', ''), headers: { 'retry-after': '7' } } },
      [7000],
    ],
    [
      '429 that says when the quota is whole',
      {
        match: disks,
        answer: {
          ...azureError(429, 'RateLimiting', ''),
          headers: { 'x-ms-user-quota-resets-after': '00:00:09' },
        },
      },
      [9000],
    ],
    ['429 that says nothing', { match: disks, answer: azureError(429, 'RateLimiting', '') }, [5000]],
    [
      'a server error',
      { match: disks, times: 2, answer: azureError(500, 'InternalServerError', '') },
      [500, 1000],
    ],
    ['a reset', { match: disks }, [500]],
    ['a body that is no JSON', { match: isLocks, answer: { status: 200, body: '<html>' } }, [500]],
    ['a body that is cut off', { match: isLocks, answer: { status: 200, body: '{"value":[' } }, [500]],
    [
      'a lock service that is busy',
      {
        match: isLocks,
        answer: { ...azureError(429, 'SubscriptionRequestsThrottled', ''), headers: { 'retry-after': '3' } },
      },
      [3000],
    ],
  ])('%s is tried again', async (_, fault, waits) => {
    const result = await run(fault);
    expect(result).toMatchObject(whole);
    for (const wait of waits) expect(result.waits).toContain(wait);
  });

  test('a token that is no longer good is renewed, once', async () => {
    expect(
      await run({ match: disks, answer: azureError(401, 'ExpiredAuthenticationToken', '') }),
    ).toMatchObject(whole);
    expect(
      await run({ match: isLocks, answer: azureError(401, 'ExpiredAuthenticationToken', '') }),
    ).toMatchObject(whole);
  });

  test.each<[string, Fault, object]>([
    [
      'no right',
      { match: isLocks, times: 99, answer: azureError(403, 'AuthorizationFailed', 'No action.') },
      {
        what: TYPES.lock,
        scope: `/subscriptions/${S1}`,
        reason: 'forbidden',
        detail: '403 AuthorizationFailed: No action.',
      },
    ],
    [
      'throttled for ever',
      { match: disks, times: 99, answer: azureError(429, 'RateLimiting', '') },
      { what: TYPES.disk, scope: '/', reason: 'throttled' },
    ],
    [
      'broken for ever',
      { match: disks, times: 99, answer: azureError(503, 'Unavailable', '') },
      { what: TYPES.disk, scope: '/', reason: 'failed' },
    ],
    ['no answer ever', { match: disks, times: 99 }, { what: TYPES.disk, scope: '/', reason: 'failed' }],
    [
      'a VM that is gone',
      {
        match: (request) => request.path.includes('vm-1/instanceView'),
        answer: azureError(404, 'ResourceNotFound', ''),
      },
      { what: TYPES.instanceView, scope: `${azure.vmId(of('vm-1'))}/instanceView`, reason: 'notFound' },
    ],
    [
      'a collection that is not expanded',
      {
        match: (request) => request.path.includes('AzureBackup_vm-1'),
        answer: { status: 200, body: { properties: {} } },
      },
      { what: TYPES.restorePoint, reason: 'failed' },
    ],
    [
      'Graph without permission',
      {
        match: (request) => request.path.startsWith('/v1.0'),
        answer: azureError(403, 'Authorization_RequestDenied', 'Insufficient privileges'),
      },
      {
        what: TYPES.servicePrincipal,
        scope: '/',
        reason: 'forbidden',
        detail: expect.stringContaining('--backup-service-object-id'),
      },
    ],
    [
      'a redirect',
      { match: isLocks, times: 99, answer: { status: 302, headers: { location: 'https://evil.example/' } } },
      { what: TYPES.lock, reason: 'failed' },
    ],
    [
      'a link to another host',
      {
        match: isLocks,
        answer: (usual) => ({
          ...usual,
          body: { ...(usual.body as object), nextLink: 'https://evil.example/subscriptions' },
        }),
      },
      {
        what: TYPES.lock,
        reason: 'failed',
        detail: 'Azure gave a link to another host; it was not followed.',
      },
    ],
    [
      'links that go round in a circle',
      {
        match: isLocks,
        times: 99,
        answer: (usual) => ({
          ...usual,
          status: 200,
          body: { value: [], nextLink: '/subscriptions/x/locks?api-version=1' },
        }),
      },
      { what: TYPES.lock, reason: 'truncated' },
    ],
    [
      'a count that does not match',
      {
        match: isType(TYPES.disk),
        times: 99,
        answer: (usual) => ({ ...usual, body: { ...(usual.body as object), totalRecords: 77 } }),
      },
      {
        what: TYPES.disk,
        scope: '/',
        reason: 'truncated',
        detail: 'Resource Graph counts 77 rows and gave 2.',
      },
    ],
    [
      'a result that is cut short',
      {
        match: isType(TYPES.nic),
        times: 9,
        answer: (usual) => ({ ...usual, body: { ...(usual.body as object), resultTruncated: 'true' } }),
      },
      { what: TYPES.nic, reason: 'truncated' },
    ],
    [
      'more subscriptions than are looked at',
      {
        match: isType(TYPES.nic),
        times: 9,
        answer: (usual) => ({
          ...usual,
          headers: { ...usual.headers, 'x-ms-tenant-subscription-limit-hit': 'true' },
        }),
      },
      { what: TYPES.nic, reason: 'truncated' },
    ],
    [
      'a query that is refused',
      {
        match: disks,
        answer: azureError(400, 'BadRequest', 'Please provide', [
          { code: 'InvalidQuery', message: 'Query is invalid.' },
        ]),
      },
      { what: TYPES.disk, reason: 'failed', detail: '400 InvalidQuery: Query is invalid.' },
    ],
  ])('%s is a gap', async (_, fault, gap) => {
    const { gaps } = await run(fault);
    expect(gaps).toEqual([expect.objectContaining(gap)]);
  });

  test('a count that is wrong once is read again', async () => {
    const fault: Fault = {
      match: disks,
      answer: (usual) => ({ ...usual, body: { ...(usual.body as object), totalRecords: 3 } }),
    };
    expect(await run(fault)).toMatchObject(whole);
  });

  test('rows that are lost and doubled between pages are noticed', async () => {
    const lost = await collect(await emulate({ rows: small, pageSize: 1, shiftBetweenPages: 1 }));
    expect(lost.gaps.filter(({ what }) => what === TYPES.disk)).toMatchObject([{ reason: 'truncated' }]);
  });

  test('a page that is too large is asked for in halves', async () => {
    const tops: unknown[] = [];
    const tooLarge: Fault = {
      match: (request) => {
        const top = (request.json?.options as { $top?: number } | undefined)?.$top;
        if (request.type === TYPES.disk) tops.push(top);
        return request.type === TYPES.disk && (top ?? 0) > 250;
      },
      times: 99,
      answer: azureError(400, 'BadRequest', '', [
        { code: 'ResponsePayloadTooLarge', message: 'exceeded the limit of 16777216' },
      ]),
    };
    expect(await run(tooLarge)).toMatchObject(whole);
    expect(tops).toEqual([1000, 500, 250]);
  });

  test('the pages after one that was too large are asked for with the size that its token is for', async () => {
    const tops: unknown[] = [];
    const tooLarge: Fault = {
      match: (request) => {
        const { $top = 0 } = (request.json?.options ?? {}) as { $top?: number };
        if (request.type === TYPES.disk) tops.push($top);
        return request.type === TYPES.disk && $top > 500;
      },
      times: 99,
      answer: azureError(400, 'BadRequest', '', [{ code: 'ResponsePayloadTooLarge', message: '' }]),
    };
    const emulator = await emulate({ rows: two, pageSize: 1, faults: [tooLarge] });
    expect((await collect(emulator, { deep: false })).gaps).toEqual([]);
    expect(tops).toEqual([1000, 500, 500, 500]); // three disks
  });

  test('the list of subscriptions fails: those in the rows are scanned, and it is a gap', async () => {
    const { gaps, rows } = await run({
      match: isType(TYPES.subscription),
      times: 99,
      answer: azureError(500, 'X', ''),
    });
    expect(gaps).toMatchObject([{ what: TYPES.subscription, reason: 'failed' }]);
    expect(rows).toBe(small.length - 1);
  });

  test('the list of subscriptions fails: one that only a vault tells of was not looked at', async () => {
    const faults = [{ match: isType(TYPES.subscription), times: 99, answer: azureError(500, 'X', '') }];
    const inventory = await collect(await emulate({ rows: two, faults }), {
      scope: { managementGroup: 'corp' },
    });
    expect(inventory.source.scope).toEqual({ managementGroup: 'corp', subscriptions: [S1] });
    const report = await scan({ inventory, policies: SHIPPED_POLICIES });
    // Items are looked for in the whole tenant: the VM of one in S2 exists, and S2 is not in the management group.
    expect(report.findings.filter(({ policy }) => policy === 'protected-vm-exists')).toEqual([]);
  });

  test('a sign-in that Azure refuses ends the scan with what to do', async () => {
    const refused: Fault = {
      match: (request) => request.path.includes('ResourceGraph'),
      times: 99,
      answer: azureError(401, 'InvalidAuthenticationTokenTenant', 'Wrong issuer.'),
    };
    const scanning = run(refused);
    await expect(scanning).rejects.toThrow(UserError);
    await expect(scanning).rejects.toThrow(/refuses the sign-in: 401 InvalidAuthenticationTokenTenant/);
  });

  test('Ctrl-C keeps what was read and marks it', async () => {
    const controller = new AbortController();
    const emulator = await emulate({ rows: small });
    const inventory = await collect(emulator, {
      signal: controller.signal,
      onProgress: (progress) => {
        if (progress.step === 'read' && progress.type === TYPES.disk) controller.abort();
      },
    });
    expect(inventory.gaps).toEqual([
      { what: '*', scope: '/', reason: 'interrupted', detail: 'The scan was interrupted.' },
    ]);
    const report = await scan({ inventory, policies: SHIPPED_POLICIES });
    expect(report.summary.complete).toBe(false);
  });

  test('no token ends up in what is kept or told', async () => {
    const emulator = await emulate({
      rows: small,
      faults: [{ match: isLocks, times: 99, answer: azureError(403, 'AuthorizationFailed', 'x') }],
    });
    const inventory = await collect(emulator, { deep: true });
    const kept = JSON.stringify([inventory.source, inventory.gaps, ...(await rowsOf(inventory)).values()]);
    expect(emulator.tokens.length).toBeGreaterThan(1);
    for (const secret of [...emulator.tokens, 'emulator-secret']) expect(kept).not.toContain(secret);
  });
});
