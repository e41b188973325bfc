/**
 * Reads the templates of the corpus and prints how much of them resolves:
 * node scripts/run.js scripts/file-coverage.ts [FOLDER…]
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { globby } from 'globby';
import { FUNCTIONS } from '../src/collect/files/arm/expression/functions.js';
import { parseText } from '../src/collect/files/arm/expression/parse.js';
import { SPECIAL_FORMS } from '../src/collect/files/arm/expression/special-forms.js';
import { SyntaxProblem, type Expression } from '../src/collect/files/arm/expression/syntax.js';
import { isTemplate } from '../src/collect/files/arm/read-template.js';
import { collectFiles } from '../src/collect/files/collect-files.js';
import { JsonText } from '../src/collect/files/json-text.js';
import { TYPES, type Row } from '../src/model/row.js';
import { Unknown } from '../src/model/unknown.js';

/** What the facts of a VM are read from. */
const FACTS: Readonly<Record<string, readonly string[]>> = {
  size: ['hardwareProfile', 'vmSize'],
  'OS disk': ['storageProfile', 'osDisk', 'managedDisk'],
  'data disks': ['storageProfile', 'dataDisks'],
  'network interfaces': ['networkProfile', 'networkInterfaces'],
  'Windows configuration': ['osProfile', 'windowsConfiguration'],
  'Linux configuration': ['osProfile', 'linuxConfiguration'],
  'extension operations': ['osProfile', 'allowExtensionOperations'],
  'security type': ['securityProfile', 'securityType'],
};

const CORPUS = ['quickstart', 'avm-bicep', 'bicep-samples', 'checkov-arm', 'psrule-azure'];
const root = join(process.cwd(), '..', 'shared', 'corpus');
const folders = process.argv.length > 2 ? process.argv.slice(2) : CORPUS.map((name) => join(root, name));

const started = performance.now();
const inventory = await collectFiles(folders, { takenAt: new Date().toISOString(), root, searchPath: '' });
const milliseconds = Math.round(performance.now() - started);
for (const { file, line, column, message } of inventory.problems)
  console.log(`${file}:${line}:${column} ${message}`);

const rows: Row[] = [...inventory.shared];
for await (const slice of inventory.slices) rows.push(...slice.resources);
const vms = rows.filter(({ type }) => type.toLowerCase() === TYPES.vm);
console.log(`${inventory.recognised} files, ${rows.length} rows, ${vms.length} VMs, ${milliseconds} ms`);

console.log('\nVMs of which the properties behind a fact are known:');
for (const [name, path] of Object.entries(FACTS)) {
  const known = vms.filter(({ properties }) => unknownsIn(at(properties, path)).length === 0);
  console.log(`  ${name}: ${((100 * known.length) / vms.length).toFixed(1)} %`);
}

console.log('\nUnresolved values in the rows, by cause:');
const causes = new Map<string, number>();
for (const { detail } of rows.flatMap((row) => unknownsIn({ ...row, sighting: undefined })))
  count(causes, detail.replace(/: \[[^]*$/, '').replace(/[Pp]arameter (?!file)\S+| for \S+?\.?$/, ' …'));
print(causes);

const [used, unsupported, broken] = [new Map<string, number>(), new Map<string, number>(), { number: 0 }];
for (const file of await globby(folders.map((folder) => `${folder}/**/*.json`))) {
  const text = await readFile(file, 'utf8');
  if (!/deploymentTemplate\.json/i.test(text)) continue;
  const json = await JsonText.parse(file, text).catch(() => undefined);
  if (json !== undefined && isTemplate(json.value)) countFunctions(json.value);
}
console.log(`\n${used.size} functions used, ${broken.number} expressions broken:`);
print(used);
console.log(`\nunsupported:${unsupported.size === 0 ? ' none' : ''}`);
print(unsupported);

function countFunctions(value: unknown): void {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(countFunctions);
  if (typeof value !== 'string') return;
  try {
    const expression = parseText(value);
    if (typeof expression !== 'string') countCalls(expression);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    broken.number++;
  }
}

function countCalls(expression: Expression): void {
  if (expression.kind === 'member') {
    countCalls(expression.of);
    countCalls(expression.key);
  }
  if (expression.kind !== 'call') return;
  const { name } = expression;
  count(used, name);
  const isKnown =
    FUNCTIONS.has(name) || SPECIAL_FORMS.has(name) || name.startsWith('list') || name.includes('.');
  if (!isKnown) count(unsupported, name);
  expression.arguments.forEach(countCalls);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function print(counts: ReadonlyMap<string, number>): void {
  for (const [key, number] of [...counts].sort((left, right) => right[1] - left[1]).slice(0, 100))
    console.log(`  ${number} ${key}`);
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (current, step) =>
      current instanceof Unknown ? current : (current as Record<string, unknown> | undefined)?.[step],
    value,
  );
}

function unknownsIn(value: unknown): Unknown[] {
  if (value instanceof Unknown) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(unknownsIn);
}
