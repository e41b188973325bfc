import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idMatcher } from '../../src/triage/id-pattern.js';

const matches = (pattern: string, id: string) =>
  idMatcher(pattern)(id.toLowerCase(), id.toLowerCase().split('/'));

test.each([
  ['/a/b', '/A/B', true],
  ['/a/b/', '/a/b', true],
  ['/a/b', '/a/b/c', false],
  ['/a/*', '/a/b', true],
  ['/a/*', '/a/b/c', false],
  ['/a/*', '/a', false],
  ['/a/**', '/a', true],
  ['/a/**', '/a/b/c', true],
  ['/a/**', '/ab', false],
  ['**/c', '/a/b/c', true],
  ['**/c', 'c', true],
  ['**/c', '/a/bc', false],
  ['/a/**/c', '/a/c', true],
  ['/a/**/c', '/a/c/b/c', true],
  ['/a/**/c', '/a/c/b', false],
  ['**/b/**/d', '/a/b/b/c/d', true],
  ['**', '/anything/at/all', true],
  ['/rg-*-x?/y', '/rg-1-2-x3/y', true],
  ['/rg-*-x?/y', '/rg-1-x/y', false],
  ['/a**b/c', '/axxb/c', true],
  ['/a**b/c', '/ax/xb/c', false],
  ['/rg(x)[1]{2}+.', '/rg(x)[1]{2}+.', true],
  ['/rg(x)[1]', '/rgx1', false],
  ['main.tf#vm[*]', 'main.tf#vm[0]', true],
])('%s and %s: %j', (pattern, id, expected) => expect(matches(pattern, id)).toBe(expected));

test('it says what the regular expression of the same meaning says', () => {
  const part = fc.stringMatching(/^[ab*?]{0,4}$/).filter((text) => !text.includes('**'));
  const patterns = fc.array(fc.oneof(part, fc.constant('**')), { minLength: 1, maxLength: 5 });
  const ids = fc.array(fc.stringMatching(/^[ab]{0,4}$/), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(patterns, ids, (pattern, id) => {
      const words = pattern.map((text) =>
        text === '**' ? '(?:/[^/]*)*' : `/${text.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}`,
      );
      const expected = new RegExp(`^${words.join('')}$`).test(id.map((text) => `/${text}`).join(''));
      // A slash at the end is taken off a pattern, as off an id.
      fc.pre(pattern.length === 1 || pattern.at(-1) !== '');
      expect(idMatcher(pattern.join('/'))(id.join('/'), id)).toBe(expected);
    }),
    { numRuns: 1000 },
  );
});
