import type { VmDocument } from '../model/facts/vm.js';
import { Unknown } from '../model/unknown.js';

/** The names of the facts of a VM that somebody reads; undefined: all. */
export type Wanted = ReadonlySet<string> | undefined;

/** What stands for a fact that nobody reads. Should somebody read it all the same, it is not known. */
export const NOT_WANTED = new Unknown('not-requested', 'No policy reads it.');

/** Makes a fact that is wanted, and gives {@link NOT_WANTED} for any other. */
export type Ask = <T>(fact: keyof VmDocument, make: () => T) => T | Unknown;

export function askFor(wanted: Wanted): Ask {
  return (fact, make) => (wanted?.has(fact) === false ? NOT_WANTED : make());
}
