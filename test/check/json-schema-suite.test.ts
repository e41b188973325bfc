import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compile, type Schema } from '../../src/check/compile.js';
import { holds } from '../../src/check/judgement.js';
import { KEYWORDS } from '../../src/check/schema-check.js';

interface Group {
  readonly description: string;
  readonly schema: Schema;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

/**
 * The official JSON-Schema-Test-Suite as npm has it: draft 4, so `const`, `contains`, `if` and the bounds that came
 * later are in judge.test.ts and ajv-oracle.test.ts. `exclusiveMinimum` was a boolean then; such groups are left out.
 */
const FOLDER = join(
  dirname(createRequire(import.meta.url).resolve('json-schema-test-suite/package.json')),
  'tests/draft4',
);
const FILES = [
  'type',
  'enum',
  'minimum',
  'maximum',
  'pattern',
  'minItems',
  'maxItems',
  'properties',
  'items',
  'allOf',
  'anyOf',
  'not',
];

/** Whether a schema uses only our keywords, as they are today. */
function isOurs(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return false;
  return Object.entries(schema).every(([keyword, argument]) => {
    if (!KEYWORDS.includes(keyword)) return false;
    if (keyword.startsWith('exclusive')) return typeof argument === 'number';
    if (keyword === 'enum')
      return (argument as unknown[]).every((value) => typeof value !== 'object' || value === null);
    if (keyword === 'properties') return Object.values(argument as object).every(isOurs);
    if (keyword === 'allOf' || keyword === 'anyOf') return (argument as unknown[]).every(isOurs);
    return ['items', 'not'].includes(keyword) ? isOurs(argument) : true;
  });
}

/** A property that is not there passes in JSON Schema and is unknown here: such cases are about something else. */
function lacksProperty(schema: Schema, data: unknown): boolean {
  const names = JSON.stringify(schema).includes('"properties"') ? Object.keys(schema.properties ?? {}) : [];
  const nested = Object.values(schema)
    .flat()
    .some((part) => isOurs(part) && lacksProperty(part as Schema, data));
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  return nested || (isObject && names.some((name) => !Object.hasOwn(data, name)));
}

describe.each(FILES)('%s', (file) => {
  const groups = JSON.parse(readFileSync(join(FOLDER, `${file}.json`), 'utf8')) as Group[];
  const usable = groups.filter(({ schema }) => isOurs(schema));
  test('has cases', () => expect(usable.length).toBeGreaterThan(0));
  for (const { description, schema, tests } of usable) {
    for (const { description: name, data, valid } of tests.filter(
      (each) => !lacksProperty(schema, each.data),
    )) {
      test(`${description}: ${name}`, () => {
        expect(holds(compile(schema).judge(data, undefined, new Set()))).toBe(valid);
      });
    }
  }
});
