/** A point in a text file, counted from 1. */
interface FilePlace {
    /** Path with `/`, relative to the root of the repository, else to the working directory. */
    readonly file: string;
    readonly line: number;
    readonly column: number;
}
/** The way to a value in a row: `['properties', 'storageProfile', 'dataDisks', 0, 'diskSizeGB']`. */
type RowPath = readonly (string | number)[];
/** Where in an infrastructure file a row was read. */
interface Sighting {
    /**
     * What to call the resource where its ARM id is not fully known: `<file>#<symbolic name or Terraform address>`.
     * Left out where the row's id is the resolved ARM id. The row's own id is then unique, and the references of other
     * rows of the files use it, but it is shown to nobody.
     */
    readonly label?: string;
    /** The place of a value, or of the nearest thing around it that is written down. */
    readonly placeOf: (path: RowPath) => FilePlace;
}
/** What a file puts into the guest and what that does there (cloud-init, scripts); told without quoting it. */
interface GuestSetup {
    /** What turns DHCP off or sets a static address, in words, for example "netplan: dhcp4: false". */
    readonly staticAddress?: GuestHint;
    /** What turns the VM agent off, in words. */
    readonly agentOff?: GuestHint;
}
interface GuestHint {
    /** In a few words, without anything of the text that may be secret. */
    readonly what: string;
    /** Where the text stands in the row. */
    readonly path: RowPath;
}

/**
 * A resource as Azure returned it: the standard Resource Graph columns plus `properties`.
 * Nothing in it is trusted: any column may be missing, null, empty or of another type than documented.
 * In a row of an infrastructure file any value, at any depth, may be an `Unknown` with the reason `unresolved`: an
 * expression whose value only the deployment knows.
 */
interface Row {
    /** The ARM id as Azure spelled it. Compare with {@link lowerId}. */
    readonly id: string;
    /** The resource type, in any letter case. */
    readonly type: string;
    readonly name?: unknown;
    readonly tenantId?: unknown;
    readonly location?: unknown;
    readonly subscriptionId?: unknown;
    readonly managedBy?: unknown;
    readonly sku?: unknown;
    readonly identity?: unknown;
    readonly tags?: unknown;
    readonly zones?: unknown;
    readonly extendedLocation?: unknown;
    readonly properties?: unknown;
    /** Of a row of an infrastructure file: where it stands there. */
    readonly sighting?: Sighting;
    /** Of a VM of an infrastructure file: what it sets up in the guest. */
    readonly guest?: GuestSetup;
}

/**
 * Rows by type and id. Rows of one type and id (letter case aside) merge: `properties` key by key, the later
 * wins; of the other columns the later one wins if it says anything (docs/inventory.md).
 */
declare class ResourceSet {
    #private;
    add(row: Row): void;
    /** The row of that lower-cased type and lower-cased id, if one was read. */
    get(type: string, id: string): Row | undefined;
    /** All rows of that lower-cased type, by lower-cased id. */
    ofType(type: string): ReadonlyMap<string, Row>;
    /** The lower-cased types of which there are rows. */
    types(): string[];
    [Symbol.iterator](): Generator<Row>;
    get size(): number;
}

