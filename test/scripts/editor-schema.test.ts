import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { editorSchema } from '../../scripts/editor-schema.js';

const isPolicyFile = new Ajv2020({ strict: false, allErrors: true }).compile(editorSchema());

/** A small policy with changes. */
const policyWith = (changes: object) => ({
  id: 'x',
  title: 't',
  subject: 'vm',
  level: 'note',
  precision: 'low',
  fails: 'later',
  message: 'm',
  help: 'h',
  schema: { properties: { location: { const: 'westeurope' } } },
  ...changes,
});

const files = readdirSync('policies').filter((name) => name.endsWith('.yaml'));

test.each(files)('%s is as the schema for editors says', (name) => {
  isPolicyFile(parse(readFileSync(`policies/${name}`, 'utf8')));
  expect(isPolicyFile.errors).toBeNull();
});

test('facts of another kind of subject, unknown facts, values and keywords that do not fit are marked', () => {
  expect(isPolicyFile(policyWith({}))).toBe(true);
  const schemas = [
    { properties: { locaton: { const: 'westeurope' } } },
    { properties: { keyUri: { const: 'x' } } },
    { properties: { disks: { items: { properties: { size: { maximum: 1 } } } } } },
    { properties: { disks: { items: { properties: { sizeGiB: { minItems: 1 } } } } } },
    { properties: { powerState: { const: 'on' } } },
    { properties: { protected: { enum: ['yes'] } } },
    { properties: { location: { format: 'uri' } } },
    { properties: { powerState: { const: null } } },
  ];
  for (const schema of schemas)
    expect([schema, isPolicyFile(policyWith({ schema }))]).toEqual([schema, false]);
  expect(
    isPolicyFile(policyWith({ subject: 'vault', schema: { properties: { readOnly: { const: false } } } })),
  ).toBe(true);
  expect(isPolicyFile(policyWith({ subject: 'vault' }))).toBe(true);
  expect(isPolicyFile(policyWith({ subject: 'vault', when: { properties: { size: { const: 'x' } } } }))).toBe(
    false,
  );
});

test('it is small enough for an editor', () => {
  expect(JSON.stringify(editorSchema()).length).toBeLessThan(300_000);
});
