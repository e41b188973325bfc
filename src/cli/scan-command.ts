import type { FileProblem } from '../collect/files/file-problem.js';
import { checkWaivers } from '../config/check-waivers.js';
import type { Config } from '../config/config.js';
import { loadConfig } from '../config/load-config.js';
import { judgeWith, sourceWith } from '../config/with-config.js';
import type { Policy } from '../model/policy.js';
import type { Report } from '../model/report.js';
import { UserError } from '../model/user-error.js';
import { applySettings, loadPolicies, selectPolicies } from '../policies.js';
import { REPORTERS } from '../report/index.js';
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
import { openInventory, type Opened } from './open-inventory.js';
import { prepare, type Prepared } from './prepare-scan.js';
import type { ScanFlags, SettledScan } from './scan-flags.js';
import type { Shell } from './shell.js';
import { writeOutputs } from './write-outputs.js';

/** Runs `backup-lint scan` and gives its exit code. Nothing is written before everything is known. */
export async function scanCommand(given: ScanFlags, io: Io, shell: Shell = {}): Promise<number> {
  if (given.quiet && given.verbose) throw new UserError('--quiet and --verbose exclude each other.');
  const config = await loadConfig('.', given.config);
  const flags = judgeWith(sourceWith(given, config), config);
  return flags.redact
    ? hidingIds(io, (hiding) => runScan(flags, config, hiding, shell))
    : runScan(flags, config, io, shell);
}

async function runScan(
  flags: SettledScan,
  config: Config | undefined,
  io: Io,
  shell: Shell,
): Promise<number> {
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

/** Judges what was opened, and triages what was found. */
async function reportOf(
  { inventory, problems }: Opened,
  policies: readonly Policy[],
  { settings, backupServiceObjectId, baseline }: Prepared,
  { onlyPlanned: isOnlyPlanned, redact }: SettledScan,
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

/** The policies to run, as flags and configuration choose and set them. */
async function policiesFor(flags: SettledScan, config: Config | undefined): Promise<Policy[]> {
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
