// Starts the emulator by hand and prints the command to use: npm run emulator -- FILE
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInventoryFile } from '../../src/collect/inventory-file.js';
import type { Row } from '../../src/model/row.js';
import { startEmulator } from './emulator.js';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Usage: npm run emulator -- INVENTORY-FILE');
  process.exit(2);
}
const inventory = await openInventoryFile(file, new Date().toISOString());
const rows: Row[] = [...inventory.shared];
for await (const slice of inventory.slices) rows.push(...slice.resources);
const emulator = await startEmulator({ rows, quota: { requests: 15, milliseconds: 5000 } });
const folder = await mkdtemp(join(tmpdir(), 'azure-emulator-'));
await writeFile(join(folder, 'ca.pem'), emulator.certificate);
await writeFile(join(folder, 'cloud.json'), JSON.stringify(emulator.cloud, null, 2));
const environment = { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'), ...emulator.env };
const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
console.log(`The emulator serves ${file} at ${emulator.url}. Ctrl-C ends it. Scan it with:\n`);
console.log(
  `${variables.join(' \\\n')} \\\nnode dist/cli.js scan --tenant --cloud ${join(folder, 'cloud.json')} --taken-at ${inventory.source.takenAt}`,
);
