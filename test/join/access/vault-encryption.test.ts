import { expect, test } from '@jest/globals';
import type { Row } from '../../../src/model/row.js';
import { Unknown } from '../../../src/model/unknown.js';
import { judge, protectedVm, short, unknowns, VM } from '../../estate/protected-vm.js';
import * as azure from '../../estate/rows.js';

/**
 * With which identity a vault reads the key that encrypts it
 * (https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk: its own, or one that a user assigned).
 */

const USER =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/u';
const OWN = { type: 'SystemAssigned', principalId: 'P1' };
const ASSIGNED = {
  type: 'UserAssigned',
  userAssignedIdentities: { [USER.toLowerCase()]: { principalId: 'P1' } },
};
const BOTH = { type: 'SystemAssigned, UserAssigned' };

const judged = (kekIdentity: unknown, identity: unknown, holder: string) => {
  const encryption = { keyVaultProperties: { keyUri: 'https://kv.vault.azure.net/keys/k/1' }, kekIdentity };
  const vault = { ...azure.recoveryVault(VM.subscription), identity, properties: { encryption } } as Row;
  const granted = azure.accessPolicy(holder, { keys: ['get', 'wrapKey', 'unwrapKey'] });
  const rows = protectedVm().map((row) => (row.type === vault.type ? vault : row));
  return judge(
    [...rows, azure.keyVault(VM, 'kv', { accessPolicies: [granted] })],
    ['vault-encryption-access'],
  );
};

test.each<[string, unknown, unknown]>([
  ['its own', { useSystemAssignedIdentity: true, userAssignedIdentity: null }, OWN],
  ['its own, where nothing else is said', null, OWN],
  ['one that a user assigned', { useSystemAssignedIdentity: false, userAssignedIdentity: USER }, ASSIGNED],
])('%s', async (_, kekIdentity, identity) => {
  const held = await judged(kekIdentity, identity, 'p1');
  expect([short(held), unknowns(held)]).toEqual([[], []]);
  const missing = await judged(kekIdentity, identity, 'somebody-else');
  expect(short(missing)).toEqual(['vault-encryption-access warning rsv-main']);
});

test('a vault that has none cannot read the key', async () => {
  expect(short(await judged(null, null, 'p1'))).toEqual(['vault-encryption-access warning rsv-main']);
});

test.each<[string, unknown]>([
  ['its own has no object id yet, as in a file that makes it', { type: 'SystemAssigned' }],
  ['one was assigned, and it is not said whether it is for the key', ASSIGNED],
  [
    'it has its own and another one, and it is not said which is for the key',
    { ...OWN, ...ASSIGNED, ...BOTH },
  ],
])('%s: not known', async (_, identity) => {
  const report = await judged(undefined, identity, 'somebody-else');
  expect([short(report), unknowns(report)]).toEqual([[], ['vault-encryption-access undetermined']]);
});

test('an identity that only the deployment knows is not known', async () => {
  const later = new Unknown('unresolved', 'It is known only at deployment.');
  const report = await judged({ userAssignedIdentity: later }, { type: 'UserAssigned' }, 'somebody-else');
  expect([short(report), unknowns(report)]).toEqual([[], ['vault-encryption-access unresolved']]);
});
