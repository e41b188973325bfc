import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { QUERIES, SUBSCRIPTIONS } from '../../../src/collect/azure/queries.js';
import { TYPES } from '../../../src/model/row.js';

const role = JSON.parse(
  readFileSync(new URL('../../../examples/reader-role.json', import.meta.url), 'utf8'),
) as { Actions: string[]; NotActions: string[] };

test('the role for readers can read every type that is read, and can do nothing else', () => {
  const deep = [TYPES.lock, TYPES.instanceView, TYPES.restorePoint, TYPES.protectedItemDetails];
  const types = [...[SUBSCRIPTIONS, ...QUERIES].map(({ type }) => type), TYPES.policySetDefinition, ...deep];
  // The action that reads a registration is named otherwise than the type of its row.
  const actions = [
    ...types.map((type) => `${type}/read`),
    'microsoft.resources/subscriptions/providers/read',
  ];
  expect(role.Actions.map((action) => action.toLowerCase()).sort()).toEqual(actions.sort());
  expect(role.NotActions).toEqual([]);
});
