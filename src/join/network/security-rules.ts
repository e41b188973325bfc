import { lowerId, subscriptionScopeOf } from '../../model/arm-id.js';
import { RULE_ACCESS } from '../../model/enumerations.js';
import type { VmDocument } from '../../model/facts/vm.js';
import { TYPES, type Row } from '../../model/row.js';
import {
  itemsOf,
  listOf,
  mostTelling,
  Unknown,
  whyAnyUnknown,
  whyOpen,
  type Fact,
  type ListFact,
} from '../../model/unknown.js';
import { closesEgress } from './egress.js';
import type { FactTree } from '../fact-tree.js';
import type { Nic } from './nics.js';
import { byId, keyOf } from '../order.js';
import { outboundRuleOf, unresolvedIn } from './outbound-rule.js';
import { at, bodyOf, enumOf, integerOf, lowerTextOf, objectsOf, textOf, type Properties } from '../read.js';
import { notTold, rowOf, whyNoFacts, type SliceContext } from '../slice-context.js';
import type { SubnetGroups } from './subnet-groups.js';
import { blocksWireServer } from './wire-server.js';

type SecurityRule = FactTree<NonNullable<VmDocument['securityRules']>[number]>;

/**
 * The outbound rules, beyond the default ones, of the security groups on the interfaces of a VM and on their subnets,
 * by priority. The list is open where an interface, a subnet's group or a group itself could not be read.
 */
export function securityRulesOf(
  context: SliceContext,
  nics: ListFact<Nic>,
  bySubnet: ReadonlyMap<string, SubnetGroups>,
): ListFact<SecurityRule> {
  let unknown = whyOpen(nics);
  const found = new Map<string, { group: string; addresses: string[] }>();
  for (const nic of itemsOf(nics)) {
    const { groups, why } = groupsOf(context, nic, bySubnet);
    unknown = mostTelling(unknown, why);
    for (const group of groups) {
      const addresses = itemsOf(nic.ipConfigurations).map((each) => each.address);
      const earlier = found.get(lowerId(group)) ?? { group, addresses: [] };
      earlier.addresses.push(...addresses.filter((address) => typeof address === 'string'));
      found.set(lowerId(group), earlier);
    }
  }
  const rules: SecurityRule[] = [];
  for (const { group, addresses } of found.values()) {
    const row = rowOf(context, TYPES.securityGroup, lowerId(group));
    if (row === null || row instanceof Unknown) unknown = mostTelling(unknown, whyNoFacts(row, group));
    else {
      const { items, why } = rulesOf(row, addresses);
      rules.push(...items);
      unknown = mostTelling(unknown, why);
    }
  }
  return listOf(rules.sort(byPriority), unknown);
}

function byPriority(left: SecurityRule, right: SecurityRule): number {
  const [first, second] = [left.priority, right.priority].map((each) =>
    each instanceof Unknown ? 1e9 : each,
  );
  return (first ?? 0) - (second ?? 0) || byId({ id: left.securityGroupId }, { id: right.securityGroupId });
}

/** The security groups on an interface: its own, and those of its subnets. */
function groupsOf(
  context: SliceContext,
  nic: Nic,
  bySubnet: ReadonlyMap<string, SubnetGroups>,
): { groups: string[]; why: Unknown | undefined } {
  const id = keyOf(nic);
  const row = context.slice.resources.get(TYPES.nic, id);
  if (row === undefined) return { groups: [], why: whyOpen(nic.ipConfigurations) };
  const own = textOf(at(bodyOf(row), 'networkSecurityGroup', 'id'));
  const groups = typeof own === 'string' ? [own] : [];
  let why = mostTelling(own instanceof Unknown ? own : undefined, whyOpen(nic.ipConfigurations));
  for (const { subnetId } of itemsOf(nic.ipConfigurations)) {
    if (subnetId instanceof Unknown) why = mostTelling(why, subnetId);
    if (typeof subnetId !== 'string') continue;
    const subnet = bySubnet.get(lowerId(subnetId));
    groups.push(...(subnet?.groups ?? []));
    why = mostTelling(why, subnet?.why);
    if (subnet === undefined) {
      why = mostTelling(
        why,
        context.knowledge.whyAbsenceUnknown(TYPES.securityGroup, subscriptionScopeOf(id) ?? id),
      );
    }
  }
  return { groups, why };
}

function rulesOf(
  row: Row,
  addresses: readonly string[],
): { items: SecurityRule[]; why: Unknown | undefined } {
  const listed = objectsOf(bodyOf(row).securityRules);
  if (listed === undefined) return { items: [], why: notTold('the rules of the network security group') };
  if (listed instanceof Unknown) return { items: [], why: listed };
  // A rule of which a part is not known may deny or allow anything.
  const why = whyAnyUnknown(listed.flatMap(unresolvedIn));
  const outbound = listed.filter((rule) => lowerTextOf(bodyOf(rule).direction) === 'outbound');
  const parsed = outbound.map(outboundRuleOf).sort((left, right) => left.priority - right.priority);
  const items = outbound.map((rule) => {
    const own = outboundRuleOf(rule);
    const certain = (fact: Fact<boolean>) => (why !== undefined && fact === true ? why : fact);
    return securityRuleOf(row, rule, {
      blocksWireServer: certain(blocksWireServer(own, parsed, addresses)),
      closesEgress: certain(closesEgress(own, parsed, addresses)),
    });
  });
  return { items, why };
}

function securityRuleOf(
  group: Row,
  rule: Properties,
  effect: Pick<SecurityRule, 'blocksWireServer' | 'closesEgress'>,
): SecurityRule {
  const body = bodyOf(rule);
  return {
    name: textOf(rule.name) ?? notTold('the name of the rule'),
    securityGroupId: group.id,
    priority: integerOf(body.priority) ?? notTold('the priority of the rule'),
    access: enumOf(body.access, RULE_ACCESS) ?? notTold('whether the rule allows or denies'),
    ...effect,
  };
}
