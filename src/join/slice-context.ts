import { subscriptionOf } from '../model/arm-id.js';
import type { Slice } from '../model/inventory.js';
import type { ResourceSet } from '../model/resource-set.js';
import type { Row } from '../model/row.js';
import { SHARED_TYPES } from '../model/shared-types.js';
import { Unknown } from '../model/unknown.js';
import type { Knowledge } from './knowledge.js';

/** What the facts of one slice are made from. */
export interface SliceContext {
  readonly slice: Slice;
  readonly shared: ResourceSet;
  readonly knowledge: Knowledge;
  /** The inventory's `takenAt`, in milliseconds since 1970. */
  readonly now: number;
}

/**
 * The row that a reference names; why it is not known whether there is one; or `null` where it is known that there
 * is none.
 */
export function rowOf(context: SliceContext, type: string, id: string): Row | Unknown | null {
  const row = context.slice.resources.get(type, id) ?? context.shared.get(type, id);
  if (row !== undefined) return row;
  const subscription = subscriptionOf(id);
  if (
    !SHARED_TYPES.has(type) &&
    subscription !== undefined &&
    subscription !== context.slice.subscriptionId
  ) {
    return new Unknown(
      'undetermined',
      `${id} is in another subscription than what names it; it is not looked up there.`,
    );
  }
  return context.knowledge.whyAbsenceUnknown(type, id) ?? null;
}

/** Why the facts of a resource without a row are not known. */
export function whyNoFacts(row: Unknown | null, id: string): Unknown {
  return row ?? new Unknown('undetermined', `${id} does not exist.`);
}

/** A fact that Azure did not tell: the row was read, the property was not in it. */
export function notTold(what: string): Unknown {
  return new Unknown('undetermined', `Azure does not say ${what}.`);
}
