import { settingsOf, type ScanFlags } from '../config.js';
import { loadPolicies, selectPolicies } from '../policies.js';
import { FORMATS, REPORTERS, type Format } from '../report/index.js';
import { count } from '../report/words.js';
import type { Report } from '../model/report.js';
import { UserError } from '../model/user-error.js';
import { EXIT, exitCodeOf, isEmpty, type Gate } from './exit-code.js';
import { wantsColor, type Io } from './io.js';
import { batches, OutputFile, parseOutputs, type Output } from './outputs.js';

/** The flags of `scan` that are the shell's own. */
export interface ShellFlags extends Gate {
  readonly output: readonly string[];
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Runs `backup-lint scan` and gives its exit code. Nothing is written before everything is known. */
export async function scanCommand(flags: ScanFlags & ShellFlags, io: Io): Promise<number> {
  if (flags.quiet && flags.verbose) throw new UserError('--quiet and --verbose exclude each other.');
  const settings = settingsOf(flags);
  const outputs = parseOutputs(flags.output, FORMATS);
  const files = await openFiles(outputs);
  try {
    const all = await loadPolicies(settings.policyFolders);
    const policies = selectPolicies(all, settings);
    if (policies.length === 0)
      throw new UserError('No policy is left to run.', 'Look at --policy and --skip-policy.');
    const report = await reportOf(settings, policies, io);
    if (flags.verbose)
      await io.stderr(
        `${count(report.summary.subjects, 'VM')}, ${count(policies.length, 'policy', 'policies')}.\n`,
      );
    await writeOutputs(report, outputs, files, flags.quiet, io);
    const code = exitCodeOf(report, flags);
    if (!flags.quiet) await explainCode(code, report, flags, io);
    return code;
  } finally {
    for (const file of files.values()) await file.discard();
  }
}

async function reportOf(
  settings: ReturnType<typeof settingsOf>,
  policies: Awaited<ReturnType<typeof loadPolicies>>,
  io: Io,
): Promise<Report> {
  const [{ openInventoryFile }, { scan }] = await Promise.all([
    import('../collect/inventory-file.js'),
    import('../scan.js'),
  ]);
  const opened = await openInventoryFile(settings.inventory, io.now.toISOString());
  const { scope, backupServiceObjectId, takenAt } = settings;
  const source = takenAt === undefined ? opened.source : { ...opened.source, takenAt };
  return scan({ inventory: { ...opened, source }, policies, scope, backupServiceObjectId });
}

async function openFiles(outputs: readonly Output<Format>[]): Promise<Map<Output<Format>, OutputFile>> {
  const files = new Map<Output<Format>, OutputFile>();
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

async function writeOutputs(
  report: Report,
  outputs: readonly Output<Format>[],
  files: Map<Output<Format>, OutputFile>,
  quiet: boolean,
  io: Io,
): Promise<void> {
  const wanted = outputs.length > 0 ? outputs : [{ format: 'text' as const, file: undefined }];
  for (const output of wanted) {
    const file = files.get(output);
    const color = file === undefined && wantsColor(io);
    const chunks = REPORTERS[output.format](report, { color, quiet });
    if (file === undefined) for (const batch of batches(chunks)) await io.stdout(batch);
    else {
      await file.write(chunks);
      files.delete(output);
      if (!quiet) await io.stderr(`Wrote ${output.file ?? ''}.\n`);
    }
  }
}

/** Says why the exit code is not 0 where the report alone does not make it plain. */
async function explainCode(code: number, report: Report, gate: Gate, io: Io): Promise<void> {
  if (code === EXIT.nothing) {
    const what =
      report.summary.subjects === 0 ? 'no VM is in scope' : 'no policy could be decided for any VM';
    await io.stderr(`Nothing was checked: ${what}. --allow-empty accepts that.\n`);
  }
  if (code === EXIT.incomplete) {
    await io.stderr(
      'The scan is incomplete: what could not be read may hide failures. --allow-incomplete accepts that.\n',
    );
  }
  if (code === EXIT.ok && gate.allowEmpty && isEmpty(report)) await io.stderr('Nothing was checked.\n');
}
