import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { keysOf } from './check/pointer.js';
import type { FilePlace } from './model/sighting.js';
import { UserError } from './model/user-error.js';
import { equalKeyIn, hintFor, isDeep, lostAliasIn } from './yaml-mistakes.js';

/** Files come from pull requests: the parser needs quadratic time for some texts, and no honest one is larger. */
const MAX_LENGTH = 256 * 1024;

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
  static parse(written: string, path: string, what: string): YamlText {
    const text = written.replace(/^\ufeff/, '');
    if (text.length > MAX_LENGTH) throw new UserError(`${path} is larger than ${MAX_LENGTH / 1024} KiB.`);
    // What Windows PowerShell writes with `>`, decoded as UTF-8.
    if (/^\ufffd\ufffd|\0/.test(text)) throw new UserError(`${path} is not in UTF-8.`, 'Save it as UTF-8.');
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
    const isJson = /\.json$/i.test(path);
    const language = isJson ? 'JSON' : 'YAML';
    if (broken !== undefined)
      throw new UserError(
        `${where(broken.pos[0])} is no ${language}: ${broken.message}`,
        isJson ? undefined : hintFor(broken),
      );
    const twice = equalKeyIn(document);
    if (twice !== undefined)
      throw new UserError(`${where(twice)} is no ${language}: Map keys must be unique`);
    const lost = lostAliasIn(document);
    if (lost !== undefined)
      throw new UserError(
        `${where(lost.at)}: there is no anchor \`&${lost.name}\` before \`*${lost.name}\`.`,
      );
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
