import { describe, expect, test } from '@jest/globals';
import { FUNCTIONS } from '../../../../../src/collect/files/arm/expression/functions.js';
import { SPECIAL_FORMS } from '../../../../../src/collect/files/arm/expression/special-forms.js';
import { Unresolved } from '../../../../../src/collect/files/arm/expression/unresolved.js';
import type { Value } from '../../../../../src/collect/files/arm/expression/value.js';
import { unresolved, valueOf, type Surroundings } from './evaluate-text.js';

/**
 * Microsoft's own examples, page by page
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions), and the rules that the pages
 * state beside them. Values of the parameters in them are those that the examples have as defaults.
 */
const P: Readonly<Record<string, Value>> = {
  array: ['one', 'two', 'three'],
  object: { one: 'a', two: 'b', three: 'c' },
  text: 'one two three',
  ints: [0, 3, 2, 5, 4],
  dogs: [
    { name: 'Evie', age: 5, interests: ['Ball', 'Frisbee'] },
    { name: 'Casper', age: 3, interests: ['Other dogs'] },
    { name: 'Indy', age: 2, interests: ['Butter'] },
    { name: 'Kira', age: 8, interests: ['Rubs'] },
  ],
  nested: { a: { b: [1, { c: 'deep' }] } },
  nothing: null,
};

type Case = readonly [expression: string, value: Value];

