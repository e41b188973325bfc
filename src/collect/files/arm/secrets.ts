import { TYPES } from '../../../model/row.js';
import type { Budget } from './expression/budget.js';
import { isList, isObject, type Value } from './expression/value.js';

/** What a row never holds, at whatever depth somebody put it: it is secret, or it may hold a secret. */
const NEVER_STORED: Readonly<Record<string, ReadonlySet<string>>> = {
  [TYPES.vm]: new Set([
    'adminpassword',
    'additionalunattendcontent',
    'customdata',
    'protectedsettings',
    'secrets',
    'settings',
    'ssh',
    'userdata',
  ]),
};

/** All that is kept of an extension: everything else is for the extension itself, and may be secret. */
const OF_EXTENSION: ReadonlySet<string> = new Set([
  'autoupgrademinorversion',
  'enableautomaticupgrade',
  'provisioningstate',
  'publisher',
  'suppressfailures',
  'type',
  'typehandlerversion',
]);

/** The properties of a resource without what is never stored. */
export function withoutSecrets(type: string, properties: Value, budget: Budget): Value {
  const lower = type.toLowerCase();
  if (lower === TYPES.extension) return kept(properties, (name) => OF_EXTENSION.has(name));
  const names = NEVER_STORED[lower];
  return names === undefined ? properties : without(properties, names, budget);
}

function kept(value: Value, keeps: (name: string) => boolean): Value {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => keeps(name.toLowerCase())));
}

function without(value: Value, names: ReadonlySet<string>, budget: Budget): Value {
  budget.spend();
  if (isList(value)) return value.map((item) => without(item, names, budget));
  if (!isObject(value)) return value;
  const rest = Object.entries(value).filter(([name]) => !names.has(name.toLowerCase()));
  return Object.fromEntries(rest.map(([name, child]) => [name, without(child, names, budget)]));
}
