import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wildcardMatches } from '../../../src/join/access/role-grants.js';

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
