import { lowerId } from '../../model/arm-id.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import { allTrue, Unknown, type Fact } from '../../model/unknown.js';
import { dateOf } from '../../model/read-date.js';
import { bodyOf } from '../read.js';
import type { AssignedRule } from './assigned-rules.js';
import { holdsForAny, undetermined } from './logic.js';
import { scopeOfId, scopesOver, type Place } from './reach.js';
import { read } from './read-any-case.js';
import { isSelected, listOrNone } from './selectors.js';

/** A policy exemption that is still honoured, or may be. */
interface Exemption {
  /** Whether it has not expired. */
  readonly honoured: Fact<boolean>;
  /** The policies of the initiative that it is about; none: all. */
  readonly referenceIds: unknown;
  readonly resourceSelectors: unknown;
}

/** Exemptions by what they exempt from and where. */
export interface Exemptions {
  /** By {@link keyOf}. */
  readonly known: ReadonlyMap<string, readonly Exemption[]>;
  /** By scope: why there may be an exemption from any assignment. */
  readonly fromAny: ReadonlyMap<string, Unknown>;
  /** Why there may be an exemption at any scope. */
  readonly anywhere: Unknown | undefined;
}

/** Sorts exemptions by what they are about, leaving out those that have expired (`now` in milliseconds). */
export function exemptionsOf(sets: readonly ResourceSet[], now: number): Exemptions {
  const known = new Map<string, Exemption[]>();
  const fromAny = new Map<string, Unknown>();
  let anywhere: Unknown | undefined;
  for (const row of sets.flatMap((set) => [...set.ofType(TYPES.policyExemption).values()])) {
    const exemption = exemptionOf(row, now);
    if (exemption.honoured === false) continue;
    const scope = scopeOfId(row.id);
    const id = read(bodyOf(row), 'policyAssignmentId');
    if (scope === undefined) anywhere = undetermined('It is not known where an exemption applies.');
    else if (typeof id !== 'string' || !id.trim().startsWith('/')) {
      const why = undetermined('An exemption does not say what it exempts from.');
      fromAny.set(scope, id instanceof Unknown ? id : why);
    } else {
      const key = keyOf(id.trim(), scope);
      const list = known.get(key);
      if (list === undefined) known.set(key, [exemption]);
      else list.push(exemption);
    }
  }
  return { known, fromAny, anywhere };
}

function keyOf(assignmentId: string, scope: string): string {
  return `${lowerId(assignmentId)} ${scope}`;
}

function exemptionOf(row: Row, now: number): Exemption {
  const body = bodyOf(row);
  return {
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

/** Whether the group is exempt from the policy: by an exemption at a scope that takes it in. */
export function isExempt(
  { known, fromAny, anywhere }: Exemptions,
  { assignment, referenceId }: AssignedRule,
  place: Place,
  location: Fact<string>,
): Fact<boolean> {
  const exempts = ({ honoured, referenceIds, resourceSelectors }: Exemption) =>
    allTrue([
      honoured,
      names(referenceIds, referenceId),
      isSelected(resourceSelectors, { location, referenceId }),
    ]);
  const byScope = holdsForAny(scopesOver(place), (scope) => {
    const exempt = holdsForAny(known.get(keyOf(assignment.id, scope)) ?? [], exempts);
    return exempt === false ? (fromAny.get(scope) ?? false) : exempt;
  });
  return byScope === false ? (anywhere ?? false) : byScope;
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
