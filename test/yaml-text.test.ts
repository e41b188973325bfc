import { describe, expect, test } from '@jest/globals';
import { UserError } from '../src/model/user-error.js';
import { YamlText } from '../src/yaml-text.js';

const parse = (text: string) => YamlText.parse(text, 'a.yaml', 'policy');
const refusal = (text: string): string => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return '';
};

describe('places', () => {
  const yaml = parse('a: 1\nlist:\n  - x\n  - { key: v, "a/b": 2 }\n');
  test.each([
    ['', 'a.yaml:1:1'],
    ['/a', 'a.yaml:1:1'],
    ['/list', 'a.yaml:2:1'],
    ['/list/0', 'a.yaml:3:5'],
    ['/list/1/key', 'a.yaml:4:7'],
    ['/list/1/a~1b', 'a.yaml:4:15'],
    ['/list/1/none', 'a.yaml:4:5'],
    ['/list/9', 'a.yaml:2:1'],
  ])('%s', (pointer, place) => expect(yaml.whereIs(pointer)).toBe(place));
});

test('a second document is told as one', () => {
  expect(refusal('a: 1\n---\nb: 2\n')).toBe('a.yaml:2:1: a second document begins here; a policy is one.');
});

test('JSON is YAML, and names of objects are data', () => {
  const { value } = parse('{"__proto__": {"a": 1}, "constructor": 2}');
  expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1},"constructor":2}');
});

test('a mistake has its place', () => {
  expect(refusal('a: 1\nb: [\n')).toMatch(/^a\.yaml:\d:\d is no YAML: /);
  expect(refusal('b: &b 1\na: [*b, *c]\nc: &c 2\n')).toBe('a.yaml:2:9: there is no anchor `&c` before `*c`.');
  expect(refusal('\ufeffa: 1\nb: *a')).toBe('a.yaml:2:4: there is no anchor `&a` before `*a`.');
  expect(refusal('\ufeff"a": 1\n"a": 2\n')).toBe('a.yaml:2:1 is no YAML: Map keys must be unique');
  expect(refusal('a: 1\n"a": 2\n')).toBe('a.yaml:2:1 is no YAML: Map keys must be unique');
});

test('a text in UTF-16 is told as one', () => {
  const written = Buffer.from('\ufeffid: a\n', 'utf16le').toString('utf8');
  expect(refusal(written)).toBe('a.yaml is not in UTF-8.');
});

test('a broken file that is called JSON is no JSON', () => {
  expect(() => YamlText.parse('{"a": 1 "b": 2}', 'a.json', 'policy')).toThrow(/^a\.json:1:\d is no JSON: /);
});

test('what is likely meant as a text is to be in quotes', () => {
  for (const text of ['a: {b} c', 'a: b: c']) {
    try {
      parse(text);
    } catch (error) {
      expect((error as UserError).hint).toMatch(/needs quotes\.$/);
    }
  }
  expect.assertions(2);
});

describe('a hostile file neither hangs nor crashes', () => {
  const bomb = [
    'a0: &a0 [x]',
    ...Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
  ];
  test.each([
    ['brackets', '['.repeat(100_000)],
    ['braces', '{a: '.repeat(50_000)],
    ['list marks', '- '.repeat(100_000)],
    ['marks of both kinds', '? - '.repeat(60_000)],
    ['questions', '? '.repeat(100_000)],
    ['colons', ': '.repeat(100_000)],
    ['indentation', Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['an alias bomb', bomb.join('\n')],
    ['an alias of itself', 'a: &a [*a]'],
    ['a large file', '# '.repeat(200_000)],
    ['many keys', Array.from({ length: 10_000 }, (_, index) => `k${index}: 1\n`).join('')],
    ['anchors', '&a '.repeat(20_000)],
    ['documents', '---\n'.repeat(60_000)],
    ['quotes', '"'.repeat(40_000)],
    ['block scalars', 'a: |\n '.repeat(30_000)],
  ])('%s', (_, text) => {
    const start = performance.now();
    expect(typeof refusal(text)).toBe('string');
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

test('no honest file is nested so deeply', () => {
  const deep = Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}a:`).join('\n');
  expect(refusal(deep)).toBe('');
  expect(refusal(`a: ${'['.repeat(60)}${']'.repeat(60)}`)).toBe('');
});
