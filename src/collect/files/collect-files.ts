import { dirname, resolve } from 'node:path';
import type { Gap, Inventory } from '../../model/inventory.js';
import type { Row } from '../../model/row.js';
import { gatherSlices } from '../gather-slices.js';
import { outcomesOf, type Outcomes } from './arm/outcomes.js';
import { gapsOf } from './arm/unread-deployments.js';
import { isParameterFile, namesIn } from './arm/parameter-file.js';
import { parametersOf } from './arm/read-template.js';
import { readBicep } from './bicep/read-bicep.js';
import { problemOf, type FileProblem } from './file-problem.js';
import { findFiles, refuseEmpty, shownPath, type FoundFile } from './find-files.js';
import { JsonText, type PlacedJson } from './json-text.js';
import { lookAtFiles, type PlanReader } from './look-at-files.js';
import { parametersBeside } from './parameters-beside.js';
import { readText } from './read-text.js';
import type { TemplateFile } from './template-file.js';
import { treeOf, type Tree } from './tree.js';

export interface FileOptions {
  /** What counts as "now" (ISO 8601, UTC). */
  readonly takenAt: string;
  /** The folder that places are relative to, and out of which nothing is read that was not named. */
  readonly root: string;
  /** The ARM id of a subscription or resource group that templates go to. */
  readonly target?: string | undefined;
  /**
   * Parameter files to use instead of those beside the templates: each for every template that declares all that it
   * sets.
   */
  readonly parameters?: readonly string[] | undefined;
  readonly plans?: PlanReader | undefined;
  /** Where `bicep` and `az` are looked for; the PATH of the process where it is left out. */
  readonly searchPath?: string | undefined;
}

export interface FileInventory extends Inventory {
  /** Files that are broken in themselves; the others were read all the same. */
  readonly problems: readonly FileProblem[];
  /** How many files were recognised. */
  readonly recognised: number;
  /** The lower-cased ARM ids of what Terraform plans destroy. */
  readonly removed: ReadonlySet<string>;
}

/**
 * Reads infrastructure files into the rows of what they deploy: ARM templates, Bicep files and Terraform plans,
 * recognised by their content. A parameter file belongs to the template beside it by its name: `main.parameters.json`,
 * `main.parameters.prod.json`, `main.prod.parameters.json`. With several of them, each outcome that differs is
 * told for itself. A template that another one links to, and a Bicep module that another file uses, is read as a part of that one only,
 * unless it was named itself.
 *
 * @param paths files and folders
 * @throws UserError for a path that is not there, and for an inventory that is no infrastructure file
 */
export async function collectFiles(paths: readonly string[], options: FileOptions): Promise<FileInventory> {
  const root = resolve(options.root);
  const tree = await treeOf(root, paths);
  const found = await lookAtFiles(await findFiles(paths, root), options.plans);
  const templates = [...(await readBicep(found, { tree, searchPath: options.searchPath }, found.problems))];
  const { rows, gaps } = await rowsOfTemplates(templates, tree, options, found.problems);
  const planned = await readPlans(found.plans, options.plans, root, found.problems);
  return {
    source: { kind: 'files', takenAt: options.takenAt, paths: shownPaths(paths, root) },
    declared: false,
    planned: true,
    gaps: [...gaps, ...planned.gaps],
    ...gatherSlices([...rows, ...planned.rows]),
    problems: found.problems.sort(byPlace),
    recognised: found.recognised,
    removed: planned.removed,
  };
}

/** The rows of all plans, what they destroy, and what they say that they leave out. */
async function readPlans(
  plans: readonly JsonText[],
  reader: PlanReader | undefined,
  root: string,
  problems: FileProblem[],
): Promise<{ readonly rows: Row[]; readonly removed: ReadonlySet<string>; readonly gaps: Gap[] }> {
  const read = { rows: [] as Row[], removed: new Set<string>(), gaps: [] as Gap[] };
  for (const plan of plans) {
    try {
      read.rows.push(...((await reader?.readPlan(plan, { root })) ?? []));
      for (const id of reader?.removedIn?.(plan) ?? []) read.removed.add(id);
      read.gaps.push(...(reader?.gapsIn?.(plan) ?? []));
      problems.push(...[reader?.problemIn?.(plan)].filter((problem) => problem !== undefined));
    } catch (error) {
      problems.push(problemOf(error, plan.file));
    }
  }
  return read;
}

/** The paths relative to the root, which is `.` itself; each once, sorted. */
function shownPaths(paths: readonly string[], root: string): string[] {
  const shown = paths.map((path) => (resolve(path) === root ? '.' : shownPath(resolve(path), root)));
  return [...new Set(shown)].sort();
}

function byPlace(left: FileProblem, right: FileProblem): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}

/** The rows of all templates that stand for themselves. */
async function rowsOfTemplates(
  templates: readonly TemplateFile[],
  tree: Tree,
  options: FileOptions,
  problems: FileProblem[],
): Promise<{ readonly rows: Row[]; readonly gaps: readonly Gap[] }> {
  const given = await givenParameters(options.parameters ?? [], tree, problems);
  const used = new Set<PlacedJson>();
  const linked = new Set<string>();
  const outcomes: (Outcomes & { readonly file: FoundFile })[] = [];
  for (const { file, json, parameters, findPlaces } of templates) {
    const declared = new Set(parametersOf(json.value).map((name) => name.toLowerCase()));
    const fitting = given.filter((one) => namesIn(one).every((name) => declared.has(name.toLowerCase())));
    fitting.forEach((one) => used.add(one));
    const own =
      fitting.length > 0 ? fitting : [...parameters, ...(await parametersBeside(file, tree, problems))];
    const folder = dirname(file.path);
    const outcome = await outcomesOf(json, {
      target: options.target,
      parameters: own,
      readLinked: (path) => tree.readTemplate(resolve(folder, path), problems),
    });
    if (outcome.rows.length > 0) await findPlaces?.();
    for (const path of outcome.linked) linked.add(resolve(folder, path));
    outcomes.push({ ...outcome, file });
  }
  for (const one of given) if (!used.has(one)) problems.push(fitsNone(one));
  const alone = outcomes.filter(({ file }) => file.named || !linked.has(file.path));
  for (const outcome of alone) problems.push(...outcome.problems);
  return {
    rows: alone.flatMap(({ rows }) => [...rows]),
    gaps: gapsOf(alone.flatMap(({ unread }) => [...unread])),
  };
}

async function givenParameters(
  paths: readonly string[],
  tree: Tree,
  problems: FileProblem[],
): Promise<PlacedJson[]> {
  const files: PlacedJson[] = [];
  for (const path of paths) {
    refuseEmpty(path);
    const shown = shownPath(resolve(path), tree.root);
    const json = await JsonText.parse(shown, await readText(path, shown));
    if (isParameterFile(json.value)) files.push(json);
    else problems.push({ ...json.placeOf([]), message: 'The file is no parameter file of a template.' });
  }
  return files;
}

function fitsNone(file: PlacedJson): FileProblem {
  return {
    ...file.placeOf(['parameters']),
    message: 'The parameter file sets a parameter that no template here declares.',
    hint: 'Name the template that it belongs to, or leave out what the template does not declare.',
  };
}
