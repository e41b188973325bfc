import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { isTemplate } from '../arm/read-template.js';
import { isJsonObject } from '../../to-row.js';
import type { FileProblem } from '../file-problem.js';
import { problemOf } from '../file-problem.js';
import { shownPath, type FoundFile } from '../find-files.js';
import { JsonText, type PlacedJson } from '../json-text.js';
import type { TemplateFile } from '../template-file.js';
import type { Tree } from '../tree.js';
import { BicepJson } from './bicep-json.js';
import { compile, findCompiler, type Compiler } from './compiler.js';
import { errorsIn } from './compiler-errors.js';
import { readSources } from './source.js';

interface Found {
  readonly templates: readonly TemplateFile[];
  readonly bicep: readonly FoundFile[];
  readonly bicepParameters: readonly FoundFile[];
}

/** How many compilers run at a time. */
const AT_ONCE = 4;

/**
 * The templates to read, those of Bicep files among them: compiled by the user's own Bicep, else from the compiled
 * template beside the source. A module that another file uses is read as a part of that file. One sentence tells of
 * all the files that could not be read for want of a compiler.
 */
export async function readBicep(
  found: Found,
  { tree, searchPath }: { readonly tree: Tree; readonly searchPath: string | undefined },
  problems: FileProblem[],
): Promise<readonly TemplateFile[]> {
  const compiled = new Map<string, TemplateFile>();
  const others: TemplateFile[] = [];
  for (const template of found.templates) {
    const source = await sourceBeside(template, tree);
    if (source === undefined) others.push(template);
    else compiled.set(source, template);
  }
  const modules = await modulesIn(found.bicep);
  const isPart = (path: string, { named }: FoundFile) => modules.has(path) && !named;
  for (const [source, { file }] of compiled) if (isPart(source, file)) compiled.delete(source);
  const { bicepParameters } = found;
  if (found.bicep.length + bicepParameters.length === 0)
    return [...others, ...[...compiled].map(([source, template]) => mapped(source, template, tree))];
  const main = found.bicep.filter((file) => !isPart(file.path, file));
  const compiler = await findCompiler(searchPath ?? process.env.PATH ?? '', tree.root);
  const results: TemplateFile[] = [];
  const unread: FoundFile[] = [];
  if (compiler === undefined) {
    unread.push(...main.filter(({ path }) => !compiled.has(path)), ...bicepParameters);
    if (unread.length > 0) problems.push(noCompiler(unread));
  } else {
    for (const file of main) compiled.delete(file.path);
    results.push(...(await compileAll(compiler, main, bicepParameters, tree, problems)));
  }
  return [
    ...others,
    ...[...compiled].map(([source, template]) => mapped(source, template, tree)),
    ...results,
  ];
}

function noCompiler(files: readonly FoundFile[]): FileProblem {
  const count = files.length === 1 ? '1 Bicep file was' : `${files.length} Bicep files were`;
  return {
    file: files[0]?.shown ?? '',
    line: 1,
    column: 1,
    message: `${count} not read: neither bicep nor az is on the PATH.`,
    hint: 'Install Bicep (https://learn.microsoft.com/azure/azure-resource-manager/bicep/install), or put the compiled template beside the source: bicep build FILE.',
  };
}

/** The Bicep file that a template was compiled from, where it lies beside it. */
async function sourceBeside({ file, json }: TemplateFile, tree: Tree): Promise<string | undefined> {
  const { metadata } = json.value as Record<string, unknown>;
  const generator = isJsonObject(metadata) ? metadata._generator : undefined;
  if (!isJsonObject(generator) || generator.name !== 'bicep') return undefined;
  const source = file.path.replace(/\.jsonc?$/i, '.bicep');
  return source !== file.path && (await tree.holds(source)) ? source : undefined;
}

function mapped(source: string, template: TemplateFile, tree: Tree): TemplateFile {
  return templateOf(source, template.file, template.json.value, template.parameters, tree, template.json);
}

function templateOf(
  source: string,
  file: FoundFile,
  value: unknown,
  parameters: readonly PlacedJson[],
  tree: Tree,
  compiled?: PlacedJson,
): TemplateFile {
  const show = (path: string) => shownPath(path, tree.root);
  const json = new BicepJson(show(source), source, value, compiled);
  const findPlaces = async () => {
    // Places are a help: without the parser those in the compiled template remain.
    const sources = await readSources(source, tree.holds, show).catch(() => undefined);
    if (sources !== undefined) json.setSources(sources);
  };
  return { file, json, parameters, findPlaces };
}

/** The files that others use as modules. */
async function modulesIn(files: readonly FoundFile[]): Promise<ReadonlySet<string>> {
  const modules = new Set<string>();
  for (const { path } of files) {
    const text = await readFile(path, 'utf8').catch(() => '');
    // A module that is only commented out is one of nobody's: it must not be passed over.
    for (const [, file = ''] of withoutComments(text).matchAll(/^[ \t]*module[ \t]+\w+[ \t]+'([^'\r\n]+)'/gm))
      modules.add(resolve(dirname(path), file));
  }
  return modules;
}

/** The text without comments over several lines. Where a text looks like one, a file is read that a module need not be. */
function withoutComments(text: string): string {
  const pieces = text.split('/*');
  return [pieces[0], ...pieces.slice(1).map((piece) => piece.split('*/').slice(1).join('*/'))].join('');
}

async function compileAll(
  compiler: Compiler,
  files: readonly FoundFile[],
  parameterFiles: readonly FoundFile[],
  tree: Tree,
  problems: FileProblem[],
): Promise<TemplateFile[]> {
  const parameters = new Map<string, PlacedJson[]>();
  const results: TemplateFile[] = [];
  const known = new Set(files.map(({ path }) => path));
  await inParallel(parameterFiles, async (file) => {
    const [values, template] = (await compiledParameters(compiler, file, tree, problems)) ?? [];
    if (values === undefined) return;
    const source = await usedBy(file);
    if (source !== undefined && known.has(source)) {
      parameters.set(source, [...(parameters.get(source) ?? []), values]);
    } else if (template !== undefined && isTemplate(template)) {
      results.push(templateOf(source ?? file.path, file, template, [values], tree));
    }
  });
  await inParallel(files, async (file) => {
    const json = await compiledJson(compiler, file, tree, problems);
    if (json !== undefined)
      results.push(templateOf(file.path, file, json.value, sorted(parameters.get(file.path) ?? []), tree));
  });
  const order = [...files, ...parameterFiles].map(({ path }) => path);
  return results.sort((left, right) => order.indexOf(left.file.path) - order.indexOf(right.file.path));
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
  const { parametersJson, templateJson } = json.value;
  if (typeof parametersJson !== 'string') return undefined;
  try {
    const values = await JsonText.parse(file.shown, parametersJson);
    const template =
      typeof templateJson === 'string' ? await JsonText.parse(file.shown, templateJson) : undefined;
    return [values, template?.value];
  } catch (error) {
    problems.push(problemOf(error, file.shown));
    return undefined;
  }
}

/** The Bicep file that a `.bicepparam` file names in `using`. */
async function usedBy({ path }: FoundFile): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [, file] = /^[ \t]*using[ \t]+'([^'\r\n]+\.bicep)'/m.exec(text) ?? [];
  return file === undefined || basename(file).includes(':') ? undefined : resolve(dirname(path), file);
}
