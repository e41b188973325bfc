import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Node } from 'web-tree-sitter';
import type { FilePlace } from '../../../model/sighting.js';
import { loadGrammar } from '../grammar.js';
import { writtenValue, type WrittenValue } from './written-value.js';

/** A resource or a module of a Bicep file. */
export interface Declaration {
  readonly kind: 'resource' | 'module';
  /** The symbolic name; of a child inside its parent `parent::child`. */
  readonly name: string;
  /** Of a resource: the whole type in lower case, without the version. */
  readonly type: string;
  /** Of a module: the file as it is written. */
  readonly file: string;
  readonly existing: boolean;
  readonly place: FilePlace;
  readonly body: WrittenValue | undefined;
}

/** What a Bicep file declares and where. For places only: what it means is in the compiled template. */
export interface BicepSource {
  readonly path: string;
  readonly declarations: readonly Declaration[];
  /** Parameters, variables and outputs by their names in lower case. */
  readonly names: ReadonlyMap<string, FilePlace>;
}

/** More modules than this are not looked into. */
const MOST_FILES = 300;

/**
 * A Bicep file with the local modules that it uses, by absolute path.
 *
 * @param holds whether a path may be read
 * @param shown the path to show
 */
export async function readSources(
  main: string,
  holds: (path: string) => Promise<boolean>,
  shown: (path: string) => string,
): Promise<ReadonlyMap<string, BicepSource>> {
  const sources = new Map<string, BicepSource>();
  const waiting = [main];
  for (let path = waiting.pop(); path !== undefined && sources.size < MOST_FILES; path = waiting.pop()) {
    if (sources.has(path) || !(await holds(path))) continue;
    const source = await sourceOf(path, await readFile(path, 'utf8'), shown(path));
    sources.set(path, source);
    for (const { kind, file } of source.declarations)
      if (kind === 'module' && !/^(?:br|ts)[:/]/.test(file)) waiting.push(resolve(dirname(path), file));
  }
  return sources;
}

async function sourceOf(path: string, text: string, shown: string): Promise<BicepSource> {
  const parser = await loadGrammar('bicep');
  const tree = parser.parse(text);
  const names = new Map<string, FilePlace>();
  const declarations: Declaration[] = [];
  if (tree === null) return { path, declarations, names };
  try {
    for (const node of tree.rootNode.namedChildren) {
      declarations.push(...declarationsIn(node, shown, undefined));
      if (/^(?:parameter|variable|output)_declaration$/.test(node.type)) {
        const name = node.namedChildren.find(({ type }) => type === 'identifier');
        if (name !== undefined) names.set(name.text.toLowerCase(), placeOf(name, shown));
      }
    }
  } finally {
    tree.delete();
  }
  return { path, declarations, names };
}

function* declarationsIn(node: Node, file: string, parent: Declaration | undefined): Generator<Declaration> {
  if (node.type !== 'resource_declaration' && node.type !== 'module_declaration') return;
  const [symbol, what, ...rest] = node.namedChildren;
  const written = what === undefined ? '' : contentOf(what);
  const body = rest.at(-1);
  const isModule = node.type === 'module_declaration';
  const type = written.replace(/@.*$/, '').toLowerCase();
  const declaration: Declaration = {
    kind: isModule ? 'module' : 'resource',
    name: `${parent === undefined ? '' : `${parent.name}::`}${symbol?.text ?? ''}`,
    type: isModule ? '' : parent === undefined ? type : `${parent.type}/${type}`,
    file: isModule ? written : '',
    existing: node.children.some((child) => child.type === 'existing'),
    place: placeOf(node, file),
    body: body === undefined ? undefined : writtenValue(body, file),
  };
  yield declaration;
  for (const child of body?.descendantsOfType('resource_declaration') ?? [])
    if (ownerOf(child)?.equals(node) === true) yield* declarationsIn(child, file, declaration);
}

/** The nearest declaration around a node. */
function ownerOf(node: Node): Node | null {
  let above = node.parent;
  while (above !== null && above.type !== 'resource_declaration') above = above.parent;
  return above;
}

function contentOf(node: Node): string {
  return node.text.replace(/^'|'$/g, '');
}

function placeOf(node: Node, file: string): FilePlace {
  return { file, line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
}
