import { describe, expect, test } from '@jest/globals';
import { laidOver } from '../../src/collect/laid-over.js';
import { Unknown } from '../../src/model/unknown.js';

const SILENT = new Unknown('not-in-source', 'The plan does not say.');
const UNRESOLVED = new Unknown('unresolved', 'It depends.');

describe('where the files say nothing', () => {
  test('what exists stays', () => {
    const group = { id: 'g' };
    expect(laidOver({ networkSecurityGroup: group }, { networkSecurityGroup: SILENT })).toEqual({
      networkSecurityGroup: group,
    });
  });

  test('what does not exist is not there: it was looked for', () => {
    expect(
      laidOver({ ipConfigurations: [] }, { ipConfigurations: [], networkSecurityGroup: SILENT }),
    ).toEqual({
      ipConfigurations: [],
    });
  });

  test('of what nothing is known to exist, nothing is known', () => {
    expect(laidOver(undefined, { networkSecurityGroup: SILENT })).toEqual({ networkSecurityGroup: SILENT });
  });
});

test('what the files leave unresolved is not known, whatever exists', () => {
  expect(laidOver({ a: 1 }, { a: UNRESOLVED, b: UNRESOLVED })).toEqual({ a: UNRESOLVED, b: UNRESOLVED });
});
