import { expect, test } from '@jest/globals';
import { loadGrammar } from '../../../src/collect/files/grammar.js';

test.each([
  ['hcl', 'resource "a" "b" {\n  size = 1\n}\n', 'attribute'],
  ['bicep', "param name string = 'x'\n", 'parameter_declaration'],
] as const)('the grammar of %s is found and parses', async (language, text, type) => {
  const tree = (await loadGrammar(language)).parse(text);
  expect(tree?.rootNode.hasError).toBe(false);
  expect(tree?.rootNode.descendantsOfType(type)).toHaveLength(1);
  tree?.delete();
  expect(await loadGrammar(language)).toBe(await loadGrammar(language));
});
