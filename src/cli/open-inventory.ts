import type { ReadSettings } from '../config.js';
import type { Inventory } from '../model/inventory.js';
import { TOOL } from '../model/tool.js';
import { count } from '../report/words.js';
import type { Io } from './io.js';
import { ProgressLine } from './progress.js';

/** Opens what the settings name: a file, or Azure. What a live scan leaves out is told on stderr. */
export async function openInventory(settings: ReadSettings, quiet: boolean, io: Io): Promise<Inventory> {
  const { source, takenAt } = settings;
  const now = io.now.toISOString();
  if (source.kind === 'file') {
    const { openInventoryFile } = await import('../collect/inventory-file.js');
    const opened = await openInventoryFile(source.path, now);
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
