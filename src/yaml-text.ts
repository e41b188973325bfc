import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import { keysOf } from './check/pointer.js';
import type { FilePlace } from './model/sighting.js';
import { UserError } from './model/user-error.js';

/** Files come from pull requests: the parser needs quadratic time for some texts, and no honest one is larger. */
const MAX_LENGTH = 256 * 1024;

/**
 * Brackets that are open at once, and columns before the first word of a line, which bound how deep lists and maps are
 * nested. The parser goes down level by level; a thousand bring it, and Node with it, to a fatal end.
 */
const MAX_DEPTH = 200;

/** A YAML text (JSON is YAML too) that can say where in it a value stands. */
export class YamlText {
  /** The text as plain data. */
  readonly value: unknown;
  readonly #path: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  private constructor(path: string, document: Document, lines: LineCounter, value: unknown) {
    this.value = value;
    this.#path = path;
    this.#document = document;
    this.#lines = lines;
  }

  /**
   * Parses a text.
   *
   * @param path what to call it in messages
   * @param what what it should be, for example `policy`
   * @throws UserError with file, line and column for a text that is no YAML, too large or too deep
   */
  static parse(text: string, path: string, what: string): YamlText {
    if (text.length > MAX_LENGTH) throw new UserError(`${path} is larger than ${MAX_LENGTH / 1024} KiB.`);
    const lines = new LineCounter();
    const where = (offset: number) => {
      const { line, col } = lines.linePos(offset);
      return `${path}:${line}:${col}`;
    };
    if (isDeep(text)) throw new UserError(`${path} is no ${what}: it is nested too deeply.`);
    // The parser's own search for equal keys takes quadratic time.
    const options = { prettyErrors: false, version: '1.2', merge: false, uniqueKeys: false } as const;
    const document = parseDocument(text, { ...options, lineCounter: lines });
    const [broken] = [...document.errors, ...document.warnings];
    if (broken?.code === 'MULTIPLE_DOCS')
      throw new UserError(`${where(broken.pos[0])}: a second document begins here; a ${what} is one.`);
    if (broken !== undefined) throw new UserError(`${where(broken.pos[0])} is no YAML: ${broken.message}`);
    const twice = equalKeyIn(document);
    if (twice !== undefined) throw new UserError(`${where(twice)} is no YAML: Map keys must be unique`);
    return new YamlText(path, document, lines, plainOf(document, path, what));
  }

  /** The place of the key (or list item) at a JSON pointer, or of the nearest thing around it. */
  placeOf(pointer: string): FilePlace {
    const { line, col } = this.#lines.linePos(offsetOf(this.#document, pointer));
    return { file: this.#path, line, column: col };
  }

  /** The same place as `file:line:column`. */
  whereIs(pointer: string): string {
    const { file, line, column } = this.placeOf(pointer);
    return `${file}:${line}:${column}`;
  }
}

function isDeep(text: string): boolean {
  for (const [start] of text.matchAll(/^[ \t]*(?:[-?:][ \t]+)*/gm)) if (start.length > MAX_DEPTH) return true;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** The offset of a key that its map already has. */
function equalKeyIn(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : key;
        if (seen.has(name)) {
          found = isNode(key) ? key.range?.[0] : 0;
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}

function plainOf(document: Document, path: string, what: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    throw new UserError(
      `${path} is no ${what}: ${error instanceof Error ? error.message : String(error)}.`,
      undefined,
      { cause: error },
    );
  }
}

function offsetOf(document: Document, pointer: string): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const key of keysOf(pointer)) {
    if (isSeq(node)) {
      const item: unknown = node.items[Number(key)];
      node = isNode(item) ? item : null;
      offset = node?.range?.[0] ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
      if (pair === undefined) return offset;
      offset = (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = isNode(pair.value) ? pair.value : null;
    } else return offset;
  }
  return offset;
}
