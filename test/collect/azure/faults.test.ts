// The faults that a scan meets, and which test shows what becomes of each:
//
// 429 with and without Retry-After, 5xx, resets, no JSON, cut off      collect-azure "is tried again", "is a gap"; retry
// storms of all of these at once                                       below
// no answer, a stalled body, a compressed body that breaks off         no-answer
// answers that are no page: proxies, null, lists, half a page          resource-graph
// a page that is too large                                             collect-azure "asked for in halves"
// a token that is no longer good: once; all of them in mid-scan        collect-azure "renewed, once"; below
// 403 on one subscription, subscriptions dropped without a word        collect-azure "scope"; cli/live; below
// a subscription that goes away or out of sight in mid-scan            below
// rows doubled and lost between pages, wrong totalRecords              collect-azure; below
// pages and links that do not end, links and redirects elsewhere       resource-graph, rest-client, collect-azure
// clocks that differ                                                   below
// Ctrl-C while waiting, reading, between pages                         retry, pace, no-answer, collect-azure
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exitCodeOf } from '../../../src/cli/exit-code.js';
import type { LiveOptions, LiveScope } from '../../../src/collect/azure/live-options.js';
import { withRetries } from '../../../src/collect/azure/retry.js';
import { TYPES, type Row } from '../../../src/model/row.js';
import { scan } from '../../../src/scan.js';
import { SHIPPED_POLICIES } from '../../../src/shipped-policies.js';
import type { Emulator, Fault } from '../../azure-emulator/emulator.js';
import { azureError, type Answer } from '../../azure-emulator/http.js';
import * as azure from '../../estate/rows.js';
import { FakeClock } from './fake-clock.js';
import { collect, emulate } from './harness.js';

const S1 = '11111111-1111-1111-1111-111111111111';
const S2 = '22222222-2222-2222-2222-222222222222';

const healthy = (subscription: string, name: string): Row[] => {
  const vm = { subscription, group: 'rg', name };
  return [
    azure.subscription(subscription),
    azure.vm(vm),
    azure.instanceView(vm),
    azure.disk(vm, `${name}-os`),
    azure.nic(vm, `${name}-nic`),
    azure.recoveryVault(subscription),
    azure.backupPolicy(subscription, 'p', { type: 'V1' }),
    azure.protectedItem(vm, 'p'),
    azure.collection(vm, { points: 1 }),
  ];
};
const fine = [...healthy(S1, 'vm-1'), ...healthy(S2, 'vm-2'), azure.servicePrincipal()];
/** One thing is wrong: too many restore points, of which only the last call of a deep scan tells. */
const failing = [
  ...fine.filter(({ id, type }) => type !== TYPES.restorePointCollection || !id.includes(S2)),
  azure.collection({ subscription: S2, group: 'rg', name: 'vm-2' }, { points: 18 }),
];
const GATE = { failOn: 'error', allowEmpty: false, allowIncomplete: false, strictWaivers: false } as const;

/** The exit code of a live scan, and its gaps. */
async function scanned(
  rows: readonly Row[],
  faults: readonly Fault[],
  during?: (emulator: Emulator) => void,
  options: Partial<LiveOptions> = {},
) {
  const emulator = await emulate({ rows, faults, pageSize: 1 });
  const inventory = await collect(emulator, {
    deep: true,
    onProgress: () => during?.(emulator),
    ...options,
  });
  const report = await scan({ inventory, policies: SHIPPED_POLICIES });
  await inventory.close?.();
  return { code: exitCodeOf(report, GATE), gaps: inventory.gaps, requests: emulator.requests };
}

test('without a fault: all clear, or the finding', async () => {
  expect(await scanned(fine, [])).toMatchObject({ code: 0, gaps: [] });
  expect(await scanned(failing, [])).toMatchObject({ code: 1, gaps: [] });
});

const KINDS: Readonly<Record<string, Fault['answer']>> = {
  throttled: azureError(429, 'RateLimiting', ''),
  'throttled, told how long': { ...azureError(429, 'RateLimiting', ''), headers: { 'retry-after': '2' } },
  'server error': azureError(503, 'Unavailable', ''),
  reset: undefined,
  'no JSON': { status: 200, body: '<html>' },
  'cut off': { status: 200, body: '{"value":[{"id":' },
  forbidden: azureError(403, 'AuthorizationFailed', 'No.'),
  expired: azureError(401, 'ExpiredAuthenticationToken', ''),
  gone: azureError(404, 'SubscriptionNotFound', 'It is gone.'),
  'too large': azureError(400, 'BadRequest', '', [{ code: 'ResponsePayloadTooLarge', message: '' }]),
  'empty answer': (usual) => withBody(usual, { value: [], data: [] }),
  'wrong count': (usual) => withBody(usual, { totalRecords: 77 }),
  'no more pages': (usual) => withBody(usual, { $skipToken: undefined, nextLink: undefined }),
  'a link elsewhere': (usual) => withBody(usual, { nextLink: 'https://evil.example/x' }),
};
const withBody = (usual: Answer, change: object): Answer => ({
  ...usual,
  body: { ...(usual.body as object), ...change },
});

