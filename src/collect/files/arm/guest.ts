import { TYPES } from '../../../model/row.js';
import type { GuestSetup, RowPath } from '../../../model/sighting.js';
import { guestSetupIn } from '../guest-setup.js';
import { Unresolved } from './expression/unresolved.js';
import { isObject, propertyOf, type Value } from './expression/value.js';

/** Where a resource holds text that runs in the guest. */
const TEXTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  [TYPES.vm]: [['osProfile', 'customData'], ['userData']],
  [TYPES.extension]: [
    ['settings', 'commandToExecute'],
    ['settings', 'script'],
    ['protectedSettings', 'commandToExecute'],
    ['protectedSettings', 'script'],
  ],
};

/** What the texts of a VM, or of an extension with a script, set up in the guest; undefined where it is nothing. */
export function guestOf(type: string, properties: Value): GuestSetup | undefined {
  let found: GuestSetup | undefined;
  for (const path of TEXTS[type.toLowerCase()] ?? []) {
    const text = textOf(at(properties, path));
    if (text === undefined) continue;
    const way: RowPath = ['properties', ...path];
    const setup = guestSetupIn(text, way);
    if (setup !== undefined) found = { ...setup, ...found };
  }
  return found;
}

function at(value: Value, path: readonly string[]): Value | undefined {
  let current: Value | undefined = value;
  for (const name of path) current = isObject(current) ? propertyOf(current, name) : undefined;
  return current;
}

/** Of a text that is partly unresolved, what is known of it: placeholders stand for the rest. */
function textOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (!(value instanceof Unresolved)) return undefined;
  return value.more.clear ?? value.text;
}
