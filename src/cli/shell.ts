import type { FileProblem } from '../collect/files/file-problem.js';
import type { Report } from '../model/report.js';
import type { UserError } from '../model/user-error.js';
import type { JudgedWaiver } from '../model/waiver.js';
import type { Format } from '../report/index.js';
import type { Output } from './outputs.js';

/** What became of a scan, for a shell that shows more than the outputs. */
export interface Scanned {
  /** As it was written: without what is waived or to be hidden. */
  readonly report: Report;
  readonly outputs: readonly Output<Format>[];
  /** Infrastructure files that are broken in themselves; ids in them hidden where they are to be. */
  readonly problems: readonly FileProblem[];
  readonly code: number;
  /** Whether there was nothing to scan, which is not accepted; another code than that for it may come first. */
  readonly checkedNothing: boolean;
  /** Waivers that fail the scan. */
  readonly refusedWaivers: readonly JudgedWaiver[];
}

/** What a shell wants to be told, or to decide. */
export interface Shell {
  /** Is told what became of a scan when its outputs are written. */
  readonly onScanned?: (scanned: Scanned) => Promise<void>;
  /** Is told of a baseline that is no report: the scan goes on without one, so that every finding counts as new. */
  readonly onBrokenBaseline?: (error: UserError) => Promise<void>;
}
