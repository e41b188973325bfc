import { access, lstat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../model/user-error.js';
import { isInTree } from './inside-tree.js';

/** What a configuration file is called. */
const CONFIG_NAMES = ['.backup-lint.yaml', '.backup-lint.yml'] as const;

/** A configuration file, and the folder that what it names must not leave. */
export interface ConfigFile {
  readonly path: string;
  readonly root: string;
}

/**
 * Finds the configuration file: the one of the flag, else the nearest one from a folder up to the root of the
 * repository (the folder with `.git`). Outside of a repository only the folder itself is looked at.
 *
 * @param flag `--config FILE`; false: `--no-config`
 * @throws UserError where a folder has two, and for one that is a link out of the repository
 */
export async function findConfig(from: string, flag?: string | false): Promise<ConfigFile | undefined> {
  if (flag === false) return undefined;
  if (flag === '') throw new UserError('--config takes a file.');
  if (flag !== undefined) {
    const path = resolve(from, flag);
    return { path, root: (await repositoryOf(dirname(path))) ?? dirname(path) };
  }
  const root = (await repositoryOf(from)) ?? resolve(from);
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = await configIn(folder);
    if (path !== undefined) {
      if (await isInTree(path, root).catch(() => false)) return { path, root };
      throw new UserError(
        `${path} is a link out of the repository, or into Git's own folder.`,
        '--no-config leaves it out.',
      );
    }
    if (folder === root || folder === dirname(folder)) return undefined;
  }
}

async function configIn(folder: string): Promise<string | undefined> {
  const paths = CONFIG_NAMES.map((name) => join(folder, name));
  const exists = await Promise.all(
    paths.map((path) =>
      lstat(path).then(
        (stats) => !stats.isDirectory(),
        () => false,
      ),
    ),
  );
  const [found, other] = paths.filter((_, index) => exists[index]);
  if (found !== undefined && other !== undefined)
    throw new UserError(`There is ${found}, and there is ${other}.`, 'Remove one of them.');
  return found;
}

/** The nearest folder from here upwards that has `.git`, a folder or (of a worktree) a file. */
async function repositoryOf(from: string): Promise<string | undefined> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const isRoot = await access(join(folder, '.git')).then(
      () => true,
      () => false,
    );
    if (isRoot) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * The folder that places in files are relative to: the root of the repository here; where there is none, that of the
 * files, if they are all in one (a job may check it out into a folder of its own); else the folder itself.
 */
export async function rootFor(paths: readonly string[], from: string): Promise<string> {
  const here = await repositoryOf(from);
  if (here !== undefined) return here;
  const roots = new Set(await Promise.all(paths.map((path) => repositoryOf(resolve(from, path)))));
  const [only] = roots;
  return roots.size === 1 && only !== undefined ? only : resolve(from);
}
