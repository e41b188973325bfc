import { describe, expect, test } from '@jest/globals';
import { parseText } from '../../../../../src/collect/files/arm/expression/parse.js';
import { SyntaxProblem } from '../../../../../src/collect/files/arm/expression/syntax.js';

const call = (name: string, ...args: unknown[]) => ({
  kind: 'call',
  name: name.toLowerCase(),
  spelled: name,
  arguments: args,
});
const literal = (value: string | number) => ({ kind: 'literal', value });
const member = (of: unknown, key: unknown) => ({ kind: 'member', of, key });

describe('parseText', () => {
  // https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions#escape-characters
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['[[test value]', '[test value]'],
    ['[test] value', '[test] value'],
    ['a [concat()]', 'a [concat()]'],
  ])('%s is the text %s', (text, expected) => {
    expect(parseText(text)).toBe(expected);
  });

  test.each([
    ['[resourceGroup().location]', member(call('resourceGroup'), literal('location'))],
    ["[ concat ( 'a' , 1 , -2 ) ]", call('concat', literal('a'), literal(1), literal(-2))],
    ["['it''s']", literal("it's")],
    ["['']", literal('')],
    ["['''']", literal("'")],
    [
      "[variables('list')[copyIndex()].name]",
      member(member(call('variables', literal('list')), call('copyIndex')), literal('name')),
    ],
    ['[contoso.uniqueName(1)]', call('contoso.uniqueName', literal(1))],
    ["[variables('$fxv#0')]", call('variables', literal('$fxv#0'))],
    ["[json('[1]')[0]]", member(call('json', literal('[1]')), literal(0))],
    ["[parameters('a')['b c']]", member(call('parameters', literal('a')), literal('b c'))],
  ])('%s', (text, expected) => {
    expect(parseText(text)).toEqual(expected);
  });

  test.each([
    [
      '[]',
      'the expression is broken at its end, a function, a number or a text in single quotes is expected',
    ],
    ["[concat('a']", 'the expression is broken at its end, `,` or `)` is expected'],
    ["[concat('a]", 'a text has no closing quote'],
    ["[concat('a') 'b']", 'the expression is broken at character 14, the end of the expression is expected'],
    ['[concat]', 'the expression is broken at its end, `(` after concat is expected'],
    [
      '[concat("a")]',
      'the expression is broken at character 9, a function, a number or a text in single quotes is expected',
    ],
    ['[a().]', 'the expression is broken at its end, the name of a property is expected'],
    ['[a()[0]', 'the expression is broken at its end, `]` is expected'],
    [
      '[a(1,)]',
      'the expression is broken at character 6, a function, a number or a text in single quotes is expected',
    ],
  ])('%s is broken', (text, message) => {
    expect(() => parseText(text)).toThrow(SyntaxProblem);
    expect(() => parseText(text)).toThrow(message);
  });

  test('refuses what is nested so deeply that evaluating it could exhaust the stack', () => {
    expect(() => parseText(`[${'not('.repeat(10_000)}true()${')'.repeat(10_000)}]`)).toThrow(
      'nested too deeply',
    );
    expect(() => parseText(`[a()${'[a()'.repeat(10_000)}${']'.repeat(10_000)}]`)).toThrow(
      'nested too deeply',
    );
  });

  test('takes a long chain of properties', () => {
    expect(parseText(`[a()${'.b'.repeat(50)}]`)).toMatchObject({ kind: 'member', key: { value: 'b' } });
  });
});
