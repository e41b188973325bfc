import type { Stats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { systemCodeOf } from '../../model/system-code.js';
import { UserError } from '../../model/user-error.js';

/** A file to look at. */
export interface FoundFile {
  /** The absolute path. */
  readonly path: string;
  /** The path to show: with `/`, relative to the root. */
  readonly shown: string;
  /** Whether it was named itself, not found in a folder. */
  readonly named: boolean;
}

/** What a folder may hold that we can read. */
const PATTERNS = ['**/*.json', '**/*.jsonc', '**/*.bicep', '**/*.bicepparam'];
/** What git and package managers keep, and the copies of modules that Terraform and Terragrunt make. */
const SKIPPED = ['.git', '.terraform', '.terragrunt-cache', 'node_modules'].map((name) => `**/${name}/**`);

/**
 * The files that the paths mean: a file itself, of a folder what git does not ignore in it. Links are not followed, so
 * nothing outside of the folders is read. In the order of the paths, then by name; each file once.
 *
 * @param root what the paths to show are relative to
 * @throws UserError for a path that is not there
 */
export async function findFiles(paths: readonly string[], root: string): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const path of paths) {
    refuseEmpty(path);
    const absolute = resolve(path);
    const isFolder = await isDirectory(absolute, path);
    for (const each of isFolder ? await filesIn(absolute) : [absolute]) {
      const named = !isFolder || found.get(each)?.named === true;
      found.set(each, { path: each, shown: shownPath(each, root), named });
    }
  }
  return [...found.values()];
}

/**
 * An empty path, such as a variable of a pipeline without a value, would mean the working directory.
 *
 * @throws UserError for it
 */
export function refuseEmpty(path: string): void {
  if (path === '')
    throw new UserError('A path is empty.', 'Name a file or a folder; . is the working directory.');
}

/** The path with `/`, relative to the root. */
export function shownPath(path: string, root: string): string {
  const shown = relative(root, path);
  return (shown === '' ? path : shown).split(sep).join('/');
}

async function isDirectory(path: string, shown: string): Promise<boolean> {
  const found = await statOf(path, shown);
  // A file is looked at more than once, which a pipe does not bear; one without a writer would be waited for.
  if (!found.isDirectory() && !found.isFile())
    throw new UserError(
      `${shown} is neither a file nor a folder.`,
      'Save what a pipe brings in a file, and name that.',
    );
  return found.isDirectory();
}

async function statOf(path: string, shown: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    const code = systemCodeOf(error);
    const why = code === 'ENOENT' || code === 'ENOTDIR' ? 'does not exist' : `cannot be read (${code})`;
    throw new UserError(
      `${shown} ${why}.`,
      'Give files or folders with ARM templates, Bicep files or Terraform plans.',
      {
        cause: error,
      },
    );
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const { globby } = await import('globby');
  const files = await globby(PATTERNS, {
    cwd: folder,
    gitignore: true,
    ignore: SKIPPED,
    dot: true,
    absolute: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    suppressErrors: true,
  });
  return files.map((file) => resolve(file)).sort();
}

/** Whether a path is a plain file: no link, no folder. */
export async function isPlainFile(path: string): Promise<boolean> {
  return await lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
