import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CLI, measure, textOf } from './measure.js';

const CORPUS = resolve('..', 'shared', 'corpus');

/** Scans the templates with VMs in a collection of public ones, all in one run. */
export async function benchTemplates(folder: string): Promise<void> {
  if (!existsSync(CORPUS)) {
    console.log('templates: skipped, there is no ../shared/corpus');
    return;
  }
  const files = await templatesWithVms(CORPUS);
  const args = [CLI, 'scan', ...files, '--allow-empty', '--output', `sarif:${join(folder, 'files.sarif')}`];
  const figures = await measure(args, folder, { runs: 3, acceptsBrokenFiles: true });
  console.log(`${files.length} templates with VMs: ${textOf(figures)}`);
}

async function templatesWithVms(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, 'utf8');
    if (/deploymentTemplate\.json/i.test(text) && /"microsoft\.compute\/virtualmachines"/i.test(text))
      found.push(path);
  }
  return found.sort();
}
