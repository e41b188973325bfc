import { Unknown } from '../../model/unknown.js';
import { isWithin } from './ipv4.js';
import { bodyOf, knownIntegerOf, knownTextOf, whyNotKnown, type Properties } from '../read.js';

/** Prefixes that hold every VM, and the wire server: the VirtualNetwork tag includes the virtual address of the host. */
export const ANYWHERE: readonly string[] = ['*', 'any', '0.0.0.0/0', 'virtualnetwork'];

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
  const whole = whyNotKnown(rule);
  if (whole !== undefined) return [whole];
  const values = Object.values(bodyOf(rule)).flatMap((value) =>
    Array.isArray(value) ? (value as unknown[]) : [value],
  );
  return values.filter((value) => value instanceof Unknown);
}

/** Whether the rule's source is the VM: yes, no, or not known (an application security group, an unknown address). */
export function appliesTo(rule: OutboundRule, addresses: readonly string[]): boolean | undefined {
  if (rule.sources.some((source) => ANYWHERE.includes(source))) return true;
  if (rule.byApplicationGroup || addresses.length === 0) return undefined;
  const verdicts = rule.sources.flatMap((source) => addresses.map((address) => isWithin(address, source)));
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

/** Whether one of the port ranges (`*`, `80`, `1-1024`) covers the port. */
export function covers(ranges: readonly string[], port: number): boolean {
  return ranges.some((range) => {
    if (range === '*') return true;
    const [from = NaN, to = from] = range.split('-').map(Number);
    return port >= from && port <= to;
  });
}
