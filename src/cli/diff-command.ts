import { readReport } from '../config/saved-report.js';
import { loadPolicies } from '../policies.js';
import { DIFF_FORMATS, DIFF_REPORTERS } from '../report/diff-reporters.js';
import { diffOf } from '../triage/diff.js';
import { withoutIds } from '../triage/redact.js';
import { EXIT, hasNewFindings, type FailOn } from './exit-code.js';
import { hidingIds } from './hiding-io.js';
import type { Io } from './io.js';
import { filesOf, keepInputs } from './keep-inputs.js';
import { parseOutputs } from './outputs.js';
import { openFiles, writeOutputs } from './write-outputs.js';

/** The flags of `diff`. */
export interface DiffFlags {
  readonly old: string;
  readonly new: string;
  readonly policies: readonly string[];
  readonly output: readonly string[];
  readonly failOn?: FailOn | undefined;
  readonly allowIncomplete?: boolean | undefined;
  readonly redact?: boolean | undefined;
  readonly quiet: boolean;
}

/**
 * Runs `backup-lint diff OLD NEW` and gives its exit code: 1 where there are new findings at or above `--fail-on`, 4
 * where the later scan is incomplete.
 */
export async function diffCommand(flags: DiffFlags, io: Io): Promise<number> {
  return flags.redact === true ? hidingIds(io, (hiding) => runDiff(flags, hiding)) : runDiff(flags, io);
}

async function runDiff(flags: DiffFlags, io: Io): Promise<number> {
  const outputs = parseOutputs(flags.output, DIFF_FORMATS);
  await keepInputs(filesOf(outputs), { 'what is compared': [flags.old, flags.new] });
  const earlier = await readReport(flags.old);
  const later = await readReport(flags.new);
  const plain = diffOf(earlier, later, await loadPolicies(flags.policies));
  const diff = flags.redact === true ? withoutIds(plain) : plain;
  const files = await openFiles(outputs);
  try {
    await writeOutputs(outputs, files, flags.quiet, io, (format, presentation) =>
      DIFF_REPORTERS[format](diff, presentation),
    );
  } finally {
    for (const file of files.values()) await file.discard();
  }
  if (hasNewFindings(diff.findings, flags.failOn ?? 'error')) return EXIT.findings;
  return diff.later.complete || flags.allowIncomplete === true ? EXIT.ok : EXIT.incomplete;
}
