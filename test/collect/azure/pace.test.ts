import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Pace, RESOURCE_GRAPH_QUOTA } from '../../../src/collect/azure/pace.js';
import { FakeClock } from './fake-clock.js';

const never = new AbortController().signal;
const { requests, milliseconds } = RESOURCE_GRAPH_QUOTA;

/** When each of these requests began, in the order in which they began; each arrives so long after the one before. */
async function beginnings(gaps: readonly number[], clock = new FakeClock(), pace = paceOf(clock)) {
  const begun: { index: number; at: number }[] = [];
  const turns: Promise<void>[] = [];
  for (const [index, gap] of gaps.entries()) {
    if (gap > 0) await clock.sleep(gap, never);
    turns.push(pace.begin(never).then(() => void begun.push({ index, at: clock.now() })));
  }
  await Promise.all(turns);
  return begun;
}
const paceOf = (clock: FakeClock) => new Pace(RESOURCE_GRAPH_QUOTA, clock);

test('the quota is that of the documentation: 15 queries in 5 seconds', () => {
  expect(RESOURCE_GRAPH_QUOTA).toEqual({ requests: 15, milliseconds: 5000 });
});

test('whatever the arrivals, no window has more requests than the quota, and the order is kept', async () => {
  const gap = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 9000 }));
  await fc.assert(
    fc.asyncProperty(fc.array(gap, { maxLength: 60 }), async (gaps) => {
      const begun = await beginnings(gaps);
      expect(begun.map(({ index }) => index)).toEqual(gaps.map((_, index) => index));
      for (const [index, { at }] of begun.entries()) {
        const before = begun[index - requests];
        if (before !== undefined) expect(at - before.at).toBeGreaterThanOrEqual(milliseconds);
      }
    }),
    { numRuns: 100 },
  );
});

test('nothing waits without need', async () => {
  const clock = new FakeClock();
  const begun = await beginnings(Array<number>(31).fill(0), clock);
  expect(begun.map(({ at }) => at)).toEqual([
    ...Array<number>(15).fill(0),
    ...Array<number>(15).fill(5000),
    10_000,
  ]);
});

describe('the service says that the quota is used up', () => {
  test.each<[string, number | undefined, number | undefined, number]>([
    ['until it is whole again', 0, 3000, 3000],
    ['below nothing', -1, 3000, 3000],
    ['but there is some left', 1, 3000, 0],
    ['but not for how long', 0, undefined, 0],
    ['in no number', Number.NaN, 3000, 0],
    ['without a count', undefined, 3000, 0],
    ['and it is over already', 0, -3000, 0],
  ])('%s', async (_, remaining, resets, expected) => {
    const clock = new FakeClock();
    const pace = paceOf(clock);
    pace.observe(remaining, resets);
    const begun = await beginnings([0, 0], clock, pace);
    expect(begun.map(({ at }) => at)).toEqual([expected, expected]);
  });

  test('the longer of two closures counts', async () => {
    const clock = new FakeClock();
    const pace = paceOf(clock);
    pace.close(4000);
    pace.close(1000);
    expect(await beginnings([0], clock, pace)).toEqual([{ index: 0, at: 4000 }]);
  });

  test('also to those who wait already', async () => {
    const clock = new FakeClock();
    const pace = paceOf(clock);
    pace.close(1000);
    const turn = pace.begin(never);
    pace.close(6000);
    await turn;
    expect(clock.now()).toBe(6000);
  });
});

describe('Ctrl-C', () => {
  test('ends the wait, and does not hold up others', async () => {
    const clock = new FakeClock();
    const pace = paceOf(clock);
    const controller = new AbortController();
    pace.close(1000);
    const given = pace.begin(controller.signal);
    controller.abort();
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
    await pace.begin(never);
    expect(clock.now()).toBe(1000);
  });

  test('lets nothing begin that comes after it', async () => {
    await expect(paceOf(new FakeClock()).begin(AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
