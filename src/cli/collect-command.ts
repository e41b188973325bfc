import { readSettingsOf } from '../config.js';
import { loadConfig } from '../config/load-config.js';
import { sourceWith, type GivenSourceFlags } from '../config/with-config.js';
import type { Inventory } from '../model/inventory.js';
import { UserError } from '../model/user-error.js';
import { safeText } from '../report/safe-text.js';
import { count } from '../report/words.js';
import { compressed } from './compressed.js';
import { EXIT } from './exit-code.js';
import type { Io } from './io.js';
import { keepInputs, settingFiles } from './keep-inputs.js';
import { keepHeapSmall } from './small-heap.js';
import { openExisting } from './open-inventory.js';
import { OutputFile } from './output-file.js';
import { whatIsUnseen } from './what-is-unseen.js';

export interface CollectFlags extends GivenSourceFlags {
  readonly config?: string | false | undefined;
  readonly out: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Runs `backup-lint collect` and gives its exit code. */
export async function collectCommand(given: CollectFlags, io: Io): Promise<number> {
  if (given.quiet && given.verbose) throw new UserError('--quiet and --verbose exclude each other.');
  if (given.out === '') throw new UserError('--out takes a file.');
  const flags = sourceWith(given, await loadConfig('.', given.config));
  const settings = await readSettingsOf(flags);
  keepHeapSmall(settings.source);
  await keepInputs([{ name: `--out ${flags.out}`, file: flags.out }], await settingFiles(flags));
  const file = await OutputFile.create(flags.out);
  let inventory: Inventory | undefined;
  try {
    inventory = await openExisting(settings, flags.quiet, io);
    const { inventoryLines } = await import('../collect/inventory-lines.js');
    const written = { rows: 0 };
    const lines = counted(inventoryLines(inventory), written);
    await file.write(/\.gz$/i.test(flags.out) ? compressed(lines) : lines);
    const { gaps } = inventory;
    if (!flags.quiet) {
      const { requests } = inventory.source;
      const told = flags.verbose && requests !== undefined ? ` Requests: ${JSON.stringify(requests)}.` : '';
      await io.stderr(
        `Wrote ${flags.out}: ${count(written.rows, 'row')}, ${count(gaps.length, 'gap')}.${told}\n`,
      );
      for (const { what, scope, reason, detail } of gaps.slice(0, 10)) {
        const told = `${what} at ${scope}: ${reason}${detail === undefined ? '' : ` (${detail})`}`;
        await io.stderr(`  ${safeText(told)}\n`);
      }
    }
    const unseen = whatIsUnseen(inventory.source);
    if (unseen !== undefined && !flags.allowEmpty) {
      await io.stderr(`Nothing was read: ${unseen}. --allow-empty accepts that.\n`);
      return EXIT.nothing;
    }
    return gaps.length === 0 || flags.allowIncomplete ? EXIT.ok : EXIT.incomplete;
  } finally {
    await file.discard();
    await inventory?.close?.();
  }
}

/** Counts the rows: all lines but the header, the gaps and the end. */
async function* counted(lines: AsyncIterable<string>, written: { rows: number }): AsyncGenerator<string> {
  for await (const line of lines) {
    if (!/^\{"(backupLintInventory|gap|end)":/.test(line)) written.rows++;
    yield line;
  }
}
