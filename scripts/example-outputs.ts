import { openInventoryFile } from '../src/collect/inventory-file.js';
import { readConfig } from '../src/config/read-config.js';
import type { Policy } from '../src/model/policy.js';
import { applySettings, selectPolicies } from '../src/policies.js';
import { REPORTERS } from '../src/report/index.js';
import { scan } from '../src/scan.js';
import { triage } from '../src/triage/triage.js';

/** What the outputs are called that are stored as examples. */
const FILES = {
  'report.md': 'markdown',
  'annotations.txt': 'github',
  'junit.xml': 'junit',
} as const;

/** The outputs of a scan of the Contoso estate with the example configuration, by the name of their file. */
export async function exampleOutputs(all: readonly Policy[]): Promise<ReadonlyMap<string, string>> {
  const config = await readConfig({ path: 'examples/backup-lint.yaml', root: '.' }, '.');
  const policies = selectPolicies(applySettings(all, config.policies), { only: [], skip: [] });
  const inventory = await openInventoryFile('examples/contoso/inventory.ndjson', '2026-11-22T02:00:00.000Z');
  const { waivers, longestWaiver } = config;
  const report = triage(await scan({ inventory, policies }), { waivers, longestWaiver });
  const plain = { color: false, quiet: false };
  const outputs = Object.entries(FILES).map(
    ([name, format]) => [name, [...REPORTERS[format](report, plain)].join('')] as const,
  );
  return new Map(outputs);
}