const PAGES: Readonly<Record<string, readonly Case[]>> = {
  array: [
    ['array(1)', [1]],
    ["array('efgh')", ['efgh']],
    ["array(parameters('object'))", [{ one: 'a', two: 'b', three: 'c' }]],
    ["concat(createArray('1-1'), createArray('2-1', '2-2'))", ['1-1', '2-1', '2-2']],
    ["contains(parameters('text'), 'two')", true],
    ["contains(parameters('text'), 'Two')", false],
    ["contains(parameters('object'), 'ONE')", true],
    ["contains(parameters('object'), 'a')", false],
    ["contains(parameters('array'), 'three')", true],
    ["contains(parameters('array'), 'Three')", false],
    ["createArray('a', 'b', 'c')", ['a', 'b', 'c']],
    ['createArray()', []],
    ['empty(createArray())', true],
    ["empty('')", true],
    ["empty(json('{}'))", true],
    ["empty(parameters('array'))", false],
    ["first(parameters('array'))", 'one'],
    ["first('One Two Three')", 'O'],
    [
      "flatten(createArray(createArray('one', 'two'), createArray('three'), createArray('four', 'five')))",
      ['one', 'two', 'three', 'four', 'five'],
    ],
    ["indexOf(parameters('array'), 'two')", 1],
    ["indexOf(parameters('array'), 'nine')", -1],
    ["intersection(createArray('one', 'two', 'three'), createArray('two', 'three'))", ['two', 'three']],
    [
      'intersection(json(\'{"one": "a", "two": "b", "three": "c"}\'), json(\'{"one": "a", "two": "z", "three": "c"}\'))',
      { one: 'a', three: 'c' },
    ],
    ["last(parameters('array'))", 'three'],
    ["last('One Two three')", 'e'],
    ["lastIndexOf(createArray('one', 'two', 'one'), 'one')", 2],
    ["length(parameters('array'))", 3],
    ["length('One Two Three')", 13],
    ["length(parameters('object'))", 3],
    ['max(createArray(0, 3, 2, 5, 4))', 5],
    ['max(0, 3, 2, 5, 4)', 5],
    ["min(parameters('ints'))", 0],
    ['min(7, 3)', 3],
    ['range(5, 3)', [5, 6, 7]],
    ['range(1, 0)', []],
    ["skip(parameters('array'), 2)", ['three']],
    ["skip('one two three', 4)", 'two three'],
    ["skip(parameters('array'), 9)", []],
    ["take(parameters('array'), 2)", ['one', 'two']],
    ["take('one two three', 2)", 'on'],
    ["take(parameters('array'), -1)", []],
    ["tryGet(parameters('array'), 1)", 'two'],
    ["tryGet(parameters('array'), 7)", null],
    ["tryIndexFromEnd(parameters('array'), 1)", 'three'],
    ["tryIndexFromEnd(parameters('array'), 9)", null],
    ["indexFromEnd(parameters('array'), 2)", 'two'],
    [
      "union(createArray('one', 'two', 'three'), createArray('three', 'four'))",
      ['one', 'two', 'three', 'four'],
    ],
    [
      'union(json(\'{"one": "a", "two": "b", "three": "c1"}\'), json(\'{"three": "c2", "four": "d"}\'))',
      { one: 'a', two: 'b', three: 'c2', four: 'd' },
    ],
    // "the union function doesn't merge arrays": objects merge, lists in them are replaced.
    [
      'union(json(\'{"a": {"x": 1, "l": [1]}}\'), json(\'{"a": {"y": 2, "l": [2]}}\'))',
      { a: { x: 1, y: 2, l: [2] } },
    ],
  ],
  cidr: [
    [
      "parseCidr('10.144.0.0/20')",
      {
        network: '10.144.0.0',
        netmask: '255.255.240.0',
        broadcast: '10.144.15.255',
        firstUsable: '10.144.0.1',
        lastUsable: '10.144.15.254',
        cidr: 20,
      },
    ],
    [
      "parseCidr('fdad:3236:5555::/48')",
      {
        network: 'fdad:3236:5555::',
        netmask: 'ffff:ffff:ffff::',
        firstUsable: 'fdad:3236:5555::',
        lastUsable: 'fdad:3236:5555:ffff:ffff:ffff:ffff:ffff',
        cidr: 48,
      },
    ],
    [
      "map(range(0, 5), lambda('i', cidrSubnet('10.144.0.0/20', 24, lambdaVariables('i'))))",
      ['10.144.0.0/24', '10.144.1.0/24', '10.144.2.0/24', '10.144.3.0/24', '10.144.4.0/24'],
    ],
    ["cidrSubnet('fdad:3236:5555::/48', 52, 4)", 'fdad:3236:5555:4000::/52'],
    ["cidrHost('10.144.3.0/24', 0)", '10.144.3.1'],
    ["cidrHost('10.144.3.0/24', 4)", '10.144.3.5'],
    ["cidrHost('fdad:3236:5555:3000::/52', 2)", 'fdad:3236:5555:3000::3'],
  ],
  comparison: [
    ["coalesce(parameters('nothing'), 'fallback')", 'fallback'],
    ["coalesce(parameters('nothing'), parameters('nothing'))", null],
    ['equals(1, 1)', true],
    ["equals('a', 'A')", false],
    ["equals(createArray('a', 'b'), createArray('a', 'b'))", true],
    ['equals(parameters(\'object\'), json(\'{"one": "a", "two": "b", "three": "c"}\'))', true],
    ['greater(1, 2)', false],
    ["greater('A', 'a')", true],
    ['greaterOrEquals(1, 1)', true],
    ["greaterOrEquals('A', 'a')", true],
    ['less(1, 2)', true],
    ["less('A', 'a')", false],
    ['lessOrEquals(2, 1)', false],
    ["lessOrEquals('A', 'a')", false],
  ],
  date: [
    ["dateTimeToEpoch('2020-04-07T14:53:14Z')", 1586271194],
    ['dateTimeFromEpoch(1683040573)', '2023-05-02T15:16:13Z'],
    ["dateTimeAdd('2020-04-07T14:53:14Z', 'P3Y', 'u')", '2023-04-07 14:53:14Z'],
    ["dateTimeAdd('2020-04-07T14:53:14Z', '-P9D', 'yyyy-MM-dd')", '2020-03-29'],
    ["dateTimeAdd('2020-04-07T14:53:14Z', 'PT1H', 'yyyy-MM-ddTHH:mm:ssZ')", '2020-04-07T15:53:14Z'],
  ],
  lambda: [
    [
      "filter(parameters('dogs'), lambda('dog', greaterOrEquals(lambdaVariables('dog').age, 5)))",
      [
        { name: 'Evie', age: 5, interests: ['Ball', 'Frisbee'] },
        { name: 'Kira', age: 8, interests: ['Rubs'] },
      ],
    ],
    ["filter(range(0, 10), lambda('i', greater(lambdaVariables('i'), 5)))", [6, 7, 8, 9]],
    ["filter(createArray('a', 'b', 'c'), lambda('x', 'i', equals(lambdaVariables('i'), 1)))", ['b']],
    [
      "groupBy(parameters('dogs'), lambda('x', toLower(substring(lambdaVariables('x').interests[0], 0, 1))))['r'][0].name",
      'Kira',
    ],
    [
      "map(parameters('dogs'), lambda('dog', lambdaVariables('dog').name))",
      ['Evie', 'Casper', 'Indy', 'Kira'],
    ],
    ["map(range(0, 2), lambda('i', createObject('i', lambdaVariables('i'))))", [{ i: 0 }, { i: 1 }]],
    [
      "map(createArray('a', 'b'), lambda('x', 'i', concat(lambdaVariables('x'), string(lambdaVariables('i')))))",
      ['a0', 'b1'],
    ],
    ["mapValues(createObject('foo', 'foo'), lambda('val', toUpper(lambdaVariables('val'))))", { foo: 'FOO' }],
    [
      "reduce(map(parameters('dogs'), lambda('dog', lambdaVariables('dog').age)), 0, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next'))))",
      18,
    ],
    [
      "map(sort(parameters('dogs'), lambda('a', 'b', less(lambdaVariables('a').age, lambdaVariables('b').age))), lambda('x', lambdaVariables('x').name))",
      ['Indy', 'Casper', 'Evie', 'Kira'],
    ],
    [
      "toObject(parameters('dogs'), lambda('e', lambdaVariables('e').name), lambda('e', lambdaVariables('e').age))",
      { Evie: 5, Casper: 3, Indy: 2, Kira: 8 },
    ],
    ["toObject(createArray('a'), lambda('e', lambdaVariables('e')))", { a: 'a' }],
  ],
  logical: [
    ["and(bool('true'), bool('false'))", false],
    ["or(bool('true'), bool('false'))", true],
    ["not(bool('true'))", false],
    ["bool('TRUE')", true],
    ['bool(0)', false],
    ['bool(1)', true],
    ['false()', false],
    ['true()', true],
    ["if(equals('a', 'a'), 'yes', 'no')", 'yes'],
    // Only the branch that counts is evaluated.
    ["if(true(), 'yes', div(1, 0))", 'yes'],
    ["and(false(), fail('x'))", false],
  ],
  numeric: [
    ['add(5, 3)', 8],
    ['div(8, 3)', 2],
    ['div(-8, 3)', -2],
    ['mod(7, 3)', 1],
    ['mod(-7, 3)', -1],
    ['mul(5, 3)', 15],
    ['sub(7, 3)', 4],
    ["int('4')", 4],
    ['int(4)', 4],
    ["float('1.5')", 1.5],
  ],
  object: [
    [
      "createObject('intProp', 1, 'boolProp', true(), 'arrayProp', createArray('a', 'b'), 'objectProp', createObject('key1', 'value1'))",
      { intProp: 1, boolProp: true, arrayProp: ['a', 'b'], objectProp: { key1: 'value1' } },
    ],
    [
      "items(createObject('item002', 'b', 'item001', 'a'))",
      [
        { key: 'item001', value: 'a' },
        { key: 'item002', value: 'b' },
      ],
    ],
    ['json(\'{"a": "b"}\').a', 'b'],
    ["json('null')", null],
    ['null()', null],
    ["objectKeys(createObject('b', 1, 'a', 2))", ['a', 'b']],
    [
      "shallowMerge(createArray(createObject('one', 'a', 'd', createObject('x', 1)), createObject('two', 'b', 'd', createObject('y', 2))))",
      { one: 'a', two: 'b', d: { y: 2 } },
    ],
    ["tryGet(parameters('nested'), 'a', 'b', 1, 'c')", 'deep'],
    ["tryGet(parameters('nested'), 'a', 'x', 1)", null],
    ["tryGet(parameters('nothing'), 'a')", null],
  ],
  string: [
    ["base64('one, two, three')", 'b25lLCB0d28sIHRocmVl'],
    ["base64ToString('b25lLCB0d28sIHRocmVl')", 'one, two, three'],
    ['base64ToJson(base64(\'{"one": "a"}\')).one', 'a'],
    ["concat('prefix', '-', 5, true())", 'prefix-5True'],
    ["dataUri('Hello')", 'data:text/plain;charset=utf8;base64,SGVsbG8='],
    ["dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')", 'Hello, World!'],
    ["endsWith('abcdef', 'ef')", true],
    ["endsWith('abcdef', 'F')", true],
    ["endsWith('abcdef', 'e')", false],
    ["startsWith('abcdef', 'AB')", true],
    [
      "format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133)",
      'Hello, User. Formatted number: 8,175,133',
    ],
    ["format('{{{0}}}', 'x')", '{x}'],
    ["format('{0:D3}|{0:X2}|{0,5}|{0,-5}|{0:000}', 10)", '010|0A|   10|10   |010'],
    ["indexOf('test', 't')", 0],
    ["indexOf('abcdef', 'CD')", 2],
    ["indexOf('abcdef', 'z')", -1],
    ["lastIndexOf('test', 't')", 3],
    ["join(createArray('one', 'two', 'three'), ',')", 'one,two,three'],
    ["padLeft('123', 10, '0')", '0000000123'],
    ['padLeft(7, 3)', '  7'],
    ["replace('123-123-1234', '-', '')", '1231231234'],
    ["replace('123-123-1234', '1234', 'xxxx')", '123-123-xxxx'],
    ["split('one,two,three', ',')", ['one', 'two', 'three']],
    ["split('one;two,three', createArray(',', ';'))", ['one', 'two', 'three']],
    ['string(5)', '5'],
    ['string(true())', 'True'],
    ["string(createArray('a', 1))", '["a",1]'],
    ["substring('one two three', 4, 3)", 'two'],
    ["substring('one', 1)", 'ne'],
    ["toLower('One Two')", 'one two'],
    ["toUpper('One Two')", 'ONE TWO'],
    ["trim('    one two three   ')", 'one two three'],
    ["uri('http://contoso.org/firstpath/', 'myscript.sh')", 'http://contoso.org/firstpath/myscript.sh'],
    [
      "uri('http://contoso.org/firstpath/azuredeploy.json', 'myscript.sh')",
      'http://contoso.org/firstpath/myscript.sh',
    ],
    [
      "uriComponent('http://contoso.com/resources/nested/azuredeploy.json')",
      'http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json',
    ],
    ["uriComponentToString('http%3A%2F%2Fcontoso.com')", 'http://contoso.com'],
  ],
  resource: [
    [
      "resourceId('Microsoft.Storage/storageAccounts', 'examplestorage')",
      '/subscriptions/s1/resourceGroups/examplegroup/providers/Microsoft.Storage/storageAccounts/examplestorage',
    ],
    [
      "resourceId('otherResourceGroup', 'Microsoft.Storage/storageAccounts', 'examplestorage')",
      '/subscriptions/s1/resourceGroups/otherResourceGroup/providers/Microsoft.Storage/storageAccounts/examplestorage',
    ],
    [
      "resourceId('11111111-1111-1111-1111-111111111111', 'otherResourceGroup', 'Microsoft.Storage/storageAccounts', 'examplestorage')",
      '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/otherResourceGroup/providers/Microsoft.Storage/storageAccounts/examplestorage',
    ],
    [
      "resourceId('Microsoft.SQL/servers/databases', 'serverName', 'databaseName')",
      '/subscriptions/s1/resourceGroups/examplegroup/providers/Microsoft.SQL/servers/serverName/databases/databaseName',
    ],
    [
      "subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'r')",
      '/subscriptions/s1/providers/Microsoft.Authorization/roleDefinitions/r',
    ],
    [
      "tenantResourceId('Microsoft.Authorization/policyDefinitions', 'p')",
      '/providers/Microsoft.Authorization/policyDefinitions/p',
    ],
    [
      "managementGroupResourceId('mg', 'Microsoft.Authorization/policyDefinitions', 'p')",
      '/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/policyDefinitions/p',
    ],
    [
      "extensionResourceId(resourceId('Microsoft.Compute/disks', 'd'), 'Microsoft.Authorization/locks', 'l')",
      '/subscriptions/s1/resourceGroups/examplegroup/providers/Microsoft.Compute/disks/d/providers/Microsoft.Authorization/locks/l',
    ],
    ['resourceGroup().name', 'examplegroup'],
    ['resourceGroup().type', 'Microsoft.Resources/resourceGroups'],
    ['subscription().subscriptionId', 's1'],
    ['subscription().id', '/subscriptions/s1'],
    ["resourceInfo('x')", unresolved('resourceInfo')],
    ["reference('x')", unresolved('reference')],
    ['deployment().name', 'deployment'],
    ["variables('v')", 'variable'],
    ['copyIndex()', 2],
    ['copyIndex(10)', 12],
    ["copyIndex('inner', 1)", 1],
  ],
};

