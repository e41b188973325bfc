import { createHash } from 'node:crypto';
import { lowerId } from '../model/arm-id.js';
import { compareText } from '../model/compare-text.js';
import { helpFor } from '../model/help.js';
import { LEVELS, type Policy } from '../model/policy.js';
import type { ConfirmedBy, Finding } from '../model/report.js';
import type { Subject } from '../model/subject.js';
import type { Fault } from './places.js';
import { comparePointers } from './pointer.js';

/** At most so many places are told of one finding. */
const MAX_PLACES = 20;

/** A fault and the subject that shows it. */
interface Seen {
  /** Lower-cased id of the subject. */
  readonly subject: string;
  readonly fault: Fault;
}

/** All faults of one policy at one resource. */
export interface Draft {
  readonly policy: Policy;
  readonly key: string;
  readonly resourceType: string;
  /** Spelled as in its own row, else as the first subject refers to it. */
  spelling: Seen;
  /** The first fault at the highest level. */
  worst: Seen;
  /** Spellings of the affected subjects by lower-cased id. */
  readonly subjects: Map<string, string>;
  /** The first fault at each place below the origin. */
  readonly places: Map<string, Seen>;
  /** The VMs whose last backup failed with one of the error codes, by lower-cased id. */
  readonly confirmed: Map<string, ConfirmedBy>;
}

/**
 * Gathers faults into findings over a whole scan, whatever the order in which subjects come: all faults of one policy
 * at one resource are one finding (docs/writing-policies.md).
 */
export class Findings {
  readonly #drafts = new Map<string, Draft>();

  /** @returns the draft of the finding that the fault went into */
  add(policy: Policy, subject: Subject, fault: Fault): Draft {
    const seen: Seen = { subject: lowerId(subject.id), fault };
    const resource = lowerId(fault.origin.resourceId);
    const key = `${policy.id}\0${resource}`;
    let draft = this.#drafts.get(key);
    if (draft === undefined) {
      const { resourceType } = fault.origin;
      const [subjects, places] = [new Map<string, string>(), new Map<string, Seen>()];
      const confirmed = new Map<string, ConfirmedBy>();
      draft = {
        policy,
        key: resource,
        resourceType,
        spelling: seen,
        worst: seen,
        subjects,
        places,
        confirmed,
      };
      this.#drafts.set(key, draft);
    }
    draft.subjects.set(seen.subject, subject.id);
    if (isBetterSpelling(seen, draft.spelling)) draft.spelling = seen;
    if (compareLevels(seen, draft.worst) < 0) draft.worst = seen;
    const earlier = draft.places.get(fault.below);
    if (earlier === undefined || compareSeen(seen, earlier) < 0) draft.places.set(fault.below, seen);
    return draft;
  }

  /** The findings: worst first, then by policy and resource. */
  toList(): Finding[] {
    const drafts = [...this.#drafts.values()].sort(
      (left, right) =>
        levelOf(left.worst) - levelOf(right.worst) ||
        compareText(left.policy.id, right.policy.id) ||
        compareText(left.key, right.key),
    );
    return drafts.map(findingOf);
  }
}

function findingOf(draft: Draft): Finding {
  const { policy, worst } = draft;
  const resourceId = draft.spelling.fault.origin.resourceId;
  const places = [...draft.places.values()].sort(compareSeen).slice(0, MAX_PLACES);
  return {
    policy: policy.id,
    level: worst.fault.judged.level,
    precision: worst.fault.judged.precision,
    fails: worst.fault.judged.fails,
    title: policy.title,
    message: worst.fault.message,
    errorCodes: worst.fault.judged.errorCodes,
    resourceId,
    resourceType: draft.resourceType,
    subjects: [...draft.subjects].sort((left, right) => compareText(left[0], right[0])).map(([, id]) => id),
    places: places.map(({ fault }) => ({ ...fault.place, resourceId })),
    fingerprint: fingerprintOf(draft),
    help: helpFor(policy.help, resourceId),
    links: policy.links,
    ...confirmedOf(draft),
  };
}

function confirmedOf({ confirmed }: Draft): Pick<Finding, 'confirmed'> {
  if (confirmed.size === 0) return {};
  const sorted = [...confirmed].sort((left, right) => compareText(left[0], right[0]));
  return { confirmed: sorted.map(([, each]) => each) };
}

/** Hex SHA-256 of `policy \0 lower(resourceId)`, the policy by its oldest name: nothing that changes between runs. */
export function fingerprintOf({ policy, key: resourceId }: Pick<Draft, 'policy' | 'key'>): string {
  const name = policy.aliases[0] ?? policy.id;
  return createHash('sha256')
    .update(`${name}\0${lowerId(resourceId)}`)
    .digest('hex');
}

function isBetterSpelling(seen: Seen, than: Seen): boolean {
  if (seen.fault.origin.fromRow !== than.fault.origin.fromRow) return seen.fault.origin.fromRow;
  return compareSeen(seen, than) < 0;
}

function compareLevels(left: Seen, right: Seen): number {
  return levelOf(left) - levelOf(right) || compareSeen(left, right);
}

const levelOf = (seen: Seen) => LEVELS.indexOf(seen.fault.judged.level);

/** By subject, then by pointer. */
function compareSeen(left: Seen, right: Seen): number {
  return (
    compareText(left.subject, right.subject) || comparePointers(left.fault.place.path, right.fault.place.path)
  );
}
