import { expect, test } from '@jest/globals';
import type { CreatedGroup } from '../../../src/join/azure-policy/created-group.js';
import { conditionHolds, judgementOf } from '../../../src/join/azure-policy/judge-condition.js';
import { Unknown } from '../../../src/model/unknown.js';

const NOT_KNOWN = new Unknown('unresolved', 'x');

const GROUP: CreatedGroup = {
  subscriptionId: '11111111-aaaa-0000-0000-000000000001',
  name: 'AzureBackupRG_westeurope_1',
  location: 'westeurope',
  tags: {
    get: (tag) => (tag === 'env' ? 'Prod' : tag === 'maybe' ? NOT_KNOWN : undefined),
    all: NOT_KNOWN,
  },
};

const PARAMETERS: Record<string, unknown> = {
  list: ['NorthEurope', 'West Europe'],
  patterns: ['rg-*', 'azure*'],
  name: 'env',
  flag: true,
  number: 3,
  object: { Key: 'v', __proto__x: 1 },
  unresolved: NOT_KNOWN,
};

/** `yes`, `no`, or `?` where it is not known. */
function holds(condition: unknown): 'yes' | 'no' | '?' {
  const parameters = (name: string) =>
    Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : new Unknown('undetermined', 'none');
  const fact = conditionHolds(condition, judgementOf(GROUP, parameters));
  return fact instanceof Unknown ? '?' : fact ? 'yes' : 'no';
}

const name = (operator: string, operand: unknown) => ({ field: 'name', [operator]: operand });

test.each([
  [name('equals', 'azurebackuprg_WESTEUROPE_1'), 'yes'],
  [name('notEquals', 'azurebackuprg_WESTEUROPE_1'), 'no'],
  [name('Equals', 'x'), 'no'],
  [name('like', 'AZURE*_1'), 'yes'],
  [name('like', 'AzureBackupRG_westeurope_1'), 'yes'],
  [name('like', 'Azure'), 'no'],
  // The ends may not overlap.
  [name('like', 'AzureBackupRG_westeurope_1*1'), 'no'],
  [name('like', '*Backup*'), '?'],
  [name('notLike', 'rg-*'), 'yes'],
  [name('match', 'AzureBackupRG_??????????_#'), 'yes'],
  [name('match', 'azureBackupRG_westeurope_#'), 'no'],
  [name('match', 'AzureBackupRG...........#.'), 'no'],
  [name('match', 'AzureBackupRG............#'), 'yes'],
  [name('match', 'AzureBackupRG_westeurope_?'), 'no'],
  [name('match', 'AzureBackupRG_westeurope_'), 'no'],
  [name('notMatch', 'AzureBackupRG_westeurope_#'), 'no'],
  [name('matchInsensitively', 'AZUREBACKUPRG_WESTEUROPE_#'), 'yes'],
  [name('notMatchInsensitively', 'AZUREBACKUPRG_WESTEUROPE_#'), 'no'],
  [name('contains', 'BACKUP'), 'yes'],
  [name('notContains', 'BACKUP'), 'no'],
  [name('contains', 'B*'), '?'],
  [name('in', ['x', 'AZUREbackuprg_westeurope_1']), 'yes'],
  [name('notIn', ['x', 'y']), 'yes'],
  [name('in', []), 'no'],
  [name('in', 'x'), '?'],
  [name('in', ['x', NOT_KNOWN]), '?'],
  [name('in', [name('in', 1)]), '?'],
  [name('exists', 'TRUE'), 'yes'],
  [name('exists', false), 'no'],
  [name('exists', 'perhaps'), '?'],
  [name('less', 'b'), '?'],
  [name('greater', 3), '?'],
  [name('resembles', 'x'), '?'],
  [name('equals', NOT_KNOWN), '?'],
  [name('equals', ['x']), '?'],
  [{ field: 'fullName', like: 'azure*' }, 'yes'],
])('%j: %s', (condition, expected) => {
  expect(holds(condition)).toBe(expected);
});

test.each([
  [{ field: 'type', equals: 'MICROSOFT.resources/subscriptions/resourceGroups' }, 'yes'],
  [{ field: 'type', like: 'Microsoft.Compute/*' }, 'no'],
  // In which case Azure spells a type is not known; a difference is.
  [{ field: 'type', match: 'Microsoft.Resources/subscriptions/resourceGroups' }, '?'],
  [{ field: 'type', match: 'Microsoft.Compute/disks' }, 'no'],
  [{ field: 'id', contains: '/RESOURCEGROUPS/AzureBackup' }, 'yes'],
  [{ field: 'kind', exists: false }, 'yes'],
  [{ field: 'identity.type', equals: 'SystemAssigned' }, 'no'],
  [{ field: 'location', equals: 'West Europe' }, 'yes'],
  [{ field: 'location', in: "[parameters('list')]" }, 'yes'],
  [{ field: 'location', notIn: ['North Europe', 'global'] }, 'yes'],
  [{ field: 'managedBy', exists: true }, '?'],
  [{ field: 'Microsoft.Storage/storageAccounts/sku.name', equals: 'x' }, '?'],
  [{ field: 5, equals: 'x' }, '?'],
  [{ field: NOT_KNOWN, equals: 'x' }, '?'],
])('%j: %s', (condition, expected) => {
  expect(holds(condition)).toBe(expected);
});

