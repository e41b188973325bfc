import { resolve } from 'node:path';
import type { JudgeFlags, SourceFlags } from '../config.js';
import type { Level } from '../model/policy.js';
import type { Config } from './config.js';

/** The flags that say what to read, as far as they were given. */
export interface GivenSourceFlags extends Omit<SourceFlags, 'protectedOnly'> {
  readonly protectedOnly?: boolean | undefined;
  readonly allowEmpty?: boolean | undefined;
  readonly allowIncomplete?: boolean | undefined;
  /** Infrastructure files to scan. */
  readonly paths?: readonly string[] | undefined;
}

/** The flags that say how to judge and what to make of it, as far as they were given. */
export interface GivenJudgeFlags extends JudgeFlags {
  readonly output: readonly string[];
  readonly failOn?: Level | 'none' | undefined;
  /** False: `--no-baseline`. */
  readonly baseline?: string | false | undefined;
  readonly redact?: boolean | undefined;
  readonly strictWaivers?: boolean | undefined;
}

/** What a command line and a configuration file together say of what to read. */
export interface SettledSource extends SourceFlags {
  readonly allowEmpty: boolean;
  readonly allowIncomplete: boolean;
}

/** What a command line and a configuration file together say of how to judge. */
export interface SettledJudge extends JudgeFlags {
  readonly output: readonly string[];
  readonly failOn: Level | 'none';
  readonly baseline: string | false | undefined;
  readonly redact: boolean;
  readonly strictWaivers: boolean;
}

/**
 * The flags about what to read, with what the file says where they say nothing. One flag that says what to scan
 * replaces all that the file says of that; what narrows a scan is replaced flag by flag.
 */
export function sourceWith<T extends GivenSourceFlags>(flags: T, config?: Config): T & SettledSource {
  const { scope = {} } = config ?? {};
  const namesLive = flags.tenant || flags.subscription.length > 0 || flags.managementGroup !== undefined;
  const namesFile = flags.inventory !== undefined || (flags.paths?.length ?? 0) > 0;
  const isGiven = namesLive || namesFile;
  const isLive = namesLive || !namesFile;
  return {
    ...flags,
    ...(isGiven
      ? {}
      : {
          subscription: scope.subscriptions ?? [],
          managementGroup: scope.managementGroup,
          tenant: scope.tenant ?? false,
        }),
    cloud: flags.cloud ?? (isLive ? config?.cloud : undefined),
    deep: flags.deep ?? (isLive ? config?.deep : undefined),
    protectedOnly: flags.protectedOnly ?? scope.protectedOnly ?? false,
    resourceGroup: given(flags.resourceGroup) ?? scope.resourceGroups ?? [],
    vm: given(flags.vm) ?? scope.vms ?? [],
    allowEmpty: flags.allowEmpty ?? config?.allowEmpty ?? false,
    allowIncomplete: flags.allowIncomplete ?? config?.allowIncomplete ?? false,
  };
}

/** The flags about how to judge, with what the file says where they say nothing. Folders of policies add up. */
export function judgeWith<T extends GivenJudgeFlags>(flags: T, config?: Config): T & SettledJudge {
  return {
    ...flags,
    policies: policyFoldersWith(flags.policies, config),
    backupServiceObjectId: flags.backupServiceObjectId ?? config?.backupServiceObjectId,
    output: given(flags.output) ?? config?.outputs ?? [],
    failOn: flags.failOn ?? config?.failOn ?? 'error',
    baseline: flags.baseline ?? config?.baseline,
    redact: flags.redact ?? config?.redact ?? false,
    strictWaivers: flags.strictWaivers ?? config?.strictWaivers ?? false,
  };
}

/** The folders of policies, those of the file included, each once. */
export function policyFoldersWith(folders: readonly string[], config?: Config): readonly string[] {
  const all = [...folders, ...(config?.policyFolders ?? [])];
  return [...new Map(all.map((folder) => [resolve(folder), folder])).values()];
}

function given<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
