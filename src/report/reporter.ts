import type { Place, Report } from '../model/report.js';

/** A few lines of a file; secrets in them are hidden already. */
export interface CodeFrame {
  /** The number of the first line. */
  readonly from: number;
  readonly lines: readonly string[];
}

/** How a report is to be shown. */
export interface Presentation {
  /** Whether the reader's terminal shows colours. */
  readonly color: boolean;
  /** Findings only: leave out what could not be checked. */
  readonly quiet: boolean;
  /** The lines of an infrastructure file around a place, where they may be shown. */
  readonly frameOf?: (place: Pick<Place, 'file' | 'line' | 'column'>) => CodeFrame | undefined;
}

/** Turns a whole report into text, piece by piece: the report of a large tenant does not fit one string. */
export type Reporter = (report: Report, presentation: Presentation) => Iterable<string>;
