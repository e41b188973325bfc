import { expect, test } from '@jest/globals';
import { json } from '../../src/report/json.js';
import { sarif } from '../../src/report/sarif.js';
import { empty, sample } from './sample.js';

test.each([
  ['with findings', sample],
  ['without', empty],
  ['narrowed', { ...empty, judged: { ...empty.judged, only: { vms: ['x'] }, notFound: ['x'] } }],
])('the whole report but the policies, %s', (_, report) => {
  const text = [...json(report)].join('');
  const { policies, ...rest } = report;
  expect(policies.length).toBeGreaterThan(0);
  expect(JSON.parse(text)).toEqual(rest);
  expect(text.endsWith('}\n')).toBe(true);
});

test.each([
  ['JSON', json],
  ['SARIF', sarif],
])(
  '%s holds nothing that a terminal or a runner takes for more than text, and says the same',
  (_, reporter) => {
    const [first, ...others] = sample.findings;
    const title = 'a\u009b2J\u202eb\u007f\\##[error]x';
    const text = [
      ...reporter({ ...sample, findings: [{ ...first!, title, message: title }, ...others] }),
    ].join('');
    expect(text).not.toMatch(/[\u007f-\u009f\u202e]|##\[/);
    const values: unknown[] = [];
    JSON.parse(text, (_key, value: unknown) => void values.push(value));
    expect(values).toContainEqual(expect.stringContaining(title));
  },
);

test('it comes in pieces, so that a large report fits', () => {
  expect([...json(sample)].length).toBeGreaterThan(sample.findings.length + sample.unknowns.length);
});
