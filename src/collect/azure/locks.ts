import { TYPES, type Row } from '../../model/row.js';
import { ReadFailure } from './failure.js';
import type { Patience } from './patience.js';
import type { RestClient } from './rest-client.js';

const LOCKS_API = '2020-05-01';

/**
 * The locks in a subscription. They are not in Resource Graph; one unfiltered call gives all of them.
 *
 * @param patience where it is at its end, nothing is asked
 * @throws ReadFailure
 */
export async function* locksOf(
  client: RestClient,
  subscription: string,
  patience: Patience,
): AsyncGenerator<Row> {
  if (patience.end !== undefined) throw new ReadFailure('failed', `Not asked: ${patience.end}.`);
  const path = `/subscriptions/${subscription}/providers/Microsoft.Authorization/locks`;
  try {
    for await (const lock of client.list(`${path}?api-version=${LOCKS_API}`)) yield lockRow(lock);
    patience.take(undefined);
  } catch (error) {
    patience.take(error);
    throw error;
  }
}

function lockRow(lock: unknown): Row {
  const { id, name, type, properties } = (lock ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string') throw new ReadFailure('failed', 'The answer has a lock without an id.');
  return { id, name, type: typeof type === 'string' ? type : TYPES.lock, properties };
}
