import { lowerId } from '../../model/arm-id.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { dateOf } from '../read-date.js';
import { bodyOf } from '../read.js';
import type { AssignedRule } from './assigned-rules.js';
import { holdsForAll, holdsForAny, undetermined } from './logic.js';
import { reaches, scopeOfId, type Place } from './reach.js';
import { read } from './read-any-case.js';
import { isSelected, listOrNone } from './selectors.js';

/** A policy exemption that is still honoured, or may be. */
interface Exemption {
  readonly scope: Fact<string>;
  /** Whether it has not expired. */
  readonly honoured: Fact<boolean>;
  /** The policies of the initiative that it is about; none: all. */
  readonly referenceIds: unknown;
  readonly resourceSelectors: unknown;
}

/** Exemptions by the lower-cased id of the assignment; those that may be of any. */
export interface Exemptions {
  readonly byAssignment: ReadonlyMap<string, readonly Exemption[]>;
  readonly ofAny: readonly Exemption[];
}

/** Sorts exemptions by the assignment that they are about, leaving out those that have expired (`now` in milliseconds). */
export function exemptionsOf(sets: readonly ResourceSet[], now: number): Exemptions {
  const byAssignment = new Map<string, Exemption[]>();
  const ofAny: Exemption[] = [];
  for (const row of sets.flatMap((set) => [...set.ofType(TYPES.policyExemption).values()])) {
    const exemption = exemptionOf(row, now);
    if (exemption.honoured === false) continue;
    const id = read(bodyOf(row), 'policyAssignmentId');
    if (typeof id !== 'string' || !id.trim().startsWith('/')) {
      const why = undetermined('An exemption does not say what it exempts from.');
      ofAny.push({ ...exemption, honoured: id instanceof Unknown ? id : why });
    } else {
      const key = lowerId(id.trim());
      const list = byAssignment.get(key);
      if (list === undefined) byAssignment.set(key, [exemption]);
      else list.push(exemption);
    }
  }
  return { byAssignment, ofAny };
}

function exemptionOf(row: Row, now: number): Exemption {
  const body = bodyOf(row);
  return {
    scope: scopeOfId(row.id) ?? undetermined('It is not known where an exemption applies.'),
    honoured: isHonoured(read(body, 'expiresOn'), now),
    // Both names are in Microsoft's pages.
    referenceIds: read(body, 'policyDefinitionReferenceIds') ?? read(body, 'policyDefinitionReferenceId'),
    resourceSelectors: read(body, 'resourceSelectors'),
  };
}

/**
 * An exemption is kept after it has expired, but no longer honoured
 * (https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure#expiration).
 */
function isHonoured(expiresOn: unknown, now: number): Fact<boolean> {
  if (expiresOn instanceof Unknown) return expiresOn;
  if (expiresOn === undefined || expiresOn === '') return true;
  const date = dateOf(expiresOn);
  return date === undefined ? undetermined('It is not known when an exemption expires.') : date > now;
}

/** Whether the group is exempt from the policy. */
export function isExempt(
  exemptions: Exemptions,
  rule: AssignedRule,
  place: Place,
  location: Fact<string>,
): Fact<boolean> {
  const { assignment, referenceId } = rule;
  const own = exemptions.byAssignment.get(lowerId(assignment.id)) ?? [];
  return holdsForAny([...own, ...exemptions.ofAny], (exemption) => {
    const { scope, honoured, referenceIds, resourceSelectors } = exemption;
    const tests = [
      () => (scope instanceof Unknown ? scope : reaches(scope, place)),
      () => names(referenceIds, referenceId),
      () => isSelected(resourceSelectors, { location, referenceId }),
      () => honoured,
    ];
    return holdsForAll(tests, (test) => test());
  });
}

/** Whether the list of reference ids names the policy; without a list every policy is meant. */
function names(referenceIds: unknown, referenceId: string | undefined): Fact<boolean> {
  const list = listOrNone(referenceIds);
  if (list instanceof Unknown) return list;
  if (list.length === 0) return true;
  const cannotTell = undetermined('It is not known which policies an exemption names.');
  if (referenceId === undefined) return cannotTell;
  return holdsForAny(list, (each) => {
    if (typeof each !== 'string') return each instanceof Unknown ? each : cannotTell;
    return each.toLowerCase() === referenceId.toLowerCase();
  });
}
