import { lowerId, subscriptionOf, typeOf } from '../model/arm-id.js';
import type { Report } from '../model/report.js';
import { SUBJECT_TYPES } from '../model/subject.js';
import { hasWildcard } from './id-pattern.js';

/**
 * Makes the test whether there may be a finding of a policy (or of any: `*`) at a resource (an id or a pattern) that
 * the scan could not see: the policy was not run, the resource lies outside of what was scanned, or something that the
 * policy needed is not known. In doubt there may be.
 */
export function hiddenTest(report: Report): (policy: string, resource: string) => boolean {
  const ran = new Set(report.judged.policies);
  const judged = new Set([...report.judged.subjects].map(lowerId));
  const kinds = new Map(report.policies.map(({ id, subject }) => [id, SUBJECT_TYPES[subject]]));
  const unknown = new Map<string, Set<string>>();
  for (const { policy, subjects } of report.unknowns) {
    let ids = unknown.get(policy);
    if (ids === undefined) unknown.set(policy, (ids = new Set()));
    for (const id of subjects) ids.add(lowerId(id));
  }
  const saw = scopeOf(report);
  return (policy, resource) => {
    const policies = policy === '*' ? [...ran] : [policy];
    if (report.judged.only?.planned === true || !policies.some((id) => ran.has(id))) return true;
    const id = lowerId(resource);
    const type = typeOf(id);
    const isSubject =
      !hasWildcard(id) &&
      (type === undefined ? judged.has(id) : policies.every((each) => kinds.get(each) === type));
    if (isSubject && judged.has(id)) return policies.some((each) => unknown.get(each)?.has(id) === true);
    if (!saw(id)) return true;
    // The subject itself is gone, so that what is not known of others does not matter.
    return !isSubject && policies.some((each) => unknown.has(each));
  };
}

/** Whether everything that an id or pattern can be about lay in the scope of a scan that missed nothing. */
function scopeOf({ source, summary, judged }: Report): (id: string) => boolean {
  const { collected, scope } = source;
  const missesNothing = collected !== undefined && judged.only === undefined && summary.complete;
  const subscriptions = scope?.subscriptions?.map((id) => id.toLowerCase());
  return (id) => {
    if (!missesNothing) return false;
    if (scope?.tenant === true) return true;
    const subscription = subscriptionOf(id);
    return subscription !== undefined && subscriptions?.includes(subscription) === true;
  };
}
