import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Buckets, READ_BUCKET, TokenBucket } from '../../../src/collect/azure/token-bucket.js';
import { FakeClock } from './fake-clock.js';
import { answer, clientOf, serve } from './loopback.js';

const never = new AbortController().signal;
const left = (value: string) => (name: string) =>
  name === 'x-ms-ratelimit-remaining-subscription-reads' ? value : undefined;

test('the bucket is that of the documentation: 250 at once, 25 more each second', () => {
  expect(READ_BUCKET).toEqual({ capacity: 250, perSecond: 25 });
});

test('whatever the arrivals, the bucket of the service never runs empty', async () => {
  const size = { capacity: 5, perSecond: 2 };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 40 }), async (gaps) => {
      const clock = new FakeClock();
      const bucket = new TokenBucket(size, clock);
      let [tokens, counted] = [size.capacity, 0];
      for (const gap of gaps) {
        if (gap > 0) await clock.sleep(gap, never);
        await bucket.begin(never);
        tokens = Math.min(size.capacity, tokens + ((clock.now() - counted) / 1000) * size.perSecond) - 1;
        counted = clock.now();
        expect(tokens).toBeGreaterThan(-1e-6);
      }
    }),
  );
});

test('nothing waits while there is some left; then requests begin as the bucket fills', async () => {
  const clock = new FakeClock();
  const bucket = new TokenBucket({ capacity: 3, perSecond: 2 }, clock);
  const at: number[] = [];
  for (let index = 0; index < 6; index++) {
    await bucket.begin(never);
    at.push(clock.now());
  }
  expect(at).toEqual([0, 0, 0, 500, 1000, 1500]);
});

describe('what the service says is left', () => {
  test.each<[string, string | undefined, number]>([
    ['less than was counted: others use it too', '0', 500],
    ['more than was counted', '900', 0],
    ['no number', 'many', 0],
    ['nothing', undefined, 0],
    ['less than nothing', '-7', 500],
  ])('%s', async (_, value, expected) => {
    const clock = new FakeClock();
    const bucket = new TokenBucket({ capacity: 3, perSecond: 2 }, clock);
    bucket.observe(value === undefined ? () => undefined : left(value));
    await bucket.begin(never);
    expect(clock.now()).toBe(expected);
  });
});

test('each subscription has its own, whatever its letter case', () => {
  const buckets = new Buckets(READ_BUCKET, new FakeClock());
  const one = buckets.of('/subscriptions/AAA/providers/x');
  expect(buckets.of('/Subscriptions/aaa')).toBe(one);
  expect(buckets.of('/subscriptions/bbb')).not.toBe(one);
  expect(buckets.of('/providers/x')).toBe(buckets.of('/v1.0/y'));
});

test('Ctrl-C ends the wait', async () => {
  const bucket = new TokenBucket(READ_BUCKET, new FakeClock());
  await expect(bucket.begin(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});

test('a 429 holds up every other request to its subscription, and no other', async () => {
  const clock = new FakeClock();
  let refused = false;
  const url = await serve((request, response) => {
    if (refused || request.url?.includes('/a/') !== true) {
      answer(response, {});
      return;
    }
    refused = true;
    answer(response, { error: { code: 'TooManyRequests' } }, 429, { 'retry-after': '60' });
  });
  const buckets = new Buckets(READ_BUCKET, clock);
  const client = clientOf(url, { clock, buckets });
  await client.get('/subscriptions/b/x');
  await client.get('/subscriptions/a/x');
  expect(clock.waits).toEqual([60_000]);
  buckets.of('/subscriptions/a').close(5000);
  await client.get('/subscriptions/b/x');
  expect(clock.waits).toEqual([60_000]);
  await client.get('/subscriptions/a/y');
  expect(clock.waits).toEqual([60_000, 5000]);
});
