import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { estateLines } from './estate.js';
import { CLI, measure, textOf, type Figures } from './measure.js';

/** Writes an estate of so many VMs to a file and gives the number of its rows. */
async function writeEstate(vms: number, file: string): Promise<number> {
  let rows = -2;
  const lines = function* () {
    for (const line of estateLines({ vms })) {
      rows++;
      yield line;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return rows;
}

/** Scans estates of these sizes from files, with the whole catalogue, and prints how time and memory grow. */
export async function benchFiles(sizes: readonly number[], folder: string): Promise<void> {
  let before: { figures: Figures; rows: number } | undefined;
  for (const vms of sizes) {
    const file = join(folder, `estate-${vms}.ndjson`);
    const rows = await writeEstate(vms, file);
    const output = `sarif:${join(folder, 'out.sarif')}`;
    const args = [CLI, 'scan', '--inventory', file, '--output', output];
    const figures = await measure(args, folder, { runs: vms > 20_000 ? 1 : 3 });
    const size = (await stat(file)).size / 1e6;
    console.log(
      `${vms} VMs, ${rows} rows, ${size.toFixed(0)} MB: ${textOf(figures)}, ${Math.round(rows / figures.seconds)} rows/s`,
    );
    if (before !== undefined) {
      const ratio = (name: 'cpu' | 'megabytes') => (figures[name] / before!.figures[name]).toFixed(1);
      const grown = (rows / before.rows).toFixed(1);
      console.log(`  ${grown} × the rows: ${ratio('cpu')} × processor time, ${ratio('megabytes')} × memory`);
    }
    before = { figures, rows };
    await rm(file);
  }
}
