import { lowerId, nameOf, subscriptionOf } from '../../model/arm-id.js';
import type { Gap } from '../../model/inventory.js';
import { TYPES, type Row } from '../../model/row.js';
import { isJsonObject, rowsOf } from '../to-row.js';
import { gapOf, ReadFailure } from './failure.js';
import { inParallel } from './in-parallel.js';
import { Patience } from './patience.js';
import type { RestClient } from './rest-client.js';
import type { BucketSize } from './token-bucket.js';

const COMPUTE_API = '2025-04-01';
const BACKUP_API = '2025-08-01';
const PROVIDERS_API = '2021-04-01';
const CONCURRENCY = 16;
/** About how long a call takes, in seconds. */
const CALL = 0.15;

/** What only Azure Resource Manager tells, one call each. */
export interface DeepPlan {
  /** Ids of running, protected VMs in scope. */
  readonly vms: readonly string[];
  /** Ids of the restore point collections of VMs in scope. */
  readonly collections: readonly string[];
  /** Ids of the vaults that protect VMs in scope. */
  readonly vaults: readonly string[];
  /** GUIDs of the subscriptions of VMs in scope of which no vault shows that the resource provider is registered. */
  readonly unproven: readonly string[];
}

/** About how many calls the plan takes. */
export function callsOf({ vms, collections, vaults, unproven }: DeepPlan): number {
  return vms.length + collections.length + vaults.length + unproven.length;
}

/** About how long the plan takes, in seconds: so many calls at once, and the bucket of the largest subscription. */
export function secondsOf(plan: DeepPlan, { capacity, perSecond }: BucketSize): number {
  let most = 0;
  const counts = new Map<string, number>();
  for (const id of idsOf(plan)) {
    const key = subscriptionOf(lowerId(id)) ?? '';
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    most = Math.max(most, count);
  }
  return Math.max((callsOf(plan) * CALL) / CONCURRENCY, (most - capacity) / perSecond);
}

function* idsOf({ vms, collections, vaults, unproven }: DeepPlan): Generator<string> {
  yield* vms;
  yield* collections;
  yield* vaults;
  for (const subscription of unproven) yield `/subscriptions/${subscription}`;
}

export interface DeepOptions {
  readonly client: RestClient;
  readonly take: (row: Row) => void;
  readonly onGap: (gap: Gap) => void;
  /** Called after each call with the number of calls that are done. */
  readonly onProgress: (done: number) => void;
}

/** One call, and the gap that it leaves when it fails. */
interface Task {
  readonly what: string;
  readonly scope: string;
  readonly run: () => Promise<void>;
}

/**
 * Reads what the plan names. A call that fails is a gap at its resource and stops nothing else; a service that does not
 * work any more is given up, with one gap for each type.
 */
export async function readDeep(plan: DeepPlan, options: DeepOptions): Promise<void> {
  let done = 0;
  const patience = new Patience();
  const givenUp = new Map<string, number>();
  await inParallel(tasksOf(plan, options), CONCURRENCY, async (task) => {
    if (patience.end !== undefined) givenUp.set(task.what, (givenUp.get(task.what) ?? 0) + 1);
    else {
      const failure = await failureOf(task);
      patience.take(failure);
      if (failure !== undefined) options.onGap(gapOf(failure, task.what, task.scope));
    }
    options.onProgress(++done);
  });
  for (const [what, calls] of givenUp) {
    const detail = `${patience.end}; ${calls} more were not sent.`;
    options.onGap({ what, scope: '/', reason: 'failed', detail });
  }
}

/** What a call throws, or undefined. */
async function failureOf({ run }: Task): Promise<unknown> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The calls of all subscriptions in turn: each subscription has a limit of its own, and none should wait for another. */
function* tasksOf(plan: DeepPlan, options: DeepOptions): Generator<Task> {
  const { vms, collections, vaults, unproven } = plan;
  yield* map(inTurn(vms), (id) => viewTask(id, options));
  yield* map(inTurn(collections), (id) => collectionTask(id, options));
  yield* map(vaults, (id) => vaultTask(id, options));
  yield* map(unproven, (subscription) => providerTask(subscription, options));
}

function* map<T, R>(items: Iterable<T>, make: (item: T) => R): Generator<R> {
  for (const item of items) yield make(item);
}