/** Why a read gave nothing, or not everything (docs/inventory.md). */
declare const GAP_REASONS: readonly ["forbidden", "notFound", "throttled", "failed", "truncated", "notVisible", "interrupted"];
type GapReason = (typeof GAP_REASONS)[number];
/** A read that failed, was throttled or was cut short. Below it, absence is not known. */
interface Gap {
    /** The resource type that could not be read, or `*`. */
    readonly what: string;
    /** The ARM scope that the read was about; `/` is everything. */
    readonly scope: string;
    readonly reason: GapReason;
    readonly detail?: string;
}
/** Where an inventory comes from and what was looked for in it. */
interface Source {
    /** `azure` (live), or what read the files. */
    readonly kind: string;
    /** The name of the cloud; AzureCloud where it is left out. */
    readonly cloud?: string;
    readonly tenantId?: string;
    readonly scope?: {
        readonly subscriptions?: readonly string[];
        readonly [key: string]: unknown;
    };
    /** The moment that counts as "now" for every judgement about age (ISO 8601, UTC). */
    readonly takenAt: string;
    /** The types that were looked for, so that "no row" can mean "there is none". */
    readonly collected?: readonly string[];
    /** Who was signed in, as far as the token tells. */
    readonly principal?: string;
    /** How many of the subscriptions that were asked for can be seen. */
    readonly subscriptionsSeen?: number;
    /** How many requests a live scan sent, by service. */
    readonly requests?: Readonly<Record<string, number>>;
    /** The infrastructure files and folders that were scanned, relative to the root of the repository. */
    readonly paths?: readonly string[];
    /** True where infrastructure files are laid over what exists. */
    readonly files?: true;
    readonly [key: string]: unknown;
}
/** The resources of one subscription: the unit that is joined, judged and dropped. */
interface Slice {
    /** The subscription's lower-cased GUID. */
    readonly subscriptionId: string;
    readonly resources: ResourceSet;
    /** Where infrastructure files are laid over what exists: what exists, if that is something else. */
    readonly before?: ResourceSet;
    /**
     * Rows of infrastructure files alone: of what is not among them nothing is known, and only those with a label are
     * judged here.
     */
    readonly partial?: boolean;
}
/** What `collect` gives, whatever it read from. Its gaps are complete before the first slice comes. */
interface Inventory {
    readonly source: Source;
    /** Whether the source says what it looked for (our header). Without it absence is never known. */
    readonly declared: boolean;
    readonly gaps: readonly Gap[];
    /** What every slice may need: subscriptions, management groups, vaults, backup policies, roles, the service. */
    readonly shared: ResourceSet;
    readonly slices: AsyncIterable<Slice> | Iterable<Slice>;
    /** What whoever reads the report should know of the source, and no policy asks for: whole sentences. */
    readonly notes?: readonly string[];
    /** Whether some rows are of infrastructure files. */
    readonly planned?: boolean;
    /** Where infrastructure files are laid over what exists: the shared part of what exists. */
    readonly before?: {
        readonly shared: ResourceSet;
    };
    /** Lets go of what the slices are read from; nothing can be read afterwards. */
    readonly close?: () => Promise<void>;
}

/**
 * Opens an inventory file of any form in docs/inventory.md: our NDJSON (also compressed), NDJSON without our header, or
 * one JSON document as the Azure CLI prints it.
 *
 * @param takenAt what counts as "now" where the file does not say it
 * @throws UserError for a file that cannot be read or is none of these; also later, from the iteration
 */
declare function openInventoryFile(path: string, takenAt: string): Promise<Inventory>;

/**
 * Why a fact is not known, first the reason that says most (docs/report.md):
 * a read that failed, an expression that cannot be resolved, a source that never held the fact, a fact that
 * Azure does not tell, a read that nobody asked for.
 */
declare const UNKNOWN_REASONS: readonly ["unreadable", "unresolved", "not-in-source", "undetermined", "not-requested"];
type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** The kinds of thing that a policy can judge. */
declare const SUBJECT_KINDS: readonly ["vm", "restorePointCollection", "protectedItem", "backupPolicy", "vault", "subscription"];
type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** SARIF's words for how bad a finding is, worst first. */
declare const LEVELS: readonly ["error", "warning", "note"];
type Level = (typeof LEVELS)[number];
/** How sure a finding is, surest first. */
declare const PRECISIONS: readonly ["very-high", "high", "medium", "low"];
type Precision = (typeof PRECISIONS)[number];
/** What goes wrong because of a finding: enabling protection, the next backup, a later one, or nothing proven. */
declare const FAILS: readonly ["enable-protection", "next-backup", "later", "check-by-hand"];
type Fails = (typeof FAILS)[number];
/** The sections of the catalogue, in its order: what a policy is about. */
declare const POLICY_GROUPS: readonly ["restore-points", "governance", "vault", "backup-policy", "disks", "encryption", "vm", "network"];
type PolicyGroup = (typeof POLICY_GROUPS)[number];
/** A JSON Schema of the keywords in docs/writing-policies.md; it was checked when the policy was loaded. */
type PolicySchema = Readonly<Record<string, unknown>>;
/** What a level entry may set. */
interface Judged$1 {
    readonly level: Level;
    readonly precision: Precision;
    readonly fails: Fails;
    readonly errorCodes: readonly string[];
    /** The message template. */
    readonly message: string;
}
/** One entry of `levels`: what a finding is where `when` is certainly true. */
interface LevelEntry extends Partial<Judged$1> {
    readonly when: PolicySchema;
}
/** One example of a policy: changes to the healthy subject, and what then must come out. */
interface PolicyExample {
    readonly name: string;
    /** Facts to set, by JSON pointer, as RFC 6902 `add` in this order. */
    readonly set?: Readonly<Record<string, unknown>>;
    /** Facts to make unknown. */
    readonly unset?: readonly string[];
    /** The exact set of places. */
    readonly at?: readonly string[];
    readonly level?: Level;
}
declare const EXAMPLE_KINDS: readonly ["pass", "fail", "unknown", "notApplicable"];
type ExampleKind = (typeof EXAMPLE_KINDS)[number];
/** A policy, as its file says it (docs/writing-policies.md), with the defaults filled in. */
interface Policy extends Judged$1 {
    readonly id: string;
    readonly title: string;
    /** Its section in the lists of policies; one without a group stands after all others. */
    readonly group?: PolicyGroup;
    readonly subject: SubjectKind;
    readonly levels: readonly LevelEntry[];
    readonly when?: PolicySchema;
    readonly schema: PolicySchema;
    /** Markdown: why, how to repair, what else to know. */
    readonly help: string;
    readonly links: readonly string[];
    /** Old ids, oldest first. */
    readonly aliases: readonly string[];
    /** False: runs only when it is named. */
    readonly enabled: boolean;
    readonly examples: Readonly<Partial<Record<ExampleKind, readonly PolicyExample[]>>>;
}

