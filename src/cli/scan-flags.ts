import type {
  GivenJudgeFlags,
  GivenSourceFlags,
  SettledJudge,
  SettledSource,
} from '../config/with-config.js';

/** The flags of `scan`, as far as they were given. */
export interface ScanFlags extends GivenSourceFlags, GivenJudgeFlags {
  /** False: `--no-config`. */
  readonly config?: string | false | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly onlyPlanned: boolean;
}

/** The flags of `scan` with what the configuration says where they say nothing. */
export type SettledScan = ScanFlags & SettledSource & SettledJudge;
