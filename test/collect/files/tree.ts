import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  collectFiles,
  type FileInventory,
  type FileOptions,
} from '../../../src/collect/files/collect-files.js';
import type { Row } from '../../../src/model/row.js';

export const TARGET = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg';

/** A folder of files to collect from. */
export interface FileTree {
  readonly root: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly collect: (
    names?: readonly string[],
    options?: Partial<FileOptions>,
  ) => Promise<FileInventory & { readonly rows: readonly Row[]; readonly names: readonly string[] }>;
}

let count = 0;

/** A new, empty one below a folder. */
export function newTree(below: string): FileTree {
  const root = join(below, String(++count));
  mkdirSync(root);
  return {
    root,
    write: (files) => {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), text);
      }
    },
    collect: async (names = ['.'], options = {}) => {
      const paths = names.map((name) => join(root, name));
      const takenAt = '2026-11-22T02:00:00Z';
      const inventory = await collectFiles(paths, {
        takenAt,
        root,
        searchPath: '',
        target: TARGET,
        ...options,
      });
      const rows: Row[] = [];
      for await (const slice of inventory.slices) rows.push(...slice.resources);
      return { ...inventory, rows, names: rows.map(({ id }) => id.replace(/^.*\//, '')).sort() };
    },
  };
}
