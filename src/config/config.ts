import type { Level } from '../model/policy.js';
import type { Waiver } from '../model/waiver.js';
import type { PolicySetting } from '../policies.js';

/** What a configuration file says, checked, its paths absolute. What it does not say is left out. */
export interface Config {
  readonly scope: {
    readonly subscriptions?: readonly string[];
    readonly managementGroup?: string;
    readonly tenant?: boolean;
    readonly resourceGroups?: readonly string[];
    readonly vms?: readonly string[];
    readonly protectedOnly?: boolean;
  };
  readonly policies: readonly PolicySetting[];
  readonly policyFolders: readonly string[];
  /** As `--output` takes them. */
  readonly outputs: readonly string[];
  readonly failOn?: Level | 'none';
  readonly baseline?: string;
  readonly deep?: boolean;
  readonly cloud?: string;
  readonly backupServiceObjectId?: string;
  readonly redact?: boolean;
  readonly allowEmpty?: boolean;
  readonly allowIncomplete?: boolean;
  readonly strictWaivers?: boolean;
  /** In days. */
  readonly longestWaiver?: number;
  readonly waivers: readonly Waiver[];
}
