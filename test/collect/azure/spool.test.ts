import { existsSync, fstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Spool } from '../../../src/collect/azure/spool.js';
import type { Row } from '../../../src/model/row.js';
import { temporaryFolder } from '../../temporary.js';

const folder = temporaryFolder();
let spool: Spool;
beforeEach(async () => {
  spool = await Spool.create(folder.path);
});
afterEach(() => spool.close());

const row = (id: string, properties: unknown = {}): Row => ({ id, type: 't', properties });

async function idsOf(subscription: string): Promise<string[]> {
  return (await rowsOf(subscription)).map(({ id }) => id);
}
async function rowsOf(subscription: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const each of spool.rowsOf(subscription)) rows.push(each);
  return rows;
}

/** The name of an open file; of one that has none any more, the one that it had. */
function nameOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return ''; // closed meanwhile
  }
}

describe('the rows of a subscription', () => {
  test('come back in the order in which they came, as often as they are read', async () => {
    for (const id of ['a', 'b', 'c']) spool.add('s', row(id));
    expect(await idsOf('s')).toEqual(['a', 'b', 'c']);
    expect(await idsOf('s')).toEqual(['a', 'b', 'c']);
  });

  test('come back as they were, whatever text is in them', async () => {
    const rows = fc.array(
      fc.record({ id: fc.string({ unit: 'binary' }), type: fc.string(), properties: fc.jsonValue() }),
      { maxLength: 10 },
    );
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const own = await Spool.create(folder.path);
        try {
          for (const each of given) own.add('s', each);
          const back: Row[] = [];
          for await (const each of own.rowsOf('s')) back.push(each);
          expect(back).toEqual(JSON.parse(JSON.stringify(given)));
        } finally {
          await own.close();
        }
      }),
      { numRuns: 30 },
    );
  });

  test('do not mix with those of others, however they alternate', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `s${index}`);
    const expected = new Map<string, string[]>(names.map((name) => [name, []]));
    for (let index = 0; index < 5000; index++) {
      const name = names[(index * 17) % names.length]!;
      spool.add(name, row(`${name}-${index}`, { text: 'é'.repeat(index % 200) }));
      expected.get(name)!.push(`${name}-${index}`);
    }
    expect(spool.subscriptions.sort()).toEqual([...names].sort());
    for (const [name, ids] of expected) expect(await idsOf(name)).toEqual(ids);
  });

  test('may be larger than what is written at once', async () => {
    const large = 'x'.repeat((1 << 20) + 1);
    spool.add('s', row('a'));
    spool.add('s', row('b', { large }));
    spool.add('s', row('c', { large }));
    spool.add('s', row('d'));
    const rows = await rowsOf('s');
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(rows[1]?.properties).toEqual({ large });
  });

  test('that come after a read are there in the next', async () => {
    spool.add('s', row('a'));
    expect(await idsOf('s')).toEqual(['a']);
    spool.add('s', row('b'));
    expect(await idsOf('s')).toEqual(['a', 'b']);
  });

  test('are none where none came', async () => {
    expect(await idsOf('s')).toEqual([]);
    expect(spool.subscriptions).toEqual([]);
  });
});

describe('a row that is shown to another subscription too', () => {
  test('is there once in each', async () => {
    spool.add('s1', row('a'));
    const extent = spool.add('jobs', row('job'));
    spool.add('jobs', row('other'));
    spool.add('s1', row('b'));
    spool.alsoIn('s1', extent);
    spool.alsoIn('s2', extent);
    expect(await idsOf('s1')).toEqual(['a', 'b', 'job']);
    expect(await idsOf('s2')).toEqual(['job']);
    expect(await idsOf('jobs')).toEqual(['job', 'other']);
  });

  test('does not take its neighbours along', async () => {
    const extent = spool.add('s1', row('a'));
    spool.alsoIn('s2', extent);
    spool.add('s1', row('b'));
    expect(await idsOf('s2')).toEqual(['a']);
  });
});

describe('the file', () => {
  const files = () => readdirSync(folder.path);
  const onUnix = process.platform === 'win32' ? test.skip : test;
  const withProc = existsSync('/proc/self/fd') ? test : test.skip;
  withProc('is for its owner only', () => {
    const made = readdirSync('/proc/self/fd').filter((fd) => nameOf(fd).startsWith(folder.path));
    expect(made).toHaveLength(1);
    expect(fstatSync(Number(made[0])).mode & 0o777).toBe(0o600);
  });

  onUnix('has no name that anybody could open, or that could stay behind', async () => {
    spool.add('s', row('a', { large: 'x'.repeat(3 << 20) }));
    expect(files()).toEqual([]);
    expect(await idsOf('s')).toEqual(['a']);
    expect(files()).toEqual([]);
  });

  test('is gone when it is closed, also for the second time', async () => {
    spool.add('s', row('a'));
    await spool.close();
    expect(files()).toEqual([]);
    await spool.close();
  });

  test('is gone when rows are still being written', async () => {
    spool.add('s', row('a', { large: 'x'.repeat(3 << 20) }));
    await spool.close();
    expect(files()).toEqual([]);
  });
});

test('a temporary folder that cannot be used is told with what to do', async () => {
  await expect(Spool.create(join(folder.path, 'absent'))).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('(ENOENT)'),
    hint: expect.stringContaining('TMPDIR'),
  });
});
