import { Unknown, type Fact } from '../../model/unknown.js';
import { appliesTo, covers, type OutboundRule } from './outbound-rule.js';

const HTTPS = 443;

/** Destinations that are the internet, or hold it. */
const INTERNET: readonly string[] = ['*', 'any', '0.0.0.0/0', 'internet'];

/** Destinations that certainly are not on the internet. */
const PRIVATE =
  /^(virtualnetwork|azureloadbalancer|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|168\.63\.129\.16|169\.254\.)/;

/**
 * Whether the rule certainly closes the way to the internet (TCP 443) of a VM with these private addresses: it denies
 * the whole internet, and no earlier rule allows any of it, to anyone. Routes and firewalls are not looked at.
 */
export function closesEgress(
  rule: OutboundRule,
  group: readonly OutboundRule[],
  addresses: readonly string[],
): Fact<boolean> {
  if (!rule.deny || !rule.tcp || !covers(rule.ports, HTTPS)) return false;
  if (!rule.destinations.some((each) => INTERNET.includes(each))) return false;
  if (group.some((each) => each.priority < rule.priority && allowsSomeInternet(each))) return false;
  return (
    appliesTo(rule, addresses) ??
    new Unknown(
      'undetermined',
      'Azure does not say whether the security rule applies to the addresses of the VM.',
    )
  );
}

function allowsSomeInternet(rule: OutboundRule): boolean {
  return (
    !rule.deny &&
    rule.tcp &&
    covers(rule.ports, HTTPS) &&
    (rule.destinations.length === 0 || rule.destinations.some((each) => !PRIVATE.test(each)))
  );
}
