import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { loadGrammar } from '../grammar.js';
import { JsonText } from '../json-text.js';
import { HclBlock, partsOf } from './hcl-block.js';
import { JsonBlock } from './json-block.js';
import { objectOf, own } from './json.js';
import type { SourceBlock, SourceExpression } from './source-block.js';

/** The source of a module: the blocks that were asked for, and the local values. */
export interface SourceModule {
  /** By `azurerm_subnet.name`, `module.name`. */
  readonly blocks: ReadonlyMap<string, SourceBlock>;
  readonly locals: ReadonlyMap<string, SourceExpression>;
}

/** How many characters may be parsed, so that nobody can make a scan go on without end. */
export interface ReadBudget {
  left: number;
}

/** Larger files are not written by people; more files are in no module. */
const MAX_FILE_SIZE = 512 * 1024;
const MAX_FILES = 1000;

/** What a file is asked before it is parsed: which blocks it may hold. */
const HEADS = /\b(?:(resource)\s+"?([\w-]+)"?\s+"?([\w-]+)"?|(module)\s+"?([\w-]+)"?|(locals))\s*\{/g;

/**
 * Reads the `.tf` and `.tf.json` files of a folder, and OpenTofu's, as far as they hold blocks that are asked for, or local values.
 * Nothing outside the root is read, and no link that leads out of it. A folder or file that cannot be read has no
 * blocks: then the places are those in the plan.
 *
 * @param root the real path of the folder that nothing may lie outside of
 * @param wanted the keys of blocks: `azurerm_subnet.name`, `module.name`
 * @param budget what may still be parsed for one plan
 */
export async function readModule(
  folder: string,
  root: string,
  wanted: ReadonlySet<string>,
  budget: ReadBudget,
): Promise<SourceModule> {
  const blocks = new Map<string, SourceBlock>();
  const locals = new Map<string, SourceExpression>();
  for (const name of await sourceFilesIn(folder)) {
    const read = await readInside(join(folder, name), root);
    if (read === undefined) continue;
    const isJson = name.endsWith('.json');
    if ((!isJson && !holdsAny(read.text, wanted)) || budget.left < read.text.length) continue;
    budget.left -= read.text.length;
    if (isJson) await addJson(read, wanted, blocks);
    else await addHcl(read, wanted, blocks, locals);
  }
  return { blocks, locals };
}

/** Whether a path is a folder in the root, links followed. */
export async function isFolderInside(path: string, root: string): Promise<boolean> {
  try {
    const real = await realpath(path);
    return isInside(real, root) && (await stat(real)).isDirectory();
  } catch {
    return false;
  }
}

function isInside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

async function sourceFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch(() => []);
  const names = new Set(entries);
  // OpenTofu reads main.tofu instead of a main.tf beside it (https://opentofu.org/docs/language/files/).
  const isHidden = (name: string) =>
    /\.tf(\.json)?$/.test(name) && names.has(name.replace(/\.tf(?=(\.json)?$)/, '.tofu'));
  return entries
    .filter((name) => /\.(tf|tofu)(\.json)?$/.test(name) && !isHidden(name))
    .sort()
    .slice(0, MAX_FILES);
}

interface Source {
  /** The path to show: relative to the root, with `/`. */
  readonly file: string;
  readonly text: string;
}

async function readInside(path: string, root: string): Promise<Source | undefined> {
  try {
    const real = await realpath(path);
    const { size } = await stat(real);
    if (!isInside(real, root) || size > MAX_FILE_SIZE) return undefined;
    return { file: relative(root, path).split(sep).join('/'), text: await readFile(real, 'utf8') };
  } catch {
    return undefined;
  }
}

function holdsAny(text: string, wanted: ReadonlySet<string>): boolean {
  for (const [, resource, type, name, module, called, locals] of text.matchAll(HEADS)) {
    if (locals !== undefined) return true;
    if (resource !== undefined && wanted.has(`${type}.${name}`)) return true;
    if (module !== undefined && wanted.has(`module.${called}`)) return true;
  }
  return false;
}

async function addHcl(
  { file, text }: Source,
  wanted: ReadonlySet<string>,
  blocks: Map<string, SourceBlock>,
  locals: Map<string, SourceExpression>,
): Promise<void> {
  const parser = await loadGrammar('hcl');
  const tree = parser.parse(text.replace(/^\uFEFF/, ''));
  try {
    const body = tree?.rootNode.namedChildren.find((child) => child.type === 'body');
    for (const node of body?.namedChildren ?? []) {
      if (node.type !== 'block') continue;
      const { type, labels, body: inner } = partsOf(node);
      const key = type === 'resource' ? labels.join('.') : [type, ...labels].join('.');
      if (type === 'locals') {
        for (const [name, value] of new HclBlock(node, inner, file).expressions()) locals.set(name, value);
      } else if (['resource', 'module'].includes(type) && wanted.has(key) && !blocks.has(key)) {
        blocks.set(key, new HclBlock(node, inner, file));
      }
    }
  } finally {
    tree?.delete();
  }
}

async function addJson(
  { file, text }: Source,
  wanted: ReadonlySet<string>,
  blocks: Map<string, SourceBlock>,
): Promise<void> {
  // A broken file is Terraform's to complain about: the plan was made from it.
  const json = await JsonText.parse(file, text).catch(() => undefined);
  for (const [type, named] of Object.entries(objectOf(own(json?.value, 'resource')) ?? {})) {
    for (const [name, body] of Object.entries(objectOf(named) ?? {})) {
      const key = `${type}.${name}`;
      if (json === undefined || !wanted.has(key) || blocks.has(key)) continue;
      const path = ['resource', type, name, ...(Array.isArray(body) ? [0] : [])];
      blocks.set(key, new JsonBlock(json, path, Array.isArray(body) ? (body as unknown[])[0] : body));
    }
  }
}