/** The first id of each subscription, then the second of each, and so on. */
function* inTurn(ids: readonly string[]): Generator<string> {
  const bySubscription = new Map<string, string[]>();
  for (const id of ids) {
    const key = subscriptionOf(lowerId(id)) ?? '';
    const listed = bySubscription.get(key);
    if (listed === undefined) bySubscription.set(key, [id]);
    else listed.push(id);
  }
  for (let lists = [...bySubscription.values()], turn = 0; lists.length > 0; turn++) {
    lists = lists.filter(({ length }) => length > turn);
    for (const list of lists) yield list[turn] ?? '';
  }
}

function viewTask(id: string, { client, take }: DeepOptions): Task {
  const scope = `${id}/instanceView`;
  const run = async () => take(instanceViewRow(id, await client.get(`${scope}?api-version=${COMPUTE_API}`)));
  return { what: TYPES.instanceView, scope, run };
}

function collectionTask(id: string, { client, take }: DeepOptions): Task {
  const path = `${id}?$expand=restorePoints&api-version=${COMPUTE_API}`;
  const run = async () => take(collectionRow(id, await client.get(path)));
  return { what: TYPES.restorePoint, scope: id, run };
}

function vaultTask(id: string, { client, take }: DeepOptions): Task {
  const filter = encodeURIComponent("backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'");
  const path = `${id}/backupProtectedItems?api-version=${BACKUP_API}&$filter=${filter}`;
  const run = async () => {
    for await (const item of client.list(path)) {
      const rows = rowsOf(item);
      if (rows === undefined) throw new ReadFailure('failed', 'The answer has an item without an id.');
      rows.forEach(take);
    }
  };
  return { what: TYPES.protectedItemDetails, scope: id, run };
}

function providerTask(subscription: string, { client, take }: DeepOptions): Task {
  const scope = `/subscriptions/${subscription}`;
  const id = `${scope}/providers/Microsoft.RecoveryServices`;
  const run = async () => take(providerRow(id, await client.get(`${id}?api-version=${PROVIDERS_API}`)));
  return { what: TYPES.provider, scope, run };
}

/** The registration of a resource provider as a row. */
function providerRow(id: string, body: unknown): Row {
  const registrationState = isJsonObject(body) ? body.registrationState : undefined;
  if (typeof registrationState !== 'string')
    throw new ReadFailure('failed', 'The answer does not say whether the provider is registered.');
  return { id, type: TYPES.provider, name: nameOf(id), properties: { registrationState } };
}

/** The instance view as a row. What extensions print can hold secrets and is left out. */
function instanceViewRow(vmId: string, body: unknown): Row {
  if (!isJsonObject(body)) throw new ReadFailure('failed', 'The answer is no instance view.');
  const { bootDiagnostics: _, extensions, ...view } = body;
  const properties = Array.isArray(extensions)
    ? { ...view, extensions: extensions.map(withoutMessages) }
    : view;
  return { id: `${vmId}/instanceView`, type: TYPES.instanceView, name: 'instanceView', properties };
}

function withoutMessages(extension: unknown): unknown {
  if (!isJsonObject(extension)) return extension;
  const clean = (statuses: unknown) =>
    Array.isArray(statuses)
      ? statuses.map((status: unknown) => (isJsonObject(status) ? { ...status, message: undefined } : status))
      : undefined;
  const { statuses, substatuses: _, ...rest } = extension;
  return { ...rest, statuses: clean(statuses) };
}

/** A restore point holds a copy of the VM's model, its OS profile included: it is large, and nothing reads it. */
function withoutMetadata(point: unknown): unknown {
  if (!isJsonObject(point) || !isJsonObject(point.properties)) return point;
  const { sourceMetadata: _, ...properties } = point.properties;
  return { ...point, properties };
}

/**
 * The collection as a row. It is the one that was asked for, whatever id the answer says; an answer without restore
 * points was not expanded.
 */
function collectionRow(id: string, body: unknown): Row {
  const properties = isJsonObject(body) && isJsonObject(body.properties) ? body.properties : undefined;
  if (!Array.isArray(properties?.restorePoints)) {
    throw new ReadFailure('failed', `The answer about ${nameOf(lowerId(id))} has no restore points.`);
  }
  const { source, provisioningState } = properties;
  const restorePoints = properties.restorePoints.map(withoutMetadata);
  return { id, type: TYPES.restorePointCollection, properties: { source, provisioningState, restorePoints } };
}
