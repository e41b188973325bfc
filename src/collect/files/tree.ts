import { realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { isTemplate } from './arm/read-template.js';
import { problemOf, type FileProblem } from './file-problem.js';
import { isPlainFile, shownPath } from './find-files.js';
import { JsonText, type PlacedJson } from './json-text.js';
import { readText } from './read-text.js';

/** The folders out of which files may be read that other files refer to. */
export interface Tree {
  readonly root: string;
  /** Whether a path, its links resolved, is a plain file inside the tree. */
  readonly holds: (path: string) => Promise<boolean>;
  /** Reads a template that another one links to; null where there is none in the tree. */
  readonly readTemplate: (path: string, problems: FileProblem[]) => Promise<PlacedJson | null>;
}

/** The tree of the root and of the folders of what was named outside of it. */
export async function treeOf(root: string, paths: readonly string[]): Promise<Tree> {
  const top = await real(root);
  const folders = [top];
  for (const path of paths) {
    const found = await real(resolve(path));
    const isFile = await isPlainFile(found);
    const folder = isFile ? dirname(found) : found;
    if (!isInside(folder, top)) folders.push(folder);
  }
  const read = new Map<string, Promise<PlacedJson | null>>();
  const holds = async (path: string) => {
    if (!(await isPlainFile(path))) return false;
    const found = await real(path);
    return folders.some((folder) => isInside(found, folder));
  };
  const readTemplate = async (path: string, problems: FileProblem[]) => {
    let text = read.get(path);
    if (text === undefined) read.set(path, (text = templateAt(path, shownPath(path, root), holds, problems)));
    return await text;
  };
  return { root, holds, readTemplate };
}

async function templateAt(
  path: string,
  shown: string,
  holds: Tree['holds'],
  problems: FileProblem[],
): Promise<PlacedJson | null> {
  if (!(await holds(path))) return null;
  try {
    const json = await JsonText.parse(shown, await readText(path, shown));
    return isTemplate(json.value) ? json : null;
  } catch (error) {
    problems.push(problemOf(error, shown));
    return null;
  }
}

async function real(path: string): Promise<string> {
  return await realpath(path).catch(() => path);
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
