import type { Inventory, Slice } from '../model/inventory.js';
import type { Subject, SubjectKind } from '../model/subject.js';
import { sharedRulesOf } from './azure-policy/denials.js';
import { joinEnd } from './join-end.js';
import { FACTS_OF_SUBSCRIPTION, joinSlice, type WholeScan } from './join-slice.js';
import { declarationOf, Knowledge } from './knowledge.js';
import { dateOf } from '../model/read-date.js';
import { assignmentsOf } from './access/role-grants.js';
import { Totals } from './backup/totals.js';
import { askFor, type Wanted } from './wanted.js';

/** What a scan gives the join beside the inventory. */
export interface JoinOptions {
  /** The object id of the Backup Management Service, where the user gives it. */
  readonly backupServiceObjectId?: string | undefined;
  /** The kinds of subject that are wanted; all where it is left out. */
  readonly kinds?: ReadonlySet<SubjectKind> | undefined;
  /** The facts of VMs that are wanted, by name; all where it is left out. */
  readonly vmFacts?: ReadonlySet<string> | undefined;
}

/** Makes subjects of slices. */
export interface Joiner {
  /** The subjects of one slice: VMs in the order of their ids, then the others. */
  slice(slice: Slice): Generator<Subject>;
  /** The subjects that can be judged only after the last slice: vaults and backup policies. */
  end(): Generator<Subject>;
}

/** Joins one slice after another. What the slices share is read once. */
export function joiner(inventory: Inventory, options: JoinOptions = {}): Joiner {
  const { source, shared } = inventory;
  const now = dateOf(source.takenAt);
  if (now === undefined) throw new TypeError(`takenAt is no date: ${source.takenAt}`);
  const declaration = declarationOf(inventory);
  const wants = (kind: SubjectKind) => options.kinds?.has(kind) ?? true;
  const planned = inventory.planned === true;
  const scan: WholeScan = {
    source,
    shared,
    now,
    wants,
    declaration,
    planned,
    ask: askFor(planned ? undefined : wantedOf(options)),
    assignments: assignmentsOf(shared, shared),
    policyRules: wants('subscription') ? sharedRulesOf(shared, new Knowledge(declaration, undefined)) : [],
    totals: wants('vault') || wants('backupPolicy') ? new Totals(shared) : undefined,
    backupServiceObjectId: options.backupServiceObjectId,
  };
  return { slice: (slice) => joinSlice(scan, slice), end: () => joinEnd(scan) };
}

/** The facts of VMs to make: also those that subscriptions are judged by. */
function wantedOf({ kinds, vmFacts }: JoinOptions): Wanted {
  if (vmFacts === undefined || kinds?.has('subscription') === false) return vmFacts;
  return new Set([...vmFacts, ...FACTS_OF_SUBSCRIPTION]);
}
