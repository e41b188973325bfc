import type { Scope } from './check/scope.js';
import type { LiveScope } from './collect/azure/live-options.js';
import { cloudOf } from './config/cloud-flag.js';
import { dateOf } from './model/read-date.js';
import type { Cloud } from './model/cloud.js';
import { UserError } from './model/user-error.js';

/** The flags that say what to read, as the command line gives them. */
export interface SourceFlags {
  /** Infrastructure files and folders; undefined where only Azure can be read. */
  readonly paths?: readonly string[] | undefined;
  /** The ARM id of the subscription or resource group that templates go to. */
  readonly target?: string | undefined;
  /** Parameter files for templates. */
  readonly parameters?: readonly string[] | undefined;
  /** Whether only what the files bring is told. */
  readonly onlyPlanned?: boolean | undefined;
  readonly inventory?: string | undefined;
  readonly subscription: readonly string[];
  readonly managementGroup?: string | undefined;
  readonly tenant: boolean;
  readonly cloud?: string | undefined;
  readonly deep?: boolean | undefined;
  readonly protectedOnly: boolean;
  readonly resourceGroup: readonly string[];
  readonly vm: readonly string[];
  readonly takenAt?: string | undefined;
}

/** The flags that say how to judge. */
export interface JudgeFlags {
  readonly policies: readonly string[];
  readonly policy: readonly string[];
  readonly skipPolicy: readonly string[];
  readonly backupServiceObjectId?: string | undefined;
}

/** Where the inventory comes from. */
type SourceSettings =
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'live';
      readonly scope: LiveScope;
      readonly cloud: Cloud;
      readonly deep: boolean | undefined;
    };

/** Which infrastructure files to read, and where what they declare goes to. */
interface FileSettings {
  readonly paths: readonly string[];
  readonly target: string | undefined;
  readonly parameters: readonly string[];
}

/** What a scan is to read. */
export interface ReadSettings {
  /** What exists; undefined: only infrastructure files are read. */
  readonly source: SourceSettings | undefined;
  readonly files: FileSettings | undefined;
  readonly scope: Scope;
  /** ISO 8601, UTC; undefined: the inventory's, else now. */
  readonly takenAt: string | undefined;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Checks the flags that say what to read and makes settings of them.
 *
 * @throws UserError for flags that make no sense, or not together
 */
export async function readSettingsOf(flags: SourceFlags): Promise<ReadSettings> {
  const { takenAt } = flags;
  const moment = takenAt === undefined ? undefined : dateOf(takenAt);
  if (takenAt !== undefined && moment === undefined) {
    throw new UserError(`--taken-at ${takenAt} is no date.`, 'Write it as 2026-11-22T02:00:00Z.');
  }
  return {
    source: await sourceOf(flags),
    files: filesOf(flags),
    scope: { protectedOnly: flags.protectedOnly, resourceGroups: flags.resourceGroup, vms: flags.vm },
    takenAt: moment === undefined ? undefined : new Date(moment).toISOString(),
  };
}

/**
 * The object id of the Backup Management Service that the user gave.
 *
 * @throws UserError for a text that is no GUID
 */
export function objectIdOf({ backupServiceObjectId: objectId }: JudgeFlags): string | undefined {
  if (objectId === undefined || GUID.test(objectId)) return objectId;
  throw new UserError(
    `--backup-service-object-id ${objectId} is no object id (a GUID).`,
    'az ad sp show --id 262044b1-e2ce-469f-a196-69ab7ada62d3 --query id',
  );
}

/**
 * An ARM id of a subscription or a resource group, whose name may have letters of any script
 * (https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftresources).
 */
const TARGET =
  /^\/subscriptions\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/resourceGroups\/[-\p{L}\p{N}_.()]{1,90})?\/?$/iu;

function filesOf({
  paths = [],
  target,
  parameters = [],
  onlyPlanned,
}: SourceFlags): FileSettings | undefined {
  if (paths.length === 0) {
    const [alone] = [
      ...(target === undefined ? [] : ['--target']),
      ...(parameters.length === 0 ? [] : ['--parameters']),
      // Without files nothing is planned: it would hide every finding.
      ...(onlyPlanned === true ? ['--only-planned'] : []),
    ];
    if (alone === undefined) return undefined;
    throw new UserError(`${alone} is for infrastructure files.`, 'Name a file or a folder.');
  }
  if (target !== undefined && !TARGET.test(target)) {
    throw new UserError(
      `--target ${target} is no id of a subscription or resource group.`,
      'Write it as /subscriptions/<guid> or /subscriptions/<guid>/resourceGroups/<name>.',
    );
  }
  return { paths, target: target?.replace(/\/$/, ''), parameters };
}

async function sourceOf(flags: SourceFlags): Promise<SourceSettings | undefined> {
  const { inventory, subscription, managementGroup, tenant, cloud, deep } = flags;
  const given = [
    ...(inventory === undefined ? [] : ['--inventory']),
    ...(subscription.length === 0 ? [] : ['--subscription']),
    ...(managementGroup === undefined ? [] : ['--management-group']),
    ...(tenant ? ['--tenant'] : []),
  ];
  const [first, second] = given;
  if (first === undefined && (flags.paths?.length ?? 0) > 0) {
    const live = cloud !== undefined ? '--cloud' : deep !== undefined ? '--deep' : undefined;
    if (live !== undefined) throw new UserError(`${live} is for live scans; files are as they are.`);
    return undefined;
  }
  if (first === undefined) {
    throw new UserError(
      'Say what to scan.',
      flags.paths === undefined
        ? 'For example: --subscription ID, --management-group ID, or --tenant.'
        : 'For example: a file or folder, --inventory FILE, --subscription ID, or --tenant.',
    );
  }
  if (second !== undefined) throw new UserError(`${first} and ${second} exclude each other.`);
  if (inventory !== undefined) {
    const live = cloud !== undefined ? '--cloud' : deep !== undefined ? '--deep' : undefined;
    if (live !== undefined)
      throw new UserError(
        `${live} is for live scans; an inventory file is as it is.`,
        deep === true ? '`backup-lint collect --deep` saves one that holds more.' : undefined,
      );
    if (inventory === '') throw new UserError('--inventory takes a file.');
    return { kind: 'file', path: inventory };
  }
  const scope: LiveScope =
    managementGroup !== undefined
      ? { managementGroup: managementGroupOf(managementGroup) }
      : tenant
        ? { tenant: true }
        : { subscriptions: [...new Set(subscription.map(subscriptionOf))] };
  return { kind: 'live', scope, cloud: await cloudOf(cloud), deep };
}

function subscriptionOf(flag: string): string {
  const id = flag.replace(/^\/subscriptions\//i, '').replace(/\/$/, '');
  if (GUID.test(id)) return id.toLowerCase();
  throw new UserError(
    `--subscription ${flag} is no subscription id (a GUID).`,
    'az account list --query "[].{name: name, id: id}" --output table',
  );
}

function managementGroupOf(flag: string): string {
  const name = flag
    .replace(/^\/providers\/Microsoft\.Management\/managementGroups\//i, '')
    .replace(/\/$/, '');
  if (/^[\w.()-]{1,90}$/.test(name)) return name;
  throw new UserError(`--management-group ${flag} is no id of a management group.`);
}
