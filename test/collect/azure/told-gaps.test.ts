import { expect, test } from '@jest/globals';
import { toldGaps } from '../../../src/collect/azure/told-gaps.js';
import type { Gap } from '../../../src/model/inventory.js';

const gap = (what: string, scope: string, reason: Gap['reason'] = 'forbidden'): Gap => ({
  what,
  scope,
  reason,
});
const [ofA, ofB, ofAll] = [
  gap('t/locks', '/subscriptions/a'),
  gap('t/disks', '/subscriptions/b'),
  gap('t/x', '/'),
];

test('gaps are in the order of place and type, however the reads ended', () => {
  const expected = [ofAll, gap('t/disks', '/subscriptions/a'), ofA, ofB];
  expect(toldGaps([ofB, ofA, gap('t/disks', '/subscriptions/a'), ofAll], false)).toEqual(expected);
  expect(toldGaps([ofAll, ofA, ofB, gap('t/disks', '/subscriptions/a')], false)).toEqual(expected);
});

test('an interruption is one gap over everything, behind those that have another reason', () => {
  const cut = gap('t/nics', '/subscriptions/a', 'interrupted');
  expect(toldGaps([cut, ofB, cut, ofA], true)).toEqual([
    ofA,
    ofB,
    { what: '*', scope: '/', reason: 'interrupted', detail: 'The scan was interrupted.' },
  ]);
});
