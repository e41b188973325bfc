import { join, resolve } from 'node:path';
import type { FileProblem } from '../collect/files/file-problem.js';
import { EXIT } from '../cli/exit-code.js';
import { OutputFile } from '../cli/output-file.js';
import type { Scanned } from '../cli/shell.js';
import type { Report } from '../model/report.js';
import type { JudgedWaiver } from '../model/waiver.js';
import { annotations } from '../report/github.js';
import { REPORTERS } from '../report/index.js';
import { safeText } from '../report/safe-text.js';
import { workflowCommand } from '../report/workflow-command.js';
import { count, waiverWords } from '../report/words.js';
import type { Inputs } from './inputs.js';
import { addSummary, jobFolder, setOutputs } from './job-files.js';
import type { JobLog } from './job-log.js';

type Env = Readonly<Record<string, string | undefined>>;

const PLAIN = { color: false, quiet: false } as const;

/** Broken files that are shown at most, so that there is room for findings among the ten errors that GitHub shows. */
const MOST_PROBLEMS = 5;

/** Shows a scan where GitHub shows things: outputs of the step, its summary, annotations, files for later steps. */
export async function show(scanned: Scanned, inputs: Inputs, env: Env, log: JobLog): Promise<void> {
  const { report, code } = scanned;
  await setOutputs(env, {
    ...(await filesOf(scanned, env)),
    ...countsOf(scanned),
    'exit-code': String(code),
  });
  if (inputs.stepSummary) await addSummary(env, REPORTERS.markdown(report, PLAIN));
  const errors = [...problemLines(scanned.problems), ...reasonLines(scanned)];
  await log.command(errors.join(''));
  if (inputs.annotations) await log.command([...annotations(inFiles(report), errors.length)].join(''));
}

/** The report with the findings alone that have a line in a file: only these can stand beside the code. */
function inFiles(report: Report): Report {
  const findings = report.findings.filter(({ places }) => places.some(({ file }) => file !== undefined));
  return { ...report, findings };
}

/** The files of the outputs, absolute; a format that has none is written to the job's own folder. */
async function filesOf({ report, outputs }: Scanned, env: Env): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  let folder: string | undefined;
  for (const format of ['sarif', 'json'] as const) {
    let file = outputs.find((output) => output.format === format && output.file !== undefined)?.file;
    if (file === undefined) {
      folder ??= await jobFolder(env);
      file = join(folder, `backup-lint.${format}`);
      await (await OutputFile.create(file)).write(REPORTERS[format](report));
    }
    files[`${format}-file`] = resolve(file);
  }
  return files;
}

function countsOf({ report, code, checkedNothing }: Scanned): Record<string, string> {
  const { summary, findings } = report;
  const { error, warning, note } = summary.findings;
  const isNew = findings.filter(({ baseline = 'new' }) => baseline === 'new').length;
  return {
    errors: String(error),
    warnings: String(warning),
    notes: String(note),
    new: String(isNew),
    failing: summary.failing === null ? '' : String(summary.failing),
    // Nor is it where a file was broken, or nothing was found to scan: uploaded, that would close alerts.
    complete: String(summary.complete && !checkedNothing && (code === EXIT.ok || code === EXIT.findings)),
  };
}

function problemLines(problems: readonly FileProblem[]): string[] {
  const shown = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ file, line, column, message, hint = '' }) =>
      workflowCommand(
        'error',
        { file, line, col: column, title: 'backup-lint: cannot be read' },
        safeText(`${message} ${hint}`.trim()),
      ),
    );
  const left = problems.length - shown.length;
  const more = workflowCommand(
    'error',
    { title: 'backup-lint' },
    `${count(left, 'more file')} cannot be read.`,
  );
  return left > 0 ? [...shown, more] : shown;
}

/** Why the step fails, where no finding is the reason. */
function reasonLines({ code, checkedNothing, refusedWaivers }: Scanned): string[] {
  const reasons = [
    ...(checkedNothing && code !== EXIT.usage
      ? ['Nothing was checked: there was nothing to scan. `allow-empty: true` accepts that.']
      : []),
    ...(code === EXIT.incomplete
      ? [
          'The scan is incomplete: what could not be read may hide failures. `allow-incomplete: true` accepts that.',
        ]
      : []),
  ];
  return [
    ...reasons.map((reason) => workflowCommand('error', { title: 'backup-lint' }, reason)),
    ...waiverLines(refusedWaivers),
  ];
}

/** One for all of them, on the line of the first: findings need the room. */
function waiverLines(waivers: readonly JudgedWaiver[]): string[] {
  const [first] = waivers;
  if (first === undefined) return [];
  const { file, line, column } = first.place ?? {};
  const told = waivers.slice(0, MOST_PROBLEMS).map((waiver) => safeText(waiverWords(waiver)));
  const left = waivers.length - told.length;
  const more = left > 0 ? [`${count(left, 'more waiver')} in the summary.`] : [];
  const properties = { file, line, col: column, title: 'backup-lint: strict-waivers' };
  return [workflowCommand('error', properties, [...told, ...more].join('\n'))];
}
