import { lowerId } from '../model/arm-id.js';
import { compareText } from '../model/compare-text.js';
import type { UnknownEntry } from '../model/report.js';
import type { Subject } from '../model/subject.js';
import { mostTelling, Unknown, UNKNOWN_REASONS, type UnknownReason } from '../model/unknown.js';
import { longestPrefix } from './pointer.js';

interface Draft {
  readonly policy: string;
  readonly reason: UnknownReason;
  readonly needs: string | undefined;
  detail: string;
  /** Lower-cased id of the subject that `detail` is about. */
  first: string;
  readonly subjects: string[];
}

/** Gathers the outcomes that stayed open: one entry per policy, reason and need (docs/report.md). */
export class Unknowns {
  readonly #drafts = new Map<string, Draft>();

  /** Adds a subject under the first reason, in the fixed order, of what was missing. */
  add(policy: string, subject: Subject, pointers: readonly string[]): void {
    const why = reasonOf(subject, pointers);
    const key = `${policy}\0${why.reason}\0${why.needs ?? ''}`;
    const id = lowerId(subject.id);
    const draft = this.#drafts.get(key);
    if (draft === undefined) {
      const { reason, needs, detail } = why;
      this.#drafts.set(key, { policy, reason, needs, detail, first: id, subjects: [subject.id] });
      return;
    }
    draft.subjects.push(subject.id);
    if (id < draft.first) Object.assign(draft, { first: id, detail: why.detail });
  }

  /** The entries by policy, reason and need. */
  toList(): UnknownEntry[] {
    return [...this.#drafts.values()]
      .sort(
        (left, right) =>
          compareText(left.policy, right.policy) ||
          UNKNOWN_REASONS.indexOf(left.reason) - UNKNOWN_REASONS.indexOf(right.reason) ||
          compareText(left.needs ?? '', right.needs ?? ''),
      )
      .map(({ policy, reason, detail, needs, subjects }) => ({
        policy,
        reason,
        detail,
        ...(needs === undefined ? {} : { needs }),
        subjects: sortedIds(subjects),
      }));
  }
}

function reasonOf(subject: Subject, pointers: readonly string[]): Unknown {
  let why: Unknown | undefined;
  for (const pointer of pointers) why = mostTelling(why, longestPrefix(pointer, subject.unknown));
  return why ?? new Unknown('undetermined', `${pointers.join(', ')} is not known.`);
}

/** Ids in the order of their lower case. */
function sortedIds(ids: readonly string[]): string[] {
  return ids
    .map((id) => [lowerId(id), id] as const)
    .sort(([left], [right]) => compareText(left, right))
    .map(([, id]) => id);
}
