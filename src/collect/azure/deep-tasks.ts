import { lowerId, subscriptionOf } from '../../model/arm-id.js';
import { TYPES, type Row } from '../../model/row.js';
import { rowsOf } from '../to-row.js';
import type { DeepPlan } from './deep-plan.js';
import { collectionRow, instanceViewRow, providerRow } from './deep-rows.js';
import { ReadFailure } from './failure.js';
import type { RestClient } from './rest-client.js';

const COMPUTE_API = '2025-04-01';
const BACKUP_API = '2025-08-01';
const PROVIDERS_API = '2021-04-01';

type Take = (row: Row) => void;

/** One call, and the gap that it leaves when it fails. */
export interface Task {
  readonly what: string;
  readonly scope: string;
  readonly run: () => Promise<void>;
}

/** The calls of all subscriptions in turn: each subscription has a limit of its own, and none should wait for another. */
export function* tasksOf(plan: DeepPlan, client: RestClient, take: Take): Generator<Task> {
  const { vms, collections, vaults, unproven } = plan;
  yield* map(inTurn(vms), (id) => viewTask(id, client, take));
  yield* map(inTurn(collections), (id) => collectionTask(id, client, take));
  yield* map(vaults, (id) => vaultTask(id, client, take));
  yield* map(unproven, (subscription) => providerTask(subscription, client, take));
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

function viewTask(id: string, client: RestClient, take: Take): Task {
  const scope = `${id}/instanceView`;
  const run = async () => take(instanceViewRow(id, await client.get(`${scope}?api-version=${COMPUTE_API}`)));
  return { what: TYPES.instanceView, scope, run };
}

function collectionTask(id: string, client: RestClient, take: Take): Task {
  const path = `${id}?$expand=restorePoints&api-version=${COMPUTE_API}`;
  const run = async () => take(collectionRow(id, await client.get(path)));
  return { what: TYPES.restorePoint, scope: id, run };
}

function vaultTask(id: string, client: RestClient, take: Take): Task {
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

function providerTask(subscription: string, client: RestClient, take: Take): Task {
  const scope = `/subscriptions/${subscription}`;
  const id = `${scope}/providers/Microsoft.RecoveryServices`;
  const run = async () => take(providerRow(id, await client.get(`${id}?api-version=${PROVIDERS_API}`)));
  return { what: TYPES.provider, scope, run };
}
