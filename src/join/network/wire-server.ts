import { Unknown, type Fact } from '../../model/unknown.js';
import { isWithin } from './ipv4.js';
import { ANYWHERE, appliesTo, covers, type OutboundRule } from './outbound-rule.js';

/**
 * The wire server, over which the agent gets its work: TCP 80 and 32526 of 168.63.129.16
 * (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
 */
const ADDRESS = '168.63.129.16';
const PORTS = [80, 32526] as const;

/** Service tags of which no page says whether they include the wire server. */
const UNCLEAR_TAGS = /^(internet|azurecloud|azureplatform)/;

/**
 * Whether the rule denies the wire server to a VM with these private addresses: it names the address itself, covers
 * one of the ports, and no earlier rule allows that port. Wider prefixes, `*`, `Internet` and service tags are never
 * taken for such a rule.
 */
export function blocksWireServer(
  rule: OutboundRule,
  group: readonly OutboundRule[],
  addresses: readonly string[],
): Fact<boolean> {
  if (!rule.deny || !rule.tcp || !rule.destinations.some(namesWireServer)) return false;
  const ports = PORTS.filter((port) => covers(rule.ports, port));
  if (ports.length === 0) return false;
  const applies = appliesTo(rule, addresses);
  if (applies === false) return false;
  const verdicts = ports.map((port) => earlierAllow(rule, group, port, addresses));
  if (verdicts.every((allowed) => allowed === true)) return false;
  return applies === true && verdicts.includes(false)
    ? true
    : new Unknown(
        'undetermined',
        'Azure does not say whether the security rule applies to the addresses of the VM.',
      );
}

/** Whether an Allow rule with a lower priority number covers the wire server on that port: yes, no, or not known. */
function earlierAllow(
  rule: OutboundRule,
  group: readonly OutboundRule[],
  port: number,
  addresses: readonly string[],
): boolean | undefined {
  const verdicts = group
    .filter((each) => !each.deny && each.tcp && each.priority < rule.priority && covers(each.ports, port))
    .map((each) => {
      const reaches = each.destinations.map(includesWireServer);
      if (reaches.includes(true)) return appliesTo(each, addresses);
      return reaches.includes(undefined) ? undefined : false;
    });
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function namesWireServer(destination: string): boolean {
  return destination === ADDRESS || destination === `${ADDRESS}/32`;
}

/** Whether a destination prefix includes the wire server: yes, no, or not known. */
function includesWireServer(destination: string): boolean | undefined {
  if (ANYWHERE.includes(destination)) return true;
  return isWithin(ADDRESS, destination) ?? (UNCLEAR_TAGS.test(destination) ? undefined : false);
}
