import type { Report } from '../model/report.js';

/** How a report is to be shown. */
export interface Presentation {
  /** Whether the reader's terminal shows colours. */
  readonly color: boolean;
  /** Findings only: leave out what could not be checked. */
  readonly quiet: boolean;
}

/** Turns a whole report into text, piece by piece: the report of a large tenant does not fit one string. */
export type Reporter = (report: Report, presentation: Presentation) => Iterable<string>;
