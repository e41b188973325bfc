import { didYouMean } from '../model/near-match.js';
import type { Policy } from '../model/policy.js';
import { UserError } from '../model/user-error.js';

/** Which policies to run. */
export interface Selection {
  /** Only these, by id or alias, also where they are not enabled. Empty: all that are enabled. */
  readonly only: readonly string[];
  /** All but these. */
  readonly skip: readonly string[];
}

/**
 * The policies to run, by id.
 *
 * @throws UserError for a name that no policy has
 */
export function selectPolicies(policies: readonly Policy[], selection: Selection): Policy[] {
  const only = new Set(selection.only.map((name) => policyNamed(name, policies)));
  const skip = new Set(selection.skip.map((name) => policyNamed(name, policies)));
  return policies.filter(
    (policy) => !skip.has(policy) && (only.size === 0 ? policy.enabled : only.has(policy)),
  );
}

/** The policy of that id or alias, letter case aside. */
export function findPolicy(name: string, policies: readonly Policy[]): Policy | undefined {
  const lower = name.toLowerCase();
  return policies.find(({ id, aliases }) => [id, ...aliases].some((each) => each.toLowerCase() === lower));
}

function policyNamed(name: string, policies: readonly Policy[]): Policy {
  const policy = findPolicy(name, policies);
  if (policy !== undefined) return policy;
  const known = policies.map(({ id }) => id);
  throw new UserError(
    `There is no policy "${name}".${didYouMean(name, known)}`,
    '`backup-lint policies` lists them.',
  );
}
