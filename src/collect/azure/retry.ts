import type { Clock } from './clock.js';
import { failureOf, interrupted, isAbort, noAnswer, type Answer } from './failure.js';
import { TimedOut } from './in-time.js';

/** The headers of an answer, by lower-cased name. */
export type Headers = (name: string) => string | undefined;

export interface HttpAnswer extends Answer {
  readonly headers: Headers;
}

export interface RetryOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called with the milliseconds that the service asked everyone to wait. */
  readonly onThrottled?: (milliseconds: number) => void;
  /** Gets a new token after a 401; false: there is none. */
  readonly renew: () => Promise<boolean>;
}

/** Partial content and many answers in one: a part of what was asked for is not taken for the whole. */
const PARTS = [206, 207];

/** How often a request is tried again, and how long the first pause is. */
const MOST_RETRIES = 4;
const FIRST_PAUSE = 1000;
/** A service that is silent for so long once is asked again; twice, and it is given up. */
const MOST_TIMEOUTS = 2;
/** Where a 429 does not say how long: the window of Resource Graph. */
const THROTTLED_PAUSE = 5000;
/** A service that asks for a longer pause, in any way, is taken at its word only so far. */
const LONGEST_PAUSE = 120_000;

/**
 * Sends a request until it succeeds: 429 after the pause that the service asks for, 408, 5xx and connections that
 * break after growing pauses, 401 once with a new token.
 *
 * @throws ReadFailure when nothing is left to try
 */
export async function withRetries(
  send: () => Promise<HttpAnswer>,
  options: RetryOptions,
): Promise<HttpAnswer> {
  let renewed = false;
  let timeouts = 0;
  for (let attempt = 0; ; attempt++) {
    const result = await attemptOnce(send, options.signal);
    if (!(result instanceof Error)) {
      if (result.status < 300 && !PARTS.includes(result.status)) return result;
      if (result.status === 401 && !renewed) {
        renewed = true;
        if (await options.renew()) continue;
      }
    }
    if (result instanceof TimedOut) timeouts += 1;
    const pause = pauseAfter(result, attempt, options);
    if (pause === undefined || attempt >= MOST_RETRIES || timeouts >= MOST_TIMEOUTS) {
      throw result instanceof Error ? noAnswer(result) : failureOf(result);
    }
    await options.clock.sleep(pause, options.signal).catch((error: unknown) => {
      throw options.signal.aborted ? interrupted() : error;
    });
  }
}

/** The answer, or why there is none: the connection broke. An interrupted scan is not tried again. */
async function attemptOnce(
  send: () => Promise<HttpAnswer>,
  signal: AbortSignal,
): Promise<HttpAnswer | Error> {
  try {
    return await send();
  } catch (error) {
    if (signal.aborted || isAbort(error)) throw interrupted();
    if (!isConnectionError(error)) throw error;
    return error;
  }
}

/** No answer: time ran out, or an error of the HTTP client (resets, bodies that end early or are no JSON). */
function isConnectionError(error: unknown): error is Error {
  return error instanceof TimedOut || (error instanceof Error && error.name === 'RestError');
}

/** How long to wait where it may go better next time; undefined: it will not. */
function pauseAfter(
  answer: HttpAnswer | Error,
  attempt: number,
  { clock, onThrottled }: RetryOptions,
): number | undefined {
  if (answer instanceof Error) return growing(attempt, clock);
  if (answer.status === 429) {
    const told = Math.max(retryAfter(answer.headers) ?? 0, quotaReset(answer.headers) ?? 0);
    const pause = Math.min(LONGEST_PAUSE, told === 0 ? THROTTLED_PAUSE : told);
    onThrottled?.(pause);
    return pause + clock.random() * FIRST_PAUSE * (attempt + 1);
  }
  if (answer.status !== 408 && answer.status < 500) return undefined;
  const told = retryAfter(answer.headers) ?? 0;
  return told === 0 ? growing(attempt, clock) : Math.min(LONGEST_PAUSE, told);
}

function growing(attempt: number, clock: Clock): number {
  return FIRST_PAUSE * 2 ** attempt * (0.5 + clock.random() / 2);
}

/** The `Retry-After` header (seconds, or a date by the clock of the service) in milliseconds. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers('retry-after');
  if (value === undefined) return undefined;
  const seconds = Number(value);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - serviceTime(headers);
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}

/** What the clock of the service says; ours may be wrong by hours. */
function serviceTime(headers: Headers): number {
  const date = Date.parse(headers('date') ?? '');
  return Number.isNaN(date) ? Date.now() : date;
}

/** `x-ms-user-quota-resets-after` (hh:mm:ss) in milliseconds, at most the longest pause. */
export function quotaReset(headers: Headers): number | undefined {
  const parts = headers('x-ms-user-quota-resets-after')?.split(':').map(Number);
  if (parts?.length !== 3 || parts.some((part) => !Number.isFinite(part))) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = parts;
  return Math.min(LONGEST_PAUSE, ((hours * 60 + minutes) * 60 + seconds) * 1000);
}
