import { shapeOf, type FactSchema, type FactShape } from '../src/check/fact-shape.js';
import { FACTS } from '../src/model/facts/index.js';
import { SUBJECT_KINDS } from '../src/model/subject.js';
import { POLICY_FILE_SCHEMA } from '../src/policies/file-schema.js';

type Schema = Readonly<Record<string, unknown>>;

const refTo = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/**
 * The JSON Schema of a policy file for editors: that of the loader, and for each kind of subject the facts that may
 * stand in `when`, `schema` and `levels`, with what they mean. The loader checks more, in better words.
 */
export function editorSchema(): Schema {
  const definitions: Record<string, Schema> = {};
  const perSubject = SUBJECT_KINDS.map((kind) => {
    define(definitions, kind, FACTS[kind]);
    definitions[`${kind}-levels`] = withIt(definitions[kind] ?? {}, kind);
    return {
      if: { properties: { subject: { const: kind } }, required: ['subject'] },
      then: {
        properties: {
          when: refTo(kind),
          schema: refTo(kind),
          levels: { items: { properties: { when: refTo(`${kind}-levels`) } } },
        },
      },
    };
  });
  return { ...POLICY_FILE_SCHEMA, allOf: perSubject, $defs: definitions };
}

/** The definition for `levels`, where `it` stands too: the failing object. What it holds depends on the place. */
function withIt(definition: Schema, kind: string): Schema {
  const own = JSON.stringify(definition).replaceAll(`"#/$defs/${kind}"`, `"#/$defs/${kind}-levels"`);
  const copy = JSON.parse(own) as { properties: { properties: { properties: Record<string, Schema> } } };
  const it = { type: 'object', description: 'The failing object, or the nearest one around it.' };
  copy.properties.properties.properties.it = it;
  return copy;
}

/** Adds the definition of a schema about a fact, and of those about the facts inside it. */
function define(definitions: Record<string, Schema>, name: string, fact: FactSchema): Schema {
  const shape = shapeOf(fact);
  const own = shape.items === undefined && shape.properties === undefined ? leafName(shape) : name;
  if (Object.hasOwn(definitions, own)) return refTo(own);
  const [self, type] = [refTo(own), { enum: [...shape.types, ...(shape.nullable ? ['null'] : [])] }];
  const schemas = { type: 'array', minItems: 1, items: self };
  const keywords: Record<string, unknown> = {
    type: { anyOf: [type, { type: 'array', items: type }] },
    ...Object.fromEntries(['not', 'if', 'then', 'else'].map((keyword) => [keyword, self])),
    ...Object.fromEntries(['allOf', 'anyOf'].map((keyword) => [keyword, schemas])),
    ...Object.fromEntries(['title', 'description', '$comment'].map((each) => [each, { type: 'string' }])),
  };
  definitions[own] = { type: 'object', minProperties: 1, additionalProperties: false, properties: keywords };
  Object.assign(keywords, keywordsFor(shape), partsOf(definitions, own, shape));
  return self;
}

/** The keywords that go into an object or a list. */
function partsOf(definitions: Record<string, Schema>, name: string, shape: FactShape): Schema {
  if (shape.items !== undefined) {
    const item = define(definitions, `${name}.item`, shape.items);
    const number = { type: 'integer', minimum: 0 };
    return {
      items: item,
      contains: item,
      minItems: number,
      maxItems: number,
      minContains: number,
      maxContains: number,
    };
  }
  if (shape.properties === undefined) return {};
  const properties = Object.entries(shape.properties).map(([key, fact]): [string, Schema] => [
    key,
    { ...define(definitions, `${name}.${key}`, fact), description: descriptionOf(fact) },
  ]);
  return {
    properties: {
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(properties),
    },
  };
}

function descriptionOf(fact: FactSchema): unknown {
  const parts = (fact.anyOf as FactSchema[] | undefined) ?? [fact];
  return parts.find((part) => part.type !== 'null')?.description ?? '';
}

/** The keywords about a text, a number or a flag. */
function keywordsFor({ types, nullable, values }: FactShape): Schema {
  const none = nullable ? [null] : [];
  const isNumber = types.includes('integer') || types.includes('number');
  const known = values ?? (types.includes('boolean') ? [true, false] : undefined);
  const scalar =
    known === undefined ? { type: [...types, ...(nullable ? ['null'] : [])] } : { enum: [...known, ...none] };
  const limit = { type: 'number' };
  return {
    ...(types.includes('object') || types.includes('array')
      ? {}
      : { enum: { type: 'array', minItems: 1, items: scalar } }),
    ...(types.includes('object') || types.includes('array') ? { const: { const: null } } : { const: scalar }),
    ...(types.includes('string') ? { pattern: { type: 'string', maxLength: 200 } } : {}),
    ...(isNumber ? { minimum: limit, maximum: limit, exclusiveMinimum: limit, exclusiveMaximum: limit } : {}),
  };
}

/** Leaves of one type and with the same values share a definition. */
function leafName({ types, nullable, values }: FactShape): string {
  const kind =
    values === undefined
      ? types.join('-')
      : values
          .map(String)
          .join('-')
          .replace(/[^A-Za-z0-9-]/g, '');
  return `${kind}${nullable ? '-or-null' : ''}`;
}
