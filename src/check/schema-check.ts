import { didYouMean } from '../model/near-match.js';
import type { Schema } from './compile.js';
import { shapeOf, type FactSchema, type FactShape } from './fact-shape.js';
import { patternProblem } from './pattern.js';

/** Something wrong in a policy's schema. */
export interface Problem {
  /** JSON pointer into the schema that was checked. */
  readonly pointer: string;
  readonly message: string;
}

/** Which type of fact a keyword looks at; it lets every other value pass. */
const FITS: Readonly<Record<string, readonly string[]>> = {
  minimum: ['number', 'integer'],
  maximum: ['number', 'integer'],
  exclusiveMinimum: ['number', 'integer'],
  exclusiveMaximum: ['number', 'integer'],
  pattern: ['string'],
  minItems: ['array'],
  maxItems: ['array'],
  items: ['array'],
  contains: ['array'],
  minContains: ['array'],
  maxContains: ['array'],
  properties: ['object'],
};
const ANNOTATIONS: readonly string[] = ['title', 'description', '$comment'];
const ANY_TYPE = ['type', 'const', 'enum', 'allOf', 'anyOf', 'not', 'if', 'then', 'else'];

/** The keywords that a policy's schema may use (docs/writing-policies.md). */
export const KEYWORDS: readonly string[] = [...ANY_TYPE, ...Object.keys(FITS), ...ANNOTATIONS];

/** A keyword that says nothing without another one. */
const PARTNERS: Readonly<Record<string, readonly string[]>> = {
  then: ['if'],
  else: ['if'],
  minContains: ['contains'],
  maxContains: ['contains'],
  if: ['then', 'else'],
};

/**
 * Checks a schema against the facts it is about: only known keywords, properties that are facts, keywords that fit
 * the fact's type, values that are possible, and `type` beside a keyword that would let `null` pass unseen.
 */