const around: Surroundings = {
  parameters: P,
  variables: { v: 'variable' },
  frame: {
    loop: {
      name: 'inner',
      index: 0,
      ofResource: false,
      outer: { name: 'outer', index: 2, ofResource: true, outer: undefined },
    },
  },
};

/** Values that only Azure knows. */
const AT_DEPLOYMENT = [
  "uniqueString('a')",
  "guid('a', 'b')",
  'newGuid()',
  'utcNow()',
  "listKeys('x', '2020-01-01')",
  "listAccountSas('x', '2020-01-01', createObject())",
  'environment()',
  'deployer()',
  'tenant()',
  "providers('Microsoft.Compute')",
  "pickZones('Microsoft.Compute', 'virtualMachines', 'westus2')",
  "references('symbol')",
  "toLogicalZone('s', 'l', 'z')",
  "toLogicalZones('s', 'l', createArray('z'))",
  "toPhysicalZone('s', 'l', 'z')",
  "toPhysicalZones('s', 'l', createArray('z'))",
  'resourceGroup().location',
  'subscription().tenantId',
  "dateTimeAdd('2020-04-07T14:53:14Z', 'P3Y')",
];

describe.each(Object.entries(PAGES))('functions of the page %s', (_, cases) => {
  test.each(cases)('%s', (expression, expected) => {
    expect(valueOf(`[${expression}]`, around)).toEqual(expected);
  });
});

