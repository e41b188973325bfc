import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assignmentsOf, wildcardMatches } from '../../../src/join/access/role-grants.js';
import { ResourceSet } from '../../../src/model/resource-set.js';
import type { Row } from '../../../src/model/row.js';
import { Unknown } from '../../../src/model/unknown.js';
import * as azure from '../../estate/rows.js';

test.each([
  ['*', 'a/b/c', true],
  ['a/*', 'a/b/c', true],
  ['*/c', 'a/b/c', true],
  ['A/*/C', 'a/b/c', true],
  ['a/b/c', 'a/b/c', true],
  ['a/b', 'a/b/c', false],
  ['a*a', 'a', false],
  ['*b*b*', 'ab', false],
])('%s on %s', (pattern, text, expected) => {
  expect(wildcardMatches(pattern, text)).toBe(expected);
});

test('matches as the regular expression of the same meaning does', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
  const pattern = fc.array(letters, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('*'));
  fc.assert(
    fc.property(pattern, letters, (glob, text) => {
      const expected = new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(text);
      expect(wildcardMatches(glob, text)).toBe(expected);
    }),
  );
});

/** API versions before 2018-01-01-preview do not tell data actions (https://github.com/Azure/Avere/issues/316). */
describe('what a role definition allows', () => {
  const READ = 'microsoft.keyvault/vaults/keys/read';
  const OLD = { actions: ['*'], notActions: [] };
  const NONE = { ...OLD, dataActions: [], notDataActions: [] };
  const KEYS = { DataActions: ['Microsoft.KeyVault/vaults/keys/*'] };

  function allowed(permissions: readonly Record<string, unknown>[], more: Partial<Row> = {}) {
    const rows = new ResourceSet();
    rows.add({ ...azure.roleDefinition('role', permissions), ...more });
    rows.add(azure.roleAssignment('/subscriptions/s', 'assignment', 'role', 'principal'));
    return assignmentsOf(rows, rows)[0]?.allows(READ);
  }

  test.each([
    ['an empty list', [NONE], false],
    ['null', [{ ...OLD, dataActions: null }], false],
    ['no permission at all', [], false],
    ['no such key', [OLD], undefined],
    ['no such key in one of two permissions', [NONE, OLD], undefined],
    ['no such key beside one that allows it', [OLD, KEYS], true],
  ])('%s', (_, permissions, expected) => {
    expect(allowed(permissions)).toBe(expected);
  });

  test('a template that names no data actions gives none', () => {
    const sighting = { file: 'main.json' } as unknown as NonNullable<Row['sighting']>;
    expect(allowed([OLD], { sighting })).toBe(false);
  });

  const open = new Unknown('unresolved', "[parameters('actions')]");

  test.each([
    ['whose data actions are not known', { dataActions: open }, undefined],
    ['with one data action that is not known', { dataActions: ['Microsoft.Storage/*', open] }, undefined],
    ['with one data action that is not known beside one that fits', { dataActions: ['*', open] }, true],
    ['whose exclusions are not known', { dataActions: ['*'], notDataActions: open }, undefined],
    [
      'that excludes it whatever else it excludes',
      { dataActions: ['*'], notDataActions: ['*', open] },
      false,
    ],
    ['whose exclusions are not known, but has nothing to exclude', { notDataActions: open }, false],
  ])('a role of a template %s', (_, permission, expected) => {
    expect(allowed([{ ...NONE, ...permission }])).toBe(expected);
  });
});
