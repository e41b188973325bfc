import type { FileProblem } from '../collect/files/file-problem.js';
import { objectIdOf, readSettingsOf, type ReadSettings } from '../config.js';
import { checkWaivers } from '../config/check-waivers.js';
import type { Config } from '../config/config.js';
import { rootFor } from '../config/find-config.js';
import { loadConfig } from '../config/load-config.js';
import type { SavedReport } from '../config/saved-report.js';
import {
  judgeWith,
  sourceWith,
  type GivenJudgeFlags,
  type GivenSourceFlags,
  type SettledJudge,
  type SettledSource,
} from '../config/with-config.js';
import type { Policy } from '../model/policy.js';
import type { Report } from '../model/report.js';
import { UserError } from '../model/user-error.js';
import type { JudgedWaiver } from '../model/waiver.js';
import { applySettings, loadPolicies, selectPolicies } from '../policies.js';
import { FORMATS, REPORTERS, type Format } from '../report/index.js';
import { withUnreadFiles } from '../report/unread-files.js';
import { onlyPlanned } from '../report/only-planned.js';
import { safeText } from '../report/safe-text.js';
import { count, staleWaivers } from '../report/words.js';
import { withoutIds } from '../triage/redact.js';
import { triage } from '../triage/triage.js';
import { checkedNothing, EXIT, exitCodeOf } from './exit-code.js';
import { explainCode, tellNotFound } from './explain-code.js';
import { hidingIds } from './hiding-io.js';
import type { Io } from './io.js';
import { framesIn } from './code-frames.js';
import { keepHeapSmall } from './small-heap.js';
import { openInventory, type Opened } from './open-inventory.js';
import { keepInputs, parseOutputs, type Output } from './outputs.js';
import { openFiles, writeOutputs } from './write-outputs.js';

/** The flags of `scan`, as far as they were given. */
export interface ScanFlags extends GivenSourceFlags, GivenJudgeFlags {
  /** False: `--no-config`. */
  readonly config?: string | false | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly onlyPlanned: boolean;
}

/** What became of a scan, for a shell that shows more than the outputs. */
export interface Scanned {
  /** As it was written: without what is waived or to be hidden. */
  readonly report: Report;
  readonly outputs: readonly Output<Format>[];
  /** Infrastructure files that are broken in themselves; ids in them hidden where they are to be. */
  readonly problems: readonly FileProblem[];
  readonly code: number;
  /** Whether there was nothing to scan, which is not accepted; another code than that for it may come first. */
  readonly checkedNothing: boolean;
  /** Waivers that fail the scan. */
  readonly refusedWaivers: readonly JudgedWaiver[];
}

/** What a shell wants to be told, or to decide. */
interface Shell {
  /** Is told what became of a scan when its outputs are written. */
  readonly onScanned?: (scanned: Scanned) => Promise<void>;
  /** Is told of a baseline that is no report: the scan goes on without one, so that every finding counts as new. */
  readonly onBrokenBaseline?: (error: UserError) => Promise<void>;
}

type Settled = ScanFlags & SettledSource & SettledJudge;

/** Runs `backup-lint scan` and gives its exit code. Nothing is written before everything is known. */
export async function scanCommand(given: ScanFlags, io: Io, shell: Shell = {}): Promise<number> {
  if (given.quiet && given.verbose) throw new UserError('--quiet and --verbose exclude each other.');
  const config = await loadConfig('.', given.config);
  const flags = judgeWith(sourceWith(given, config), config);
  return flags.redact
    ? hidingIds(io, (hiding) => runScan(flags, config, hiding, shell))
    : runScan(flags, config, io, shell);
}

async function runScan(flags: Settled, config: Config | undefined, io: Io, shell: Shell): Promise<number> {
  const prepared = await prepare(flags, shell);
  const { outputs, files, root, settings } = prepared;
  let opened: Opened | undefined;
  try {
    const policies = await policiesFor(flags, config);
    opened = await openInventory(settings, root, flags.quiet, io);
    const { problems } = opened;
    const report = await reportOf(opened, policies, prepared, flags, config);
    if (flags.verbose) await tellWhatWasDone(report, io);
    const frames = framesIn(root);
    const frameOf: typeof frames = flags.redact ? (place) => withoutIds(frames(place)) : frames;
    await writeOutputs(outputs, files, flags.quiet, io, (format, presentation) =>
      REPORTERS[format](report, { ...presentation, frameOf }),
    );
    for (const problem of problems) await io.stderr(problemText(problem));
    await tellNotFound(report, outputs, io);
    const recognised = decidingFiles(flags, opened);
    const code = problems.length > 0 ? EXIT.usage : exitCodeOf(report, flags, recognised);
    await shell.onScanned?.({
      report,
      outputs,
      problems: flags.redact ? withoutIds(problems) : problems,
      code,
      checkedNothing: checkedNothing(report, flags, recognised),
      refusedWaivers: flags.strictWaivers ? staleWaivers(report) : [],
    });
    if (!flags.quiet && problems.length === 0) await explainCode(code, report, flags, io, opened.recognised);
    return code;
  } finally {
    for (const file of files.values()) await file.discard();
    await opened?.inventory.close?.();
  }
}

