import type * as jsoncParser from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { FilePlace, RowPath } from '../../model/sighting.js';
import { refuseDeep, syntaxError } from '../parse-json.js';

type Jsonc = typeof jsoncParser;

/** A JSON value that can say where each part of it is written. */
export interface PlacedJson {
  /** The path to show, with `/`. */
  readonly file: string;
  readonly value: unknown;
  /** The place of the value at a path, or of the nearest value around it. */
  readonly placeOf: (path: RowPath) => FilePlace;
}

/** A JSON text that can say where in it a value stands. Comments and trailing commas are allowed, as in templates. */
export class JsonText implements PlacedJson {
  readonly file: string;
  readonly value: unknown;
  readonly #text: string;
  readonly #jsonc: Jsonc;
  /** Made when the first place is asked for: most files have no finding. */
  #tree: Node | null | undefined;
  #lineStarts: number[] | undefined;

  private constructor(file: string, text: string, value: unknown, jsonc: Jsonc) {
    this.file = file;
    this.value = value;
    this.#text = text;
    this.#jsonc = jsonc;
  }

  /**
   * Parses a text.
   *
   * @param file what to call it in messages and places
   * @throws UserError with file, line and column
   */
  static async parse(file: string, text: string): Promise<JsonText> {
    const jsonc = await import('jsonc-parser');
    const strict = text.startsWith('\uFEFF') ? text.slice(1) : text;
    const value = strictly(strict) ?? lenient(strict, jsonc) ?? lenient(withoutBreaks(strict), jsonc);
    if (value === undefined) throw await syntaxError(strict, file, { lenient: withoutBreaks(strict) });
    refuseDeep(value, strict, file);
    return new JsonText(file, strict, value, jsonc);
  }

  /** The place of the value at a path, or of the nearest value around it. */
  placeOf(path: RowPath): FilePlace {
    this.#tree ??= this.#jsonc.parseTree(withoutBreaks(this.#text), [], { allowTrailingComma: true }) ?? null;
    let node = this.#tree ?? undefined;
    for (const step of path) {
      const next = node === undefined ? undefined : childOf(node, step);
      if (next === undefined) break;
      node = next;
    }
    return { file: this.file, ...this.#position(startOf(node)) };
  }

  #position(offset: number): { line: number; column: number } {
    this.#lineStarts ??= [0, ...[...this.#text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    let [low, high] = [0, this.#lineStarts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }
}

function strictly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lenient(text: string, jsonc: Jsonc): unknown {
  const errors: ParseError[] = [];
  try {
    const value: unknown = jsonc.parse(text, errors, { allowTrailingComma: true });
    return errors.length === 0 ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The text with a space for each line break inside a string: Azure takes such strings in templates
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#multi-line-strings). Everything stays where
 * it is.
 */
function withoutBreaks(text: string): string {
  const pieces: string[] = [];
  let [start, inString] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
      else if (character === '\n' || character === '\r') {
        pieces.push(text.slice(start, at), ' ');
        start = at + 1;
      }
    } else if (character === '"') inString = true;
    else if (character === '/') at = endOfComment(text, at);
  }
  return pieces.join('') + text.slice(start);
}

/** The last character of the comment that begins there; one that is not closed reaches to the end of the text. */
function endOfComment(text: string, start: number): number {
  const isBlock = text[start + 1] === '*';
  if (!isBlock && text[start + 1] !== '/') return start;
  const end = isBlock ? text.indexOf('*/', start + 2) : text.indexOf('\n', start);
  if (end < 0) return text.length;
  return isBlock ? end + 1 : end;
}

/** The child at one step; names as they are written, else in any letter case, as ARM reads them. */
function childOf(node: Node, step: string | number): Node | undefined {
  const children = node.children ?? [];
  if (typeof step === 'number') return node.type === 'array' ? children[step] : undefined;
  if (node.type !== 'object') return undefined;
  const nameOf = (property: Node): unknown => property.children?.[0]?.value;
  const property =
    children.findLast((each) => nameOf(each) === step) ??
    children.findLast((each) => String(nameOf(each)).toLowerCase() === step.toLowerCase());
  return property?.children?.[1];
}

/** A property is pointed at by its name, an item of a list by itself. */
function startOf(node: Node | undefined): number {
  const parent = node?.parent;
  return (parent?.type === 'property' ? parent.offset : node?.offset) ?? 0;
}
