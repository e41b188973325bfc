import { lowerId, subscriptionOf } from '../../model/arm-id.js';
import type { BucketSize } from './token-bucket.js';

/** So many calls are under way at once. */
export const CONCURRENCY = 16;
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
