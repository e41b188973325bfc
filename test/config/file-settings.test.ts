import { expect, test } from '@jest/globals';
import { readSettingsOf, type SourceFlags } from '../../src/config.js';
import { UserError } from '../../src/model/user-error.js';

const S = '11111111-1111-1111-1111-111111111111';
const none: SourceFlags = {
  subscription: [],
  tenant: false,
  protectedOnly: false,
  resourceGroup: [],
  vm: [],
};
const settings = (flags: Partial<SourceFlags>) => readSettingsOf({ ...none, ...flags });

test('paths alone: no source beside them', async () => {
  expect(await settings({ paths: ['infra'] })).toMatchObject({
    source: undefined,
    files: { paths: ['infra'], target: undefined, parameters: [] },
  });
});

test('paths with what exists', async () => {
  expect(await settings({ paths: ['infra'], inventory: 'live.ndjson' })).toMatchObject({
    source: { kind: 'file', path: 'live.ndjson' },
    files: { paths: ['infra'] },
  });
  expect(await settings({ paths: ['infra'], subscription: [S] })).toMatchObject({ source: { kind: 'live' } });
});

test.each([
  `/subscriptions/${S}`,
  `/subscriptions/${S}/`,
  `/subscriptions/${S}/resourceGroups/rg-a.(b)`,
  `/subscriptions/${S}/resourceGroups/Büro_1`,
])('a target: %s', async (target) => {
  const { files } = await settings({ paths: ['infra'], target });
  expect(files?.target).toBe(target.replace(/\/$/, ''));
});

test.each([
  [{ paths: ['infra'], target: S }, /--target .* is no id of a subscription or resource group/],
  [{ paths: ['infra'], target: '' }, /--target/],
  [{ paths: ['infra'], target: '/subscriptions/x' }, /--target/],
  [{ paths: ['infra'], target: `/subscriptions/${S}/resourceGroups/a/providers/b` }, /--target/],
  [{ target: `/subscriptions/${S}`, inventory: 'f' }, /--target is for infrastructure files/],
  [{ parameters: ['p.json'], inventory: 'f' }, /--parameters is for infrastructure files/],
  [{ onlyPlanned: true, inventory: 'f' }, /--only-planned is for infrastructure files/],
  [{ paths: ['infra'], cloud: 'AzureCloud' }, /--cloud is for live scans/],
  [{ paths: ['infra'], deep: false }, /--deep is for live scans/],
  [{ paths: ['infra'], inventory: 'f', tenant: true }, /exclude each other/],
])('%j is refused', async (flags, message) => {
  const refused = settings(flags);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toBeInstanceOf(UserError);
});
