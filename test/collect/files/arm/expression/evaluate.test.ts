import { describe, expect, test } from '@jest/globals';
import { LimitError } from '../../../../../src/collect/files/arm/expression/budget.js';
import { Unresolved } from '../../../../../src/collect/files/arm/expression/unresolved.js';
import type { Value } from '../../../../../src/collect/files/arm/expression/value.js';
import { unresolved, valueOf } from './evaluate-text.js';

const parameters: Readonly<Record<string, Value>> = {
  name: unresolved('name'),
  flag: unresolved('flag'),
  object: { known: 1, open: unresolved('open') },
  list: [1, unresolved('item')],
};
const value = (expression: string, more: Readonly<Record<string, Value>> = {}) =>
  valueOf(`[${expression}]`, { parameters: { ...parameters, ...more } });

describe('what is unresolved', () => {
  test.each<[string, Value]>([
    ["parameters('object').known", 1],
    ["parameters('list')[0]", 1],
    ["length(parameters('list'))", 2],
    ["contains(parameters('list'), 1)", true],
    ["and(parameters('flag'), false())", false],
    ["or(parameters('flag'), true())", true],
    ["coalesce('x', parameters('name'))", 'x'],
    ["if(true(), 'x', parameters('name'))", 'x'],
    ["first(map(parameters('list'), lambda('i', 'x')))", 'x'],
    ["union(parameters('object'), createObject('open', 2)).open", 2],
    ["tryGet(parameters('object'), 'missing')", null],
    ["createObject('a', parameters('name')).a", unresolved('name')],
    ["concat('', parameters('name'))", unresolved('name')],
    // The same wherever it comes from.
    ["equals(parameters('name'), parameters('name'))", true],
    ["equals(concat('a', parameters('name')), concat('a', parameters('name')))", true],
    // Both branches agree.
    ["if(parameters('flag'), 'same', 'same')", 'same'],
    ["if(parameters('flag'), createObject('a', 1, 'b', 2), createObject('a', 1, 'b', 3)).a", 1],
  ])('leaves %s known', (expression, expected) => {
    const result = value(expression);
    if (expected instanceof Unresolved) expect(result).toMatchObject({ key: expected.key });
    else expect(result).toEqual(expected);
  });

  test.each([
    "parameters('object').open",
    "contains(parameters('list'), 2)",
    "and(parameters('flag'), true())",
    "or(false(), parameters('flag'))",
    "not(parameters('flag'))",
    "coalesce(parameters('name'), 'x')",
    "if(parameters('flag'), 'a', 'b')",
    "if(parameters('flag'), createObject('a', 1), createObject('a', 2)).a",
    "if(parameters('flag'), createObject('a', 1), createObject()).a",
    "if(parameters('flag'), 'x', div(1, 0))",
    "equals(parameters('name'), 'x')",
    "toLower(parameters('name'))",
    "length(parameters('name'))",
    "filter(parameters('list'), lambda('i', equals(lambdaVariables('i'), 1)))",
    "sort(parameters('list'), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))",
    "string(parameters('object'))",
    "contoso('x')",
    "resourceId('Microsoft.Compute/disks', parameters('name'))",
  ])('makes %s unresolved', (expression) => {
    expect(value(expression)).toBeInstanceOf(Unresolved);
  });

  test('a function that nobody knows says so', () => {
    expect((value('newThing(1)') as Unresolved).toUnknown().detail).toBe(
      'backup-lint does not know the function newThing.',
    );
  });

  test('in a text only its part is: the rest shows in ids', () => {
    const text = (value("toUpper(concat('a-', parameters('name')))") as Unresolved).text;
    expect(text).toMatch(/^A-<[0-9a-f]{12}>$/i);
    const [one, other] = [
      "concat(parameters('name'), '/x')",
      "format('{0}/{1}', parameters('name'), 'x')",
    ].map((each) => value(each) as Unresolved);
    expect(one?.text).toBe(other?.text);
  });

  test('parts that differ have different texts', () => {
    const texts = [
      "parameters('name')",
      "parameters('flag')",
      "uniqueString(parameters('name'))",
      "uniqueString('a')",
      "substring(parameters('name'), 0, 3)",
      "substring(parameters('name'), 0, 4)",
    ];
    expect(new Set(texts.map((each) => (value(each) as Unresolved).text)).size).toBe(texts.length);
  });

  test('what a lambda gives depends on what is around it', () => {
    const give = (index: number) =>
      valueOf("[filter(parameters('list'), lambda('i', equals(lambdaVariables('i'), copyIndex())))]", {
        parameters,
        frame: { loop: { name: 'l', index, ofResource: true, outer: undefined } },
      }) as Unresolved;
    expect(give(1).key).not.toBe(give(2).key);
    expect(give(1).key).toBe(give(1).key);
  });
});

describe('limits', () => {
  test.each([
    ["map(range(0, 10000), lambda('i', map(range(0, 10000), lambda('j', 1))))"],
    ["reduce(range(0, 10000), 'x', lambda('a', 'b', concat(lambdaVariables('a'), lambdaVariables('a'))))"],
    [
      "reduce(range(0, 10000), createArray(1), lambda('a', 'b', createArray(lambdaVariables('a'), lambdaVariables('a'))))",
    ],
    ["reduce(range(0, 10000), createObject(), lambda('a', 'b', createObject('x', lambdaVariables('a'))))"],
    ["padLeft('x', 100000000)"],
  ])('%s ends', (expression) => {
    let error: unknown;
    try {
      // What is nested too deeply shows when the value is walked.
      value(`string(${expression})`);
    } catch (thrown) {
      error = thrown;
    }
    expect((error as Error).name).toMatch(/^(?:LimitError|EvaluationError)$/);
  });

  test('a step costs', () => {
    expect(() => valueOf('[add(1, 2)]', { budget: 2 })).toThrow(LimitError);
  });
});
