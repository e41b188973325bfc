import type { Row } from '../src/model/row.js';
import { COLLECTED, TAKEN_AT } from '../test/estate/inventory.js';
import * as azure from '../test/estate/rows.js';

/** A small generator of numbers that are the same in every run (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const guid = (prefix: string, index: number) =>
  `${prefix}0000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;

export interface EstateSize {
  readonly vms: number;
  /** About so many VMs in one subscription. */
  readonly vmsPerSubscription?: number;
  readonly seed?: number;
}

/** The lines of an inventory of a made-up estate: about eight rows for each VM, one VM in fifteen with a fault. */
export function* estateLines({ vms, vmsPerSubscription = 100, seed = 1 }: EstateSize): Generator<string> {
  const random = randomOf(seed);
  const subscriptions = Math.max(1, Math.round(vms / vmsPerSubscription));
  let rows = 0;
  const line = (row: unknown) => `${JSON.stringify(row)}\n`;
  const collected = COLLECTED;
  yield line({
    backupLintInventory: 1,
    sliced: true,
    trailer: true,
    source: { kind: 'azure', tenantId: azure.TENANT, scope: { tenant: true }, takenAt: TAKEN_AT, collected },
  });
  for (const row of sharedRows(subscriptions)) {
    rows++;
    yield line(row);
  }
  for (let index = 0; index < subscriptions; index++) {
    const count = Math.floor((vms * (index + 1)) / subscriptions) - Math.floor((vms * index) / subscriptions);
    for (const row of sliceRows(index, count, random)) {
      rows++;
      yield line(row);
    }
  }
  yield line({ end: { rows, gaps: 0 } });
}

function* sharedRows(subscriptions: number): Generator<Row> {
  yield azure.managementGroup('corp');
  yield azure.servicePrincipal();
  for (let index = 0; index < subscriptions; index++) {
    const id = guid('5', index);
    yield azure.subscription(id, ['corp']);
    yield azure.recoveryVault(id);
    yield azure.backupPolicy(id, 'standard', {
      type: 'V1',
      properties: { instantRpRetentionRangeInDays: 5 },
    });
    yield azure.backupPolicy(id, 'enhanced');
  }
}

function* sliceRows(subscriptionIndex: number, count: number, random: () => number): Generator<Row> {
  const subscription = guid('5', subscriptionIndex);
  if (random() < 0.05) yield azure.lock(azure.groupId(subscription, 'AzureBackupRG_westeurope_1'), 'keep');
  if (random() < 0.3) yield azure.lock(azure.groupId(subscription, 'rg-0'), 'keep');
  yield azure.keyVault({ subscription, group: 'rg-0' }, `kv-${subscriptionIndex}`, {
    accessPolicies: [azure.accessPolicy(azure.BACKUP_OBJECT_ID, { secrets: ['all'], keys: ['all'] })],
  });
  for (let index = 0; index < count; index++)
    yield* vmRows(
      { subscription, group: `rg-${index % 10}`, name: `vm-${index}` },
      random,
      subscriptionIndex,
    );
}

function* vmRows(
  of: { subscription: string; group: string; name: string },
  random: () => number,
  subscriptionIndex: number,
): Generator<Row> {
  const chance = (share: number) => random() < share;
  const dataDisks = Array.from({ length: Math.floor(random() * 3) }, (_, lun) => `${of.name}-data-${lun}`);
  const running = chance(0.85);
  const power = running ? 'running' : 'deallocated';
  const isProtected = chance(0.9);
  yield azure.vm({
    ...of,
    dataDisks,
    power,
    provisioningState: chance(0.005) ? 'Failed' : 'Succeeded',
    os: chance(0.5) ? 'Windows' : 'Linux',
  });
  if (running && isProtected)
    yield azure.instanceView(of, { agent: chance(0.02) ? 'notReady' : 'ready', version: '2.7.41491.1095' });
  const encryptedIn = chance(0.1)
    ? { secrets: azure.keyVaultId({ ...of, group: 'rg-0' }, `kv-${subscriptionIndex}`) }
    : undefined;
  yield azure.disk(of, `${of.name}-os`, encryptedIn === undefined ? {} : { encryptedIn });
  for (const name of dataDisks) yield azure.disk(of, name, { size: chance(0.002) ? 40000 : 1024 });
  yield azure.nic(of, `${of.name}-nic`, { allocations: [chance(0.08) ? 'Static' : 'Dynamic'] });
  yield azure.extension(of, 'AzureMonitorAgent', chance(0.01) ? 'Failed' : 'Succeeded');
  if (!isProtected) return;
  yield azure.protectedItem(of, chance(0.5) ? 'standard' : 'enhanced', {
    lastBackupStatus: chance(0.01) ? 'Failed' : 'Completed',
  });
  yield azure.collection(of, { points: chance(0.01) ? 18 : 5 });
}
