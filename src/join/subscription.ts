import { lowerId, subscriptionOf } from '../model/arm-id.js';
import { REGISTRATION_STATES } from '../model/enumerations.js';
import type { SubscriptionDocument } from '../model/facts/subscription.js';
import { TYPES } from '../model/row.js';
import {
  itemsOf,
  listOf,
  mostTelling,
  Unknown,
  whyAnyUnknown,
  whyOpen,
  type Fact,
  type ListFact,
} from '../model/unknown.js';
import type { AssignedRule } from './azure-policy/assigned-rules.js';
import { denialsOf, policiesOf } from './azure-policy/denials.js';
import { newBackupGroupsOf, restorePointGroupsOf, type VmOfSubscription } from './backup/backup-groups.js';
import type { FactTree } from './fact-tree.js';
import { at, enumOf, textOf } from './read.js';
import type { SliceContext } from './slice-context.js';

type Subscription = FactTree<SubscriptionDocument>;
type GroupDenial = FactTree<NonNullable<SubscriptionDocument['groupDenials']>[number]>;

const PROVIDER = 'microsoft.recoveryservices';

/** Everything that is known of the subscription of a slice, with the VMs in it. */
export function subscriptionOfSlice(
  context: SliceContext,
  vms: readonly VmOfSubscription[],
  sharedRules: readonly AssignedRule[],
): Subscription {
  const { slice, shared } = context;
  const scope = `/subscriptions/${slice.subscriptionId}`;
  const row = shared.get(TYPES.subscription, scope);
  const restorePointGroups = restorePointGroupsOf(context);
  const newBackupGroups = newBackupGroupsOf(context, vms, restorePointGroups);
  const unsure = whyAnyUnknown(vms.map((vm) => vm.protected));
  return {
    id: row?.id ?? scope,
    name: textOf(row?.name) ?? textOf(at(row?.properties, 'displayName')) ?? slice.subscriptionId,
    subscriptionId: slice.subscriptionId,
    vms: context.knowledge.whyAbsenceUnknown(TYPES.vm, scope) ?? vms.length,
    protectedVms: unsure ?? vms.filter((vm) => vm.protected === true).length,
    recoveryServicesRegistration: registrationOf(context, scope),
    restorePointGroups,
    newBackupGroups,
    groupDenials: groupDenialsOf(context, newBackupGroups, sharedRules),
  };
}

/** The registration of Microsoft.RecoveryServices: a vault in the subscription proves it. */
function registrationOf(context: SliceContext, scope: string): Fact<string> {
  const { slice, shared, knowledge } = context;
  const row = slice.resources.get(TYPES.provider, `${scope}/providers/${PROVIDER}`);
  const told = enumOf(at(row?.properties, 'registrationState'), REGISTRATION_STATES);
  if (told !== undefined) return told;
  for (const id of shared.ofType(TYPES.recoveryVault).keys()) {
    if (subscriptionOf(lowerId(id)) === slice.subscriptionId) return 'Registered';
  }
  const gap = knowledge.gapAt(TYPES.provider, scope);
  if (gap !== undefined) return gap;
  return knowledge.declared
    ? new Unknown('not-requested', 'The registration of resource providers was not asked for.', '--deep')
    : new Unknown('not-in-source', 'The file does not list the registered resource providers.');
}

function groupDenialsOf(
  context: SliceContext,
  groups: Subscription['newBackupGroups'],
  sharedRules: readonly AssignedRule[],
): ListFact<GroupDenial> {
  let why = whyOpen(groups);
  const denials: GroupDenial[] = [];
  if (itemsOf(groups).length === 0) return listOf(denials, why);
  const policies = policiesOf(context, sharedRules);
  for (const group of itemsOf(groups)) {
    if (typeof group.name !== 'string') continue;
    const found = denialsOf(policies, { name: group.name, location: group.location });
    why = mostTelling(why, whyOpen(found));
    for (const denial of itemsOf(found)) {
      denials.push({ ...denial, groupName: group.name, groupLocation: group.location });
    }
  }
  return listOf(denials, why);
}
