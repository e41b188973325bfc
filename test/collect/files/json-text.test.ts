import { describe, expect, test } from '@jest/globals';
import { JsonText } from '../../../src/collect/files/json-text.js';
import { UserError } from '../../../src/model/user-error.js';

const TEXT = '{\n  "a": {\n    "Size": 5,\n    "list": [1,\n      { "b": true }]\n  }\n}\n';

describe('JsonText', () => {
  test.each<[(string | number)[], number, number]>([
    [[], 1, 1],
    [['a'], 2, 3],
    [['a', 'Size'], 3, 5],
    [['a', 'size'], 3, 5],
    [['a', 'list', 0], 4, 14],
    [['a', 'list', 1, 'b'], 5, 9],
    [['a', 'list', 1, 'missing'], 5, 7],
    [['a', 'missing', 'deeper'], 2, 3],
    [['a', 'list', 7], 4, 5],
  ])('%j is at line %d, column %d', async (path, line, column) => {
    const json = await JsonText.parse('main.json', TEXT);
    expect(json.placeOf(path)).toEqual({ file: 'main.json', line, column });
  });

  test('takes comments and trailing commas, and a byte order mark', async () => {
    const json = await JsonText.parse('main.json', '\uFEFF{ // why\n "a": [1, 2,], }');
    expect(json.value).toEqual({ a: [1, 2] });
    expect(json.placeOf(['a', 1])).toEqual({ file: 'main.json', line: 2, column: 11 });
  });

  // https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#multi-line-strings
  test('takes line breaks inside strings, where everything stays where it is', async () => {
    const json = await JsonText.parse(
      'main.json',
      '{\n  "a": "[concat(\n    1, \\"2\\")]", // a "comment\n  "b": 2\n}',
    );
    expect(json.value).toEqual({ a: '[concat(     1, "2")]', b: 2 });
    expect(json.placeOf(['b'])).toEqual({ file: 'main.json', line: 4, column: 3 });
  });

  test.each(['"', '/*', '"\\', '//', '"a\n'])('does not hang on many %j', async (part) => {
    const started = performance.now();
    await expect(JsonText.parse('main.json', `{${part.repeat(100_000)}`)).rejects.toThrow(UserError);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('tells where a text is broken', async () => {
    const parsing = JsonText.parse('main.json', '{\n  "a": 1\n  "b": 2\n}');
    await expect(parsing).rejects.toThrow(UserError);
    await expect(parsing).rejects.toThrow('main.json:3:3 is no JSON: comma expected.');
  });

  test('tells the first mistake, not the comments and line breaks before it', async () => {
    const text = '// why\n{\n  "a": "[concat(\n    1)]", // text\n  "b": 1\n  "c": 2,\n}';
    await expect(JsonText.parse('main.json', text)).rejects.toThrow(
      'main.json:6:3 is no JSON: comma expected.',
    );
  });

  test('refuses what is nested too deeply', async () => {
    await expect(JsonText.parse('main.json', '['.repeat(100_000))).rejects.toThrow(UserError);
    await expect(JsonText.parse('main.json', '['.repeat(9000) + ']'.repeat(9000))).rejects.toThrow(/nested/);
  });
});
