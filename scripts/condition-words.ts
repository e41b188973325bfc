import type { PolicySchema } from '../src/model/policy.js';

const LIMITS: Readonly<Record<string, string>> = {
  minimum: '≥',
  maximum: '≤',
  exclusiveMinimum: '>',
  exclusiveMaximum: '<',
};

/** A schema as one line for people, as far as that stays short: `disks/*: sku is UltraSSD_LRS or PremiumV2_LRS`. */
export function conditionWords(schema: PolicySchema, path = ''): string {
  const parts = Object.entries(schema).flatMap(([keyword, argument]) =>
    wordsOf(keyword, argument, schema, path),
  );
  return parts.join(' and ');
}

function wordsOf(keyword: string, argument: unknown, schema: PolicySchema, path: string): string[] {
  const fact = path === '' ? 'it' : `\`${path}\``;
  const inner = (child: unknown) => conditionWords(child as PolicySchema, path);
  const limit = LIMITS[keyword];
  if (limit !== undefined) return [`${fact} ${limit} ${String(argument)}`];
  switch (keyword) {
    case 'const':
      return [`${fact} is ${value(argument)}`];
    case 'enum':
      return [`${fact} is ${(argument as unknown[]).map(value).join(' or ')}`];
    case 'type':
      return Object.hasOwn(schema, 'properties') || limitsIn(schema) ? [] : [`${fact} is there`];
    case 'pattern':
      return [`${fact} matches \`${String(argument)}\``];
    case 'minItems':
      return [`${fact} has at least ${String(argument)} items`];
    case 'maxItems':
      return [`${fact} has at most ${String(argument)} items`];
    case 'properties':
      return Object.entries(argument as Record<string, PolicySchema>).flatMap(([key, child]) => {
        const words = conditionWords(child, path === '' || path === 'it' ? key : `${path}/${key}`);
        return words === '' ? [] : [words];
      });
    case 'items':
      return [`each of ${fact}: ${conditionWords(argument as PolicySchema)}`];
    case 'contains':
      return [`${howMany(schema)} of ${fact}: ${conditionWords(argument as PolicySchema)}`];
    case 'allOf':
      return (argument as unknown[]).map(inner);
    case 'anyOf':
      return [(argument as unknown[]).map(inner).join(', or ')];
    case 'not':
      return [`not (${inner(argument)})`];
    default:
      return [];
  }
}

function limitsIn(schema: PolicySchema): boolean {
  return Object.keys(schema).some((keyword) => Object.hasOwn(LIMITS, keyword));
}

function howMany({ minContains = 1, maxContains }: PolicySchema): string {
  if (maxContains !== undefined) return `at most ${value(maxContains)}`;
  return minContains === 1 ? 'one' : `at least ${value(minContains)}`;
}

const value = (argument: unknown) =>
  argument === null ? 'none' : typeof argument === 'string' ? argument : JSON.stringify(argument);
