import { resolve } from 'node:path';
import type { Inventory } from '../../model/inventory.js';
import type { FilePlace } from '../../model/sighting.js';
import type { Addition } from '../addition.js';
import { gatherSlices } from '../gather-slices.js';
import { gapsOf } from './arm/unread-deployments.js';
import { readBicep } from './bicep/read-bicep.js';
import type { FileProblem } from './file-problem.js';
import { findFiles, shownPath } from './find-files.js';
import { lookAtFiles, type PlanReader } from './look-at-files.js';
import { readPlans } from './read-plans.js';
import { readTemplates } from './read-templates.js';
import { treeOf } from './tree.js';

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
  /** What the files add to resources that they do not declare. */
  readonly additions: readonly Addition[];
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
  const unread: FilePlace[] = [];
  const { searchPath } = options;
  const templates = await readBicep(found, { tree, searchPath, unread }, found.problems);
  const { rows, additions, gaps } = await readTemplates(templates, tree, options, found.problems);
  const planned = await readPlans(found.plans, options.plans, root, found.problems);
  return {
    source: { kind: 'files', takenAt: options.takenAt, paths: shownPaths(paths, root) },
    declared: false,
    planned: true,
    gaps: [...gapsOf(unread), ...gaps, ...planned.gaps],
    ...gatherSlices([...rows, ...planned.rows]),
    problems: found.problems.sort(byPlace),
    recognised: found.recognised,
    removed: planned.removed,
    additions: [...additions, ...planned.additions],
  };
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
