import { objectIdOf, readSettingsOf, type ReadSettings } from '../config.js';
import { rootFor } from '../config/find-config.js';
import type { SavedReport } from '../config/saved-report.js';
import { FORMATS, type Format } from '../report/index.js';
import { filesOf, keepInputs, settingFiles } from './keep-inputs.js';
import type { OutputFile } from './output-file.js';
import { parseOutputs, type Output } from './outputs.js';
import type { SettledScan } from './scan-flags.js';
import type { Shell } from './shell.js';
import { keepHeapSmall } from './small-heap.js';
import { openFiles } from './write-outputs.js';

/** What a scan needs before anything is read of what it judges. */
export interface Prepared {
  readonly settings: ReadSettings;
  readonly backupServiceObjectId: string | undefined;
  readonly outputs: readonly Output<Format>[];
  readonly baseline: SavedReport | undefined;
  /** The files of the outputs, tried before there is anything to write. */
  readonly files: Map<Output<Format>, OutputFile>;
  /** The folder that places in infrastructure files are relative to. */
  readonly root: string;
}

/** Checks all that can be wrong with the flags, so that a mistake shows before the reading begins. */
export async function prepare(flags: SettledScan, shell: Shell): Promise<Prepared> {
  const settings = await readSettingsOf(flags);
  keepHeapSmall(settings.source);
  const backupServiceObjectId = objectIdOf(flags);
  const outputs = parseOutputs(flags.output, FORMATS);
  await keepInputs(filesOf(outputs), {
    'what is scanned': [...(flags.paths ?? []), ...(flags.parameters ?? []), flags.inventory],
    ...(await settingFiles(flags)),
  });
  // A JSON report in the place of the earlier one is one to compare with next time; nothing else is.
  const others = outputs.filter(({ format }) => format !== 'json');
  await keepInputs(filesOf(others), { 'the earlier report': [flags.baseline] });
  const baseline = await earlierReport(flags.baseline, shell);
  const files = await openFiles(outputs);
  const root = await rootFor(flags.paths ?? [], '.');
  return { settings, backupServiceObjectId, outputs, baseline, files, root };
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
