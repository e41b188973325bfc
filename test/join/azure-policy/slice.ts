import { Knowledge, declarationOf } from '../../../src/join/knowledge.js';
import { denialsOf, policiesOf, sharedRulesOf, type Denial } from '../../../src/join/azure-policy/denials.js';
import type { GroupToCreate } from '../../../src/join/azure-policy/created-group.js';
import { subscriptionOf } from '../../../src/model/arm-id.js';
import type { Gap, Source } from '../../../src/model/inventory.js';
import { ResourceSet } from '../../../src/model/resource-set.js';
import { TYPES, type Row } from '../../../src/model/row.js';
import { itemsOf, whyOpen, type ListFact } from '../../../src/model/unknown.js';
import { COLLECTED, TAKEN_AT } from '../../estate/inventory.js';
import { managementGroup, subscription } from '../../estate/rows.js';

const SUBSCRIPTION_ID = '11111111-aaaa-0000-0000-000000000001';
export const SUBSCRIPTION = `/subscriptions/${SUBSCRIPTION_ID}`;
export const GROUP: GroupToCreate = { name: 'AzureBackupRG_westeurope_1', location: 'westeurope' };

export interface SliceOptions {
  readonly declared?: boolean;
  readonly source?: Partial<Source>;
  readonly gaps?: readonly Gap[];
  /** The names of the management groups above, nearest first. */
  readonly ancestors?: readonly string[];
  /** Those of them that can be seen; all unless given. */
  readonly visible?: readonly string[];
}

/** The denials of a group, in a subscription with these rows of Azure Policy. */
export function denials(
  rows: readonly Row[],
  group: GroupToCreate = GROUP,
  options: SliceOptions = {},
): ListFact<Denial> {
  const { declared = true, gaps = [], ancestors = ['corp', 'root'], visible = ancestors } = options;
  const shared = new ResourceSet();
  const resources = new ResourceSet();
  for (const row of [subscription(SUBSCRIPTION_ID, ancestors), ...visible.map(managementGroup)])
    shared.add(row);
  for (const row of rows) {
    const inSlice = subscriptionOf(row.id.toLowerCase()) === SUBSCRIPTION_ID;
    (inSlice && row.type.toLowerCase() !== TYPES.subscription ? resources : shared).add(row);
  }
  const source = { kind: 'azure', takenAt: TAKEN_AT, collected: COLLECTED, ...options.source };
  const knowledge = new Knowledge(declarationOf({ source, declared, gaps, shared }), SUBSCRIPTION_ID);
  const slice = { subscriptionId: SUBSCRIPTION_ID, resources };
  const context = { slice, shared, knowledge, now: Date.parse(TAKEN_AT) };
  return denialsOf(policiesOf(context, sharedRulesOf(shared, knowledge)), group);
}

/** In one word or two: whether the group is denied, and whether more may deny it. */
export function verdict(
  rows: readonly Row[],
  group?: GroupToCreate,
  options?: SliceOptions,
): 'allowed' | 'open' | 'denied' | 'denied, open' {
  const list = denials(rows, group, options);
  const open = whyOpen(list) !== undefined;
  if (itemsOf(list).length === 0) return open ? 'open' : 'allowed';
  return open ? 'denied, open' : 'denied';
}
