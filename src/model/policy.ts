import type { SubjectKind } from './subject.js';

/** SARIF's words for how bad a finding is, worst first. */
export const LEVELS = ['error', 'warning', 'note'] as const;
export type Level = (typeof LEVELS)[number];

/** How sure a finding is, surest first. */
export const PRECISIONS = ['very-high', 'high', 'medium', 'low'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** What goes wrong because of a finding: enabling protection, the next backup, a later one, or nothing proven. */
export const FAILS = ['enable-protection', 'next-backup', 'later', 'check-by-hand'] as const;
export type Fails = (typeof FAILS)[number];

/** The sections of the catalogue, in its order: what a policy is about. */
export const POLICY_GROUPS = [
  'restore-points',
  'governance',
  'vault',
  'backup-policy',
  'disks',
  'encryption',
  'vm',
  'network',
] as const;
export type PolicyGroup = (typeof POLICY_GROUPS)[number];

/** A JSON Schema of the keywords in docs/writing-policies.md; it was checked when the policy was loaded. */
export type PolicySchema = Readonly<Record<string, unknown>>;

/** What a level entry may set. */
export interface Judged {
  readonly level: Level;
  readonly precision: Precision;
  readonly fails: Fails;
  readonly errorCodes: readonly string[];
  /** The message template. */
  readonly message: string;
}

/** One entry of `levels`: what a finding is where `when` is certainly true. */
export interface LevelEntry extends Partial<Judged> {
  readonly when: PolicySchema;
}

/** One example of a policy: changes to the healthy subject, and what then must come out. */
export interface PolicyExample {
  readonly name: string;
  /** Facts to set, by JSON pointer, as RFC 6902 `add` in this order. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Facts to make unknown. */
  readonly unset?: readonly string[];
  /** The exact set of places. */
  readonly at?: readonly string[];
  readonly level?: Level;
}

export const EXAMPLE_KINDS = ['pass', 'fail', 'unknown', 'notApplicable'] as const;
type ExampleKind = (typeof EXAMPLE_KINDS)[number];

/** A policy, as its file says it (docs/writing-policies.md), with the defaults filled in. */
export interface Policy extends Judged {
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

/** The levels that a finding of the policy can have, worst first. */
export function levelsOf(policy: Policy): readonly Level[] {
  const levels = [policy.level, ...policy.levels.flatMap(({ level }) => level ?? [])];
  return LEVELS.filter((level) => levels.includes(level));
}
