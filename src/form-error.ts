import type { ErrorObject } from 'ajv';
import { didYouMean } from './model/near-match.js';
import { UserError } from './model/user-error.js';
import type { YamlText } from './yaml-text.js';

/**
 * The first of a file's mistakes of form, as its JSON Schema found them, with place, the nearest right word, and how
 * many more there are. The schema must have been compiled with `allErrors` and `verbose`.
 *
 * @param what what the file should be, for example `policy`
 */
export function formError(
  errors: readonly ErrorObject[] | null | undefined,
  text: YamlText,
  what: string,
): UserError {
  // Of a name that is wrong ajv says so twice: what is wrong, and that something is.
  const told = (errors ?? []).filter(({ keyword }) => keyword !== 'propertyNames');
  const [first, ...others] = told.sort((left, right) => weight(left) - weight(right));
  if (first === undefined) return new UserError(`${text.whereIs('')}: this is no ${what}.`);
  const extra = extraKeyOf(first);
  const pointer =
    extra === undefined
      ? first.instancePath
      : `${first.instancePath}/${extra.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return mistake(text.whereIs(pointer), messageOf(first, extra, what), others.length);
}

/** One mistake, and how many more the file has. */
export function mistake(where: string, message: string, others: number): UserError {
  const more =
    others === 0
      ? undefined
      : `There ${others === 1 ? 'is one more mistake' : `are ${others} more mistakes`} in this file.`;
  return new UserError(`${where}: ${message}`, more);
}

function extraKeyOf(error: ErrorObject): string | undefined {
  return (error.params as { additionalProperty?: string }).additionalProperty;
}

/** Unknown keys first: they are the cause of most other errors. */
function weight(error: ErrorObject): number {
  return error.keyword === 'additionalProperties' ? 0 : 1;
}

/** The types of JSON Schema as people write them in YAML. */
const TYPES: ReadonlyMap<unknown, string> = new Map([
  ['array', 'a list'],
  ['boolean', 'true or false'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['object', 'an object (`key: value`)'],
  ['string', 'a text'],
]);

function messageOf(error: ErrorObject, extra: string | undefined, what: string): string {
  const where =
    error.instancePath === '' ? `the ${what}` : `\`${error.instancePath.slice(1).replaceAll('/', '.')}\``;
  const { properties = {}, examples } = error.parentSchema as { properties?: object; examples?: unknown[] };
  if (extra !== undefined) {
    return `${where} has an unknown key \`${extra}\`.${didYouMean(extra, Object.keys(properties))}`;
  }
  if (error.keyword === 'enum') {
    const allowed = (error.params as { allowedValues: unknown[] }).allowedValues.map(String);
    const value = typeof error.data === 'string' ? error.data : JSON.stringify(error.data);
    return `${where} is "${value}"; it can be ${allowed.join(', ')}.${didYouMean(value, allowed)}`;
  }
  if (error.keyword === 'required') {
    return `${where} lacks \`${(error.params as { missingProperty: string }).missingProperty}\`.`;
  }
  if ((error.keyword === 'pattern' || error.keyword === 'type') && examples !== undefined)
    return `${where} is ${JSON.stringify(error.data)}; write it like ${examples.join(' or ')}.`;
  if (error.keyword === 'minLength' && error.data === '') return `${where} is empty.`;
  const type = error.keyword === 'type' ? TYPES.get((error.params as { type: unknown }).type) : undefined;
  if (error.keyword === 'minProperties') {
    const { limit } = error.params as { limit: number };
    return limit === 1 ? `${where} is empty.` : `${where} needs at least ${limit} keys.`;
  }
  if (type === 'a text' && error.data !== null && !Array.isArray(error.data))
    return `${where} must be a text: put it in quotes.`;
  if (type !== undefined)
    return error.data === null ? `${where} is empty; it must be ${type}.` : `${where} must be ${type}.`;
  return `${where} ${error.message ?? 'is not as it should be'}.`;
}
