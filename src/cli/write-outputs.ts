import type { Presentation } from '../report/reporter.js';
import { wantsColor, type Io } from './io.js';
import { batches } from './batches.js';
import { OutputFile } from './output-file.js';
import type { Output } from './outputs.js';

/**
 * Opens the files of the outputs before there is anything to write.
 *
 * @throws UserError where one cannot be written; then none is left behind
 */
export async function openFiles<O extends Output<string>>(
  outputs: readonly O[],
): Promise<Map<O, OutputFile>> {
  const files = new Map<O, OutputFile>();
  try {
    for (const output of outputs) {
      if (output.file !== undefined) files.set(output, await OutputFile.create(output.file));
    }
  } catch (error) {
    for (const file of files.values()) await file.discard();
    throw error;
  }
  return files;
}

/** Writes each output in its format, to its file or stdout; without outputs, text to stdout. */
export async function writeOutputs<F extends string>(
  outputs: readonly Output<F | 'text'>[],
  files: Map<Output<F | 'text'>, OutputFile>,
  quiet: boolean,
  io: Io,
  report: (format: F | 'text', presentation: Presentation) => Iterable<string>,
): Promise<void> {
  const wanted = outputs.length > 0 ? outputs : [{ format: 'text' as const, file: undefined }];
  for (const output of wanted) {
    const file = files.get(output);
    const chunks = report(output.format, { color: file === undefined && wantsColor(io), quiet });
    if (file === undefined) {
      for await (const batch of batches(chunks)) await io.stdout(batch);
    } else {
      await file.write(chunks);
      files.delete(output);
      if (!quiet) await io.stderr(`Wrote ${output.file ?? ''}.\n`);
    }
  }
}
