import { GAP_REASONS, type Gap, type GapReason } from '../model/inventory.js';
import { UserError } from '../model/user-error.js';
import { EarlyEnd, type ByteSource } from './byte-source.js';
import type { Header } from './header.js';
import { isBlank, linesOf, textOfBytes, type Line } from './lines.js';
import { parseJson } from './parse-json.js';
import { isJsonObject } from './to-row.js';

/** What must be known of an inventory before its first row is judged. */
export interface Ahead {
  readonly gaps: readonly Gap[];
  /** The number of the last line that may be read: a line that was cut off is not. */
  readonly lastLine: number;
}

const MARK = /^\s*\{\s*"(gap|end)"\s*:/;

/** A line is a mark if it begins with one; so many bytes are enough to see that. */
const MARK_LENGTH = 64;

const [BRACE, QUOTE] = [0x7b, 0x22];
/** How the names of marks begin. */
const FIRST_LETTERS: readonly (number | undefined)[] = [0x65, 0x67];

/**
 * Goes once over an NDJSON file for its gaps and its end. Both can stand behind the rows, and both decide whether a
 * row that is not there means anything, so they must be known before the first slice is judged.
 */
export async function scanAhead(source: ByteSource, header: Header | undefined): Promise<Ahead> {
  const { path } = source;
  const gaps: Gap[] = [];
  let rows = 0;
  let end: Record<string, unknown> | undefined;
  let cutOff: Line | undefined;
  let lastLine = 0;
  try {
    for await (const batch of linesOf(path, source.open())) {
      for (const line of batch) {
        if (line.number === header?.line || isBlank(line.bytes)) continue;
        if (!line.ended && !(await parses(line, path))) {
          cutOff = line;
          break;
        }
        lastLine = line.number;
        const mark = markOf(line);
        if (mark === undefined) rows++;
        else if (mark === 'gap') gaps.push(await gapIn(line, path));
        else end = await objectIn(line, path, 'end');
      }
    }
  } catch (error) {
    if (!(error instanceof EarlyEnd)) throw error;
    return { gaps: [...gaps, truncated(error.message)], lastLine };
  }
  if (cutOff !== undefined) gaps.push(truncated(`${path}:${cutOff.number} is cut off.`));
  else if (header?.trailer === true && end === undefined) gaps.push(truncated(`${path} has no end line.`));
  else if (end !== undefined && !(end.rows === rows && end.gaps === gaps.length)) {
    gaps.push(truncated(`${path} has ${rows} rows and ${gaps.length} gaps; its end line counts others.`));
  }
  return { gaps, lastLine };
}

/** Which mark of the format a line is: a gap or the end; undefined for a row. */
export function markOf({ bytes }: Line): 'gap' | 'end' | undefined {
  // Nearly every line is a row and begins with `{"id"`: two bytes tell it.
  if (bytes[0] === BRACE && bytes[1] === QUOTE && !FIRST_LETTERS.includes(bytes[2])) return undefined;
  const mark = MARK.exec(bytes.toString('latin1', 0, MARK_LENGTH))?.[1];
  return mark === 'gap' || mark === 'end' ? mark : undefined;
}

function truncated(detail: string): Gap {
  return { what: '*', scope: '/', reason: 'truncated', detail };
}

async function parses(line: Line, path: string): Promise<boolean> {
  try {
    await parseJson(textOfBytes(line.bytes, path), path, line.number);
    return true;
  } catch {
    return false;
  }
}

async function objectIn(line: Line, path: string, key: string): Promise<Record<string, unknown>> {
  const where = `${path}:${line.number}`;
  const value = await parseJson(textOfBytes(line.bytes, where), path, line.number);
  const object = isJsonObject(value) ? value[key] : undefined;
  if (!isJsonObject(object)) throw new UserError(`${where}: \`${key}\` is no object.`);
  return object;
}

async function gapIn(line: Line, path: string): Promise<Gap> {
  const { what, scope, reason, detail } = await objectIn(line, path, 'gap');
  if (typeof what !== 'string' || typeof scope !== 'string') {
    throw new UserError(
      `${path}:${line.number}: a gap needs \`what\` (a resource type or "*") and \`scope\`.`,
    );
  }
  const known = GAP_REASONS.find((each) => each === reason);
  const unlisted = known === undefined && typeof reason === 'string' ? `${reason}. ` : '';
  const told = `${unlisted}${typeof detail === 'string' ? detail : ''}`.trim();
  const kept: GapReason = known ?? 'failed';
  return { what, scope, reason: kept, ...(told === '' ? {} : { detail: told }) };
}
