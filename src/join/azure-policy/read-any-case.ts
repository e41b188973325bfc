import { at } from '../read.js';

/** The own property of that name, in either spelling (`policyRule`, `PolicyRule`); undefined where it is absent or null. */
export function read(value: unknown, name: string): unknown {
  return at(value, name) ?? at(value, name.charAt(0).toUpperCase() + name.slice(1)) ?? undefined;
}
