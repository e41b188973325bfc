import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { IdList } from '../../src/model/id-list.js';

function listOf(ids: readonly string[], mostPending?: number): IdList {
  const list = new IdList(mostPending);
  for (const id of ids) list.add(id);
  return list;
}

describe('a packed list of ids', () => {
  test('gives every id back, in the order of their lower case', () => {
    const part = fc.constantFrom('a', 'A-b', 'b', '', 'Ä', '\n', '\ud800', '"', '__proto__');
    const id = fc.array(part, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(id, fc.string()), { maxLength: 60 }),
        fc.integer({ min: 1, max: 61 }),
        (ids, most) => {
          const list = listOf(ids, most);
          const lower = ids.map((each) => each.toLowerCase()).sort();
          expect([...list].map((each) => each.toLowerCase())).toEqual(lower);
          expect([...list].sort()).toEqual([...ids].sort());
          expect(list).toHaveLength(ids.length);
          expect(JSON.parse(JSON.stringify(list))).toEqual(JSON.parse(JSON.stringify([...list])));
        },
      ),
    );
  });

  test('can be read while it grows, and twice', () => {
    const list = listOf(['/subscriptions/b/x', '/subscriptions/a/y'], 2);
    expect([...list]).toEqual(['/subscriptions/a/y', '/subscriptions/b/x']);
    list.add('/Subscriptions/A/x');
    expect([...list]).toEqual(['/Subscriptions/A/x', '/subscriptions/a/y', '/subscriptions/b/x']);
    expect([...list]).toHaveLength(3);
  });

  test('holds many more than fit one run', () => {
    const ids = Array.from(
      { length: 50_000 },
      (_, index) => `/subscriptions/s/vm-${(index * 7919) % 50_000}`,
    );
    expect([...listOf(ids)]).toEqual([...ids].sort());
  });
});
