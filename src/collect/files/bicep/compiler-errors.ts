import type { FileProblem } from '../file-problem.js';

const MOST_ERRORS = 20;
const LONGEST_MESSAGE = 300;

/**
 * The errors that Bicep prints: `FILE(line,column) : Error BCP057: message`. Warnings are left out.
 *
 * @param shown the path to show for an absolute one
 */
export function errorsIn(stderr: string, shown: (path: string) => string): FileProblem[] {
  const errors = stderr.split(/\r?\n/).flatMap((line): FileProblem[] => {
    const [, path = '', row, column, told = ''] =
      /^(?:ERROR: )?([^()]{1,1000})\((\d+),(\d+)\) : Error (\S+: .*)$/.exec(line.slice(0, 4000)) ?? [];
    if (row === undefined) return [];
    const message = told.replace(/ \[https?:\/\/[^\]]*\]$/, '').slice(0, LONGEST_MESSAGE);
    return [{ file: shown(path), line: Number(row), column: Number(column), message }];
  });
  return errors.slice(0, MOST_ERRORS);
}
