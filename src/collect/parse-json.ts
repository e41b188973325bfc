import type { ParseError } from 'jsonc-parser';
import { UserError } from '../model/user-error.js';

/** Deeper nesting than this is refused: Azure's deepest resources have about twenty levels. */
const MAX_DEPTH = 200;

/** A shorter text cannot be nested so deeply that it matters. */
const HARMLESS_LENGTH = 8192;

/**
 * Parses JSON text.
 *
 * @param file the file's path, and `line` the number of the text's first line in it, for the message
 * @throws UserError with file, line and column
 */
export async function parseJson(text: string, file: string, line = 1): Promise<unknown> {
  try {
    return checked(JSON.parse(text), text, file, line);
  } catch (error) {
    throw error instanceof UserError ? error : await syntaxError(text, file, { line, cause: error });
  }
}

/** Parses JSON text at once; undefined where it is no JSON: {@link parseJson} says why. */
export function parsedOf(text: string, file: string, line: number): unknown {
  try {
    return checked(JSON.parse(text), text, file, line);
  } catch (error) {
    if (error instanceof UserError) throw error;
    return undefined;
  }
}

function checked(value: unknown, text: string, file: string, line: number): unknown {
  refuseDeep(value, text, file, line);
  return value;
}

/**
 * Lets nothing through that is nested so deeply that walking it could exhaust the stack.
 *
 * @param text what the value was parsed from
 * @throws UserError
 */
export function refuseDeep(value: unknown, text: string, file: string, line = 1): void {
  if (text.length > HARMLESS_LENGTH && isDeeperThan(value, MAX_DEPTH))
    throw new UserError(`${file}:${line} is nested more than ${MAX_DEPTH} levels deep.`);
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  return Object.values(value).some((child) => isDeeperThan(child, depth - 1));
}

interface Mistaken {
  /** The number of the text's first line in the file. */
  readonly line?: number;
  readonly cause?: unknown;
  /** The same text as a lenient reader takes it, each character in its place: with comments and trailing commas. */
  readonly lenient?: string;
}

/** Finds the line and column that JSON.parse does not reliably tell. */
export async function syntaxError(
  text: string,
  file: string,
  { line = 1, cause, lenient }: Mistaken,
): Promise<UserError> {
  const jsonc = await import('jsonc-parser');
  const errors: ParseError[] = [];
  try {
    if (lenient === undefined) jsonc.parse(text, errors, { disallowComments: true });
    else jsonc.parse(lenient, errors, { allowTrailingComma: true });
  } catch {
    return new UserError(`${file}:${line} is no JSON: it is nested too deeply.`, undefined, { cause });
  }
  const [first] = errors;
  if (first === undefined) return new UserError(`${file}:${line} is no JSON.`, undefined, { cause });
  const before = text.slice(0, first.offset).split('\n');
  const place = `${file}:${line + before.length - 1}:${(before.at(-1) ?? '').length + 1}`;
  const ends = first.offset >= text.trimEnd().length;
  const what = ends ? 'the file ends in the middle' : phraseOf(jsonc.printParseErrorCode(first.error));
  return new UserError(`${place} is no JSON: ${what}.`, undefined, { cause });
}

/** `CommaExpected` → `comma expected`. */
function phraseOf(code: string): string {
  return code.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase();
}
