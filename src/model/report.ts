import type { Ids } from './id-list.js';
import type { Gap, Source } from './inventory.js';
import type { Fails, Level, Policy, Precision } from './policy.js';
import type { UnknownReason } from './unknown.js';
import type { JudgedWaiver, WaivedBy } from './waiver.js';

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

/** One thing to repair, with its proof (docs/report.md). */
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
  /** Where infrastructure files were scanned: whether they bring the finding. */
  readonly origin?: FindingOrigin;
  /** Of `both`: the affected subjects that are not affected without the files; left out where there is none. */
  readonly added?: readonly string[];
  /** The VMs whose last backup failed with one of the error codes; left out where there is none. */
  readonly confirmed?: readonly ConfirmedBy[];
  /** Where the report was compared with an earlier one. */
  readonly baseline?: Baseline;
  /** The level that it had in the earlier report, where that was another one. */
  readonly baselineLevel?: Level;
  /** What it made fail in the earlier report, where that was something else. */
  readonly baselineFails?: Fails;
  /** Affected subjects that it did not affect in the earlier report; left out where there is none. */
  readonly baselineAdded?: readonly string[];
  /** Of `unknown`: why it cannot be told. */
  readonly baselineDetail?: string;
}

/**
 * `planned`: the infrastructure files bring it, or make it worse; `existing`: it is there without them and is about
 * nothing that they declare; `both`: it is there without them, and about something that they declare.
 */
export type FindingOrigin = 'planned' | 'existing' | 'both';

/** A VM whose last backup failed with an error code that a finding names. */
export interface ConfirmedBy {
  readonly subject: string;
  /** As Azure spells it. */
  readonly errorCode: string;
}

/** What Azure Backup itself said of the last backups, against what was predicted. Every VM is in at most one list. */
export interface BackupVerdicts {
  /** The last backup failed with an error code that these findings (their fingerprints) name. */
  readonly confirmed: readonly (ConfirmedBy & { readonly findings: readonly string[] })[];
  /** The last backup did not fail; these findings say that the next one will. */
  readonly predicted: readonly { readonly subject: string; readonly findings: readonly string[] }[];
  /** The last backup failed, and no finding names its error code. */
  readonly unexplained: readonly {
    readonly subject: string;
    readonly errorCode: string | null;
    readonly message: string | null;
  }[];
}

/**
 * Whether a finding was in the earlier report: `unchanged` also where it was worse then; `new` also where it was not
 * as bad or as near, or did not affect as many; `unknown` where the earlier scan could not or did not look.
 */
export type Baseline = 'new' | 'unchanged' | 'unknown';

/** A finding that is accepted for a time, with the waiver that says so. */
export interface WaivedFinding extends Finding {
  readonly waiver: WaivedBy;
}

/** What is kept of a finding of an earlier report. */
export type EarlierFinding = Pick<
  Finding,
  'policy' | 'level' | 'title' | 'message' | 'resourceId' | 'subjects' | 'fingerprint'
> & {
  /** Left out in reports that other programs made. */
  readonly fails?: Fails;
};

/** A finding of an earlier report that is not in this one, which does not mean that it is repaired. */
export interface UnsettledFinding extends EarlierFinding {
  /** Why that cannot be told. */
  readonly detail: string;
}

/** What was judged: what is not in here was not looked at. */
export interface Judged {
  /** Ids of the policies that were run. */
  readonly policies: readonly string[];
  /** Ids of the subjects that were judged, in the order of their lower case. */
  readonly subjects: Ids;
  /** What the scan was narrowed to; left out where it was not. */
  readonly only?: {
    readonly protected?: boolean;
    readonly resourceGroups?: readonly string[];
    readonly vms?: readonly string[];
    /** Findings that infrastructure files bring; all others were left out. */
    readonly planned?: boolean;
  };
  /** Of the names in `only` those of which there is no VM; left out where there is none. */
  readonly notFound?: readonly string[];
}

/** How many findings came and went since an earlier report. */
export interface BaselineCounts {
  /** When the earlier report was taken. */
  readonly takenAt: string;
  readonly new: number;
  readonly unchanged: number;
  readonly fixed: number;
  /** Findings of either report of which it cannot be told. */
  readonly unknown: number;
  /** The earlier report is of something else: all findings that it does not have count as new. */
  readonly foreign?: true;
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
  /** How many protected VMs there are in each list of {@link BackupVerdicts}; null as above. */
  readonly backups: Readonly<Record<keyof BackupVerdicts, number>> | null;
  /** Findings that are waived and not counted above; left out where there are no waivers. */
  readonly waived?: number;
  /** Left out where the report was not compared with an earlier one. */
  readonly baseline?: BaselineCounts;
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
  readonly backups: BackupVerdicts;
  readonly judged: Judged;
  /** Findings that are accepted for a time; they count nowhere else. */
  readonly waived?: readonly WaivedFinding[];
  /** Every waiver and what became of it. */
  readonly waivers?: readonly JudgedWaiver[];
  /** Findings of the earlier report that are repaired, or whose resource is gone. */
  readonly fixed?: readonly EarlierFinding[];
  /** Findings of the earlier report of which it cannot be told whether they are repaired. */
  readonly unsettled?: readonly UnsettledFinding[];
  /** True where ids (GUIDs) are hidden. */
  readonly redacted?: true;
  /** The policies that were run. */
  readonly policies: readonly Policy[];
}
