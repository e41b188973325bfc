import type { Row } from '../../../model/row.js';
import { Unknown } from '../../../model/unknown.js';
import { objectOf } from './json.js';

/**
 * A row whose ids, and links to others, are of this plan alone, as where the subscription is not known: of two plans that
 * contradict each other, neither tells what a resource of the other one, or of Azure, will be.
 *
 * @param file the file of the plan, as a part of an id
 */
export function apart(row: Row, file: string): Row {
  const { sighting, guest, ...columns } = row;
  const own = moved(columns, file) as Omit<Row, 'sighting' | 'guest'>;
  return {
    ...own,
    ...(sighting === undefined ? {} : { sighting }),
    ...(guest === undefined ? {} : { guest }),
  };
}

/** The depth was bounded when the text was parsed. */
function moved(value: unknown, file: string): unknown {
  if (typeof value === 'string')
    return value.replace(/^\/subscriptions\/([^/<]+)/i, (_, id: string) => `/subscriptions/<${id}@${file}>`);
  if (value instanceof Unknown) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => moved(item, file));
  const object = objectOf(value);
  if (object === undefined) return value;
  return Object.fromEntries(Object.entries(object).map(([key, each]) => [key, moved(each, file)]));
}
