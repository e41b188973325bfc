import { expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.js';
import { REPORTERS } from '../../src/report/index.js';
import { finding, sample } from './sample.js';

const VM = '/subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/new';
const lock = finding('restore-point-group-unlocked', { origin: 'both', added: [VM] });

/** A scan of files, alone or laid over what exists. */
function shown(format: 'text' | 'markdown' | 'junit', kind: 'files' | 'azure'): string {
  const source = { ...sample.source, kind, files: true } as Report['source'];
  const report = { ...sample, source, findings: [lock] };
  return [...REPORTERS[format](report, { color: false, quiet: false })].join('');
}

test.each(['text', 'markdown', 'junit'] as const)('%s says what the files bring to what exists', (format) => {
  const told = 'both: it exists, and the files declare what it is about; they add 1 VM: g/new';
  expect(shown(format, 'azure')).toContain(told);
  // Of files alone it is plain.
  expect(shown(format, 'files')).not.toContain(told);
});
