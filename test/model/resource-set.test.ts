import { expect, test } from '@jest/globals';
import { ResourceSet } from '../../src/model/resource-set.js';
import { Unknown } from '../../src/model/unknown.js';

test('rows of one type and id merge: properties key by key, the later wins', () => {
  const set = new ResourceSet();
  set.add({ id: '/A', type: 'Type', location: 'x', properties: { a: 1, b: { c: 1 } } });
  set.add({ id: '/a', type: 'TYPE', location: '', sku: { name: 's' }, properties: { b: { d: 2 } } });
  expect([...set]).toEqual([
    { id: '/A', type: 'TYPE', location: 'x', sku: { name: 's' }, properties: { a: 1, b: { d: 2 } } },
  ]);
  expect(set.get('type', '/a')?.location).toBe('x');
});

test('rows of one id and two types stay two', () => {
  const set = new ResourceSet();
  set.add({ id: '/a', type: 't1' });
  set.add({ id: '/a', type: 't2' });
  expect(set.size).toBe(2);
});

test('names that JavaScript has a meaning for are names like others', () => {
  const set = new ResourceSet();
  const hostile = JSON.parse(
    '{"id":"/a","type":"__proto__","properties":{"__proto__":{"x":1},"constructor":2}}',
  ) as { id: string; type: string };
  set.add(hostile);
  set.add(hostile);
  expect(({} as { x?: unknown }).x).toBeUndefined();
  expect(Object.keys(set.get('__proto__', '/a')?.properties as object)).toEqual(['__proto__', 'constructor']);
});

test.each(['before', 'after'])('properties that are not known stay so, %s those that are', (order) => {
  const open = { id: '/a', type: 't', properties: new Unknown('unresolved', "[parameters('p')]") };
  const told = { id: '/a', type: 't', location: 'x', properties: { a: 1 } };
  const set = new ResourceSet();
  for (const row of order === 'before' ? [open, told] : [told, open]) set.add(row);
  expect(set.get('t', '/a')).toEqual({ ...told, properties: open.properties });
});
