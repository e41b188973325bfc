// The other side of bench/live.ts, in a process of its own: serves an estate of so many VMs with the real limits.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { QUERIES, SUBSCRIPTIONS } from '../src/collect/azure/queries.js';
import { TYPES, type Row } from '../src/model/row.js';
import { startEmulator } from '../test/azure-emulator/emulator.js';
import { estateLines } from './estate.js';

const PAGE = 1000;
const [vms = '1000', folder = '.'] = process.argv.slice(2);

const rows: Row[] = [];
const counts = new Map<string, number>();
for (const line of estateLines({ vms: Number(vms) })) {
  const row = JSON.parse(line) as Partial<Row>;
  if (row.id === undefined || row.type === undefined) continue;
  rows.push(row as Row);
  const type = row.type.toLowerCase();
  counts.set(type, (counts.get(type) ?? 0) + 1);
}
const emulator = await startEmulator({
  rows,
  quota: { requests: 15, milliseconds: 5000 },
  readBucket: { capacity: 250, perSecond: 25 },
});
await writeFile(join(folder, 'ca.pem'), emulator.certificate);
await writeFile(join(folder, 'cloud.json'), JSON.stringify(emulator.cloud));
console.log(JSON.stringify(emulator.env));

/** The fewest pages that hold everything, an empty one where there is nothing. */
const pages = [SUBSCRIPTIONS, ...QUERIES].map(({ type }) => Math.ceil((counts.get(type) ?? 0) / PAGE) || 1);
const resourceGraph = pages.reduce((sum, count) => sum + count, 0);
const locks = counts.get(TYPES.subscription) ?? 0;

for await (const _ of createInterface({ input: process.stdin })) {
  const asked = emulator.requests;
  const matching = (pattern: RegExp) => asked.filter((request) => pattern.test(request));
  const deep = matching(/^GET .*\/(instanceView|restorePointCollections|backupProtectedItems)\b/i);
  const told = {
    resourceGraph: matching(/ResourceGraph/).length,
    locks: matching(/Authorization\/locks/).length,
    deep: deep.length,
    throttled: emulator.throttled,
    minimum: { resourceGraph, locks, deep: new Set(deep).size },
  };
  console.log(JSON.stringify(told));
}
await emulator.close();
