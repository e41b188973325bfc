/** What is behind an error code of Azure Backup, for `explain`. */
export interface ErrorCode {
  /** The code in its most used spelling. */
  readonly code: string;
  /** Other spellings, and other codes for the same thing. */
  readonly aliases: readonly string[];
  /** What the service says. */
  readonly says: string;
  /** Why it happens. */
  readonly cause: string;
  /**
   * What cannot be seen from outside the guest, each with its best outside sign, and how much that sign proves, where
   * there is one.
   */
  readonly guestOnly: readonly string[];
  /** What to do, in order. */
  readonly repair: readonly string[];
  readonly links: readonly string[];
  /** It comes from a restore: backup-lint judges backups only. */
  readonly restoreOnly?: true;
  /** It wraps an error of another service, so it names no cause by itself. */
  readonly wrapper?: true;
}
