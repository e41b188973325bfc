import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { QUERIES } from '../../../src/collect/azure/queries.js';
import { TYPES } from '../../../src/model/row.js';
import { azureError } from '../../azure-emulator/http.js';
import * as azure from '../../estate/rows.js';
import { collect, emulate } from './harness.js';
import { clientOf, graphOf, serve, type Handler } from './loopback.js';

const TIMEOUT = 150;
const QUERY = QUERIES[0]!;

/** Half of a compressed answer, then the connection breaks. */
const cutCompressed: Handler = (_, response) => {
  const bytes = gzipSync(
    JSON.stringify({ value: Array.from({ length: 5000 }, (__, index) => `item ${index}`) }),
  );
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'content-length': bytes.length,
  });
  response.write(bytes.subarray(0, 500));
  setTimeout(() => response.destroy(), 20);
};
const stalled: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
  response.write('{"value":');
};
const silent: Handler = () => undefined;

/** What reads from a server with each of the two clients. */
const READERS = {
  ResourceManager: (url: string, signal: AbortSignal) =>
    clientOf(url, { timeout: TIMEOUT, signal }).get('/x'),
  ResourceGraph: (url: string, signal: AbortSignal) =>
    graphOf(url, { timeout: TIMEOUT, signal }).read(QUERY, {}, () => Promise.resolve()),
};

describe.each(Object.entries(READERS))('%s', (_, read) => {
  test.each<[string, Handler]>([
    ['a server that never answers', silent],
    ['a body that never ends', stalled],
    ['a compressed body that breaks off', cutCompressed],
  ])('%s does not hang the scan, is tried once more, and is a failure', async (__, handler) => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      handler(request, response);
    });
    await expect(read(url, new AbortController().signal)).rejects.toMatchObject({
      reason: 'failed',
      detail: 'No answer in time.',
    });
    expect(asked).toBe(2);
  });

  test.each<[string, Handler]>([
    ['the answer', silent],
    ['the rest of a body', cutCompressed],
  ])('Ctrl-C does not wait for %s', async (__, handler) => {
    const controller = new AbortController();
    const url = await serve((request, response) => {
      handler(request, response);
      setTimeout(() => controller.abort(), 40);
    });
    await expect(read(url, controller.signal)).rejects.toMatchObject({ reason: 'interrupted' });
  });
});

test('a time-out is a gap: what was not read is not taken for absent', async () => {
  const subscription = '11111111-1111-1111-1111-111111111111';
  const of = { subscription, group: 'rg-a', name: 'vm-1' };
  const emulator = await emulate({
    rows: [azure.subscription(subscription), azure.vm(of)],
    faults: [{ match: ({ path }) => path.includes('/locks'), times: 9, answer: 'none' }],
  });
  const { gaps } = await collect(emulator, { deep: false, timeout: 500 });
  expect(gaps).toMatchObject([
    {
      what: TYPES.lock,
      scope: `/subscriptions/${subscription}`,
      reason: 'failed',
      detail: 'No answer in time.',
    },
  ]);
});

test.each([
  ['is silent', 'none' as const, 5, 500],
  ['is throttled', { ...azureError(429, 'X', ''), headers: { 'retry-after': '120' } }, 30, 20_000],
  ['is down', azureError(503, 'X', ''), 30, 20_000],
])('a service that %s is not asked for the locks of every subscription', async (_, fault, most, timeout) => {
  const ids = Array.from({ length: 60 }, (__, index) => `11111111-1111-1111-1111-1111111111${index + 10}`);
  const emulator = await emulate({
    rows: ids.map((id) => azure.subscription(id)),
    faults: [{ match: ({ path }) => path.includes('/locks'), times: 999, answer: fault }],
  });
  const { gaps } = await collect(emulator, { deep: false, timeout });
  expect(gaps.map(({ what, scope }) => `${what} ${scope}`).sort()).toEqual(
    ids.map((id) => `${TYPES.lock} /subscriptions/${id}`),
  );
  const asked = new Set(emulator.requests.filter((request) => request.includes('/locks')));
  expect(asked.size).toBeLessThan(most + 8);
  expect(gaps.map(({ detail }) => detail)).toContainEqual(
    expect.stringContaining(`Not asked: ${most} calls on end`),
  );
});