/** Which policies to run. */
interface Selection {
    /** Only these, by id or alias, also where they are not enabled. Empty: all that are enabled. */
    readonly only: readonly string[];
    /** All but these. */
    readonly skip: readonly string[];
}
/**
 * The policies to run, by id.
 *
 * @throws UserError for a name that no policy has
 */
declare function selectPolicies(policies: readonly Policy[], selection: Selection): Policy[];

/**
 * A mistake of the user's, or of the input: told in one sentence, with a hint where there is one, exit code 2.
 * Everything else that is thrown is a bug of ours (exit code 70).
 */
declare class UserError extends Error {
    /** What to do about it. */
    readonly hint?: string | undefined;
    readonly name = "UserError";
    constructor(message: string, 
    /** What to do about it. */
    hint?: string | undefined, options?: ErrorOptions);
}

/** What the configuration says of one policy. */
interface PolicySetting {
    /** Id or alias. */
    readonly policy: string;
    readonly setting: 'on' | 'off' | Level;
    /** Where it says so, `file:line:column`. */
    readonly where: string;
}
/**
 * The policies as the configuration sets them: on, off, or with one level for all their findings, whatever their own
 * `levels` say. A level also turns a policy on.
 *
 * @throws UserError for a name that no policy has, and where two settings are about one policy
 */
declare function applySettings(policies: readonly Policy[], settings: readonly PolicySetting[]): Policy[];

/**
 * The policies that come with backup-lint and those in the given folders, by id.
 *
 * @throws UserError for a folder that cannot be read, a file that is no policy, an id that two files have
 */
declare function loadPolicies(folders?: readonly string[]): Promise<Policy[]>;

/** What a waiver says for itself. */
interface WaivedBy {
    /** A policy id, or `*`. */
    readonly policy: string;
    /** The id of the resource to repair, or a pattern of ids. */
    readonly resource: string;
    readonly reason: string;
    /** The last day on which it holds, `2026-12-31`, in UTC. */
    readonly until: string;
    readonly owner?: string;
}
/** An accepted finding: by policy and resource, with a reason, until a day. */
interface Waiver extends WaivedBy {
    /** Where it is written. */
    readonly place?: FilePlace;
}
/**
 * What became of a waiver: it holds for a finding (`used`), or for none (`unused`); its last day is over (`expired`) or
 * further away than waivers may reach (`too-long`), so that it holds no more; or the scan did not see enough to tell
 * whether it is needed (`unknown`).
 */
type WaiverState = 'used' | 'unused' | 'expired' | 'too-long' | 'unknown';
interface JudgedWaiver extends Waiver {
    readonly state: WaiverState;
    /** Findings that it is about, whether it holds or not. */
    readonly findings: number;
}

/** What a configuration file says, checked, its paths absolute. What it does not say is left out. */
interface Config {
    readonly scope: {
        readonly subscriptions?: readonly string[];
        readonly managementGroup?: string;
        readonly tenant?: boolean;
        readonly resourceGroups?: readonly string[];
        readonly vms?: readonly string[];
        readonly protectedOnly?: boolean;
    };
    readonly policies: readonly PolicySetting[];
    readonly policyFolders: readonly string[];
    /** As `--output` takes them. */
    readonly outputs: readonly string[];
    readonly failOn?: Level | 'none';
    readonly baseline?: string;
    readonly deep?: boolean;
    readonly cloud?: string;
    readonly backupServiceObjectId?: string;
    readonly redact?: boolean;
    readonly allowEmpty?: boolean;
    readonly allowIncomplete?: boolean;
    readonly strictWaivers?: boolean;
    /** In days. */
    readonly longestWaiver?: number;
    readonly waivers: readonly Waiver[];
}

