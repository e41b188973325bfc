import { TYPES, type Row } from '../../model/row.js';
import { ReadFailure } from './failure.js';
import type { RestClient } from './rest-client.js';

const LOCKS_API = '2020-05-01';

/**
 * The locks in a subscription. They are not in Resource Graph; one unfiltered call gives all of them.
 *
 * @throws ReadFailure
 */
export async function* locksOf(client: RestClient, subscription: string): AsyncGenerator<Row> {
  const path = `/subscriptions/${subscription}/providers/Microsoft.Authorization/locks`;
  for await (const lock of client.list(`${path}?api-version=${LOCKS_API}`)) yield lockRow(lock);
}

function lockRow(lock: unknown): Row {
  const { id, name, type, properties } = (lock ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string') throw new ReadFailure('failed', 'The answer has a lock without an id.');
  return { id, name, type: typeof type === 'string' ? type : TYPES.lock, properties };
}
