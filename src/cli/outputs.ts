import { resolve } from 'node:path';
import { didYouMean } from '../model/near-match.js';
import { UserError } from '../model/user-error.js';

/** One `--output FORMAT[:FILE]`. */
export interface Output<F extends string> {
  readonly format: F;
  /** Undefined: stdout. */
  readonly file: string | undefined;
}

/**
 * Reads the `--output` flags.
 *
 * @throws UserError for an unknown format, and for two outputs to one place
 */
export function parseOutputs<F extends string>(flags: readonly string[], formats: readonly F[]): Output<F>[] {
  const outputs = flags.map((flag) => parseOutput(flag, formats));
  const places = outputs.map(({ file }) => (file === undefined ? undefined : resolve(file)));
  const twice = outputs.find((_, index) => places.indexOf(places[index]) !== index);
  if (twice !== undefined) {
    const where = twice.file ?? 'stdout';
    throw new UserError(
      `Two --output flags write to ${where}.`,
      'Give all but one a FILE of its own: FORMAT:FILE.',
    );
  }
  return outputs;
}

function parseOutput<F extends string>(flag: string, formats: readonly F[]): Output<F> {
  const colon = flag.indexOf(':');
  const name = colon < 0 ? flag : flag.slice(0, colon);
  const file = colon < 0 ? undefined : flag.slice(colon + 1);
  // A file may have a comma in its name, but hardly one with a format behind it.
  const others = flag.split(',').slice(1);
  if (others.some((other) => formats.some((each) => each === other.split(':', 1)[0]?.trim())))
    throw new UserError(
      `--output ${flag}: that is more than one output.`,
      'Give each a flag, or a line, of its own.',
    );
  const format = formats.find((each) => each === name);
  if (format === undefined)
    throw new UserError(
      `--output ${flag}: there is no format "${name}".${didYouMean(name, formats)}`,
      `Formats are ${formats.join(', ')}.`,
    );
  if (file === '') throw new UserError(`--output ${flag}: the file name is missing after the colon.`);
  return { format, file };
}
