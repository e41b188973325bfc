import type { Inventory, Source } from '../model/inventory.js';
import type { Row } from '../model/row.js';
import { UserError } from '../model/user-error.js';
import { byteSource, EarlyEnd, type ByteSource } from './byte-source.js';
import { gatherSlices } from './gather-slices.js';
import { openingOf } from './header.js';
import { isBlank, linesOf, textOfBytes, withoutMark, type Line } from './lines.js';
import { parsedOf, parseJson } from './parse-json.js';
import { rowsInDocument } from './recognise.js';
import { markOf, scanAhead } from './scan-ahead.js';
import { streamSlices, type PlacedRow } from './stream-slices.js';
import { isJsonObject, rowsOf } from './to-row.js';

/** A text that is longer cannot be one JavaScript string. */
const MAX_DOCUMENT = 500 << 20;

/**
 * Opens an inventory file of any form in docs/inventory.md: our NDJSON (also compressed), NDJSON without our header, or
 * one JSON document as the Azure CLI prints it.
 *
 * @param takenAt what counts as "now" where the file does not say it
 * @throws UserError for a file that cannot be read or is none of these; also later, from the iteration
 */
export async function openInventoryFile(path: string, takenAt: string): Promise<Inventory> {
  const file = await byteSource(path);
  const opening = await openingOf(file);
  if (opening === 'document') return documentInventory(file, takenAt);
  const header = opening === 'lines' ? undefined : opening;
  const { gaps, lastLine } = await scanAhead(file, header);
  const source: Source = { kind: 'file', takenAt, ...header?.source };
  const rows = placedRows(file, header?.line, lastLine);
  const parts = header?.sliced === true ? await streamSlices(path, rows) : gatherSlices(await rowsIn(rows));
  return { source, declared: header !== undefined, gaps, ...parts };
}

/** So many rows are parsed before the next ones are asked for: few, so that they are garbage soon. */
const BATCH = 64;

/** The rows of an NDJSON file with their places, up to the last whole line, in batches. */
async function* placedRows(
  file: ByteSource,
  headerLine: number | undefined,
  lastLine: number,
): AsyncGenerator<readonly PlacedRow[], void> {
  try {
    for await (const lines of linesOf(file.path, file.open())) {
      let batch: PlacedRow[] = [];
      try {
        for (const line of lines) {
          if (line.number > lastLine) break;
          if (line.number === headerLine || isBlank(line.bytes) || markOf(line) !== undefined) continue;
          // Waiting for each line takes time.
          const rows =
            rowsOfLine(line, file.path, headerLine !== undefined) ?? (await noJson(line, file.path));
          for (const row of rows) batch.push({ row, line: line.number });
          if (batch.length < BATCH) continue;
          yield batch;
          batch = [];
        }
      } catch (error) {
        // What is wrong with the rows before comes first.
        if (batch.length > 0) yield batch;
        throw error;
      }
      yield batch;
    }
  } catch (error) {
    if (!(error instanceof EarlyEnd)) throw error;
  }
}

/**
 * The rows in a line; undefined where it is no JSON.
 *
 * @param isOurs whether the file has our header: then each line is one resource
 * @throws UserError
 */
function rowsOfLine(line: Line, path: string, isOurs: boolean): readonly Row[] | undefined {
  const where = `${path}:${line.number}`;
  const value = parsedOf(textOfBytes(line.bytes, where), path, line.number);
  if (value === undefined) return undefined;
  const rows = isOurs ? rowsOf(value) : rowsInDocument(value, where);
  if (rows === undefined)
    throw new UserError(`${where} is no Azure resource: it has no \`id\` or no \`type\`.`);
  return rows;
}

/** Says what is wrong with a line that is no JSON. */
async function noJson(line: Line, path: string): Promise<never> {
  await parseJson(textOfBytes(line.bytes, path), path, line.number);
  throw new TypeError(`${path}:${line.number} was no JSON before.`);
}

async function rowsIn(batches: AsyncIterable<readonly PlacedRow[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) for (const { row } of batch) rows.push(row);
  return rows;
}

async function documentInventory(file: ByteSource, takenAt: string): Promise<Inventory> {
  const text = textOfBytes(withoutMark(file.path, await wholeOf(file)), file.path);
  const document = await parseJson(text, file.path);
  const rows = rowsInDocument(document, file.path);
  return {
    source: { kind: 'file', takenAt },
    declared: false,
    gaps: [],
    notes: pageNotes(document, file.path, rows.length),
    ...gatherSlices(rows),
  };
}

/** Where the next page is, as Resource Graph, the Azure CLI and Azure Resource Manager say it. */
const NEXT_PAGE = ['skip_token', '$skipToken', 'nextLink'];

/** A list that goes on elsewhere is not all there is: `az graph query` prints at most 1,000 rows. */
function pageNotes(document: unknown, path: string, rows: number): string[] {
  if (!isJsonObject(document)) return [];
  const next = NEXT_PAGE.find((key) => typeof document[key] === 'string' && document[key] !== '');
  if (next === undefined) return [];
  const total = [document.total_records, document.totalRecords].find((count) => Number.isSafeInteger(count));
  const many = typeof total === 'number' && total > rows ? ` with ${rows} of ${total} resources` : '';
  return [`${path} is one page of several${many} (${next}): what is on the others was not checked.`];
}

async function wholeOf(file: ByteSource): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of file.open()) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length <= MAX_DOCUMENT) continue;
    throw new UserError(
      `${file.path} is too large to be read as one JSON document.`,
      'Write one resource per line (`jq -c .[]`), or save the inventory with `backup-lint collect`.',
    );
  }
  return Buffer.concat(chunks);
}
