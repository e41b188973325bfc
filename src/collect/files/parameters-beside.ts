import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isParameterFile } from './arm/parameter-file.js';
import { problemOf, type FileProblem } from './file-problem.js';
import { shownPath, type FoundFile } from './find-files.js';
import { JsonText, type PlacedJson } from './json-text.js';
import { readText } from './read-text.js';
import type { Tree } from './tree.js';

/** The parameter files beside a template that belong to it by their names, in the order of the names. */
export async function parametersBeside(
  { path }: FoundFile,
  tree: Tree,
  problems: FileProblem[],
): Promise<PlacedJson[]> {
  const folder = dirname(path);
  const template = basename(path).replace(/\.(?:jsonc?|bicep)$/i, '');
  const files: PlacedJson[] = [];
  for (const name of await namesIn(folder)) {
    if (!belongsTo(name, template) || !(await tree.holds(join(folder, name)))) continue;
    const shown = shownPath(join(folder, name), tree.root);
    try {
      const json = await JsonText.parse(shown, await readText(join(folder, name), shown));
      if (isParameterFile(json.value)) files.push(json);
    } catch (error) {
      if (!problems.some(({ file }) => file === shown)) problems.push(problemOf(error, shown));
    }
  }
  return files;
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).then(
    (names) => names.sort(),
    () => [],
  );
}

/** `main.parameters.json`, `main.parameters.prod.json` and `main.prod.parameters.json` belong to `main`. */
function belongsTo(name: string, template: string): boolean {
  const [, rest] = name.toLowerCase().startsWith(`${template.toLowerCase()}.`)
    ? ['', name.slice(template.length)]
    : [];
  return rest !== undefined && /^(?:\.[^.]+)?\.parameters(?:\.[^.]+)?\.jsonc?$/i.test(rest);
}
