import { resolve } from 'node:path';
import { collectCommand } from '../cli/collect-command.js';
import { EXIT } from '../cli/exit-code.js';
import { hidingIds } from '../cli/hiding-io.js';
import type { Io } from '../cli/io.js';
import { scanCommand } from '../cli/scan-command.js';
import type { ScanFlags } from '../cli/scan-flags.js';
import { loadConfig } from '../config/load-config.js';
import { TOOL } from '../model/tool.js';
import { UserError } from '../model/user-error.js';
import { markdownText } from '../report/markdown-text.js';
import { safeText } from '../report/safe-text.js';
import { workflowCommand } from '../report/workflow-command.js';
import { readInputs, type Inputs } from './inputs.js';
import { isForkEvent } from './job-event.js';
import { addSummary, setOutputs } from './job-files.js';
import { JobLog } from './job-log.js';
import { show } from './show.js';

/** What the shell gives the action. */
export interface Job {
  /** Writes to the log of the step. */
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The start time of the process. */
  readonly now: Date;
  /** Goes to a folder. */
  readonly enter: (folder: string) => void;
  /** Is aborted when the job is cancelled. */
  readonly cancelled: () => AbortSignal;
}

/** Runs the action and gives the exit code. */
export async function runAction(job: Job): Promise<number> {
  const log = new JobLog(job.write);
  try {
    // Where the runner names no folder, as on one's own machine, it is the one that we are in.
    const { GITHUB_WORKSPACE: folder = '' } = job.env;
    if (folder !== '') job.enter(folder);
    return await run(job, log);
  } catch (error) {
    await log.unquote();
    return failed(error, job, log);
  }
}

async function run(job: Job, log: JobLog): Promise<number> {
  const inputs = readInputs(job.env);
  const io = await ioOf(job, inputs, log);
  await log.quote();
  const flags =
    inputs.saveInventory === undefined ? inputs.flags : await saved(inputs.saveInventory, inputs, io);
  if (inputs.saveInventory !== undefined)
    await setOutputs(job.env, { 'inventory-file': resolve(inputs.saveInventory) });
  const code = await scanCommand(flags, io, {
    onScanned: async (scanned) => {
      await log.unquote();
      await show(scanned, inputs, job.env, log);
      await log.quote();
    },
    onBrokenBaseline: ({ message }) => log.command(brokenBaseline(message)),
  });
  await log.unquote();
  return code;
}

/**
 * A baseline often comes from a cache, where one that is broken would stay, and fail every run. Without it nothing is
 * hidden: everything counts as new.
 */
function brokenBaseline(message: string): string {
  const text = safeText(`${message} Nothing is compared: every finding counts as new.`);
  return workflowCommand('warning', { title: `${TOOL.name}: baseline` }, text);
}

async function ioOf({ env, now, cancelled }: Job, { application }: Inputs, log: JobLog): Promise<Io> {
  const identity = {
    requestUrl: env.ACTIONS_ID_TOKEN_REQUEST_URL,
    requestToken: env.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
    isFork: await isForkEvent(env),
  };
  return {
    stdout: log.print,
    stderr: log.print,
    isTerminal: false,
    isErrorTerminal: false,
    env,
    now,
    interruptible: cancelled,
    signIn: (cloud) => async () => {
      const { actionsCredential } = await import('../collect/azure/actions-credential.js');
      return actionsCredential(cloud, { application, identity, onSecret: (secret) => log.mask(secret) })();
    },
  };
}

/** Saves what the flags say to read from Azure, and gives the flags that scan what was saved. */
async function saved(out: string, { flags }: Inputs, io: Io): Promise<ScanFlags> {
  const { redact } = flags;
  if (flags.inventory !== undefined)
    throw new UserError('The inputs inventory and save-inventory exclude each other.');
  const isHiding = redact ?? (await loadConfig('.', flags.config))?.redact ?? false;
  // What is wrong with the scan, the scan says: it knows which of the gaps matter.
  const live = { ...flags, paths: [], target: undefined, parameters: [], quiet: true, out };
  const collect = (each: Io) => collectCommand(live, each);
  await (isHiding ? hidingIds(io, collect) : collect(io));
  return {
    ...flags,
    inventory: out,
    subscription: [],
    managementGroup: undefined,
    tenant: false,
    cloud: undefined,
    deep: undefined,
  };
}

/** Tells what went wrong: a mistake of the user's in one sentence, anything else as a bug. */
async function failed(error: unknown, { env }: Job, log: JobLog): Promise<number> {
  const isBug = !(error instanceof UserError);
  const code = isBug ? EXIT.bug : EXIT.usage;
  const message = isBug ? 'This is a bug; please report it with the lines in the log.' : error.message;
  const lines = isBug ? [] : [...(error.hint ?? '').split('\n')].filter((line) => line !== '');
  const text = [message, ...lines].map((line) => safeText(line)).join('\n');
  await log.command(workflowCommand('error', { title: TOOL.name }, text));
  if (isBug) {
    await log.quote();
    await log.print(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    await log.unquote();
  }
  await setOutputs(env, { complete: 'false', 'exit-code': String(code) });
  const told = [
    `**The scan was not done.** ${markdownText(message)}`,
    ...lines.map((line) => markdownText(line)),
  ];
  await addSummary(env, [`## ${TOOL.name}\n\n${told.join('  \n')}\n`]);
  return code;
}
