import type { Inventory } from '../model/inventory.js';

/** An inventory as the lines of an NDJSON file (docs/inventory.md): header, shared rows, slices, gaps, end. */
export async function* inventoryLines(inventory: Inventory): AsyncGenerator<string> {
  const { source, shared, slices, gaps } = inventory;
  let rows = 0;
  yield line({ backupLintInventory: 1, sliced: true, trailer: true, source });
  for (const row of shared) {
    rows++;
    yield line(row);
  }
  for await (const slice of slices) {
    for (const row of slice.resources) {
      rows++;
      yield line(row);
    }
  }
  for (const gap of gaps) yield line({ gap });
  yield line({ end: { rows, gaps: gaps.length } });
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
