import { lowerId } from '../../model/arm-id.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES } from '../../model/row.js';
import { allTrue, listOf, mostTelling, Unknown, type Fact, type ListFact } from '../../model/unknown.js';
import type { Knowledge } from '../knowledge.js';
import { byId } from '../order.js';
import type { SliceContext } from '../slice-context.js';
import { addedTagsOf, type Changer } from './added-tags.js';
import { assignedRulesOf, type AssignedRule } from './assigned-rules.js';
import type { CreatedGroup, GroupToCreate } from './created-group.js';
import { overriddenEffect } from './effects.js';
import { exemptionsOf, isExempt, type Exemptions } from './exemptions.js';
import { groundsOf, type Grounds } from './grounds.js';
import { conditionHolds, judgementOf } from './judge-condition.js';
import { holdsForAll, opposite } from './logic.js';
import { isExcluded, reaches, type Place } from './reach.js';
import type { RuleContent } from './rule-content.js';
import { isSelected } from './selectors.js';

/** An assigned policy that certainly denies the group. */
export interface Denial extends Grounds {
  readonly assignmentId: string;
  readonly assignmentName: string;
  /** The policy that denies; an initiative may hold more than one, then there is a denial for each. */
  readonly definitionName: string;
}

/** The assigned policies of a slice that may decide whether a resource group is created, and what limits them. */
export interface SlicePolicies {
  readonly context: SliceContext;
  readonly subscription: string;
  readonly rules: readonly AssignedRule[];
  readonly exemptions: Exemptions;
}

/** The assigned policies above all subscriptions that may decide; read once for a scan. */
export function sharedRulesOf(shared: ResourceSet, knowledge: Knowledge): readonly AssignedRule[] {
  return assignedRulesOf(shared, { sets: [shared], shared, knowledge });
}

/**
 * The assigned policies that may decide whether a resource group is created in the slice's subscription; prepared once
 * for all groups of the slice.
 */
export function policiesOf(context: SliceContext, sharedRules: readonly AssignedRule[]): SlicePolicies {
  const { slice, shared, knowledge, now } = context;
  const subscription = `/subscriptions/${slice.subscriptionId}`;
  const ownRules = assignedRulesOf(slice.resources, { sets: [slice.resources, shared], shared, knowledge });
  return {
    context,
    subscription,
    rules: [...sharedRules, ...ownRules].sort((left, right) => byId(left.assignment, right.assignment)),
    exemptions: exemptionsOf([shared, slice.resources], now),
  };
}

/**
 * The assigned policies that deny a group which Azure Backup creates: with a name and a location, without tags. A backup
 * that needs the group then fails with UserErrorRequestDisallowedByPolicy
 * (https://learn.microsoft.com/azure/backup/backup-azure-vms-troubleshoot). By the ids of the assignments; open where a
 * policy may deny it and it cannot be told, or where assignments could not all be read.
 */
export function denialsOf(policies: SlicePolicies, group: GroupToCreate): ListFact<Denial> {
  const { context, subscription } = policies;
  const place: Place = {
    subscription,
    group: lowerId(`${subscription}/resourceGroups/${group.name}`),
    managementGroups: context.knowledge.managementGroupsAbove(subscription),
  };
  const unread = whyUnread(context, TYPES.policyAssignment, place);
  const limits = { place, group, exemptionsUnread: whyUnread(context, TYPES.policyExemption, place) };
  const reaching = policies.rules
    .map((rule) => ({ rule, applies: appliesTo(policies.exemptions, rule, limits) }))
    .filter(({ applies }) => applies !== false);
  const created = createdGroupOf(context, group, reaching, unread);
  const items: Denial[] = [];
  let why = unread;
  for (const each of reaching) {
    const denial = denialBy(each, created);
    if (denial instanceof Unknown) why = mostTelling(why, denial);
    else if (denial !== undefined) items.push(denial);
  }
  return listOf(items, why);
}

/** A policy that reaches the group, and whether it certainly applies to it. */
interface Reaching {
  readonly rule: AssignedRule;
  readonly applies: Fact<boolean>;
}

