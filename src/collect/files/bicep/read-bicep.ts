import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { FilePlace } from '../../../model/sighting.js';
import { isJsonObject } from '../../to-row.js';
import type { FileProblem } from '../file-problem.js';
import type { FoundFile } from '../find-files.js';
import type { TemplateFile } from '../template-file.js';
import type { Tree } from '../tree.js';
import { templateOf } from './bicep-template.js';
import { compileAll } from './compile-files.js';
import { findCompiler } from './compiler.js';

interface Found {
  readonly templates: readonly TemplateFile[];
  readonly bicep: readonly FoundFile[];
  readonly bicepParameters: readonly FoundFile[];
}

interface BicepOptions {
  readonly tree: Tree;
  readonly searchPath: string | undefined;
  /** Takes the places of what names a template that is not among the files. */
  readonly unread: FilePlace[];
}

/**
 * The templates to read, those of Bicep files among them: compiled by the user's own Bicep, else from the compiled
 * template beside the source. A module that another file uses is read as a part of that file. One sentence tells of
 * all the files that could not be read for want of a compiler.
 */
export async function readBicep(
  found: Found,
  { tree, searchPath, unread }: BicepOptions,
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
  if (compiler === undefined) {
    const left = [...main.filter(({ path }) => !compiled.has(path)), ...bicepParameters];
    if (left.length > 0) problems.push(noCompiler(left));
  } else for (const file of main) compiled.delete(file.path);
  const templates = [...others, ...[...compiled].map(([source, template]) => mapped(source, template, tree))];
  return compiler === undefined
    ? templates
    : await compileAll(compiler, main, bicepParameters, { templates, tree, problems, unread });
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
