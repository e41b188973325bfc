import { Unknown, type Fact } from '../../model/unknown.js';
import { knownTextOf, objectOf, regionOf } from '../read.js';
import { GROUP_TYPE } from './created-group.js';
import { holdsForAll, holdsForAny, opposite, undetermined } from './logic.js';
import { read } from './read-any-case.js';
import { sameValue } from './same-value.js';

/** What a selector may ask of the resource group and of the policy that is judged. */
export interface Selected {
  readonly location: Fact<string>;
  /** What an initiative calls the policy. */
  readonly referenceId: string | undefined;
}

/**
 * Whether the resource selectors of an assignment or exemption take in the group: without any they do; else one of
 * them must, by all its selectors
 * (https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#resource-selectors).
 */
export function isSelected(resourceSelectors: unknown, selected: Selected): Fact<boolean> {
  const list = listOrNone(resourceSelectors);
  if (list instanceof Unknown || list.length === 0) return list instanceof Unknown ? list : true;
  return holdsForAny(list, (each) => {
    const selectors = listOrNone(read(each, 'selectors'));
    return selectors instanceof Unknown || selectors.length === 0 ? cannotRead() : fits(selectors, selected);
  });
}

/** Whether all selectors in a list hold; none at all do. */
export function fits(selectors: unknown, selected: Selected): Fact<boolean> {
  const list = listOrNone(selectors);
  return list instanceof Unknown ? list : holdsForAll(list, (each) => selectorHolds(each, selected));
}

function selectorHolds(selector: unknown, selected: Selected): Fact<boolean> {
  if (objectOf(selector) === undefined) return cannotRead();
  const kind = knownTextOf(read(selector, 'kind'))?.toLowerCase();
  const value = valueFor(kind, selected);
  const [inList, notInList] = [read(selector, 'in'), read(selector, 'notIn')];
  if (value instanceof Unknown) return value;
  if (inList !== undefined && notInList !== undefined) return cannotRead();
  const isIn = holdsIn(inList ?? notInList, value, kind === 'resourcelocation');
  return inList === undefined ? opposite(isIn) : isIn;
}

/** The value that a kind of selector looks at. Those about who asks, or about resources without location, cannot be told. */
function valueFor(kind: string | undefined, { location, referenceId }: Selected): Fact<string> {
  if (kind === 'resourcetype') return GROUP_TYPE;
  if (kind === 'resourcelocation') return location;
  const known = kind === 'policydefinitionreferenceid' ? referenceId : undefined;
  return known ?? undetermined('It is limited by a selector that cannot be judged.');
}

function holdsIn(list: unknown, value: string, region: boolean): Fact<boolean> {
  if (list instanceof Unknown) return list;
  if (!Array.isArray(list) || list.length === 0) return cannotRead();
  return holdsForAny(list as unknown[], (each) => {
    if (each instanceof Unknown) return each;
    return typeof each === 'string' ? sameValue(value, region ? regionOf(each) : each) : cannotRead();
  });
}

/** The list; empty where there is none. */
export function listOrNone(value: unknown): readonly unknown[] | Unknown {
  if (value === undefined || value === null) return [];
  if (value instanceof Unknown) return value;
  return Array.isArray(value) ? (value as unknown[]) : cannotRead();
}

function cannotRead(): Unknown {
  return undetermined('It is limited by a list that cannot be read.');
}
