import { isJsonObject } from '../../to-row.js';
import { Unresolved } from './expression/unresolved.js';
import { ownProperty, type Value } from './expression/value.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** The value that a parameter file or an outer deployment gives, or undefined. Names in any letter case. */
export type Given = (name: string) => Value | undefined;

/** Nothing is given. */
export const NOTHING_GIVEN: Given = () => undefined;

const SECURE: ReadonlySet<string> = new Set(['securestring', 'secureobject']);

/** A definition may refer to another one, but no chain is longer than this. */
const MAX_REFERENCES = 20;

/**
 * The value of a parameter: what is given, else its default. A secret is never looked at.
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/parameters; `null` counts as not given where there
 * is a default value.)
 */
export function parameterOf(
  name: string,
  declaration: JsonObject,
  around: {
    readonly definitions: JsonObject;
    readonly given: Given;
    readonly key: string;
    readonly defaultOf: (json: unknown) => Value;
  },
): Value {
  const { type, nullable } = typeOf(declaration, around.definitions);
  const key = `${around.key} parameter ${name.toLowerCase()}`;
  if (SECURE.has(type)) return new Unresolved({ kind: 'secret', name }, key);
  const given = around.given(name);
  const hasDefault = Object.hasOwn(declaration, 'defaultValue');
  if (given !== undefined && !(given === null && hasDefault)) return given;
  if (hasDefault) return around.defaultOf(declaration.defaultValue);
  return nullable ? null : new Unresolved({ kind: 'parameter', name }, key);
}

/** The lower-cased type, and whether null may stand for it; of a reference, what it refers to says it. */
function typeOf(declaration: JsonObject, definitions: JsonObject): { type: string; nullable: boolean } {
  let [current, nullable] = [declaration, false];
  for (let turn = 0; turn < MAX_REFERENCES; turn++) {
    nullable ||= current.nullable === true;
    const reference = current.$ref;
    const next =
      typeof reference === 'string'
        ? ownProperty(definitions, reference.replace(/^#\/definitions\//, ''))
        : undefined;
    if (!isJsonObject(next)) break;
    current = next;
  }
  return { type: typeof current.type === 'string' ? current.type.toLowerCase() : '', nullable };
}
