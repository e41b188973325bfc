import { expect, test } from '@jest/globals';
import { readDeep, type DeepPlan } from '../../../src/collect/azure/deep.js';
import type { Gap } from '../../../src/model/inventory.js';
import type { Row } from '../../../src/model/row.js';
import { answer, clientOf, serve } from './loopback.js';

const VM = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm';
const COLLECTION = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/restorePointCollections/c';
const VAULT = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v';
const NOTHING: DeepPlan = { vms: [], collections: [], vaults: [], unproven: [] };

/** What comes of a plan where every call has the same answer. */
async function readWith(plan: Partial<DeepPlan>, body: unknown) {
  const url = await serve((_, response) => answer(response, body));
  const [rows, gaps, done]: [Row[], Gap[], number[]] = [[], [], []];
  await readDeep(
    { ...NOTHING, ...plan },
    {
      client: clientOf(url),
      take: (row) => void rows.push(row),
      onGap: (gap) => void gaps.push(gap),
      onProgress: (count) => void done.push(count),
    },
  );
  return { rows, gaps, done };
}

test.each<[string, Partial<DeepPlan>, unknown, string]>([
  ['an instance view', { vms: [VM] }, [], `${VM}/instanceView`],
  ['restore points', { collections: [COLLECTION] }, { properties: {} }, COLLECTION],
  ['protected items', { vaults: [VAULT] }, { value: [{ name: 'no id' }] }, VAULT],
  ['a list of protected items', { vaults: [VAULT] }, {}, VAULT],
])('an answer that is not %s leaves a gap at what was asked', async (_, plan, body, scope) => {
  const { rows, gaps, done } = await readWith(plan, body);
  expect(rows).toEqual([]);
  expect(gaps).toMatchObject([{ scope, reason: 'failed' }]);
  expect(done).toEqual([1]);
});

test('what extensions print, the boot log and the copy of the VM in a restore point are not kept', async () => {
  const status = { code: 'ProvisioningState/succeeded', message: 'secret' };
  const view = {
    bootDiagnostics: { serialConsoleLogBlobUri: 'secret' },
    vmAgent: { vmAgentVersion: '2.7' },
    extensions: [{ name: 'x', statuses: [status], substatuses: [status] }],
  };
  const points = { properties: { restorePoints: [{ name: 'p', properties: { sourceMetadata: 'secret' } }] } };
  const rows = [
    ...(await readWith({ vms: [VM] }, view)).rows,
    ...(await readWith({ collections: [COLLECTION] }, points)).rows,
  ];
  expect(rows.map(({ id }) => id)).toEqual([`${VM}/instanceView`, COLLECTION]);
  expect(JSON.stringify(rows)).not.toContain('secret');
  expect(JSON.stringify(rows)).toContain('2.7');
});
