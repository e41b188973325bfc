import { expect, test } from '@jest/globals';
import { bySubscription, isKnownId, withAdditions, type Addition } from '../../src/collect/addition.js';
import type { Row } from '../../src/model/row.js';
import { Unknown } from '../../src/model/unknown.js';

const ID = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg';
const row = (properties: unknown): Row => ({
  id: ID,
  type: 'Microsoft.Network/networkSecurityGroups',
  properties,
});

const rule = (name: string, priority: unknown, line = 1): Addition => ({
  type: 'microsoft.network/networksecuritygroups',
  id: ID.toLowerCase(),
  at: ['properties', 'securityRules'],
  value: { name, properties: { priority } },
  item: { key: 'name' },
  placeOf: (path) => ({ file: path.join('/'), line, column: 1 }),
});
const rulesIn = ({ properties }: Row) => (properties as { securityRules: unknown }).securityRules;

test('items go behind those that are there, or over the one of their name; places lead to them', () => {
  const old = { name: 'A', id: 'a', properties: { priority: 1, access: 'Deny' } };
  const before = row({ securityRules: [old, { name: 'b' }], x: 1 });
  const after = withAdditions(before, [rule('a', 2, 7), rule('c', 3, 8), rule('C', 4, 9)]);
  expect(after.properties).toEqual({
    x: 1,
    securityRules: [
      { name: 'a', id: 'a', properties: { priority: 2 } },
      { name: 'b' },
      { name: 'C', properties: { priority: 4 } },
    ],
  });
  const placeOf = after.sighting?.placeOf;
  expect(placeOf?.(['properties', 'securityRules', 0, 'properties', 'priority'])).toMatchObject({
    file: 'properties/priority',
    line: 7,
  });
  expect(placeOf?.(['properties', 'securityRules', 2])).toMatchObject({ file: '', line: 9 });
  expect(before.properties).toMatchObject({ securityRules: [old, {}] });
});

test('what is there already changes nothing', () => {
  const before = row({ securityRules: [{ name: 'A', properties: { priority: 1 } }] });
  expect(withAdditions(before, [rule('a', 1)])).toBe(before);
});

test('a list that is not known stays so; one that is not there begins', () => {
  const open = row({ securityRules: new Unknown('unresolved', 'It depends.') });
  expect(withAdditions(open, [rule('a', 1)])).toBe(open);
  const unknown = row(new Unknown('unresolved', 'It depends.'));
  expect(withAdditions(unknown, [rule('a', 1)])).toBe(unknown);
  for (const properties of [undefined, null, {}, { securityRules: null }])
    expect(rulesIn(withAdditions(row(properties), [rule('a', 1)]))).toHaveLength(1);
});

test('a value takes its whole place', () => {
  const { item, ...one } = rule('a', 1);
  expect(item).toBeDefined();
  const at = ['properties', 'networkSecurityGroup'];
  const after = withAdditions(row({ networkSecurityGroup: { id: 'old' } }), [
    { ...one, at, value: { id: 'new' } },
  ]);
  expect(after.properties).toEqual({ networkSecurityGroup: { id: 'new' } });
});

test('very many take no long time', () => {
  const many = Array.from({ length: 50_000 }, (_, index) => rule(`r${index}`, index));
  const sorted = bySubscription(many).get('s');
  const [those = []] = sorted?.values() ?? [];
  const after = withAdditions(row({}), those);
  expect(rulesIn(after)).toHaveLength(50_000);
  expect(after.sighting?.placeOf(['properties', 'securityRules', 49_999, 'name']).file).toBe('name');
});

test('an id with a placeholder is none of Azure', () => {
  expect([isKnownId(ID), isKnownId(`${ID}/<1@plan>`), isKnownId('/<1@plan>')]).toEqual([true, false, false]);
});
