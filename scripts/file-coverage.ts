/**
 * Reads the infrastructure files of the corpus and prints how much of them resolves:
 * node scripts/run.js scripts/file-coverage.ts [FOLDER…]
 */
import { join } from 'node:path';
import { collectFiles } from '../src/collect/files/collect-files.js';
import { PLANS } from '../src/collect/files/terraform/plans.js';
import { TYPES, type Row } from '../src/model/row.js';
import { Unknown } from '../src/model/unknown.js';
import { scan } from '../src/scan.js';
import { SHIPPED_POLICIES } from '../src/shipped-policies.js';

/** What of a VM must be known for most policies. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  size: ['hardwareProfile', 'vmSize'],
  'OS disk': ['storageProfile', 'osDisk'],
  'data disks': ['storageProfile', 'dataDisks'],
  NICs: ['networkProfile', 'networkInterfaces'],
};

const corpus = join(process.cwd(), '..', 'shared', 'corpus');
const paths = process.argv.length > 2 ? process.argv.slice(2) : [corpus];

const started = performance.now();
const takenAt = new Date().toISOString();
const inventory = await collectFiles(paths, { takenAt, root: corpus, plans: PLANS, searchPath: '' });
const read = performance.now() - started;
const report = await scan({ inventory, policies: SHIPPED_POLICIES });
const judged = performance.now() - started - read;

const rows: Row[] = [...inventory.shared];
for await (const { resources } of inventory.slices) rows.push(...resources);
const vms = rows.filter(({ type }) => type.toLowerCase() === TYPES.vm);
const files = new Set(vms.map(({ sighting }) => sighting?.placeOf([]).file));

const all = tally(rows.map(({ properties }) => properties));
const causes = new Map<string, number>();
for (const { detail } of all.unknown) causes.set(causeOf(detail), (causes.get(causeOf(detail)) ?? 0) + 1);

console.log(
  `${inventory.recognised} files read in ${Math.round(read)} ms, judged in ${Math.round(judged)} ms.`,
);
console.log(`${vms.length} VMs in ${files.size} files; ${inventory.problems.length} files are broken.`);
for (const { file, line, column, message } of inventory.problems)
  console.log(`  ${file}:${line}:${column}: ${message}`);
for (const [name, path] of Object.entries(PARTS)) {
  const known = vms.filter(({ properties }) => tally([valueAt(properties, path)]).unknown.length === 0);
  console.log(`${share(known.length, vms.length)} of VMs: ${name} known`);
}
const open = new Set(
  report.unknowns.filter(({ reason }) => reason === 'unresolved').flatMap(({ subjects }) => subjects),
);
const subjects = [...report.judged.subjects];
const told = subjects.filter((id) => !open.has(id)).length;
console.log(`${share(told, subjects.length)} judged without missing any value of a file`);
const total = all.known + all.unknown.length;
console.log(`${share(all.unknown.length, total)} of ${total} values in ${rows.length} resources unresolved:`);
for (const [cause, number] of [...causes].sort(([, left], [, right]) => right - left))
  console.log(`  ${share(number, all.unknown.length)} ${cause}`);
console.log(report.summary.findings);

function valueAt(properties: unknown, path: readonly string[]): unknown {
  let value = properties;
  for (const step of path) {
    if (value instanceof Unknown) return value;
    value = (value as Record<string, unknown> | undefined)?.[step];
  }
  return value;
}

function tally(values: readonly unknown[]): { known: number; unknown: Unknown[] } {
  const found = { known: 0, unknown: [] as Unknown[] };
  const left = [...values];
  while (left.length > 0) {
    const value = left.pop();
    if (value instanceof Unknown) found.unknown.push(value);
    else if (typeof value === 'object' && value !== null) left.push(...(Object.values(value) as unknown[]));
    else found.known++;
  }
  return found;
}

/** The reason without the expression and the names in it. */
function causeOf(detail: string): string {
  if (detail.startsWith('Parameter'))
    return detail.replace(/: \[.*$/s, '').replace(/^Parameter \S+/, 'a parameter');
  if (detail.includes('only a placeholder for')) return 'the parameter file has a placeholder';
  if (detail.startsWith('The expression cannot')) return 'the expression cannot be evaluated';
  return detail.replace(/: \[.*$/s, '');
}

function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
}
