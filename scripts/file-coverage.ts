/**
 * Reads the templates of the corpus and prints how much of them resolves:
 * node scripts/run.js scripts/file-coverage.ts [FOLDER…]
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { globby } from 'globby';
import { isTemplate, readTemplate } from '../src/collect/files/arm/read-template.js';
import { JsonText } from '../src/collect/files/json-text.js';
import { TYPES, type Row } from '../src/model/row.js';
import { Unknown } from '../src/model/unknown.js';

const FACTS: Readonly<Record<string, readonly string[]>> = {
  size: ['hardwareProfile', 'vmSize'],
  'OS disk': ['storageProfile', 'osDisk'],
  'data disks': ['storageProfile', 'dataDisks'],
  NICs: ['networkProfile', 'networkInterfaces'],
  'OS profile': ['osProfile'],
};

const corpus = join(process.cwd(), '..', 'shared', 'corpus');
const folders = process.argv.length > 2 ? process.argv.slice(2) : [corpus];
const files = (await globby(folders.map((folder) => `${folder}/**/*.json`))).sort();

let [templates, withVms, vms, milliseconds] = [0, 0, 0, 0];
const resolved = new Map<string, number>();
const causes = new Map<string, number>();
for (const file of files) {
  const text = await readFile(file, 'utf8');
  if (!/deploymentTemplate\.json/i.test(text)) continue;
  const started = performance.now();
  let json: JsonText;
  try {
    json = await JsonText.parse(file, text);
  } catch (error) {
    console.log((error as Error).message);
    continue;
  }
  if (!isTemplate(json.value)) continue;
  templates++;
  const { rows, problems } = readTemplate(json, { key: file, given: () => undefined, linked: new Map() });
  const ms = performance.now() - started;
  milliseconds += ms;
  if (ms > 100) console.log(`${Math.round(ms)} ms ${file}`);
  for (const { line, column, message } of problems) console.log(`${file}:${line}:${column} ${message}`);
  const machines = rows.filter((row) => row.type.toLowerCase() === TYPES.vm);
  if (machines.length > 0) withVms++;
  vms += machines.length;
  machines.forEach(count);
}
console.log({ templates, withVms, vms, milliseconds: Math.round(milliseconds) });
for (const [name, number] of resolved) console.log(`${name}: ${((100 * number) / vms).toFixed(1)} %`);
for (const [cause, number] of [...causes].sort((a, b) => b[1] - a[1]).slice(0, 40))
  console.log(number, cause);

function count({ properties }: Row): void {
  for (const [name, path] of Object.entries(FACTS)) {
    let value: unknown = properties;
    for (const step of path)
      value = value instanceof Unknown ? value : (value as Record<string, unknown> | undefined)?.[step];
    const found = unknownIn(value);
    if (found.length === 0) resolved.set(name, (resolved.get(name) ?? 0) + 1);
    for (const { detail } of found) {
      const cause = detail.replace(/: \[.*$/, '').replace(/[Pp]arameter \S+/, 'parameter …');
      causes.set(cause, (causes.get(cause) ?? 0) + 1);
    }
  }
}

function unknownIn(value: unknown): Unknown[] {
  if (value instanceof Unknown) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(unknownIn);
}
