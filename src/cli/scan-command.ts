import { objectIdOf, readSettingsOf, type JudgeFlags, type SourceFlags } from '../config.js';
import type { Inventory } from '../model/inventory.js';
import type { Report } from '../model/report.js';
import { UserError } from '../model/user-error.js';
import { loadPolicies, selectPolicies } from '../policies.js';
import { FORMATS, REPORTERS, type Format } from '../report/index.js';
import { count } from '../report/words.js';
import { EXIT, exitCodeOf, isEmpty, type Gate } from './exit-code.js';
import { wantsColor, type Io } from './io.js';
import { openInventory } from './open-inventory.js';
import { batches, OutputFile, parseOutputs, type Output } from './outputs.js';

/** The flags of `scan`. */
export interface ScanFlags extends SourceFlags, JudgeFlags, Gate {
  readonly output: readonly string[];
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Runs `backup-lint scan` and gives its exit code. Nothing is written before everything is known. */
export async function scanCommand(flags: ScanFlags, io: Io): Promise<number> {
  if (flags.quiet && flags.verbose) throw new UserError('--quiet and --verbose exclude each other.');
  const settings = await readSettingsOf(flags);
  const backupServiceObjectId = objectIdOf(flags);
  const outputs = parseOutputs(flags.output, FORMATS);
  const files = await openFiles(outputs);
  let inventory: Inventory | undefined;
  try {
    const all = await loadPolicies(flags.policies);
    const policies = selectPolicies(all, { only: flags.policy, skip: flags.skipPolicy });
    if (policies.length === 0)
      throw new UserError('No policy is left to run.', 'Look at --policy and --skip-policy.');
    inventory = await openInventory(settings, flags.quiet, io);
    const { scan } = await import('../scan.js');
    const report = await scan({ inventory, policies, scope: settings.scope, backupServiceObjectId });
    if (flags.verbose) await tellWhatWasDone(report, io);
    await writeOutputs(report, outputs, files, flags.quiet, io);
    const code = exitCodeOf(report, flags);
    if (!flags.quiet) await explainCode(code, report, flags, io);
    return code;
  } finally {
    for (const file of files.values()) await file.discard();
    await inventory?.close?.();
  }
}

async function tellWhatWasDone({ summary, source }: Report, io: Io): Promise<void> {
  const requests = source.requests === undefined ? '' : ` Requests: ${JSON.stringify(source.requests)}.`;
  const judged = `${count(summary.subjects, 'VM')} judged by ${count(summary.policies, 'policy', 'policies')}.`;
  await io.stderr(`${judged}${requests}\n`);
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
    if (file === undefined) {
      for await (const batch of batches(chunks)) await io.stdout(batch);
    } else {
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
