import type { Gap, Source } from './inventory.js';
import type { Fails, Level, Policy, Precision } from './policy.js';
import type { UnknownReason } from './unknown.js';

/** Where a fault was seen. */
export interface Place {
  /** JSON pointer in the document of the first subject that shows it. */
  readonly path: string;
  /** A scalar, or the length of a list; left out for an object. */
  readonly value?: string | number | boolean | null;
  readonly resourceId: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** One thing to repair, with its proof (design, section 6). */
export interface Finding {
  readonly policy: string;
  readonly level: Level;
  readonly precision: Precision;
  readonly fails: Fails;
  readonly title: string;
  readonly message: string;
  readonly errorCodes: readonly string[];
  readonly resourceId: string;
  /** Lower case. */
  readonly resourceType: string;
  /** Ids of the affected subjects. */
  readonly subjects: readonly string[];
  readonly places: readonly Place[];
  /** Hex SHA-256 of the policy and the lower-cased resource id: the same in every run. */
  readonly fingerprint: string;
  readonly help: string;
  readonly links: readonly string[];
}

/** Outcomes of one policy that stayed open for one reason. */
export interface UnknownEntry {
  readonly policy: string;
  readonly reason: UnknownReason;
  /** Of the first subject. */
  readonly detail: string;
  /** What would make it known, for example `--deep`. */
  readonly needs?: string;
  readonly subjects: readonly string[];
}

/** How a policy came out for a subject. */
export type Outcome = 'pass' | 'fail' | 'notApplicable' | 'unknown';

export interface Summary {
  /** VMs that were judged. */
  readonly subjects: number;
  /** VMs that are known to be protected; null where there are VMs and that is known of none. */
  readonly protected: number | null;
  /** VMs known to be protected that will fail their next backup; null as above. */
  readonly failing: number | null;
  /** Policies that were run. */
  readonly policies: number;
  /** Whether everything that the policies needed could be read. */
  readonly complete: boolean;
  readonly findings: Readonly<Record<Level, number>>;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

/** What a scan gives: the reporters turn it into text, nothing else is told them. */
export interface Report {
  readonly formatVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: Source;
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly unknowns: readonly UnknownEntry[];
  readonly gaps: readonly Gap[];
  /** The policies that were run. */
  readonly policies: readonly Policy[];
}