export function checkSchema(schema: unknown, fact: FactSchema, pointer = ''): Problem[] {
  if (!isSchema(schema))
    return [{ pointer, message: 'a schema is an object here; `true` and `false` are not.' }];
  const shape = shapeOf(fact);
  const keywords = Object.keys(schema);
  if (keywords.every((keyword) => ANNOTATIONS.includes(keyword))) {
    return [{ pointer, message: 'an empty schema says nothing.' }];
  }
  return keywords.flatMap((keyword) => checkKeyword(keyword, schema, fact, shape, pointer));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkKeyword(
  keyword: string,
  schema: Schema,
  fact: FactSchema,
  shape: FactShape,
  at: string,
): Problem[] {
  const pointer = `${at}/${keyword}`;
  const one = (message: string): Problem[] => [{ pointer, message }];
  if (!KEYWORDS.includes(keyword)) {
    const known = KEYWORDS.filter((each) => !ANNOTATIONS.includes(each)).join(', ');
    const meant = didYouMean(keyword, KEYWORDS) || ` It may use ${known}.`;
    return one(`\`${keyword}\` is no keyword that a policy may use.${meant}`);
  }
  const partners = PARTNERS[keyword];
  if (partners?.some((partner) => Object.hasOwn(schema, partner)) === false) {
    return one(`\`${keyword}\` says nothing without \`${partners.join('` or `')}\`.`);
  }
  const malformed = malformedArgument(keyword, schema[keyword]);
  if (malformed !== undefined) return one(malformed);
  const fits = FITS[keyword];
  if (fits?.some((type) => shape.types.includes(type)) === false) {
    return one(`\`${keyword}\` does not fit: the fact is of type ${nameOf(shape)}.`);
  }
  if (fits !== undefined && shape.nullable && !Object.hasOwn(schema, 'type')) {
    return one(`the fact can be null, which \`${keyword}\` lets pass: also say \`type\`.`);
  }
  return checkArgument(keyword, schema[keyword], fact, shape, pointer);
}

function checkArgument(
  keyword: string,
  argument: unknown,
  fact: FactSchema,
  shape: FactShape,
  pointer: string,
): Problem[] {
  const one = (message: string | undefined): Problem[] =>
    message === undefined ? [] : [{ pointer, message }];
  switch (keyword) {
    case 'type':
      return [argument].flat().flatMap((type) => one(impossibleType(type, shape)));
    case 'const':
      return one(impossibleValue(argument, shape));
    case 'enum':
      return (argument as unknown[]).flatMap((value) => one(impossibleValue(value, shape)));
    case 'pattern':
      return one(patternProblem(argument as string));
    case 'properties':
      return checkProperties(argument as Record<string, unknown>, shape, pointer);
    case 'items':
    case 'contains':
      return checkSchema(argument, shape.items ?? {}, pointer);
    case 'allOf':
    case 'anyOf':
      return (argument as unknown[]).flatMap((schema, index) =>
        checkSchema(schema, fact, `${pointer}/${index}`),
      );
    case 'not':
    case 'if':
    case 'then':
    case 'else':
      return checkSchema(argument, fact, pointer);
    default:
      return [];
  }
}

function checkProperties(
  schemas: Record<string, unknown>,
  { properties = {} }: FactShape,
  at: string,
): Problem[] {
  return Object.entries(schemas).flatMap(([key, schema]) => {
    const pointer = `${at}/${key}`;
    const fact = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (fact !== undefined) return checkSchema(schema, fact, pointer);
    const known = Object.keys(properties);
    return [
      {
        pointer,
        message: `\`${key}\` is no fact here.${didYouMean(key, known) || ` Known are: ${known.join(', ')}.`}`,
      },
    ];
  });
}

const isInteger = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isFilledList = (value: unknown) => Array.isArray(value) && value.length > 0;

/** What the argument of each keyword must be; a keyword that is not here takes a schema. */
const ARGUMENTS: Readonly<Record<string, readonly [test: (value: unknown) => boolean, what: string]>> = {
  type: [
    (value) => [value].flat().every((type) => typeof type === 'string'),
    'the name of a type, or a list of them',
  ],
  const: [isScalar, 'a text, a number, true, false or null'],
  enum: [
    (value) => isFilledList(value) && (value as unknown[]).every(isScalar),
    'a list of texts, numbers, true, false or null',
  ],
  minimum: [isNumber, 'a number'],
  maximum: [isNumber, 'a number'],
  exclusiveMinimum: [isNumber, 'a number'],
  exclusiveMaximum: [isNumber, 'a number'],
  pattern: [(value) => typeof value === 'string', 'a regular expression'],
  minItems: [isInteger, 'a whole number'],
  maxItems: [isInteger, 'a whole number'],
  minContains: [isInteger, 'a whole number'],
  maxContains: [isInteger, 'a whole number'],
  properties: [(value) => isSchema(value) && Object.keys(value).length > 0, 'an object of schemas'],
  allOf: [isFilledList, 'a list of schemas'],
  anyOf: [isFilledList, 'a list of schemas'],
};

function malformedArgument(keyword: string, argument: unknown): string | undefined {
  const [test, what] = ARGUMENTS[keyword] ?? [];
  return test === undefined || test(argument) ? undefined : `\`${keyword}\` takes ${what}.`;
}

function impossibleType(type: unknown, shape: FactShape): string | undefined {
  const possible = [...shape.types, ...(shape.nullable ? ['null'] : [])];
  const sameNumber = type === 'number' || type === 'integer' ? ['number', 'integer'] : [type];
  if (sameNumber.some((each) => possible.includes(each as string))) return undefined;
  return `the fact is never of type ${JSON.stringify(type)}; it is of type ${nameOf(shape)}.`;
}

function impossibleValue(value: unknown, shape: FactShape): string | undefined {
  if (value === null)
    return shape.nullable ? undefined : `the fact is never null; it is of type ${nameOf(shape)}.`;
  const type = typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
  const fits = shape.types.includes(type) || (type === 'integer' && shape.types.includes('number'));
  if (!fits) return `the fact is never ${JSON.stringify(value)}; it is of type ${nameOf(shape)}.`;
  if (shape.values === undefined || shape.values.includes(value)) return undefined;
  const known = shape.values.map(String);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `${JSON.stringify(value)} is none of the values: ${known.join(', ')}.${didYouMean(text, known)}`;
}

function nameOf(shape: FactShape): string {
  const types = [...shape.types, ...(shape.nullable ? ['null'] : [])];
  return types.length === 0 ? 'unknown' : types.join(' or ');
}
