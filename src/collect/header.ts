import type { Source } from '../model/inventory.js';
import { UserError } from '../model/user-error.js';
import type { ByteSource } from './byte-source.js';
import { EarlyEnd } from './byte-source.js';
import { isBlank, linesOf, type Line } from './lines.js';
import { isJsonObject } from './to-row.js';

/** The first line of an inventory of ours. */
export interface Header {
  /** The number of its line. */
  readonly line: number;
  /** Whether shared rows come first, then each slice in one piece. */
  readonly sliced: boolean;
  /** Whether an `end` line is promised. */
  readonly trailer: boolean;
  readonly source: Partial<Source>;
}

/** How a file begins: with our header, with lines that are each JSON, or with one document over many lines. */
export async function openingOf(source: ByteSource): Promise<Header | 'lines' | 'document'> {
  let seen = false;
  try {
    for await (const batch of linesOf(source.path, source.open())) {
      for (const line of batch) {
        if (isBlank(line.bytes)) continue;
        if (seen) return 'lines';
        seen = true;
        const first = tryParse(line);
        if (!isJsonObject(first)) return 'document';
        if ('backupLintInventory' in first) return headerIn(first, line.number, source.path);
      }
    }
  } catch (error) {
    if (!(error instanceof EarlyEnd)) throw error;
  }
  if (!seen) throw new UserError(`${source.path} is empty.`, 'An inventory has at least one resource.');
  return 'document';
}

function tryParse(line: Line): unknown {
  try {
    return JSON.parse(line.bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function headerIn(first: Record<string, unknown>, line: number, path: string): Header {
  const version = first.backupLintInventory;
  if (version !== 1) {
    throw new UserError(
      `${path}:${line}: this backup-lint reads inventories of version 1, not ${JSON.stringify(version)}.`,
      'A newer backup-lint may have written it.',
    );
  }
  const source = isJsonObject(first.source) ? first.source : {};
  const { takenAt, collected, scope } = source;
  if (takenAt !== undefined && !isDate(takenAt)) {
    const shown = JSON.stringify(takenAt).slice(0, 100);
    throw new UserError(`${path}:${line}: \`takenAt\` is no date: ${shown}.`);
  }
  requireTexts(collected, 'collected', `${path}:${line}`);
  requireTexts(
    isJsonObject(scope) ? scope.subscriptions : undefined,
    'scope.subscriptions',
    `${path}:${line}`,
  );
  // Of a promise in another form than it should have, the careful reading: an end is missed, an order is not relied on.
  const trailer = (first.trailer ?? false) !== false;
  return { line, sliced: first.sliced === true, trailer, source: saidIn(source) };
}

/** ISO 8601. JavaScript reads much else as a date, each in its own way: a month alone, or by the zone of the machine. */
const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

function isDate(value: unknown): boolean {
  return typeof value === 'string' && ISO.test(value) && !Number.isNaN(Date.parse(value));
}

/** What the tool reads of a source, by the type that it must have. */
const KEYS: Readonly<Record<string, (value: unknown) => boolean>> = {
  kind: isText,
  cloud: isText,
  tenantId: isText,
  principal: isText,
  backupAppId: isText,
  scope: isJsonObject,
  collected: Array.isArray,
  subscriptionsSeen: Number.isSafeInteger,
  notRequested: Number.isSafeInteger,
  requests: (value) => isJsonObject(value) && Object.values(value).every(Number.isSafeInteger),
};

/** The source without what says nothing or is of another type than it must be. */
function saidIn(source: Record<string, unknown>): Partial<Source> {
  const said = Object.entries(source).filter(
    ([key, value]) => value !== null && (!Object.hasOwn(KEYS, key) || KEYS[key]?.(value) === true),
  );
  const { scope, ...others } = Object.fromEntries(said);
  if (!isJsonObject(scope)) return others;
  return {
    ...others,
    scope: Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== null)),
  };
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function requireTexts(list: unknown, name: string, where: string): void {
  if (list === undefined || list === null) return;
  if (Array.isArray(list) && list.every((each) => typeof each === 'string')) return;
  throw new UserError(`${where}: \`${name}\` is no list of texts.`);
}
