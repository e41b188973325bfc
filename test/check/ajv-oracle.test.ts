import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { compile, type Schema } from '../../src/check/compile.js';
import { fails, holds, type Judgement } from '../../src/check/judgement.js';
import { valueAt } from '../../src/check/pointer.js';

const KEYS = ['a', 'b', 'c'] as const;
/** Compiling a schema with Ajv takes a millisecond or two; `npm run fuzz` runs many more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 250);

const scalar = fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 'x', 'y', 'xy');

/** Documents in which every object has every key: nothing is missing. */
const { document } = fc.letrec<{ document: unknown; object: unknown }>((tie) => ({
  document: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('document'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.tuple(...KEYS.map(() => tie('document'))).map((values) => objectOf(values)),
}));

function objectOf(values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(KEYS.map((key, index) => [key, values[index]]));
}

const small = fc.integer({ min: 0, max: 2 });

/** Schemas of every keyword that a policy may use. */
const { schema } = fc.letrec<{ schema: Schema; part: Schema }>((tie) => ({
  schema: fc
    .array(tie('part'), { minLength: 1, maxLength: 2 })
    .map((parts) => Object.assign({}, ...parts) as Schema),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ const: scalar }),
    fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record({ type: fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object') }),
    fc.record({ minimum: small }),
    fc.record({ maximum: small }),
    fc.record({ exclusiveMinimum: small }),
    fc.record({ exclusiveMaximum: small }),
    fc.record({ pattern: fc.constantFrom('^x', 'y$', 'x') }),
    fc.record({ minItems: small }),
    fc.record({ maxItems: small }),
    fc.record({ items: tie('schema') }),
    fc.record({
      properties: fc.dictionary(fc.constantFrom(...KEYS), tie('schema'), { minKeys: 1, maxKeys: 2 }),
    }),
    fc.record(
      { contains: tie('schema'), minContains: small, maxContains: small },
      { requiredKeys: ['contains'] },
    ),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('schema') }),
    fc.record(
      { if: tie('schema'), then: tie('schema'), else: tie('schema') },
      { requiredKeys: ['if', 'then'] },
    ),
  ),
}));

/** Ajv 8.20 takes `[[1], []]` for `{items: {contains: {const: 1}}}`; with an upper bound it does not. */
function bounded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bounded);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, bounded(child)]));
  return 'contains' in copy ? { maxContains: 1e9, ...copy } : copy;
}

function ajvAccepts(schemaValue: Schema, value: unknown): boolean {
  return new Ajv2020({ strict: false }).validate(bounded(schemaValue) as object, value);
}

const judge = (schemaValue: Schema, value: unknown, open: readonly string[] = []): Judgement =>
  compile(schemaValue).judge(value, undefined, new Set(open));

/** What can become unknown in a document: a key of an object, or the rest of a list. */
function removable(value: unknown, pointer = ''): { pointer: string; rest?: number }[] {
  if (Array.isArray(value)) {
    const here = [...value.keys(), value.length].map((rest) => ({ pointer, rest }));
    return [...here, ...value.flatMap((item, index) => removable(item, `${pointer}/${index}`))];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    { pointer: `${pointer}/${key}` },
    ...removable(child, `${pointer}/${key}`),
  ]);
}

/** The document with some facts taken out and some lists cut short. */
function partial(value: unknown, taken: readonly { pointer: string; rest?: number }[]) {
  const copy = structuredClone(value);
  const open: string[] = [];
  for (const { pointer, rest } of taken) {
    const target = valueAt(copy, pointer);
    if (rest !== undefined) {
      if (!Array.isArray(target)) continue;
      target.splice(rest);
      if (!open.includes(pointer)) open.push(pointer);
      continue;
    }
    const slash = pointer.lastIndexOf('/');
    const parent = valueAt(copy, pointer.slice(0, slash)) as Record<string, unknown> | undefined;
    if (parent !== undefined) Reflect.deleteProperty(parent, pointer.slice(slash + 1));
  }
  return { copy, open };
}

describe('the evaluator against Ajv', () => {
  test('complete documents: the same answer, and a place for every fault', () => {
    fc.assert(
      fc.property(schema, document, (schemaValue, value) => {
        const judgement = judge(schemaValue, value);
        expect(judgement.unknowns).toEqual([]);
        expect(holds(judgement)).toBe(ajvAccepts(schemaValue, value));
        for (const pointer of judgement.faults) expect(valueAt(value, pointer)).not.toBeUndefined();
        expect(holds(judge({ not: schemaValue }, value))).toBe(!holds(judgement));
      }),
      { numRuns: RUNS },
    );
  });

  test('restoring what is missing never changes a certain answer', () => {
    const scenario = fc
      .tuple(schema, document)
      .chain(([schemaValue, value]) =>
        fc.tuple(
          fc.constant(schemaValue),
          fc.constant(value),
          fc.subarray(removable(value), { minLength: 0 }),
        ),
      );
    fc.assert(
      fc.property(scenario, ([schemaValue, value, taken]) => {
        const { copy, open } = partial(value, taken);
        const before = judge(schemaValue, copy, open);
        const after = judge(schemaValue, value);
        if (fails(before)) expect(fails(after)).toBe(true);
        if (holds(before)) expect(holds(after)).toBe(true);
        for (const pointer of before.unknowns) {
          const isMissing = pointer.endsWith('/-')
            ? open.includes(pointer.slice(0, -2))
            : valueAt(copy, pointer) === undefined;
          expect([pointer, isMissing]).toEqual([pointer, true]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
