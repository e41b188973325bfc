import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { FUNCTIONS } from '../../../../../src/collect/files/arm/expression/functions.js';
import { SPECIAL_FORMS } from '../../../../../src/collect/files/arm/expression/special-forms.js';

test('the documentation lists the functions that are known, and no other', () => {
  const page = readFileSync(new URL('../../../../../docs/infrastructure-files.md', import.meta.url), 'utf8');
  const start = page.indexOf('<!-- functions -->');
  const section = page.slice(start, page.indexOf('\n##', start));
  const listed = [...section.matchAll(/`(\w+)`/g)].map(([, name = '']) => name.toLowerCase());
  const known = [...FUNCTIONS.keys(), ...SPECIAL_FORMS.keys()];
  expect(new Set(listed)).toEqual(new Set(known));
  expect(listed).toHaveLength(new Set(listed).size);
});
