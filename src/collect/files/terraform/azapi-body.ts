import { Unknown } from '../../../model/unknown.js';
import type { Identities } from './identity.js';
import { objectOf, own } from './json.js';
import { objectIn } from './azapi.js';
import type { RowDraft } from './row-draft.js';
import { valueAt } from './values.js';

/** The columns of a row that a body may set. */
const COLUMNS: readonly string[] = [
  'location',
  'tags',
  'sku',
  'identity',
  'zones',
  'extendedLocation',
  'managedBy',
  'properties',
];

/** Names under which bodies hold secrets, or text that may hold some. */
const SECRET: ReadonlySet<string> = new Set([
  'adminpassword',
  'additionalunattendcontent',
  'commandtoexecute',
  'customdata',
  'password',
  'protectedsettings',
  'script',
  'settings',
  'ssh',
  'userdata',
]);

/** Puts the body of an azapi resource, which is in ARM's shape already, into its row. */
export function addAzapiBody(draft: RowDraft, identities: Identities): void {
  const { resource } = draft;
  const body = objectIn(valueAt(resource, ['body']));
  const isText = typeof resource.values.body === 'string';
  if (body instanceof Unknown) {
    draft.set(['properties'], body, { resource, path: ['body'] });
    return;
  }
  for (const column of COLUMNS) {
    const value = own(body, column);
    if (value === undefined) continue;
    const path = ['body', column];
    draft.set([column], resolved(value, path), { resource, path: isText ? ['body'] : path });
    if (!isText) placeAll(value, path);
  }

  /** The value without secrets, and with the ids that links stand for. */
  function resolved(value: unknown, path: readonly (string | number)[]): unknown {
    const last = path.at(-1);
    if (value instanceof Unknown && typeof last === 'string' && /^id$|Id$/.test(last))
      return identities.linkAt(resource, path, undefined);
    if (Array.isArray(value)) return value.map((item: unknown, index) => resolved(item, [...path, index]));
    const object = objectOf(value);
    if (object === undefined || value instanceof Unknown) return value;
    const kept = Object.entries(object).filter(([key]) => !SECRET.has(key.toLowerCase()));
    return Object.fromEntries(kept.map(([key, each]) => [key, resolved(each, [...path, key])] as const));
  }

  /** Remembers where each value stands. */
  function placeAll(value: unknown, path: readonly (string | number)[]): void {
    draft.place(path.slice(1), { resource, path });
    const object = objectOf(value);
    const entries: Iterable<readonly [string | number, unknown]> = Array.isArray(value)
      ? value.entries()
      : Object.entries(value instanceof Unknown ? {} : (object ?? {}));
    for (const [key, each] of entries) placeAll(each, [...path, key]);
  }
}
