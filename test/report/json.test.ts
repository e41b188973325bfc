import { expect, test } from '@jest/globals';
import { json } from '../../src/report/json.js';
import { empty, sample } from './sample.js';

test.each([
  ['with findings', sample],
  ['without', empty],
])('the whole report but the policies, %s', (_, report) => {
  const text = [...json(report)].join('');
  const { policies, ...rest } = report;
  expect(policies.length).toBeGreaterThan(0);
  expect(JSON.parse(text)).toEqual(rest);
  expect(text.endsWith('}\n')).toBe(true);
});

test('it comes in pieces, so that a large report fits', () => {
  expect([...json(sample)].length).toBeGreaterThan(sample.findings.length + sample.unknowns.length);
});
