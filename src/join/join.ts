import { lowerId } from '../model/arm-id.js';
import type { Inventory, Slice } from '../model/inventory.js';
import { TYPES } from '../model/row.js';
import type { Subject } from '../model/subject.js';
import { backupServiceOf } from './backup-service.js';
import { declarationOf, Knowledge } from './knowledge.js';
import { dateOf } from './read-date.js';
import { assignmentsOf } from './role-grants.js';
import type { SliceContext } from './slice-context.js';
import { indexOf } from './slice-index.js';
import { subjectOf } from './to-subject.js';
import { vmOf } from './vm.js';

/** What a scan gives the join beside the inventory. */
export interface JoinOptions {
  /** The object id of the Backup Management Service, where the user gives it. */
  readonly backupServiceObjectId?: string | undefined;
}

/**
 * Makes the function that joins one slice after another into subjects, in the order of their ids. What the slices
 * share is read once.
 */
export function joiner(
  inventory: Inventory,
  options: JoinOptions = {},
): (slice: Slice) => Generator<Subject> {
  const { source, shared } = inventory;
  const declaration = declarationOf(inventory);
  const sharedAssignments = assignmentsOf(shared, shared);
  const now = dateOf(source.takenAt);
  if (now === undefined) throw new TypeError(`takenAt is no date: ${source.takenAt}`);
  return function* join(slice) {
    const knowledge = new Knowledge(declaration, slice.subscriptionId);
    const context: SliceContext = { slice, shared, knowledge, now };
    const service = backupServiceOf(options.backupServiceObjectId, source, shared, knowledge);
    const index = indexOf(context, sharedAssignments, service);
    const hasRow = (type: string, id: string) =>
      slice.resources.get(type, id) !== undefined || shared.get(type, id) !== undefined;
    const rows = [...slice.resources.ofType(TYPES.vm).values()];
    rows.sort((left, right) => (lowerId(left.id) < lowerId(right.id) ? -1 : 1));
    for (const row of rows) yield subjectOf('vm', TYPES.vm, vmOf(context, index, row), hasRow);
  };
}
