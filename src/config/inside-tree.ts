import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep, win32 } from 'node:path';

/** Git's own folder, also as file systems spell it that ignore letter case, trailing dots or long names. */
const GIT = /^(\.git[. ]*|git~\d+)$/i;

/** A path that may be used, or why it may not. */
export type TreePath = { readonly path: string } | { readonly why: string };

/**
 * The path that an untrusted file names, made absolute. It must stay in the tree, links included, and out of `.git`,
 * where a file could become a command.
 *
 * @param path relative to `base`
 * @param base a folder in the tree
 * @param root the folder that must not be left
 */
export async function insideTree(path: string, base: string, root: string): Promise<TreePath> {
  if (path === '' || path.includes('\0')) return { why: 'is no path' };
  if (isAbsolute(path) || win32.isAbsolute(path) || /^[a-z]:/i.test(path)) {
    return { why: 'is absolute; it must be relative to the configuration file' };
  }
  const absolute = resolve(base, path);
  if (!isBelow(absolute, root)) return { why: 'leaves the repository' };
  const real = await realOf(absolute);
  const realRoot = await realpath(root);
  if (real === undefined || !isBelow(real, realRoot)) return { why: 'leaves the repository through a link' };
  if (isOfGit(real, realRoot)) return { why: "is in Git's own folder" };
  return { path: absolute };
}

/** Whether a file, which exists, is in the tree once links are followed, and not Git's own. */
export async function isInTree(file: string, root: string): Promise<boolean> {
  const [real, realRoot] = [await realpath(file), await realpath(root)];
  return isBelow(real, realRoot) && !isOfGit(real, realRoot);
}

function isOfGit(real: string, realRoot: string): boolean {
  return relative(realRoot, real)
    .split(sep)
    .some((name) => GIT.test(name));
}

function isBelow(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The path with the links followed in what exists of it, or undefined where a link leads to nothing. */
async function realOf(path: string): Promise<string | undefined> {
  let existing = path;
  for (;;) {
    try {
      return join(await realpath(existing), relative(existing, path));
    } catch {
      const parent = dirname(existing);
      const isLink = await lstat(existing).then(
        (stats) => stats.isSymbolicLink(),
        () => false,
      );
      if (isLink || parent === existing) return undefined;
      existing = parent;
    }
  }
}
