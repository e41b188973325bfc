import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Row } from '../../../src/model/row.js';
import { itemsOf, Unknown, whyOpen } from '../../../src/model/unknown.js';
import {
  assignmentId,
  BUILT_IN,
  definitionId,
  managementGroupScope,
  policyAssignment,
  policyDefinition,
  policyExemption,
  policySetDefinition,
} from '../../estate/azure-policy.js';
import { denials, SUBSCRIPTION } from './slice.js';

const CORP = managementGroupScope('corp');
const region = (name: string) => ({ selectors: [{ kind: 'resourceLocation', in: [name] }] });

/** A tenant in which every rule of the judgement lets some policy through and stops another. */
function tenant(): readonly Row[] {
  const naming = policyDefinition('naming', {
    anyOf: [
      {
        allOf: [
          { field: 'type', equals: 'Microsoft.Compute/disks' },
          { field: 'tags', exists: true },
        ],
      },
      { not: { field: 'name', like: "[concat(parameters('prefix'), '*')]" } },
    ],
  });
  const set = policySetDefinition(
    'set',
    [
      {
        policyDefinitionId: BUILT_IN.requireTag.id,
        policyDefinitionReferenceId: 'tag',
        parameters: { tagName: { value: "[parameters('tag')]" } },
      },
      {
        policyDefinitionId: BUILT_IN.notAllowedTypes.id,
        policyDefinitionReferenceId: 'types',
        parameters: {
          listOfResourceTypesNotAllowed: { value: ['Microsoft.Resources/subscriptions/resourceGroups'] },
          effect: { value: "[parameters('effect')]" },
        },
      },
    ],
    { tag: { type: 'String', defaultValue: 'owner' }, effect: { type: 'String', defaultValue: 'Audit' } },
  );
  const { requireTag, addTag, groupLocations, locations } = BUILT_IN;
  return [
    requireTag,
    addTag,
    groupLocations,
    locations,
    BUILT_IN.notAllowedTypes,
    naming,
    set,
    policyAssignment(SUBSCRIPTION, 'tag', requireTag.id, { tagName: 'env' }),
    policyAssignment(CORP, 'added', requireTag.id, { tagName: 'added' }),
    policyAssignment(CORP, 'adds', addTag.id, { tagName: 'added', tagValue: 'x' }),
    policyAssignment(CORP, 'fine', groupLocations.id, { listOfAllowedLocations: ['westeurope'] }),
    policyAssignment(CORP, 'indexed', locations.id, { listOfAllowedLocations: ['uksouth'] }),
    policyAssignment(CORP, 'off', requireTag.id, { tagName: 'a' }, { enforcementMode: 'DoNotEnforce' }),
    policyAssignment(CORP, 'excluded', requireTag.id, { tagName: 'a' }, { notScopes: ['/x', SUBSCRIPTION] }),
    policyAssignment(CORP, 'uk', requireTag.id, { tagName: 'a' }, { resourceSelectors: [region('uksouth')] }),
    policyAssignment(
      CORP,
      'audited',
      requireTag.id,
      { tagName: 'a' },
      {
        overrides: [{ kind: 'policyEffect', value: 'audit', selectors: region('westeurope').selectors }],
      },
    ),
    policyAssignment(CORP, 'naming', naming.id, { prefix: 'rg-' }),
    policyAssignment('', 'set', set.id, { effect: 'Deny' }),
    policyAssignment('', 'half', set.id, { effect: 'Deny' }),
    policyAssignment(CORP, 'exempt', requireTag.id, { tagName: 'a' }),
    policyExemption(CORP, 'e1', assignmentId(CORP, 'exempt'), { expiresOn: '2027-01-01T00:00:00Z' }),
    policyExemption(CORP, 'e2', assignmentId('', 'half'), { policyDefinitionReferenceIds: ['types'] }),
    policyExemption(CORP, 'e3', assignmentId('', 'set'), { expiresOn: '2026-01-01T00:00:00Z' }),
    policyExemption(CORP, 'e4', assignmentId('', 'set'), { resourceSelectors: [region('uksouth')] }),
  ];
}

