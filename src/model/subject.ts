import { TYPES } from './row.js';
import type { FilePlace } from './sighting.js';
import type { Unknown } from './unknown.js';

/** The kinds of thing that a policy can judge. */
export const SUBJECT_KINDS = [
  'vm',
  'restorePointCollection',
  'protectedItem',
  'backupPolicy',
  'vault',
  'subscription',
] as const;

export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** The resource type of each kind of subject, in lower case. */
export const SUBJECT_TYPES: Readonly<Record<SubjectKind, string>> = {
  vm: TYPES.vm,
  restorePointCollection: TYPES.restorePointCollection,
  protectedItem: TYPES.protectedItem,
  backupPolicy: TYPES.backupPolicy,
  vault: TYPES.recoveryVault,
  subscription: TYPES.subscription,
};

/** Where the facts below a pointer come from, if not from the subject itself. */
export interface Origin {
  /** JSON pointer of the facts. */
  readonly prefix: string;
  /** Id of the resource to repair. */
  readonly resourceId: string;
  /** Lower-cased resource type. */
  readonly resourceType: string;
  /** Whether `resourceId` is spelled as in the resource's own row, not only as the subject refers to it. */
  readonly fromRow: boolean;
}

/** A thing to judge: its document, what is not known of it, and where its facts come from. */
export interface Subject {
  readonly kind: SubjectKind;
  /** The ARM id in the spelling of its own row. */
  readonly id: string;
  /** Lower-cased resource type. */
  readonly resourceType: string;
  /** The facts that are known. A fact that is not known is left out and stands in `unknown`. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Why a fact is not known, by JSON pointer; the longest prefix of a pointer wins. `<list>/-` = more items. */
  readonly unknown: ReadonlyMap<string, Unknown>;
  readonly origins: readonly Origin[];
  /** Of a VM: whether it is protected; undefined where that is not known, and for other subjects. */
  readonly protected: boolean | undefined;
  /** Of a subject of infrastructure files: where the fact at a JSON pointer, or what it is made from, is written. */
  readonly placeOf?: (pointer: string) => FilePlace | undefined;
}
