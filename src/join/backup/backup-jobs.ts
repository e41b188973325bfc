import { lowerId } from '../../model/arm-id.js';
import { JOB_STATUSES } from '../../model/enumerations.js';
import type { VmDocument } from '../../model/facts/vm.js';
import type { Slice } from '../../model/inventory.js';
import { TYPES, type Row } from '../../model/row.js';
import { listOf, Unknown, type Fact, type ListFact } from '../../model/unknown.js';
import type { FactTree } from '../fact-tree.js';
import { vaultIdOf, type ProtectedItem } from './azure-vm-item.js';
import type { LastFailure } from './protection.js';
import { dateOf, isoOf } from '../../model/read-date.js';
import { bodyOf, knownEnumOf, knownObjectsOf, knownTextOf, type Properties } from '../read.js';
import { notTold, type SliceContext } from '../slice-context.js';

type BackupJob = FactTree<NonNullable<VmDocument['backupJobs']>[number]>;

const DAY = 24 * 3_600_000;

/** The jobs of a slice, by the lower-cased id of the protected item they are about. */
export interface Jobs {
  readonly byItem: ReadonlyMap<string, readonly Row[]>;
  /** Items that a job may be about: it tells only a name, and several items of its vault have that name. */
  readonly unclear: ReadonlyMap<string, Row>;
}

const NO_JOBS: Jobs = { byItem: new Map(), unclear: new Map() };

/**
 * Joins the jobs of a slice to its protected items: by vault and container, else by vault and friendly name where
 * exactly one item has it.
 */
export function jobsOfSlice(slice: Slice, items: Iterable<readonly ProtectedItem[]>): Jobs {
  if (slice.resources.ofType(TYPES.backupJob).size === 0) return NO_JOBS;
  const byContainer = new Map<string, string[]>();
  const byName = new Map<string, string[]>();
  for (const { row } of [...items].flat()) {
    const vault = lowerId(vaultIdOf(row) ?? '');
    const add = (map: Map<string, string[]>, key: string | undefined) => {
      if (key !== undefined)
        map.set(`${vault} ${key}`, [...(map.get(`${vault} ${key}`) ?? []), lowerId(row.id)]);
    };
    add(byContainer, containerOf(row));
    add(byName, friendlyNameOf(row));
  }
  const byItem = new Map<string, Row[]>();
  const unclear = new Map<string, Row>();
  for (const job of slice.resources.ofType(TYPES.backupJob).values()) {
    const vault = lowerId(vaultIdOf(job) ?? '');
    const container = containerName(bodyOf(job).containerName);
    const name = knownTextOf(bodyOf(job).entityFriendlyName)?.toLowerCase();
    const found =
      container === undefined
        ? (byName.get(`${vault} ${name ?? ''}`) ?? [])
        : byContainer.get(`${vault} ${container}`);
    const [only, ...others] = found ?? [];
    if (only === undefined) continue;
    if (others.length === 0) byItem.set(only, [...(byItem.get(only) ?? []), job]);
    else [only, ...others].forEach((item) => unclear.set(item, job));
  }
  return { byItem, unclear };
}

/** `iaasvmcontainerv2;<group>;<vm>`, with or without the kind of container before it. */
function containerName(value: unknown): string | undefined {
  return /iaasvmcontainer(v2)?;[^;]+;[^;/]+$/.exec(knownTextOf(value)?.toLowerCase() ?? '')?.[0];
}

function containerOf(item: Row): string | undefined {
  return containerName(bodyOf(item).containerName) ?? containerName(lowerId(item.id));
}

function friendlyNameOf(item: Row): string | undefined {
  return (knownTextOf(bodyOf(item).friendlyName) ?? lowerId(item.id).split(';').pop())?.toLowerCase();
}

/**
 * The jobs of the VM, by id: of the item that counts, and of those in old vaults, which keep the next backup from
 * starting too. Open where jobs were not read or cannot be told apart.
 */
export function backupJobsOf(
  context: SliceContext,
  jobs: Jobs,
  {
    item,
    items = [],
  }: { item: ProtectedItem | Unknown | null; items?: readonly ProtectedItem[] | undefined },
  vmId: string,
): ListFact<BackupJob> {
  if (item === null) return [];
  if (item instanceof Unknown) return item;
  const ids = items.map(({ row }) => lowerId(row.id));
  const rows = ids
    .flatMap((id) => jobs.byItem.get(id) ?? [])
    .sort((left, right) => (lowerId(left.id) < lowerId(right.id) ? -1 : 1));
  const unclear = ids.map((id) => jobs.unclear.get(id)).find((each) => each !== undefined);
  const why =
    unclear &&
    new Unknown('undetermined', `Several VMs of the vault have the name that job ${unclear.id} gives.`);
  return listOf(
    rows.map((row) => backupJobOf(row, context.now)),
    context.knowledge.whyAbsenceUnknown(TYPES.backupJob, vmId) ?? why,
  );
}

function backupJobOf(row: Row, now: number): BackupJob {
  const body = bodyOf(row);
  const status = knownEnumOf(body.status, JOB_STATUSES) ?? notTold('the status of the job');
  const operation = knownTextOf(body.operation) ?? null;
  return {
    id: row.id,
    operation,
    status,
    startTime: isoOf(body.startTime) ?? null,
    longRunning: isBackup(row) ? longRunningOf(status, dateOf(body.startTime), now) : false,
  };
}

function longRunningOf(status: Fact<string>, started: number | undefined, now: number): Fact<boolean> {
  if (status instanceof Unknown) return status;
  if (status !== 'InProgress') return false;
  return started === undefined ? notTold('when the job started') : now - started > DAY;
}

/** The error code and message of the newest failed backup among the jobs, as far as Azure tells them. */
export function lastFailureOf(jobs: Jobs, item: ProtectedItem | Unknown | null): LastFailure {
  const rows = item === null || item instanceof Unknown ? [] : (jobs.byItem.get(lowerId(item.row.id)) ?? []);
  const failed = rows.filter(
    (row) => knownTextOf(bodyOf(row).status)?.toLowerCase() === 'failed' && isBackup(row),
  );
  const newest = failed.sort(
    (left, right) => startOf(right) - startOf(left) || (left.id < right.id ? -1 : 1),
  )[0];
  const detail = knownObjectsOf(bodyOf(newest).errorDetails)?.[0];
  return {
    code: errorCodeOf(detail) ?? null,
    message: knownTextOf(detail?.errorString) ?? knownTextOf(detail?.errorTitle) ?? null,
  };
}

/** A restore or a change of protection is no backup; a job that does not say what it does counts as one. */
function isBackup(row: Row): boolean {
  return /^backup/i.test(knownTextOf(bodyOf(row).operation) ?? 'Backup');
}

/** Recorded jobs have a number as `errorCode` and the name of the code, which people know, as `errorTitle`. */
function errorCodeOf(detail: Properties | undefined): string | undefined {
  const title = knownTextOf(detail?.errorTitle);
  return title !== undefined && /^[A-Za-z]\w+$/.test(title) ? title : knownTextOf(detail?.errorCode);
}

function startOf(row: Row): number {
  return dateOf(bodyOf(row).startTime) ?? 0;
}