interface Limits {
  readonly place: Place;
  readonly group: GroupToCreate;
  /** Why there may be more exemptions than were read. */
  readonly exemptionsUnread: Unknown | undefined;
}

/**
 * Why some rows of the type that reach the group may not have been read: a gap, or a management group above the
 * subscription that the scan cannot see.
 */
function whyUnread({ knowledge, shared }: SliceContext, type: string, place: Place): Unknown | undefined {
  const why = knowledge.whyAbsenceUnknown(type, place.group);
  if (why !== undefined) return why;
  const { managementGroups } = place;
  if (managementGroups === undefined) {
    return new Unknown('not-in-source', 'The management groups above the subscription are not known.');
  }
  const hidden = managementGroups.find((id) => shared.get(TYPES.managementGroup, id) === undefined);
  return hidden === undefined
    ? undefined
    : new Unknown('not-in-source', `The policies at ${hidden} cannot be seen; it takes Reader there.`);
}

/** Whether the assignment takes in the group: it reaches it, is enforced, and neither excludes nor exempts it. */
function appliesTo(exemptions: Exemptions, rule: AssignedRule, limits: Limits): Fact<boolean> {
  const { place, group, exemptionsUnread } = limits;
  const { scope, notScopes, resourceSelectors, enforced } = rule.assignment;
  const { content } = rule;
  const tests = [
    () => (scope instanceof Unknown ? scope : reaches(scope, place)),
    () => opposite(isExcluded(notScopes, place)),
    () => isSelected(resourceSelectors, { location: group.location, referenceId: rule.referenceId }),
    () => enforced,
    () => content instanceof Unknown || content.seesGroups,
    () => (content instanceof Unknown ? undefined : content.otherVersion) ?? true,
    () => opposite(isExempt(exemptions, rule, place, group.location)),
    () => exemptionsUnread ?? true,
  ];
  return holdsForAll(tests, (test) => test());
}

/** The group as it is when `deny` is evaluated: policies that were not read may be among those that add tags. */
function createdGroupOf(
  { slice }: SliceContext,
  { name, location }: GroupToCreate,
  reaching: readonly Reaching[],
  unread: Unknown | undefined,
): CreatedGroup {
  const group = { subscriptionId: slice.subscriptionId, name, location };
  let why = unread;
  const changers: Changer[] = [];
  for (const { rule, applies } of reaching) {
    const { content } = rule;
    if (content instanceof Unknown) {
      why = mostTelling(why, content);
      continue;
    }
    const effect = effectFor(rule, content, location);
    const changes = effect instanceof Unknown ? effect : effect === 'modify' || effect === 'append';
    const may = changes === true || (changes !== false && content.details !== undefined);
    if (may) changers.push({ content, applies: allTrue([applies, changes]) });
  }
  return { ...group, tags: addedTagsOf(group, changers, why) };
}

function effectFor(rule: AssignedRule, content: RuleContent, location: Fact<string>): Fact<string> {
  const { assignment, referenceId } = rule;
  return overriddenEffect(content.effect, assignment.overrides, { location, referenceId });
}

/** The denial by one policy; why it may deny; undefined where it certainly does not. */
function denialBy({ rule, applies }: Reaching, group: CreatedGroup): Denial | Unknown | undefined {
  const { assignment, content, definitionName } = rule;
  if (content instanceof Unknown) return mayDeny(assignment.name, content);
  const effect = effectFor(rule, content, group.location);
  const isDeny = effect instanceof Unknown ? effect : effect === 'deny';
  if (isDeny === false) return undefined;
  const holds = conditionHolds(content.condition, judgementOf(group, content.parameters));
  const denies = allTrue([applies, isDeny, holds]);
  if (denies === false) return undefined;
  if (denies instanceof Unknown) return mayDeny(assignment.name, denies);
  return {
    assignmentId: assignment.id,
    assignmentName: assignment.name,
    definitionName,
    ...groundsOf(content.condition, judgementOf(group, content.parameters)),
  };
}

function mayDeny(assignment: string, { reason, detail, needs }: Unknown): Unknown {
  return new Unknown(reason, `Policy assignment ${assignment} may deny it: ${detail}`, needs);
}
