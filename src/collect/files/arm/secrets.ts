import { TYPES } from '../../../model/row.js';
import { isObject, spelledIn, type Value } from './expression/value.js';

/** What a row never holds: it is secret, or it may hold a secret. */
const NEVER_STORED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  [TYPES.vm]: [
    ['userData'],
    ['osProfile', 'adminPassword'],
    ['osProfile', 'customData'],
    ['osProfile', 'secrets'],
    ['osProfile', 'linuxConfiguration', 'ssh'],
    ['osProfile', 'windowsConfiguration', 'additionalUnattendContent'],
  ],
  [TYPES.extension]: [['settings'], ['protectedSettings'], ['protectedSettingsFromKeyVault']],
};

/** The properties of a resource without what is never stored. */
export function withoutSecrets(type: string, properties: Value): Value {
  const paths = NEVER_STORED[type.toLowerCase()] ?? [];
  return paths.reduce((value, path) => without(value, path), properties);
}

function without(value: Value, [name, ...rest]: readonly string[]): Value {
  if (name === undefined || !isObject(value)) return value;
  const spelled = spelledIn(value, name);
  if (spelled === undefined) return value;
  const entries = Object.entries(value).flatMap(([each, child]): [string, Value][] => {
    // In any letter case, should it be there twice.
    if (each.toLowerCase() !== name.toLowerCase()) return [[each, child]];
    return rest.length === 0 ? [] : [[each, without(child, rest)]];
  });
  return Object.fromEntries(entries);
}
