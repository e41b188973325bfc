import { describe, expect, test } from '@jest/globals';
import { readDeep } from '../../../src/collect/azure/deep.js';
import type { DeepPlan } from '../../../src/collect/azure/deep-plan.js';
import { Silence } from '../../../src/collect/azure/failure.js';
import type { RestClient, RestClientOptions } from '../../../src/collect/azure/rest-client.js';
import type { Gap } from '../../../src/model/inventory.js';
import { TYPES, type Row } from '../../../src/model/row.js';
import { answer, clientOf, serve, type Handler } from './loopback.js';

const VM = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm';
const COLLECTION = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/restorePointCollections/c';
const VAULT = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v';
const NOTHING: DeepPlan = { vms: [], collections: [], vaults: [], unproven: [] };

/** What comes of a plan where every call has the same answer. */
const readWith = (plan: Partial<DeepPlan>, body: unknown) =>
  readFrom(plan, (_, response) => answer(response, body));

/** What comes of a plan at a server. */
async function readFrom(plan: Partial<DeepPlan>, handler: Handler, options: Partial<RestClientOptions> = {}) {
  return readBy(plan, clientOf(await serve(handler), options));
}

/** What comes of a plan by that client. */
async function readBy(plan: Partial<DeepPlan>, client: RestClient) {
  const [rows, gaps, done]: [Row[], Gap[], number[]] = [[], [], []];
  await readDeep(
    { ...NOTHING, ...plan },
    {
      client,
      take: (row) => void rows.push(row),
      onGap: (gap) => void gaps.push(gap),
      onProgress: (count) => void done.push(count),
    },
  );
  return { rows, gaps, done };
}

test.each<[string, Partial<DeepPlan>, unknown, string]>([
  ['an instance view', { vms: [VM] }, [], `${VM}/instanceView`],
  ['a view with statuses', { vms: [VM] }, {}, `${VM}/instanceView`],
  ['a view but an error all the same', { vms: [VM] }, { error: { code: 'X' } }, `${VM}/instanceView`],
  ['restore points', { collections: [COLLECTION] }, { properties: {} }, COLLECTION],
  ['protected items', { vaults: [VAULT] }, { value: [{ name: 'no id' }] }, VAULT],
  ['a list of protected items', { vaults: [VAULT] }, {}, VAULT],
])('an answer that is not %s leaves a gap at what was asked', async (_, plan, body, scope) => {
  const { rows, gaps, done } = await readWith(plan, body);
  expect(rows).toEqual([]);
  expect(gaps).toMatchObject([{ scope, reason: 'failed' }]);
  expect(done).toEqual([1]);
});

test('what extensions print, the boot log and the copy of the VM in a restore point are not kept', async () => {
  const status = { code: 'ProvisioningState/succeeded', message: 'secret' };
  const view = {
    bootDiagnostics: { serialConsoleLogBlobUri: 'secret' },
    vmAgent: { vmAgentVersion: '2.7' },
    statuses: [],
    extensions: [{ name: 'x', statuses: [status], substatuses: [status] }],
  };
  const points = { properties: { restorePoints: [{ name: 'p', properties: { sourceMetadata: 'secret' } }] } };
  const rows = [
    ...(await readWith({ vms: [VM] }, view)).rows,
    ...(await readWith({ collections: [COLLECTION] }, points)).rows,
  ];
  expect(rows.map(({ id }) => id)).toEqual([`${VM}/instanceView`, COLLECTION]);
  expect(JSON.stringify(rows)).not.toContain('secret');
  expect(JSON.stringify(rows)).toContain('2.7');
});

describe('a service that does not answer', () => {
  const ids = (id: string, count: number) => Array.from({ length: count }, (_, index) => `${id}${index}`);
  const plan = { vms: ids(VM, 60), collections: ids(COLLECTION, 40), unproven: ['s1', 's2'] };
  const CALLS = 102;

  test('is given up after five calls on end, with one gap for each type of the rest', async () => {
    let asked = 0;
    const silent: Handler = () => undefined;
    const { rows, gaps, done } = await readFrom(plan, silent, { timeout: 20, onRequest: () => asked++ });
    expect(rows).toEqual([]);
    const [single, whole] = [
      gaps.filter(({ scope }) => scope !== '/'),
      gaps.filter(({ scope }) => scope === '/'),
    ];
    // Sixteen are under way at once, and four of them may have begun another call before the fifth gives up.
    expect(single.length).toBeGreaterThanOrEqual(16);
    expect(single.length).toBeLessThanOrEqual(20);
    expect(asked).toBe(2 * single.length);
    const left = 60 - single.length;
    const detail = (calls: number) => `5 calls on end had no answer in time; ${calls} more were not sent.`;
    expect(whole).toEqual([
      { what: TYPES.instanceView, scope: '/', reason: 'failed', detail: detail(left) },
      { what: TYPES.restorePoint, scope: '/', reason: 'failed', detail: detail(40) },
      { what: TYPES.provider, scope: '/', reason: 'failed', detail: detail(2) },
    ]);
    expect(done.at(-1)).toBe(CALLS);
  });

  test('now and then is not given up', async () => {
    const get = (path: string) =>
      /[0369]\/instanceView/.test(path) ? Promise.reject(new Silence()) : Promise.resolve({ statuses: [] });
    const { rows, gaps } = await readBy({ vms: ids(VM, 100) }, { get } as unknown as RestClient);
    expect(rows).toHaveLength(60);
    expect(gaps).toHaveLength(40);
    expect(gaps.filter(({ scope }) => scope === '/')).toEqual([]);
  });

  test.each([429, 503])('that answers %i again and again is given up too', async (status) => {
    let asked = 0;
    const handler: Handler = (_, response) => answer(response, '', status, { 'retry-after': '120' });
    const { gaps } = await readFrom(plan, handler, { onRequest: () => asked++ });
    expect(asked).toBeLessThanOrEqual(5 * (30 + 16));
    const detail = '30 calls on end failed although they were sent again and again';
    expect(gaps.filter(({ scope }) => scope === '/').map((gap) => gap.detail?.split(';')[0])).toEqual(
      Array.from({ length: 3 }, () => detail),
    );
  });

  test('any answer, a refusal too, counts', async () => {
    const handler: Handler = (_, response) => answer(response, '', 403);
    const { gaps } = await readFrom(plan, handler);
    expect(gaps).toHaveLength(CALLS);
    expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(['forbidden']));
  });
});
