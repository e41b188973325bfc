import { expect, test } from '@jest/globals';
import { rowsOf } from '../../src/collect/to-row.js';

/** What `az resource list` prints of a resource: its columns, and no properties but how the last change ended. */
const LISTED = {
  id: '/subscriptions/s/resourceGroups/rg-a/providers/Microsoft.Compute/disks/d',
  type: 'Microsoft.Compute/disks',
  name: 'd',
  location: 'westeurope',
  identity: null,
  properties: null,
  provisioningState: 'Failed',
  changedTime: '2026-01-01T00:00:00Z',
};

test('a list of resources does not show that their properties are unset', () => {
  const [row] = rowsOf(LISTED) ?? [];
  expect(row).toMatchObject({ properties: null, provisioningState: 'Failed' });
  const { properties: _, ...without } = LISTED;
  expect(rowsOf(without)?.[0]?.properties).toBeUndefined();
});

test('a resource that is flat has more than that', () => {
  const [row] = rowsOf({ ...LISTED, properties: undefined, diskSizeGb: 128 }) ?? [];
  expect(row?.properties).toEqual({ provisioningState: 'Failed', diskSizeGB: 128 });
});
