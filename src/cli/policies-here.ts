import { loadConfig } from '../config/load-config.js';
import { policyFoldersWith } from '../config/with-config.js';
import type { Policy } from '../model/policy.js';
import { applySettings, loadPolicies } from '../policies.js';

/** The flags that say which policies there are. */
export interface PolicyFlags {
  readonly policies: readonly string[];
  /** False: `--no-config`. */
  readonly config?: string | false | undefined;
}

/** The policies that a scan here has, its configuration's included, and as that sets them. */
export async function policiesHere(flags: PolicyFlags): Promise<Policy[]> {
  const config = await loadConfig('.', flags.config);
  const policies = await loadPolicies(policyFoldersWith(flags.policies, config));
  return applySettings(policies, config?.policies ?? []);
}
