import { expect, test } from '@jest/globals';
import { conditionWords } from '../../scripts/condition-words.js';

test.each<[string, object]>([
  [
    '`agentNeed` is degraded or undecided',
    { properties: { agentNeed: { enum: ['degraded', 'undecided'] } } },
  ],
  ['`sizeGiB` ≤ 65536', { properties: { it: { properties: { sizeGiB: { maximum: 65536 } } } } }],
  [
    '`backupPolicy/policyType` is V1',
    { properties: { backupPolicy: { type: 'object', properties: { policyType: { const: 'V1' } } } } },
  ],
  ['`backupPolicy` is there', { properties: { backupPolicy: { type: 'object' } } }],
  ['`protection` is none', { properties: { protection: { const: null } } }],
  [
    'one of `disks`: `sku` is UltraSSD_LRS',
    { properties: { disks: { contains: { properties: { sku: { const: 'UltraSSD_LRS' } } } } } },
  ],
  [
    '`protected` is true, or `protection/planned` is true',
    {
      anyOf: [
        { properties: { protected: { const: true } } },
        { properties: { protection: { type: 'object', properties: { planned: { const: true } } } } },
      ],
    },
  ],
  [
    'not (`state` is Failed) and `vms` ≥ 1',
    { not: { properties: { state: { const: 'Failed' } } }, properties: { vms: { minimum: 1 } } },
  ],
])('%s', (words, schema) => {
  expect(conditionWords(schema as Readonly<Record<string, unknown>>)).toBe(words);
});
