import { dirname, resolve } from 'node:path';
import type { Inventory } from '../../model/inventory.js';
import type { Row } from '../../model/row.js';
import { gatherSlices } from '../gather-slices.js';
import { outcomesOf } from './arm/outcomes.js';
import { isParameterFile, namesIn } from './arm/parameter-file.js';
import { parametersOf } from './arm/read-template.js';
import { readBicep } from './bicep/read-bicep.js';
import { problemOf, type FileProblem } from './file-problem.js';
import { findFiles, shownPath, type FoundFile } from './find-files.js';
import { JsonText, type PlacedJson } from './json-text.js';
import { lookAtFiles, type PlanReader } from './look-at-files.js';
import { parametersBeside } from './parameters-beside.js';
import { readText } from './read-text.js';
<<<<<<< HEAD
import { headOf, looksLikeInventory, recogniseFile } from './recognise-file.js';
import type { TemplateFile } from './template-file.js';
import { treeOf, type Tree } from './tree.js';

/** Reads Terraform plans: `terraform show -json`. */
export interface PlanReader {
  readonly isPlan: (value: unknown) => boolean;
  /** What is wrong with a file of Terraform's that is no plan in JSON: parsed, or by its first bytes. */
  readonly whyNoPlan: (value: unknown, file: string) => UserError | undefined;
  readonly whyBinaryPlan: (head: Uint8Array, file: string) => UserError | undefined;
  readonly readPlan: (json: JsonText, options: { readonly root: string }) => Promise<readonly Row[]>;
}

=======
import type { TemplateFile } from './template-file.js';
import { treeOf, type Tree } from './tree.js';

>>>>>>> arm
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
  const rows = await rowsOfTemplates(templates, tree, options, found.problems);
  for (const plan of found.plans) {
    try {
      rows.push(...((await options.plans?.readPlan(plan, { root })) ?? []));
    } catch (error) {
      found.problems.push(problemOf(error, plan.file));
    }
  }
  return {
    source: { kind: 'files', takenAt: options.takenAt },
    declared: false,
    planned: true,
    gaps: [],
    ...(await gatherSlices(rows)),
    problems: found.problems.sort(byPlace),
    recognised: found.recognised,
  };
}

function byPlace(left: FileProblem, right: FileProblem): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}

<<<<<<< HEAD
async function lookAt(file: FoundFile, found: Found, plans: PlanReader | undefined): Promise<void> {
  const { path, shown } = file;
  try {
    const kind = await recogniseFile(path);
    if (kind === 'inventory') refuseInventory(file);
    if (kind === 'other' && !file.named) return;
    if (kind === 'bicep' || kind === 'bicepparam') {
      found.recognised++;
      (kind === 'bicep' ? found.bicep : found.bicepParameters).push(file);
      return;
    }
    if (kind === 'other') refuse(plans?.whyBinaryPlan(await headOf(path), shown));
    const json = await JsonText.parse(shown, await readText(path, shown));
    if (isTemplate(json.value)) found.templates.push({ file, json, parameters: [] });
    else if (plans?.isPlan(json.value) === true) found.plans.push(json);
    else if (!isParameterFile(json.value)) {
      if (file.named && looksLikeInventory(json.value)) refuseInventory(file);
      if (!file.named) return;
      refuse(plans?.whyNoPlan(json.value, shown));
      found.problems.push(notRecognised(shown));
      return;
    }
    found.recognised++;
  } catch (error) {
    if (error instanceof InventoryError) throw error;
    found.problems.push(file.named ? named(error, shown) : problemOf(error, shown));
  }
}

class OtherTerraformFile extends UserError {}

function refuse(why: UserError | undefined): void {
  if (why !== undefined) throw new OtherTerraformFile(why.message, why.hint);
}

/** A file that was named and is no JSON: what it would have to be says more than where it is no JSON. */
function named(error: unknown, shown: string): FileProblem {
  return error instanceof OtherTerraformFile || /\.jsonc?$/i.test(shown)
    ? problemOf(error, shown)
    : { ...notRecognised(shown), ...(error instanceof UserError ? {} : problemOf(error, shown)) };
}

function notRecognised(shown: string): FileProblem {
  return {
    file: shown,
    line: 1,
    column: 1,
    message: 'The file is no ARM template, Bicep file or Terraform plan.',
    hint: 'backup-lint reads ARM templates with their parameter files, Bicep files, and what `terraform show -json` prints.',
  };
}

class InventoryError extends UserError {}

function refuseInventory({ shown, named: isNamed }: FoundFile): void {
  if (!isNamed) return;
  throw new InventoryError(
    `${shown} is an inventory, not an infrastructure file.`,
    `Read it with --inventory ${shown}.`,
  );
}

=======
>>>>>>> arm
/** The rows of all templates that stand for themselves. */
async function rowsOfTemplates(
  templates: readonly TemplateFile[],
  tree: Tree,
  options: FileOptions,
  problems: FileProblem[],
): Promise<Row[]> {
  const given = await givenParameters(options.parameters ?? [], tree, problems);
  const used = new Set<PlacedJson>();
  const linked = new Set<string>();
  const outcomes: { file: FoundFile; rows: readonly Row[]; problems: readonly FileProblem[] }[] = [];
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
    outcomes.push({ file, ...outcome });
  }
  for (const one of given) if (!used.has(one)) problems.push(fitsNone(one));
  const alone = outcomes.filter(({ file }) => file.named || !linked.has(file.path));
  for (const outcome of alone) problems.push(...outcome.problems);
  return alone.flatMap(({ rows }) => [...rows]);
}

async function givenParameters(
  paths: readonly string[],
  tree: Tree,
  problems: FileProblem[],
): Promise<PlacedJson[]> {
  const files: PlacedJson[] = [];
  for (const path of paths) {
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
