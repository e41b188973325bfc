import type { Policy } from '../model/policy.js';
import type { Waiver } from '../model/waiver.js';
import { findPolicy, unknownPolicy } from '../policies.js';

/**
 * Checks that every waiver is about a policy that there is: a misspelled one would silently accept nothing.
 *
 * @throws UserError otherwise
 */
export function checkWaivers(waivers: readonly Waiver[], policies: readonly Policy[]): void {
  for (const { policy, place } of waivers) {
    if (policy === '*' || findPolicy(policy, policies) !== undefined) continue;
    const where = place === undefined ? 'waivers' : `${place.file}:${place.line}:${place.column}`;
    throw unknownPolicy(policy, where, policies);
  }
}
