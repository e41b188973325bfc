import type { Scope } from './check/scope.js';
import { dateOf } from './join/read-date.js';
import { UserError } from './model/user-error.js';

/** The flags of `scan`, as the command line gives them. */
export interface ScanFlags {
  readonly inventory?: string | undefined;
  readonly policies: readonly string[];
  readonly policy: readonly string[];
  readonly skipPolicy: readonly string[];
  readonly protectedOnly: boolean;
  readonly resourceGroup: readonly string[];
  readonly vm: readonly string[];
  readonly backupServiceObjectId?: string | undefined;
  readonly takenAt?: string | undefined;
}

/** What a scan is to do. */
export interface ScanSettings {
  readonly inventory: string;
  readonly policyFolders: readonly string[];
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly scope: Scope;
  readonly backupServiceObjectId: string | undefined;
  /** ISO 8601, UTC; undefined: the inventory's. */
  readonly takenAt: string | undefined;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Checks the flags and makes settings of them.
 *
 * @throws UserError for a flag that makes no sense
 */
export function settingsOf(flags: ScanFlags): ScanSettings {
  if (flags.inventory === undefined || flags.inventory === '') {
    throw new UserError('Say what to scan.', 'For example: backup-lint scan --inventory FILE');
  }
  const { backupServiceObjectId: objectId, takenAt } = flags;
  if (objectId !== undefined && !GUID.test(objectId)) {
    throw new UserError(
      `--backup-service-object-id ${objectId} is no object id (a GUID).`,
      'az ad sp show --id 262044b1-e2ce-469f-a196-69ab7ada62d3 --query id',
    );
  }
  const moment = takenAt === undefined ? undefined : dateOf(takenAt);
  if (takenAt !== undefined && moment === undefined) {
    throw new UserError(`--taken-at ${takenAt} is no date.`, 'Write it as 2026-11-22T02:00:00Z.');
  }
  return {
    inventory: flags.inventory,
    policyFolders: flags.policies,
    only: flags.policy,
    skip: flags.skipPolicy,
    scope: { protectedOnly: flags.protectedOnly, resourceGroups: flags.resourceGroup, vms: flags.vm },
    backupServiceObjectId: objectId,
    takenAt: moment === undefined ? undefined : new Date(moment).toISOString(),
  };
}