test.each([
  [{ field: 'tags.env', equals: 'PROD' }, 'yes'],
  [{ field: 'tags[env]', exists: true }, 'yes'],
  [{ field: "tags['ENV']", match: 'prod' }, 'no'],
  [{ field: "[concat('tags[', parameters('name'), ']')]", exists: 'false' }, 'no'],
  [{ field: 'tags.owner', exists: false }, 'yes'],
  [{ field: 'tags.owner', notEquals: 'x' }, 'yes'],
  [{ field: 'tags.owner', equals: '' }, '?'],
  [{ field: 'tags.owner', in: ['', 'x'] }, '?'],
  [{ field: 'tags.owner', notIn: ['x', 'y'] }, 'yes'],
  [{ field: 'tags.owner', notLike: 'x*' }, 'yes'],
  [{ field: 'tags.owner', like: '*' }, '?'],
  [{ field: 'tags.owner', notMatch: '###' }, 'yes'],
  [{ field: 'tags.owner', notContains: 'x' }, 'yes'],
  [{ field: 'tags.maybe', exists: true }, '?'],
  [{ field: 'tags', containsKey: 'ENV' }, 'yes'],
  [{ field: 'tags', containsKey: 'owner' }, 'no'],
  [{ field: 'tags', notContainsKey: 'owner' }, 'yes'],
  [{ field: 'tags', containsKey: 'maybe' }, '?'],
  [{ field: 'tags', containsKey: 5 }, '?'],
  [{ field: 'tags[*]', exists: true }, '?'],
  [{ field: 'tags.', exists: true }, '?'],
  [{ field: "tags[parameters('name')]", exists: true }, '?'],
  [{ field: "tags['it''s']", exists: false }, 'yes'],
  [{ field: 'tags.__proto__', exists: false }, 'yes'],
])('%j: %s', (condition, expected) => {
  expect(holds(condition)).toBe(expected);
});

test.each([
  ["[concat(field('name'), '-x')]", 'equals', 'AzureBackupRG_westeurope_1-x', 'yes'],
  ["[toLower(field('name'))]", 'match', 'azurebackuprg_westeurope_#', 'yes'],
  ["[toUpper('a')]", 'match', 'A', 'yes'],
  ["[field('type')]", 'match', 'Microsoft.Resources/subscriptions/resourceGroups', '?'],
  ["[field('type')]", 'exists', true, 'yes'],
  ["[field('tags.owner')]", 'exists', true, 'no'],
  ["[field('kind')]", 'equals', 'x', 'no'],
  ["[field('location')]", 'equals', 'westeurope', '?'],
  ["[field('tags')]", 'exists', 'false', '?'],
  ["[less(length(field('name')), 27)]", 'equals', 'true', 'yes'],
  ["[length(field('name'))]", 'greaterOrEquals', 27, 'no'],
  ["[length(parameters('list'))]", 'equals', 2, 'yes'],
  ["[startsWith(field('name'), 'AZURE')]", 'equals', true, 'yes'],
  ["[endsWith(field('name'), '_2')]", 'equals', true, 'no'],
  ["[if(equals(field('name'), 'x'), unheardOf(), 'no')]", 'equals', 'no', 'yes'],
  ["[if(parameters('unresolved'), 'a', 'b')]", 'equals', 'a', '?'],
  ["[equals(toLower(field('type')), 'x')]", 'equals', false, 'yes'],
  ["[equals(field('type'), 'microsoft.resources/subscriptions/resourcegroups')]", 'equals', true, '?'],
  ['[and(true(), not(false()))]', 'equals', true, 'yes'],
  ["[or(false(), empty(''))]", 'equals', true, 'yes'],
  ['[subscription().subscriptionId]', 'equals', '11111111-AAAA-0000-0000-000000000001', 'yes'],
  ['[subscription().tags.env]', 'equals', 'x', '?'],
  ['[subscription().id]', 'match', '/subscriptions/11111111-aaaa-0000-0000-000000000001', '?'],
  ['[resourceGroup().name]', 'equals', 'x', '?'],
  ['[requestContext().apiVersion]', 'equals', 'x', '?'],
  ["[parameters('object').key]", 'equals', 'V', 'yes'],
  ["[parameters('object')['Key']]", 'equals', 'v', 'yes'],
  ["[parameters('object').constructor]", 'exists', true, '?'],
  ["[parameters('list')[1]]", 'equals', 'west europe', 'yes'],
  ["[parameters('list')[2]]", 'exists', false, '?'],
  ["[parameters('constructor')]", 'exists', false, '?'],
  ["[constructor('x')]", 'exists', false, '?'],
  ["[concat('a', 1)]", 'equals', 'a1', '?'],
  ["[parameters('flag')]", 'equals', 'TRUE', 'yes'],
  ["[parameters('number')]", 'equals', 3, 'yes'],
  ["[parameters('number')]", 'equals', '3', '?'],
  ["[parameters('number')]", 'equals', 'three', 'no'],
  ["[parameters('number')]", 'lessOrEquals', 3, 'yes'],
  ["[parameters('number')]", 'less', 3, 'no'],
  ["[parameters('number')]", 'greater', '2', '?'],
  ["[parameters('object')]", 'containsKey', 'KEY', 'yes'],
  ["[parameters('object')]", 'containsKey', 'constructor', 'no'],
  ['[[text]', 'equals', '[[text]', 'yes'],
  ['[concat', 'equals', '[CONCAT', 'yes'],
  ['[concat(]', 'equals', 'x', '?'],
  ["[concat('a'))]", 'equals', 'a', '?'],
  ['[]', 'exists', true, '?'],
  ['plain', 'in', ["[concat('pl', 'ain')]"], 'yes'],
])('%s %s %j: %s', (value, operator, operand, expected) => {
  expect(holds({ value, [operator]: operand })).toBe(expected);
});

