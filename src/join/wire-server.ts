import { Unknown, type Fact } from '../model/unknown.js';
import { isWithin } from './ipv4.js';
import { bodyOf, knownIntegerOf, knownTextOf, type Properties } from './read.js';

/**
 * The wire server, over which the agent gets its work: TCP 80 and 32526 of 168.63.129.16
 * (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
 */
const ADDRESS = '168.63.129.16';
const PORTS = [80, 32526] as const;

/** Prefixes that hold every VM, and the wire server: the VirtualNetwork tag includes the virtual address of the host. */
const ANYWHERE: readonly string[] = ['*', 'any', '0.0.0.0/0', 'virtualnetwork'];

/** Service tags of which no page says whether they include the wire server. */
const UNCLEAR_TAGS = /^(internet|azurecloud|azureplatform)/;

/** An outbound rule of a security group, as far as it matters here. */
export interface OutboundRule {
  readonly priority: number;
  readonly deny: boolean;
  readonly tcp: boolean;
  readonly sources: readonly string[];
  readonly byApplicationGroup: boolean;
  readonly destinations: readonly string[];
  readonly ports: readonly string[];
}

/** Reads a rule; singular and plural fields count together. */
export function outboundRuleOf(rule: Properties): OutboundRule {
  const body = bodyOf(rule);
  const both = (one: string, many: string) =>
    [body[one], ...(Array.isArray(body[many]) ? (body[many] as unknown[]) : [])].flatMap((value) => {
      const text = knownTextOf(value)?.trim().toLowerCase();
      return text === undefined ? [] : text.split(',').map((part) => part.trim());
    });
  const groups = body.sourceApplicationSecurityGroups;
  return {
    priority: knownIntegerOf(body.priority) ?? 1e9,
    deny: knownTextOf(body.access)?.toLowerCase() === 'deny',
    tcp: ['tcp', '*'].includes(knownTextOf(body.protocol)?.toLowerCase() ?? ''),
    sources: both('sourceAddressPrefix', 'sourceAddressPrefixes'),
    byApplicationGroup: Array.isArray(groups) && groups.length > 0,
    destinations: both('destinationAddressPrefix', 'destinationAddressPrefixes'),
    ports: both('destinationPortRange', 'destinationPortRanges'),
  };
}

/** What is not known of a rule of an infrastructure file: any of it may change what the rule does. */
export function unresolvedIn(rule: Properties): readonly Unknown[] {
  const values = Object.values(bodyOf(rule)).flatMap((value) =>
    Array.isArray(value) ? (value as unknown[]) : [value],
  );
  return values.filter((value) => value instanceof Unknown);
}

/**
 * Whether the rule denies the wire server to a VM with these private addresses: it names the address itself, covers
 * one of the ports, and no earlier rule allows that port. Wider prefixes, `*`, `Internet` and service tags are never
 * taken for such a rule (design, section 8).
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

/** Whether the rule's source is the VM: yes, no, or not known (an application security group, an unknown address). */
function appliesTo(rule: OutboundRule, addresses: readonly string[]): boolean | undefined {
  if (rule.sources.some((source) => ANYWHERE.includes(source))) return true;
  if (rule.byApplicationGroup || addresses.length === 0) return undefined;
  const verdicts = rule.sources.flatMap((source) => addresses.map((address) => isWithin(address, source)));
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

/** Whether one of the port ranges (`*`, `80`, `1-1024`) covers the port. */
function covers(ranges: readonly string[], port: number): boolean {
  return ranges.some((range) => {
    if (range === '*') return true;
    const [from = NaN, to = from] = range.split('-').map(Number);
    return port >= from && port <= to;
  });
}
