import { didYouMean } from '../model/near-match.js';
import type { Level, Policy } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { findPolicy } from './select-policies.js';

/** What the configuration says of one policy. */
export interface PolicySetting {
  /** Id or alias. */
  readonly policy: string;
  readonly setting: 'on' | 'off' | Level;
  /** Where it says so, `file:line:column`. */
  readonly where: string;
}

/**
 * The policies as the configuration sets them: on, off, or with one level for all their findings, whatever their own
 * `levels` say. A level also turns a policy on.
 *
 * @throws UserError for a name that no policy has, and where two settings are about one policy
 */
export function applySettings(policies: readonly Policy[], settings: readonly PolicySetting[]): Policy[] {
  const byPolicy = new Map<Policy, PolicySetting>();
  for (const setting of settings) {
    const policy = findPolicy(setting.policy, policies);
    if (policy === undefined) throw unknownPolicy(setting.policy, setting.where, policies);
    if (byPolicy.has(policy))
      throw new UserError(`${setting.where}: this is the second setting of ${policy.id}.`);
    byPolicy.set(policy, setting);
  }
  return policies.map((policy) => {
    const setting = byPolicy.get(policy)?.setting;
    if (setting === undefined) return policy;
    if (setting === 'on' || setting === 'off') return { ...policy, enabled: setting === 'on' };
    const levels = policy.levels.map(({ level: _, ...entry }) => entry);
    return { ...policy, enabled: true, level: setting, levels };
  });
}

/** A name in the configuration that no policy has. */
export function unknownPolicy(name: string, where: string, policies: readonly Policy[]): UserError {
  const known = policies.map(({ id }) => id);
  return new UserError(
    `${where}: there is no policy "${name}".${didYouMean(name, known)}`,
    '`backup-lint policies` lists them.',
  );
}
