import type { FilePlace } from '../../model/sighting.js';

/** What is wrong with a file: it is not read, or not all of it. The other files still are. */
export interface FileProblem extends FilePlace {
  /** One sentence, without the place. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}