describe('what only the deployment knows', () => {
  test.each(AT_DEPLOYMENT)('%s', (expression) => {
    expect(valueOf(`[${expression}]`, around)).toBeInstanceOf(Unresolved);
  });

  test('a hash equals itself; the time and a new GUID do not', () => {
    expect(valueOf("[equals(uniqueString('a'), uniqueString('a'))]")).toBe(true);
    expect(valueOf("[equals(uniqueString('a'), uniqueString('b'))]")).toBeInstanceOf(Unresolved);
    expect(valueOf('[equals(newGuid(), newGuid())]')).toBeInstanceOf(Unresolved);
    expect(
      valueOf('[managementGroup().name]', {
        target: { kind: 'managementGroup', id: 'x', managementGroup: 'mg' },
      }),
    ).toBe('mg');
  });
});

test('every function has a case here', () => {
  const text = JSON.stringify([PAGES, AT_DEPLOYMENT, 'managementGroup(', 'fail(']).toLowerCase();
  const names = [...FUNCTIONS.keys(), ...SPECIAL_FORMS.keys()];
  expect(names.filter((name) => !text.includes(`${name}(`))).toEqual([]);
});

describe('what fails with the values that are known', () => {
  test.each([
    ["substring('abc', 2, 5)", 'goes beyond the text'],
    ["int('x')", 'argument 1 is not a number'],
    ['div(1, 0)', 'divides by zero'],
    ["json('{')", 'is no JSON'],
    ['first(5)', 'argument 1 is not a list'],
    ["createObject('a')", 'pairs of name and value'],
    ['concat(1, createArray(2))', 'argument 1 is not a list'],
    ["parameters('object').nine", 'there is no property nine'],
    ["parameters('array')[3]", 'there is no item 3'],
    ['length(1, 2)', 'does not take 2 arguments'],
    ["resourceId('Microsoft.Compute/disks', 'a', 'b')", 'takes 1 names, not 2'],
    ['range(0, 10001)', '0 to 10000 items'],
    ["fail('no')", 'calls `fail`'],
    ['lambda(1)', 'stands where no function takes one'],
    ["format('{1}', 'a')", 'argument 1, which is not there'],
    ["cidrSubnet('10.0.0.0/24', 20, 0)", 'no such subnet'],
    ["less(1, 'a')", 'two numbers or two texts'],
  ])('%s', (expression, message) => {
    expect(() => valueOf(`[${expression}]`, around)).toThrow(message);
  });

  test('messages quote no value', () => {
    expect(() => valueOf("[int('hunter2')]")).toThrow(/^argument 1 is not a number$/);
  });
});
