/**
 * Why a fact is not known, first the reason that says most (docs/report.md):
 * a read that failed, an expression that cannot be resolved, a source that never held the fact, a fact that
 * Azure does not tell, a read that nobody asked for.
 */
export const UNKNOWN_REASONS = [
  'unreadable',
  'unresolved',
  'not-in-source',
  'undetermined',
  'not-requested',
] as const;

export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** The value of a fact that is not known, with the reason. */
export class Unknown {
  constructor(
    readonly reason: UnknownReason,
    /** One sentence for people: what is not known and why. */
    readonly detail: string,
    /** What would make it known, for example `--deep`. */
    readonly needs?: string,
  ) {}
}

/** A fact in three states: its value, `null` (looked, there is none; part of T where it can happen), or not known. */
export type Fact<T> = T | Unknown;

/** A list of which there may be more items than were read: what is there is certain, the rest is not known. */
export class OpenList<T> {
  constructor(
    readonly items: readonly T[],
    readonly why: Unknown,
  ) {}
}

/** A list in its states: complete, open (some items read, others perhaps not), or not known at all. */
export type ListFact<T> = readonly T[] | OpenList<T> | Unknown;

/** The items that are certainly there. */
export function itemsOf<T>(list: ListFact<T>): readonly T[] {
  if (list instanceof Unknown) return [];
  return list instanceof OpenList ? list.items : list;
}

/** Why there may be more items than {@link itemsOf} gives, or undefined where the list is complete. */
export function whyOpen(list: ListFact<unknown>): Unknown | undefined {
  if (list instanceof Unknown) return list;
  return list instanceof OpenList ? list.why : undefined;
}

/** Of two reasons the one that says most, by the order of {@link UNKNOWN_REASONS}; the first of equals. */
export function mostTelling(left: Unknown | undefined, right: Unknown | undefined): Unknown | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return UNKNOWN_REASONS.indexOf(right.reason) < UNKNOWN_REASONS.indexOf(left.reason) ? right : left;
}

/** The most telling reason among facts, or undefined where all are known. */
export function whyAnyUnknown(facts: Iterable<unknown>): Unknown | undefined {
  let why: Unknown | undefined;
  for (const fact of facts) if (fact instanceof Unknown) why = mostTelling(why, fact);
  return why;
}

/** The list of these items: complete where `why` is undefined, else open. */
export function listOf<T>(items: readonly T[], why: Unknown | undefined): readonly T[] | OpenList<T> {
  return why === undefined ? items : new OpenList(items, why);
}

/** Whether all are true: one that is false decides; without one, all must be known. */
export function allTrue(facts: readonly Fact<boolean>[]): Fact<boolean> {
  return !facts.includes(false) && (whyAnyUnknown(facts) ?? true);
}
