import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { FilePlace } from '../../../model/sighting.js';
import { isTemplate } from '../arm/read-template.js';
import { isJsonObject } from '../../to-row.js';
import { problemOf, type FileProblem } from '../file-problem.js';
import { shownPath, type FoundFile } from '../find-files.js';
import { JsonText, type PlacedJson } from '../json-text.js';
import type { TemplateFile } from '../template-file.js';
import type { Tree } from '../tree.js';
import { templateOf } from './bicep-template.js';
import { compile, type Compiler } from './compiler.js';
import { errorsIn } from './compiler-errors.js';

/** How many compilers run at a time. */
const AT_ONCE = 4;

interface Output {
  /** Templates that are no Bicep, which parameter files may use too. */
  readonly templates: readonly TemplateFile[];
  readonly tree: Tree;
  readonly problems: FileProblem[];
  /** Takes the places of what names a template that is not among the files. */
  readonly unread: FilePlace[];
}

/**
 * Compiles Bicep files, and `.bicepparam` files with the templates that they use. What those use of a registry is read as
 * the compiler restored it; a template spec it does not show, so that a place tells of it.
 *
 * @returns all templates, those that are no Bicep first
 */
export async function compileAll(
  compiler: Compiler,
  files: readonly FoundFile[],
  parameterFiles: readonly FoundFile[],
  { templates, tree, problems, unread }: Output,
): Promise<TemplateFile[]> {
  const parameters = new Map<string, PlacedJson[]>();
  const results: TemplateFile[] = [];
  const known = new Set([...files, ...templates.map(({ file }) => file)].map(({ path }) => path));
  const parametersFor = (path: string) => sorted(parameters.get(path) ?? []);
  await inParallel(parameterFiles, async (file) => {
    const [values, template] = (await compiledParameters(compiler, file, tree, problems)) ?? [];
    if (values === undefined) return;
    const { source, place } = await usedBy(file);
    if (source !== undefined && known.has(source)) {
      parameters.set(source, [...(parameters.get(source) ?? []), values]);
    } else if (template !== undefined && isTemplate(template)) {
      results.push(templateOf(source ?? file.path, file, template, [values], tree));
    } else if (place !== undefined) unread.push(place);
  });
  await inParallel(files, async (file) => {
    const json = await compiledJson(compiler, file, tree, problems);
    if (json !== undefined)
      results.push(templateOf(file.path, file, json.value, parametersFor(file.path), tree));
  });
  const order = [...files, ...parameterFiles].map(({ path }) => path);
  results.sort((left, right) => order.indexOf(left.file.path) - order.indexOf(right.file.path));
  const others = templates.map((each) => ({
    ...each,
    parameters: [...each.parameters, ...parametersFor(each.file.path)],
  }));
  return [...others, ...results];
}

function sorted(files: readonly PlacedJson[]): PlacedJson[] {
  return [...files].sort((left, right) => (left.file < right.file ? -1 : 1));
}

async function inParallel(
  files: readonly FoundFile[],
  work: (file: FoundFile) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < files.length; at += AT_ONCE)
    await Promise.all(files.slice(at, at + AT_ONCE).map(work));
}

/** What the compiler prints, as JSON; what is wrong with the file is a problem. */
async function compiledJson(
  compiler: Compiler,
  file: FoundFile,
  tree: Tree,
  problems: FileProblem[],
): Promise<JsonText | undefined> {
  const { stdout, stderr, failed } = await compile(compiler, file.path);
  const errors = errorsIn(stderr, (path) => shownPath(path, tree.root));
  if (errors.length > 0 || failed) {
    const message = `${compiler.isAz ? 'az bicep' : 'bicep'} could not compile the file.`;
    problems.push(...(errors.length > 0 ? errors : [{ file: file.shown, line: 1, column: 1, message }]));
    return undefined;
  }
  try {
    return await JsonText.parse(file.shown, stdout);
  } catch (error) {
    problems.push({
      ...problemOf(error, file.shown),
      line: 1,
      column: 1,
      message: 'The compiler printed no template.',
    });
    return undefined;
  }
}

/** The parameters and the template of a `.bicepparam` file. */
async function compiledParameters(
  compiler: Compiler,
  file: FoundFile,
  tree: Tree,
  problems: FileProblem[],
): Promise<[PlacedJson, unknown] | undefined> {
  const json = await compiledJson(compiler, file, tree, problems);
  if (!isJsonObject(json?.value)) return undefined;
  const { parametersJson = '', templateJson } = json.value;
  try {
    const values = await JsonText.parse(file.shown, String(parametersJson));
    const template =
      typeof templateJson === 'string' ? await JsonText.parse(file.shown, templateJson) : undefined;
    return [values, template?.value];
  } catch (error) {
    problems.push(problemOf(error, file.shown));
    return undefined;
  }
}

interface Used {
  /** The Bicep file or template. */
  readonly source?: string;
  /** Where it is named; of a file that says `using none`, and is a part of others, there is none. */
  readonly place?: FilePlace;
}

/** What a `.bicepparam` file names in `using`. */
async function usedBy({ path, shown }: FoundFile): Promise<Used> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const found = /^[ \t]*using[ \t]+'([^'\r\n]+)'/m.exec(text);
  const [, name = ''] = found ?? [];
  if (found === null) return {};
  const place = { file: shown, line: text.slice(0, found.index).split('\n').length, column: 1 };
  const isFile = /\.(bicep|jsonc?)$/.test(name) && !basename(name).includes(':');
  return isFile ? { source: resolve(dirname(path), name), place } : { place };
}
