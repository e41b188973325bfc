import type { FilePlace } from '../../model/sighting.js';
import { UserError } from '../../model/user-error.js';

/** What is wrong with a file: it is not read, or not all of it. The other files still are. */
export interface FileProblem extends FilePlace {
  /** One sentence, without the place. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

/**
 * The problem that an error of the user's tells, with the place that its message begins with.
 *
 * @throws the error itself, where it is none of the user's
 */
export function problemOf(error: unknown, file: string): FileProblem {
  if (!(error instanceof UserError)) throw error;
  const rest = error.message.startsWith(file) ? error.message.slice(file.length) : ` ${error.message}`;
  const [, line = '1', , column = '1', told = error.message] =
    /^(?::(\d+)(:(\d+))?)? (.*)$/s.exec(rest) ?? [];
  const message = error.message.startsWith(file) ? `The file ${told}` : told;
  return {
    file,
    line: Number(line),
    column: Number(column),
    message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  };
}