type Path = (string | number)[];

/** The ways to all values in the properties of a row. */
function pathsIn(value: unknown, path: Path = ['properties']): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsIn(child, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (typeof value !== 'object' || value === null || value instanceof Unknown) return value;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** How many policies of each assignment deny, and whether that is all. */
function summary(rows: readonly Row[]) {
  const list = denials(rows);
  const counts = new Map<string, number>();
  for (const { assignmentId: id } of itemsOf(list)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return { counts, complete: whyOpen(list) === undefined };
}

const rows = tenant();
const before = summary(rows);
const choices = rows.flatMap((row, index) => pathsIn(row.properties).map((path) => ({ index, path })));

test('the tenant has certain answers of every kind', () => {
  expect(before.complete).toBe(true);
  const names = [...before.counts].map(([id, count]) => `${id.slice(id.lastIndexOf('/') + 1)} ${count}`);
  expect(names.sort()).toEqual(['half 1', 'naming 1', 'set 2', 'tag 1']);
  expect(choices.length).toBeGreaterThan(250);
});

function changed(chosen: readonly { index: number; path: Path }[], by: unknown): readonly Row[] {
  const result = [...rows];
  for (const { index, path } of chosen) result[index] = replaced(result[index], path, by) as Row;
  return result;
}

test('a value that is not known turns certain answers into open ones, never into others', () => {
  const unresolved = new Unknown('unresolved', "[parameters('x')]");
  const check = (chosen: typeof choices) => {
    const after = summary(changed(chosen, unresolved));
    for (const [id, count] of after.counts)
      expect([id, count <= (before.counts.get(id) ?? 0)]).toEqual([id, true]);
    if (after.complete) expect(after.counts).toEqual(before.counts);
  };
  for (const choice of choices) check([choice]);
  fc.assert(fc.property(fc.subarray(choices, { minLength: 2, maxLength: 12 }), check), { numRuns: 150 });
});

/** What a rule compares with, and the names of things: other values there are other facts, not damage. */
const DATA =
  /parameters|policyRule|displayName|\.(in|notScopes|policyDefinitionReferenceIds)\.\d|ReferenceId$/;

test.each([[42], [true], ['\u0000'], [{}], [{ constructor: 1 }], [[[]]]])(
  'damage (%j) to what limits a policy never makes it deny',
  (garbage) => {
    for (const choice of choices.filter(({ path }) => !DATA.test(path.join('.')))) {
      const after = summary(changed([choice], garbage));
      const place = `${rows[choice.index]?.id} ${choice.path.join('.')}`;
      for (const [id, count] of after.counts) {
        expect([place, id, count <= (before.counts.get(id) ?? 0)]).toEqual([place, id, true]);
      }
    }
  },
);

test('any JSON at all in the place of any part is read without an error', () => {
  const hostile = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.constantFrom(JSON.parse('{"__proto__":{"value":"x"},"constructor":{"prototype":1}}') as unknown, [
      [[[[[]]]]],
    ]),
  );
  fc.assert(
    fc.property(fc.constantFrom(...choices), hostile, (choice, by) => {
      summary(changed([choice], by));
    }),
    { numRuns: 400 },
  );
});

test('rows without properties, names or a scope in their ids are read without an error', () => {
  const types = ['policyassignments', 'policydefinitions', 'policysetdefinitions', 'policyexemptions'];
  const ids = ['', '/', 'x', `${SUBSCRIPTION}/x`, definitionId('d'), '/providers/Microsoft.Authorization/'];
  for (const type of types) {
    for (const id of ids) {
      for (const properties of [undefined, null, [], 'x', {}]) {
        const row = { id, type: `Microsoft.Authorization/${type}`, properties };
        expect(itemsOf(denials([row]))).toEqual([]);
      }
    }
  }
});
