import type { ReadSettings } from '../config.js';
import type { FileInventory } from '../collect/files/collect-files.js';
import type { FileProblem } from '../collect/files/file-problem.js';
import type { Inventory } from '../model/inventory.js';
import { TOOL } from '../model/tool.js';
import { safeText } from '../report/safe-text.js';
import { count } from '../report/words.js';
import type { Io } from './io.js';
import { ProgressLine } from './progress.js';

/** What is scanned, and what is to be said of its infrastructure files. */
export interface Opened {
  readonly inventory: Inventory;
  /** Files that are broken in themselves. */
  readonly problems: readonly FileProblem[];
  /** How many infrastructure files were recognised; undefined where none were asked for. */
  readonly recognised: number | undefined;
}

/**
 * Opens what the settings name: a file, Azure, infrastructure files, or these laid over what exists.
 *
 * @param root the folder that places in infrastructure files are relative to
 */
export async function openInventory(
  settings: ReadSettings,
  root: string,
  quiet: boolean,
  io: Io,
): Promise<Opened> {
  const files = await openFiles(settings, root, io);
  if (settings.source === undefined && files !== undefined)
    return { inventory: files, problems: files.problems, recognised: files.recognised };
  const existing = await openExisting(settings, quiet, io);
  if (files === undefined) return { inventory: existing, problems: [], recognised: undefined };
  const { overlay } = await import('../collect/overlay.js');
  return { inventory: overlay(existing, files), problems: files.problems, recognised: files.recognised };
}

async function openFiles(
  { files, takenAt }: ReadSettings,
  root: string,
  io: Io,
): Promise<FileInventory | undefined> {
  if (files === undefined) return undefined;
  const { paths, target, parameters } = files;
  const [{ collectFiles }, plans] = await Promise.all([
    import('../collect/files/collect-files.js'),
    import('../collect/files/terraform/plans.js'),
  ]);
  return collectFiles(paths, {
    takenAt: takenAt ?? io.now.toISOString(),
    root,
    target,
    plans: plans.PLANS,
    searchPath: io.env.PATH,
    ...(parameters.length === 0 ? {} : { parameters }),
  });
}

/** Opens an inventory file, or reads Azure. What a live scan leaves out is told on stderr. */
export async function openExisting(settings: ReadSettings, quiet: boolean, io: Io): Promise<Inventory> {
  const { source, takenAt } = settings;
  const now = io.now.toISOString();
  if (source === undefined) throw new TypeError('There is nothing to open.');
  if (source.kind === 'file') {
    const { openInventoryFile } = await import('../collect/inventory-file.js');
    const opened = await openInventoryFile(source.path, now);
    for (const note of opened.notes ?? []) await io.stderr(`${safeText(note)}\n`);
    return takenAt === undefined ? opened : { ...opened, source: { ...opened.source, takenAt } };
  }
  const { collectAzure } = await import('../collect/azure/collect-azure.js');
  const progress = new ProgressLine(io, quiet);
  try {
    const { protectedOnly, resourceGroups, vms } = settings.scope;
    const inventory = await collectAzure({
      cloud: source.cloud,
      scope: source.scope,
      deep: source.deep,
      filter: { protectedOnly, resourceGroups, vms },
      takenAt: takenAt ?? now,
      userAgent: `${TOOL.name}/${TOOL.version}`,
      signal: io.interruptible(),
      onProgress: progress.show,
      credential: io.signIn?.(source.cloud),
    });
    await progress.clear();
    const calls = inventory.source.notRequested;
    if (typeof calls === 'number' && !quiet) {
      const told = `Not requested: agent states and restore points, ${count(calls, 'call')}. --deep reads them.\n`;
      await io.stderr(source.deep === false ? '' : told);
    }
    return inventory;
  } finally {
    await progress.clear();
  }
}
