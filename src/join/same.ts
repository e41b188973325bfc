import { Unknown, whyAnyUnknown, type Fact } from '../model/unknown.js';

/**
 * Whether two names or ids are the same. In infrastructure files a part of an id that is not known has a stand-in in
 * angle brackets, which no Azure name holds: two different stand-ins may still be the same thing.
 */
export function isSame(left: Fact<string>, right: Fact<string>): Fact<boolean> {
  if (left instanceof Unknown || right instanceof Unknown) return whyAnyUnknown([left, right]) ?? false;
  if (left === right) return true;
  return left.includes('<') || right.includes('<')
    ? new Unknown('unresolved', 'The subscription is known only at deployment.')
    : false;
}
