import { describe, expect, test } from '@jest/globals';
import { Unknown } from '../../../../src/model/unknown.js';
import { read, rowsOf } from './template.js';

type Resource = Readonly<Record<string, unknown>>;

const group = (...rules: unknown[]): Resource => ({
  type: 'Microsoft.Network/networkSecurityGroups',
  name: 'nsg',
  properties: { securityRules: rules },
});

const rule = (name: string, access: string, more: object = {}): Resource => ({
  type: 'Microsoft.Network/networkSecurityGroups/securityRules',
  name: `nsg/${name}`,
  properties: { priority: 100, access },
  ...more,
});

const vault = (...objectIds: string[]): Resource => ({
  type: 'Microsoft.KeyVault/vaults',
  name: 'kv',
  properties: { accessPolicies: objectIds.map((objectId) => ({ objectId })) },
});

const policies = (operation: string, objectId: string, more: object = {}): Resource => ({
  type: 'Microsoft.KeyVault/vaults/accessPolicies',
  name: `kv/${operation}`,
  properties: { accessPolicies: [{ objectId }] },
  ...more,
});

const MAY: Resource = { wanted: { type: 'bool' }, count: { type: 'int' } };

/** The list of the only row. */
async function listOf(name: string, ...resources: Resource[]): Promise<unknown> {
  const rows = await rowsOf({ parameters: MAY, resources });
  expect(rows).toHaveLength(1);
  return (rows[0]?.properties as Record<string, unknown>)[name];
}

describe('a child that may not be deployed', () => {
  const item = { name: 'a', properties: expect.any(Unknown) };

  test('is not known, its condition being the reason', async () => {
    const rules = await listOf(
      'securityRules',
      group(),
      rule('a', 'Allow', { condition: "[parameters('wanted')]" }),
    );
    expect(rules).toMatchObject([item]);
    const [{ properties }] = rules as [{ properties: Unknown }];
    expect(properties.detail).toContain('Parameter wanted has no default value');
  });

  test('nor one of a loop whose count is not known', async () => {
    const copy = { name: 'loop', count: "[parameters('count')]" };
    expect(await listOf('securityRules', group(), rule('a', 'Allow', { copy }))).toMatchObject([item]);
  });

  test('nor one of a nested deployment that may not be deployed', async () => {
    const nested = {
      type: 'Microsoft.Resources/deployments',
      name: 'inner',
      condition: "[parameters('wanted')]",
      properties: { template: { resources: [policies('add', 'service')] } },
    };
    expect(await listOf('accessPolicies', vault('other'), nested)).toEqual([
      { objectId: 'other' },
      expect.any(Unknown),
    ]);
  });
});

test('a lock or role assignment that may not be deployed is not known; one that is, is', async () => {
  for (const type of ['locks', 'roleAssignments']) {
    const one = { type: `Microsoft.Authorization/${type}`, name: 'x', properties: { level: 'ReadOnly' } };
    const [may] = await rowsOf({
      parameters: MAY,
      resources: [{ ...one, condition: "[parameters('wanted')]" }],
    });
    expect(may?.properties).toBeInstanceOf(Unknown);
    const [is] = await rowsOf({ resources: [{ ...one, condition: true }] });
    expect(is?.properties).toEqual({ level: 'ReadOnly' });
  }
});

test('a child takes the place of an item of its name, with its place in the file', async () => {
  const { rows } = await read({
    resources: [
      group({ name: 'A', properties: { access: 'Deny' } }, { name: 'b', properties: { access: 'Deny' } }),
      rule('a', 'Allow'),
    ],
  });
  expect(rows[0]?.properties).toMatchObject({
    securityRules: [
      { name: 'a', properties: { access: 'Allow' } },
      { name: 'b', properties: { access: 'Deny' } },
    ],
  });
  const lineOf = (index: number) =>
    rows[0]?.sighting?.placeOf(['properties', 'securityRules', index, 'properties', 'access']).line;
  expect([lineOf(0), lineOf(1)]).toEqual([30, 19]);
});

test.each([
  ['securityRules', group(), (name: string) => rule(name, 'Allow')],
  ['accessPolicies', vault(), (name: string) => policies('add', name)],
])('thousands of children take linear time, and each has its place: %s', async (list, parent, childOf) => {
  const loops = Array.from({ length: 24 }, (_, loop) => {
    const child = childOf(`r${loop}`);
    const name = list === 'securityRules' ? `[concat('nsg/r${loop}-', copyIndex())]` : child.name;
    return { ...child, name, copy: { name: `loop${loop}`, count: 800 } };
  });
  const started = performance.now();
  const { rows } = await read({ resources: [parent, ...loops] });
  expect(performance.now() - started).toBeLessThan(10_000);
  const items = (rows[0]?.properties as Record<string, unknown[]>)[list];
  expect(items).toHaveLength(24 * 800);
  const lineOf = (index: number) => rows[0]?.sighting?.placeOf(['properties', list, index]).line ?? 0;
  expect(lineOf(24 * 800 - 1)).toBeGreaterThan(lineOf(0));
});

/** https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/accesspolicies: `add`, `replace`, `remove`. */
describe('access policies', () => {
  const list = (...resources: Resource[]) => listOf('accessPolicies', ...resources);

  test('each `add` adds, also two of one name in two deployments', async () => {
    const nested = (name: string, objectId: string): Resource => ({
      type: 'Microsoft.Resources/deployments',
      name,
      properties: { template: { resources: [policies('add', objectId)] } },
    });
    expect(await list(vault(), nested('one', 'a'), nested('two', 'b'))).toEqual([
      { objectId: 'a' },
      { objectId: 'b' },
    ]);
  });

  test('what is left after `remove` and `replace` is not taken for granted', async () => {
    expect(await list(vault('service', 'other'), policies('remove', 'SERVICE'))).toEqual([
      expect.any(Unknown),
      { objectId: 'other' },
    ]);
    expect(await list(vault('service'), policies('replace', 'other'))).toEqual([
      expect.any(Unknown),
      { objectId: 'other' },
    ]);
    expect(await list(vault(), policies('replace', 'other'))).toEqual([{ objectId: 'other' }]);
  });

  test('of an operation that is not known nothing is', async () => {
    const named = { name: "[concat('kv/', parameters('wanted'))]" };
    expect(await list(vault('service'), policies('', 'other', named))).toEqual([
      expect.any(Unknown),
      expect.any(Unknown),
    ]);
  });
});