/** What a scan needs before anything is read of what it judges. */
interface Prepared {
  readonly settings: ReadSettings;
  readonly backupServiceObjectId: string | undefined;
  readonly outputs: readonly Output<Format>[];
  readonly baseline: SavedReport | undefined;
  readonly files: Awaited<ReturnType<typeof openFiles<Output<Format>>>>;
  /** The folder that places in infrastructure files are relative to. */
  readonly root: string;
}

/** Checks all that can be wrong with the flags, so that a mistake shows before the reading begins. */
async function prepare(flags: Settled, shell: Shell): Promise<Prepared> {
  const settings = await readSettingsOf(flags);
  keepHeapSmall(settings.source);
  const backupServiceObjectId = objectIdOf(flags);
  const outputs = parseOutputs(flags.output, FORMATS);
  await keepInputs(outputs, [
    ...(flags.paths ?? []),
    ...(flags.parameters ?? []),
    ...(flags.inventory === undefined ? [] : [flags.inventory]),
  ]);
  const baseline = await earlierReport(flags.baseline, shell);
  const files = await openFiles(outputs);
  const root = await rootFor(flags.paths ?? [], '.');
  return { settings, backupServiceObjectId, outputs, baseline, files, root };
}

/** Judges what was opened, and triages what was found. */
async function reportOf(
  { inventory, problems }: Opened,
  policies: readonly Policy[],
  { settings, backupServiceObjectId, baseline }: Prepared,
  { onlyPlanned: isOnlyPlanned, redact }: Settled,
  { waivers, longestWaiver }: Partial<Config> = {},
): Promise<Report> {
  const { scan } = await import('../scan.js');
  const found = withUnreadFiles(
    await scan({ inventory, policies, scope: settings.scope, backupServiceObjectId }),
    problems,
  );
  const kept = isOnlyPlanned ? onlyPlanned(found) : found;
  return triage(kept, { waivers, longestWaiver, baseline, redact });
}

/**
 * How many files were recognised, where that decides whether there was anything to scan: of files alone; and where only
 * what they bring is kept, if there are none, since all else is left out.
 */
function decidingFiles({ onlyPlanned }: ScanFlags, { inventory, recognised }: Opened): number | undefined {
  return inventory.source.kind === 'files' || (onlyPlanned && recognised === 0) ? recognised : undefined;
}

/** What is wrong with a file, where, and what to do. */
function problemText({ file, line, column, message, hint }: FileProblem): string {
  return safeText(`${file}:${line}:${column}: ${message}${hint === undefined ? '' : ` ${hint}`}`) + '\n';
}

async function earlierReport(
  path: string | false | undefined,
  { onBrokenBaseline }: Shell,
): Promise<SavedReport | undefined> {
  if (path === undefined || path === false) return undefined;
  const { readReport, BrokenReport } = await import('../config/saved-report.js');
  try {
    return await readReport(path);
  } catch (error) {
    if (onBrokenBaseline === undefined || !(error instanceof BrokenReport)) throw error;
    await onBrokenBaseline(error);
    return undefined;
  }
}

/** The policies to run, as flags and configuration choose and set them. */
async function policiesFor(flags: Settled, config: Config | undefined): Promise<Policy[]> {
  const all = await loadPolicies(flags.policies);
  checkWaivers(config?.waivers ?? [], all);
  const set = applySettings(all, config?.policies ?? []);
  const policies = selectPolicies(set, { only: flags.policy, skip: flags.skipPolicy });
  if (policies.length === 0)
    throw new UserError(
      'No policy is left to run.',
      'Look at --policy, --skip-policy and the configuration.',
    );
  return policies;
}

async function tellWhatWasDone({ summary, source }: Report, io: Io): Promise<void> {
  const requests = source.requests === undefined ? '' : ` Requests: ${JSON.stringify(source.requests)}.`;
  const judged = `${count(summary.subjects, 'VM')} judged by ${count(summary.policies, 'policy', 'policies')}.`;
  await io.stderr(`${safeText(judged + requests)}\n`);
}
