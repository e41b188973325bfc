import { expect, test } from '@jest/globals';
import type { Diff } from '../../src/model/diff.js';
import { DIFF_REPORTERS } from '../../src/report/diff-reporters.js';
import { finding } from './sample.js';

const plain = { color: false, quiet: false };
const diff: Diff = {
  formatVersion: 1,
  tool: { name: 'backup-lint', version: '0.1.0' },
  earlier: { takenAt: '2026-11-21T02:00:00.000Z' },
  later: { takenAt: '2026-11-22T02:00:00.000Z', complete: false },
  summary: { new: 2, unchanged: 1, fixed: 1, unknown: 2 },
  findings: [
    finding('vm-agent-ready', { message: 'First.', baseline: 'new' }),
    finding('one-backup-per-day', {
      level: 'error',
      message: 'Second <b>.',
      baseline: 'new',
      baselineLevel: 'warning',
      baselineFails: 'later',
      baselineAdded: ['/subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/<i>'],
    }),
    finding('guest-dhcp', { message: 'Third.', baseline: 'unchanged' }),
    finding('vm-not-read-only', {
      level: 'warning',
      message: 'Fourth.',
      baseline: 'unknown',
      baselineDetail: 'it was not run',
    }),
  ],
  fixed: [finding('disk-size-supported', { message: 'Fifth.' })],
  unsettled: [
    {
      ...finding('restore-point-count', { level: 'error', message: 'Sixth.' }),
      detail: 'not everything could be read: Not read.',
    },
  ],
};
const shown = (format: keyof typeof DIFF_REPORTERS) => [...DIFF_REPORTERS[format](diff, plain)].join('');

test('text: what is new, what is fixed, what cannot be told', () => {
  const vm =
    '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-a/providers/Microsoft.Compute/virtualMachines/vm-1';
  expect(shown('text'))
    .toBe(`Since 2026-11-21T02:00:00.000Z: 2 new, 1 unchanged, 1 fixed; of 2 it cannot be told. The later scan is incomplete: not everything could be read.

New
  error vm-agent-ready: ${vm}
    First.
  error one-backup-per-day: ${vm}
    Second <b>.
    new (was warning; was to fail a later backup; did not affect 1 VM: g/<i>)

New or not, that cannot be told
  warning vm-not-read-only: ${vm}
    Fourth.
    because in the earlier scan it was not run

Fixed
  error disk-size-supported: ${vm}
    Fifth.

Not found again, which does not mean that it is fixed
  error restore-point-count: ${vm}
    Sixth.
    because in the later scan not everything could be read: Not read.
`);
});

test('reports that may have been swapped: what is told as fixed may be new', () => {
  const swapped = { ...diff, earlier: { takenAt: '2026-11-23T02:00:00.000Z' } };
  const told = 'The later report was taken before the earlier one, at 2026-11-22T02:00:00.000Z: they may';
  for (const format of ['text', 'markdown'] as const)
    expect([...DIFF_REPORTERS[format](swapped, plain)].join('')).toContain(told);
  expect(shown('text')).not.toContain('swapped');
});

test('json: the whole comparison', () => expect(JSON.parse(shown('json'))).toEqual(diff));

test('markdown: the same, folded and escaped', () => {
  const text = shown('markdown');
  expect(text).toContain('2 new, 1 unchanged, 1 fixed; of 2 it cannot be told.');
  expect(text).toContain('<summary>New: 2</summary>');
  expect(text).toContain(
    '(was warning; was to fail a later backup; did not affect 1 VM: g/&#60;i&#62;): Second &#60;b&#62;.',
  );
  expect(text).toContain('Sixth. Because in the later scan not everything could be read: Not read.\n');
  expect(text).not.toContain('Third.');
});
