import type { Budget } from '../budget.js';
import { Unresolved } from '../unresolved.js';
import { derived, EvaluationError, refuseDepth, type Value } from '../value.js';
import { paidText, textIn, type FunctionTable } from './rule.js';

const DATA_URI = /^data:[^,]*?(;base64)?,(.*)$/s;

function fromBase64(text: string): string {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text.replace(/\s/g, '')))
    throw new EvaluationError('the text is no base64');
  return Buffer.from(text, 'base64').toString('utf8');
}

/** JSON as ARM reads it: texts in single quotes are taken too. */
function parsedJson(text: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    try {
      value = JSON.parse(text.includes('"') ? '' : text.replaceAll("'", '"'));
    } catch {
      throw new EvaluationError('the text is no JSON');
    }
  }
  refuseDeep(value, 0);
  return value as Value;
}

function refuseDeep(value: unknown, depth: number): void {
  refuseDepth(depth);
  if (typeof value !== 'object' || value === null) return;
  for (const child of Object.values(value)) refuseDeep(child, depth + 1);
}

/** A URI resolved by RFC 3986, section 5; undefined where the base is none. */
function uriOf(base: string, relative: string): string | undefined {
  return URL.canParse(relative, base) ? new URL(relative, base).href : undefined;
}

/** A path relative to another file's, inside the folder of the template; undefined where it leads out of it. */
function fileBeside(file: string, relative: string): string | undefined {
  const folder = 'file:///template/';
  const url = uriOf(`${folder}${file}`, relative);
  if (url?.startsWith(folder) !== true) return undefined;
  try {
    return decodeURIComponent(url.slice(folder.length).replace(/[?#].*$/s, ''));
  } catch {
    return undefined;
  }
}

/** The path of a file; the token behind it, which is a secret and often empty, is no part of it. */
function relativePath(relative: Value | undefined): string | undefined {
  if (typeof relative === 'string') return relative;
  if (!(relative instanceof Unresolved)) return undefined;
  return /^([^<>]+\.jsonc?)<[0-9a-f]+>$/i.exec(relative.text)?.[1];
}

/** Next to the template itself, whose own URI is not known, a file can be told all the same. */
function uri(values: readonly Value[], budget: Budget): Value {
  const [base, relative] = values;
  const why = values.find((value) => value instanceof Unresolved);
  if (why instanceof Unresolved) {
    const { cause, key } = derived(why.cause, 'uri', values, budget);
    const path = relativePath(relative);
    const known = base instanceof Unresolved && base.more.file !== undefined && path !== undefined;
    const file = known ? fileBeside(base.more.file, path) : undefined;
    return new Unresolved(cause, key, undefined, file === undefined ? {} : { file });
  }
  const result = uriOf(textIn(values, 0), textIn(values, 1));
  if (result === undefined) throw new EvaluationError('the base is no URI');
  return result;
}

/**
 * Functions that encode and decode texts
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string).
 */
export const ENCODINGS: FunctionTable = {
  base64: {
    min: 1,
    max: 1,
    takes: 'anything',
    run: (values, { budget }) => {
      const [value] = values;
      if (!(value instanceof Unresolved))
        return paidText(Buffer.from(textIn(values, 0)).toString('base64'), budget);
      const { cause, key } = derived(value.cause, 'base64', values, budget);
      return new Unresolved(cause, key, undefined, { clear: value.text });
    },
  },
  base64tostring: { min: 1, max: 1, run: (values) => fromBase64(textIn(values, 0)) },
  base64tojson: { min: 1, max: 1, run: (values) => parsedJson(fromBase64(textIn(values, 0))) },
  datauri: {
    min: 1,
    max: 1,
    run: (values, { budget }) =>
      paidText(
        `data:text/plain;charset=utf8;base64,${Buffer.from(textIn(values, 0)).toString('base64')}`,
        budget,
      ),
  },
  datauritostring: {
    min: 1,
    max: 1,
    run: (values) => {
      const [, base64, data = ''] = DATA_URI.exec(textIn(values, 0)) ?? [];
      if (data === '') throw new EvaluationError('the text is no data URI');
      return base64 === undefined ? data : fromBase64(data);
    },
  },
  json: { min: 1, max: 1, run: (values) => parsedJson(textIn(values, 0)) },
  uri: { min: 2, max: 2, takes: 'anything', run: (values, { budget }) => uri(values, budget) },
  uricomponent: {
    min: 1,
    max: 1,
    run: (values, { budget }) =>
      paidText(
        encodeURIComponent(textIn(values, 0)).replace(
          /[!'()*]/g,
          (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
        ),
        budget,
      ),
  },
  uricomponenttostring: {
    min: 1,
    max: 1,
    run: (values) => {
      try {
        return decodeURIComponent(textIn(values, 0));
      } catch {
        throw new EvaluationError('the text is no encoded URI');
      }
    },
  },
};
