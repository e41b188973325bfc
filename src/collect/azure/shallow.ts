import { refuseDeep } from '../parse-json.js';
import { ReadFailure } from './failure.js';

/**
 * A body, unless it is nested so deeply that walking it could exhaust the stack.
 *
 * @param text what it was parsed from
 * @throws ReadFailure
 */
export function shallow(body: unknown, text: string): unknown {
  try {
    refuseDeep(body, text, '');
  } catch {
    throw new ReadFailure('failed', 'The answer is nested too deeply.');
  }
  return body;
}
