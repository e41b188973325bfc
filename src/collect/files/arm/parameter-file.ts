import { isJsonObject } from '../../to-row.js';
import type { PlacedJson } from '../json-text.js';
import { Unresolved } from './expression/unresolved.js';
import { propertyOf, type Value } from './expression/value.js';
import type { Given } from './parameter.js';

/** Quickstart templates have these where a pipeline puts a value. */
const PLACEHOLDER = /^(?:GEN|GET)-/;

/** How a parameter can be given. */
const FORMS = ['value', 'reference', 'expression'];

/** Whether a JSON value is a parameter file: by its `$schema`, else by its shape. */
export function isParameterFile(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const schema = propertyOf(value, '$schema');
  if (typeof schema === 'string') return /deploymentParameters\.json/i.test(schema);
  const parameters = propertyOf(value, 'parameters');
  if (!isJsonObject(parameters) || propertyOf(value, 'resources') !== undefined) return false;
  const each = Object.values(parameters);
  return each.length > 0 && each.every((one) => isJsonObject(one) && FORMS.some((form) => form in one));
}

/** The names of the parameters that the file sets. */
export function namesIn({ value }: PlacedJson): readonly string[] {
  const parameters = isJsonObject(value) ? propertyOf(value, 'parameters') : undefined;
  return isJsonObject(parameters) ? Object.keys(parameters) : [];
}

/**
 * What a parameter file gives
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files). A placeholder is no value, nor is
 * a reference to a key vault, nor an expression over what a tool puts in (`externalInput` in a `.bicepparam`,
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-parameters-file).
 *
 * @param key another one for each outcome
 */
export function givenBy(file: PlacedJson, key: string): Given {
  const { value } = file;
  const parameters = isJsonObject(value) ? propertyOf(value, 'parameters') : undefined;
  return (name) => {
    const one = isJsonObject(parameters) ? propertyOf(parameters, name) : undefined;
    if (!isJsonObject(one)) return undefined;
    const given = propertyOf(one, 'value');
    const own = `${key} given ${name.toLowerCase()}`;
    if (given !== undefined) return withoutPlaceholders(given, name, own);
    if (propertyOf(one, 'expression') !== undefined) return new Unresolved({ kind: 'deployment' }, own);
    return propertyOf(one, 'reference') === undefined
      ? undefined
      : new Unresolved({ kind: 'keyVault', name }, own);
  };
}

function withoutPlaceholders(value: unknown, name: string, key: string): Value {
  if (typeof value === 'string')
    return PLACEHOLDER.test(value) ? new Unresolved({ kind: 'placeholder', name }, `${key} ${value}`) : value;
  if (Array.isArray(value))
    return (value as unknown[]).map((item, index) => withoutPlaceholders(item, name, `${key} ${index}`));
  if (!isJsonObject(value)) return value as null | boolean | number;
  const entries = Object.entries(value).map(([each, child]): [string, Value] => [
    each,
    withoutPlaceholders(child, name, `${key} ${each}`),
  ]);
  return Object.fromEntries(entries);
}