describe('a storm', () => {
  /** Each fault is for some of the requests of one kind; the lists of a service that leaves rows out are counted. */
  const storm = fc.array(
    fc.record({
      kind: fc.constantFrom(...Object.keys(KINDS)),
      at: fc.constantFrom(
        'ResourceGraph',
        TYPES.vm,
        TYPES.restorePointCollection,
        TYPES.protectedItem,
        TYPES.subscription,
        '/locks',
        '/instanceView',
        '/restorePointCollections/',
        '/backupProtectedItems',
        '',
      ),
      times: fc.constantFrom(1, 2, 3, 50),
    }),
    { minLength: 1, maxLength: 5 },
  );

  test('hides no finding: it is found, or the scan says that it is incomplete', async () => {
    await fc.assert(
      fc.asyncProperty(storm, async (faults) => {
        const made = faults.map(({ kind, at, times }): Fault => {
          const isList = kind === 'empty answer' && !at.includes('/');
          return {
            match: ({ path, type }) =>
              !/oauth2|openid|discovery|v1\.0/.test(path) &&
              `${path} ${type ?? ''}`.includes(at) &&
              // A list of ARM has no count: that it is empty is believed.
              (kind !== 'empty answer' || isList || path.includes('ResourceGraph')),
            times,
            ...(KINDS[kind] === undefined ? {} : { answer: KINDS[kind] }),
          };
        });
        const code = await scanned(failing, made).then(
          ({ code: exit }) => exit,
          (error: unknown) => (error as Error).name,
        );
        expect([1, 3, 4, 'UserError']).toContain(code);
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 1200) / 60 },
    );
  }, 600_000);
});

test('all tokens expire again and again in mid-scan: they are renewed', async () => {
  let steps = 0;
  const result = await scanned(failing, [], (emulator) => {
    if (++steps % 15 === 0) emulator.revoke();
  });
  expect(result).toMatchObject({ code: 1, gaps: [] });
  expect(result.requests.filter((request) => request.includes('oauth2')).length).toBeGreaterThanOrEqual(4);
});

test('a subscription that goes away in mid-scan is a gap over everything in it', async () => {
  const without = (usual: Answer) => {
    const { data = [] } = usual.body as { data?: Row[] };
    const left = data.filter(({ id }) => !id.includes(S2));
    return withBody(usual, { data: left, totalRecords: left.length, $skipToken: undefined });
  };
  const result = await scanned(failing, [
    { match: ({ type }) => type === TYPES.restorePointCollection, times: 99, answer: without },
    {
      match: ({ path }) => path.toLowerCase().includes(`/subscriptions/${S2}/`),
      times: 99,
      answer: azureError(404, 'SubscriptionNotFound', `The subscription '${S2}' could not be found.`),
    },
  ]);
  expect(result.code).toBe(4);
  expect(result.gaps).toContainEqual(
    expect.objectContaining({ what: '*', scope: `/subscriptions/${S2}`, reason: 'notFound' }),
  );
});

describe('a subscription that goes out of sight in mid-scan', () => {
  /** Rights that end, or a move out of the management group: the rows of S2 are left out from the collections on. */
  const without = (usual: Answer) => {
    const { data = [] } = usual.body as { data?: Row[] };
    const left = data.filter(({ id }) => !id.includes(S2));
    return withBody(usual, { data: left, totalRecords: left.length, $skipToken: undefined });
  };
  const outOfSight = (scope: LiveScope, subscriptions?: Fault['answer']) => {
    let isGone = false;
    const faults: Fault[] = [
      {
        match: ({ type }) => type === TYPES.restorePointCollection && (isGone = true),
        times: 99,
        answer: without,
      },
      {
        match: ({ type }) => isGone && type === TYPES.subscription,
        times: 99,
        answer: subscriptions ?? without,
      },
    ];
    return scanned(failing, faults, undefined, { scope, deep: false });
  };

  test.each<[LiveScope]>([[{ tenant: true }], [{ subscriptions: [S1, S2] }]])(
    'is a gap over everything in it: what is not there may have been left out (%j)',
    async (scope) => {
      const { code, gaps } = await outOfSight(scope);
      expect(gaps).toEqual([
        {
          what: '*',
          scope: `/subscriptions/${S2}`,
          reason: 'notVisible',
          detail: 'The subscription was visible at the beginning of the scan and is not any more.',
        },
      ]);
      expect(code).toBe(4);
    },
  );

  test('where that cannot be found out, it is not known', async () => {
    const { code, gaps } = await outOfSight({ tenant: true }, azureError(503, 'Unavailable', ''));
    expect(gaps).toMatchObject([{ what: TYPES.subscription, scope: '/', reason: 'failed' }]);
    expect(code).toBe(4);
  });
});

describe('a clock that is hours off', () => {
  test.each([-5, 0, 5])('by %i: a pause until a date is as long as the service means it', async (hours) => {
    const clock = new FakeClock();
    const service = Date.now() + hours * 3_600_000;
    const date = (seconds: number) => new Date(service + seconds * 1000).toUTCString();
    const headers: Record<string, string> = { date: date(0), 'retry-after': date(30) };
    const answers = [
      { status: 429, headers: (name: string) => headers[name], body: null },
      { status: 200, headers: () => undefined, body: 'good' },
    ];
    const send = () => Promise.resolve(answers.shift()!);
    const options = { clock, signal: new AbortController().signal, renew: () => Promise.resolve(false) };
    expect(await withRetries(send, options)).toMatchObject({ body: 'good' });
    expect(clock.waits).toEqual([30_000]);
  });
});
