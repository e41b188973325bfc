import { describe, expect, test } from '@jest/globals';
import { RestError } from '@azure/core-rest-pipeline';
import { TimedOut } from '../../../src/collect/azure/in-time.js';
import { quotaReset, withRetries, type HttpAnswer } from '../../../src/collect/azure/retry.js';
import { FakeClock } from './fake-clock.js';

type Headers = Readonly<Record<string, string>>;
const answer = (status: number, headers: Headers = {}, body: unknown = {}): HttpAnswer => ({
  status,
  headers: (name) => headers[name],
  body,
});
const OK = answer(200);

/** What comes of a request whose tries end like this, the last one again and again. */
async function run(results: readonly (HttpAnswer | Error)[], signal = new AbortController().signal) {
  const clock = new FakeClock();
  const throttled: number[] = [];
  let [tries, renewals] = [0, 0];
  const send = () => {
    const result = results[Math.min(tries++, results.length - 1)]!;
    return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
  };
  const renew = () => Promise.resolve(++renewals > 0);
  const end = await withRetries(send, {
    clock,
    signal,
    renew,
    onThrottled: (milliseconds) => throttled.push(milliseconds),
  }).catch((error: unknown) => error);
  return { end, tries, renewals, waits: clock.waits, throttled };
}

describe('what an answer leads to', () => {
  test.each([200, 201, 204])('%i is the answer', async (status) => {
    const given = answer(status);
    expect(await run([given])).toMatchObject({ end: given, tries: 1, waits: [] });
  });

  test.each<[number, string]>([
    [301, 'failed'],
    [400, 'failed'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [409, 'failed'],
    [422, 'failed'],
  ])('%i is a failure at once: %s', async (status, reason) => {
    expect(await run([answer(status), OK])).toMatchObject({ end: { reason, status }, tries: 1, waits: [] });
  });

  test.each<[number, string]>([
    [408, 'failed'],
    [429, 'throttled'],
    [500, 'failed'],
    [502, 'failed'],
    [503, 'failed'],
    [504, 'failed'],
  ])('%i is tried again, but not for ever: %s', async (status, reason) => {
    expect(await run([answer(status), answer(status), OK])).toMatchObject({ end: OK, tries: 3 });
    expect(await run([answer(status)])).toMatchObject({ end: { reason, status }, tries: 5 });
  });

  test('pauses grow', async () => {
    expect((await run([answer(500)])).waits).toEqual([500, 1000, 2000, 4000]);
  });

  test('401 is tried once more with a new token', async () => {
    expect(await run([answer(401), OK])).toMatchObject({ end: OK, tries: 2, renewals: 1, waits: [] });
    expect(await run([answer(401)])).toMatchObject({ end: { reason: 'forbidden' }, tries: 2, renewals: 1 });
    const between = await run([answer(401), answer(500), answer(401), OK]);
    expect(between).toMatchObject({ end: { reason: 'forbidden' }, tries: 3, renewals: 1 });
  });

  test('the error of the service is told', async () => {
    const body = { error: { code: 'AuthorizationFailed', message: 'No read on /x.' } };
    expect((await run([answer(403, {}, body)])).end).toMatchObject({
      detail: '403 AuthorizationFailed: No read on /x.',
    });
  });
});

describe('what a broken connection leads to', () => {
  const reset = new RestError('read ECONNRESET', { code: 'ECONNRESET' });
  test('another try, but not for ever', async () => {
    expect(await run([reset, OK])).toMatchObject({ end: OK, tries: 2, waits: [500] });
    expect(await run([reset])).toMatchObject({
      end: { reason: 'failed', detail: 'No answer (ECONNRESET).' },
      tries: 5,
    });
  });

  test('a time-out: one more try', async () => {
    expect(await run([new TimedOut(), OK])).toMatchObject({ end: OK, tries: 2 });
    expect(await run([new TimedOut()])).toMatchObject({ end: { detail: 'No answer in time.' }, tries: 2 });
  });

  test('a mistake of ours is thrown as it is', async () => {
    const bug = new TypeError('x is not a function');
    expect(await run([bug])).toMatchObject({ end: bug, tries: 1 });
  });
});

describe('how long 429 pauses everyone', () => {
  test.each<[string, Headers, number]>([
    ['nothing said: the window of Resource Graph', {}, 5000],
    ['seconds', { 'retry-after': '7' }, 7000],
    ['the quota', { 'x-ms-user-quota-resets-after': '00:00:06' }, 6000],
    ['the longer of both', { 'retry-after': '2', 'x-ms-user-quota-resets-after': '00:01:00' }, 60_000],
    [
      'the longer of both, the other way',
      { 'retry-after': '9', 'x-ms-user-quota-resets-after': '00:00:05' },
      9000,
    ],
    ['none', { 'retry-after': '0' }, 5000],
    ['an empty text', { 'retry-after': '' }, 5000],
    ['garbage', { 'retry-after': 'soon' }, 5000],
    ['a negative number', { 'retry-after': '-30' }, 5000],
    ['a date that has passed', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 5000],
    ['a huge number', { 'retry-after': '999999999999' }, 120_000],
    ['no finite number', { 'retry-after': 'Infinity' }, 5000],
    ['a huge quota', { 'x-ms-user-quota-resets-after': '9999:00:00' }, 120_000],
  ])('%s', async (_, headers, expected) => {
    expect(await run([answer(429, headers), OK])).toMatchObject({
      end: OK,
      throttled: [expected],
      waits: [expected],
    });
  });

  test('a date', async () => {
    const date = new Date(Date.now() + 30_000).toUTCString();
    const [pause = 0] = (await run([answer(429, { 'retry-after': date }), OK])).throttled;
    expect(pause).toBeGreaterThan(25_000);
    expect(pause).toBeLessThanOrEqual(30_000);
  });
});

describe('how long 503 pauses', () => {
  test.each<[string, string, number]>([
    ['seconds', '7', 7000],
    ['a huge number', '999999999999', 120_000],
    ['no pause at all: the service is not hammered', '0', 500],
    ['a negative number', '-30', 500],
    ['garbage', 'soon', 500],
  ])('%s', async (_, value, expected) => {
    expect((await run([answer(503, { 'retry-after': value }), OK])).waits).toEqual([expected]);
  });
});

describe('quotaReset', () => {
  test.each<[string | undefined, number | undefined]>([
    ['00:00:05', 5000],
    ['00:01:02', 62_000],
    ['01:02:03', 120_000],
    ['00:00:00.5', 500],
    ['5', undefined],
    ['00:05', undefined],
    ['a:b:c', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (value, expected) => {
    const reset = quotaReset((name) => (name === 'x-ms-user-quota-resets-after' ? value : undefined));
    expect(reset).toBe(expected);
  });
});

describe('Ctrl-C', () => {
  test('during a pause, and during a request', async () => {
    expect((await run([answer(500)], AbortSignal.abort())).end).toMatchObject({ reason: 'interrupted' });
    const stopped = new RestError('The operation was aborted.', { code: 'ABORTED' });
    expect(await run([stopped], AbortSignal.abort())).toMatchObject({
      end: { reason: 'interrupted' },
      tries: 1,
    });
  });
});
