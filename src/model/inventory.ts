import type { ResourceSet } from './resource-set.js';

/** Why a read gave nothing, or not everything (docs/inventory.md). */
export const GAP_REASONS = [
  'forbidden',
  'notFound',
  'throttled',
  'failed',
  'truncated',
  'notVisible',
  'interrupted',
] as const;

export type GapReason = (typeof GAP_REASONS)[number];

/** A read that failed, was throttled or was cut short. Below it, absence is not known. */
export interface Gap {
  /** The resource type that could not be read, or `*`. */
  readonly what: string;
  /** The ARM scope that the read was about; `/` is everything. */
  readonly scope: string;
  readonly reason: GapReason;
  readonly detail?: string;
}

/** Where an inventory comes from and what was looked for in it. */
export interface Source {
  /** `azure` (live), or what read the files. */
  readonly kind: string;
  /** The name of the cloud; AzureCloud where it is left out. */
  readonly cloud?: string;
  readonly tenantId?: string;
  readonly scope?: { readonly subscriptions?: readonly string[]; readonly [key: string]: unknown };
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
export interface Slice {
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
export interface Inventory {
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
  readonly before?: { readonly shared: ResourceSet };
  /** Lets go of what the slices are read from; nothing can be read afterwards. */
  readonly close?: () => Promise<void>;
}