const YES = { field: 'name', exists: true };
const NO = { field: 'name', exists: false };
const UNKNOWN = { field: 'managedBy', exists: true };

test.each([
  [{ allOf: [YES, YES] }, 'yes'],
  [{ allOf: [UNKNOWN, NO] }, 'no'],
  [{ allOf: [YES, UNKNOWN] }, '?'],
  [{ anyOf: [UNKNOWN, YES] }, 'yes'],
  [{ anyOf: [NO, NO] }, 'no'],
  [{ anyOf: [NO, UNKNOWN] }, '?'],
  [{ not: NO }, 'yes'],
  [{ not: UNKNOWN }, '?'],
  [{ ALLOF: [YES], description: 'text' }, 'yes'],
  [{ allOf: [] }, '?'],
  [{ allOf: [YES, 5] }, '?'],
  [{ allOf: YES }, '?'],
  [{ allOf: [YES], anyOf: [YES] }, '?'],
  [{ ...YES, equals: 'x' }, '?'],
  [{ field: 'name' }, '?'],
  [{}, '?'],
  [[YES], '?'],
  [undefined, '?'],
  [null, '?'],
  ['yes', '?'],
  [NOT_KNOWN, '?'],
])('%j: %s', (condition, expected) => {
  expect(holds(condition)).toBe(expected);
});

const fitting = {
  value: "[parameters('patterns')]",
  name: 'pattern',
  where: name('like', "[current('pattern')]"),
};

test.each([
  [{ count: fitting, equals: 0 }, 'no'],
  [{ count: fitting, equals: 1 }, 'yes'],
  [{ count: fitting, greater: 0 }, 'yes'],
  [{ count: { ...fitting, value: ['rg-*', '*a*'] }, greater: 0 }, '?'],
  [{ count: { ...fitting, value: ['rg-*', '*a*'] }, greater: 1 }, 'no'],
  [{ count: { ...fitting, value: ['rg-*', '*a*', '*b*'] }, notEquals: 1 }, '?'],
  [{ count: { value: ['a', 'b'], where: { value: '[current()]', equals: 'B' } }, equals: 1 }, 'yes'],
  [{ count: { value: ['a', 'b'] }, equals: 2 }, 'yes'],
  [{ count: { field: 'Microsoft.Network/virtualNetworks/subnets[*]' }, equals: 0 }, '?'],
  [{ count: { ...fitting, value: "[parameters('unresolved')]" }, equals: 0 }, '?'],
  [{ count: 5, equals: 0 }, '?'],
])('a count %j: %s', (condition, expected) => {
  expect(holds(condition)).toBe(expected);
});

test('a rule of any depth or size is judged or given up, quickly', () => {
  const nested = (depth: number, key: string) => {
    let condition: unknown = NO;
    for (let level = 0; level < depth; level++)
      condition = { [key]: key === 'not' ? condition : [condition] };
    return condition;
  };
  expect(holds(nested(90, 'not'))).toBe('no');
  expect(holds(nested(50_000, 'not'))).toBe('?');
  expect(holds(nested(50_000, 'allOf'))).toBe('?');
  const many = Array.from({ length: 300_000 }, () => 'x');
  expect(holds(name('notIn', many))).toBe('?');
  expect(holds({ anyOf: Array.from({ length: 3000 }, () => name('in', many)) })).toBe('?');
  const counted = { value: Array.from({ length: 100 }, () => 'x') };
  let counts: unknown = NO;
  for (let level = 0; level < 6; level++)
    counts = { count: { ...counted, name: `n${level}`, where: counts }, equals: 1 };
  expect(holds(counts)).toBe('?');
  const deep = `[${'toLower('.repeat(70)}'x'${')'.repeat(70)}]`;
  expect(holds({ value: deep, equals: 'x' })).toBe('?');
  expect(holds({ value: `[${'('.repeat(80_000)}]`, equals: 'x' })).toBe('?');
  expect(holds({ value: `['${"''".repeat(40_000)}]`, equals: 'x' })).toBe('?');
  const long = 'y'.repeat(130_000);
  expect(
    holds({ value: "[concat(parameters('a'), parameters('a'))]".replaceAll('a', 'number'), equals: long }),
  ).toBe('?');
});
