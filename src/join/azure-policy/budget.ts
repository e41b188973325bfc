import { Unknown } from '../../model/unknown.js';

/** Azure's own limit for the text that a function gives, in characters. */
export const MAX_TEXT = 131_072;

/**
 * The work that judging one rule may take. Rules come from files that nobody vouches for; one that needs more than
 * Azure's own limits allow (https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-rule-limits)
 * is not judged.
 */
export class Budget {
  #left = 200_000;

  /** Takes off so many steps; gives the reason to stop once there are none left. */
  spend(steps: number): Unknown | undefined {
    this.#left -= steps;
    return this.#left >= 0 ? undefined : new Unknown('undetermined', 'Its rule is too large to be judged.');
  }
}