/**
 * Finds and reads the configuration file; undefined where there is none.
 *
 * @param from the working directory
 * @param flag `--config FILE`; false: `--no-config`
 * @throws UserError for a file that cannot be read or is wrong
 */
declare function loadConfig(from: string, flag?: string | false): Promise<Config | undefined>;

/** Ids in the order of their lower case: a list, or what stands for one that is too long to be kept as texts. */
interface Ids extends Iterable<string> {
    readonly length: number;
}

/** Where a fault was seen. */
interface Place {
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
interface Finding {
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
type FindingOrigin = 'planned' | 'existing' | 'both';
/** A VM whose last backup failed with an error code that a finding names. */
interface ConfirmedBy {
    readonly subject: string;
    /** As Azure spells it. */
    readonly errorCode: string;
}
/** What Azure Backup itself said of the last backups, against what was predicted. Every VM is in at most one list. */
interface BackupVerdicts {
    /** The last backup failed with an error code that these findings (their fingerprints) name. */
    readonly confirmed: readonly (ConfirmedBy & {
        readonly findings: readonly string[];
    })[];
    /** The last backup did not fail; these findings say that the next one will. */
    readonly predicted: readonly {
        readonly subject: string;
        readonly findings: readonly string[];
    }[];
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
type Baseline = 'new' | 'unchanged' | 'unknown';
/** A finding that is accepted for a time, with the waiver that says so. */
interface WaivedFinding extends Finding {
    readonly waiver: WaivedBy;
}
/** What is kept of a finding of an earlier report. */
type EarlierFinding = Pick<Finding, 'policy' | 'level' | 'title' | 'message' | 'resourceId' | 'subjects' | 'fingerprint'> & {
    /** Left out in reports that other programs made. */
    readonly fails?: Fails;
};
/** A finding of an earlier report that is not in this one, which does not mean that it is repaired. */
interface UnsettledFinding extends EarlierFinding {
    /** Why that cannot be told. */
    readonly detail: string;
}
/** What was judged: what is not in here was not looked at. */
interface Judged {
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
interface BaselineCounts {
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
interface UnknownEntry {
    readonly policy: string;
    readonly reason: UnknownReason;
    /** Of the first subject. */
    readonly detail: string;
    /** What would make it known, for example `--deep`. */
    readonly needs?: string;
    readonly subjects: readonly string[];
}
/** How a policy came out for a subject. */
type Outcome = 'pass' | 'fail' | 'notApplicable' | 'unknown';
interface Summary {
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
interface Report {
    readonly formatVersion: 1;
    readonly tool: {
        readonly name: string;
        readonly version: string;
    };
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

/** What a report that was saved as JSON tells; `judged` is missing in those that other programs made. */
type SavedReport = Omit<Report, 'policies' | 'judged' | 'waived'> & {
    readonly judged?: Report['judged'];
    readonly waived?: readonly Finding[];
};
/**
 * Reads a report that `--output json` wrote.
 *
 * @throws UserError for a file that cannot be read; BrokenReport for one that is no such report
 */
declare function readReport(path: string): Promise<SavedReport>;

/** A finding of the later report, with how it stands against the earlier one. */
type ComparedFinding = EarlierFinding & BaselineMark;
/** How a finding stands against an earlier report. */
type BaselineMark = Pick<Finding, 'baseline' | 'baselineLevel' | 'baselineFails' | 'baselineAdded' | 'baselineDetail'>;
/** What came and went between two reports. */
interface Diff {
    readonly formatVersion: 1;
    readonly tool: {
        readonly name: string;
        readonly version: string;
    };
    readonly earlier: {
        readonly takenAt: string;
    };
    readonly later: {
        readonly takenAt: string;
        readonly complete: boolean;
    };
    readonly summary: Omit<BaselineCounts, 'takenAt'>;
    /** The findings of the later report. */
    readonly findings: readonly ComparedFinding[];
    /** Findings of the earlier report that are repaired, or whose resource is gone. */
    readonly fixed: readonly EarlierFinding[];
    /** Findings of the earlier report of which it cannot be told whether they are repaired. */
    readonly unsettled: readonly UnsettledFinding[];
}

/** What two reports are compared by. A whole report is one; a saved one need not hold more. */
interface Comparable extends Pick<Report, 'source' | 'unknowns' | 'gaps'> {
    readonly findings: readonly EarlierFinding[];
    /** Left out in reports that other programs made: then it is not known what was looked at. */
    readonly judged?: Report['judged'];
    readonly waived?: readonly EarlierFinding[];
}

/** A saved report that is compared with an earlier one. */
interface Later extends Comparable {
    readonly summary: {
        readonly complete: boolean;
    };
}
/**
 * What came and went between two saved reports.
 *
 * @param policies where the old names of policies are found
 */
declare function diffOf(earlier: Comparable, later: Later, policies: readonly Policy[]): Diff;

/** How to live with what a scan found. */
interface Triage {
    readonly waivers?: readonly Waiver[] | undefined;
    /** How many days ahead a waiver may reach. */
    readonly longestWaiver?: number | undefined;
    /** An earlier report, to tell new findings from old ones. */
    readonly baseline?: Comparable | undefined;
    /** Whether to hide ids. */
    readonly redact?: boolean | undefined;
}
/** The report with waived findings set apart, compared with an earlier one, and without ids, as far as asked. */
declare function triage(report: Report, by: Triage): Report;

/** Which VMs to judge, of those in the inventory. */
interface Scope {
    /** Leave out VMs that are known to be unprotected. */
    readonly protectedOnly?: boolean | undefined;
    /** Names of resource groups. Empty: all. */
    readonly resourceGroups?: readonly string[] | undefined;
    /** Names or ids of VMs. Empty: all. */
    readonly vms?: readonly string[] | undefined;
}

/** What a scan judges and by what. */
interface ScanOptions {
    readonly inventory: Inventory;
    readonly policies: readonly Policy[];
    readonly scope?: Scope | undefined;
    /** The object id of the Backup Management Service, where the inventory does not have it. */
    readonly backupServiceObjectId?: string | undefined;
}
/** Joins and judges an inventory, one slice in memory at a time, and reports what it found. */
declare function scan(options: ScanOptions): Promise<Report>;

/**
 * The report as workflow commands, which GitHub Actions shows as annotations: at most ten errors, ten warnings and ten
 * notices, the worst first, on the line of a file where there is one. What an earlier report has is left out. The last
 * one says how many more there are.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
declare function github(report: Report): Generator<string>;

/** The report as JSON (design, section 6). */
declare function json(report: Report): Generator<string>;

/**
 * The report as JUnit XML, for the test reports of CI systems: a suite for each policy, in it a case for each resource
 * to repair (failure), each one waived and each subject that could not be judged (skipped). A policy without any of
 * them has one case that passes. The first suite says whether the scan is complete.
 */
declare function junit(report: Report): Generator<string>;

/** A few lines of a file; secrets in them are hidden already. */
interface CodeFrame {
    /** The number of the first line. */
    readonly from: number;
    readonly lines: readonly string[];
}
/** How a report is to be shown. */
interface Presentation {
    /** Whether the reader's terminal shows colours. */
    readonly color: boolean;
    /** Findings only: leave out what could not be checked. */
    readonly quiet: boolean;
    /** The lines of an infrastructure file around a place, where they may be shown. */
    readonly frameOf?: (place: Pick<Place, 'file' | 'line' | 'column'>) => CodeFrame | undefined;
}
/** Turns a whole report into text, piece by piece: the report of a large tenant does not fit one string. */
type Reporter = (report: Report, presentation: Presentation) => Iterable<string>;

/** The report as Markdown, for the summary of a GitHub Actions step or a comment: findings worst first, folded. */
declare function markdown(report: Report, { quiet }: Presentation): Generator<string>;

/** The report as SARIF 2.1.0, as GitHub code scanning takes it. */
declare function sarif(report: Report): Generator<string>;
/**
 * The report as SARIF for other readers than GitHub: waived findings are in it as suppressed results, and results say
 * how they stand against the earlier report. GitHub would show both as open alerts.
 */
declare function sarifAudit(report: Report): Generator<string>;

/** The report for people at a terminal. */
declare function text(report: Report, { color, quiet, frameOf }: Presentation): Generator<string>;

/** The reporters by the name of their format. */
declare const REPORTERS: {
    readonly text: typeof text;
    readonly json: typeof json;
    readonly sarif: typeof sarif;
    readonly markdown: typeof markdown;
    readonly github: typeof github;
    readonly junit: typeof junit;
    readonly 'sarif-audit': typeof sarifAudit;
};
type Format = keyof typeof REPORTERS;
declare const FORMATS: Format[];

export { FORMATS, REPORTERS, UserError, applySettings, diffOf, loadConfig, loadPolicies, openInventoryFile, readReport, scan, selectPolicies, triage };
export type { Config, Diff, Fails, Finding, Format, Gap, GapReason, Inventory, Level, Outcome, Place, Policy, PolicySetting, Precision, Presentation, Report, Reporter, SavedReport, ScanOptions, Scope, Selection, Slice, Source, Summary, Triage, UnknownEntry, Waiver };
