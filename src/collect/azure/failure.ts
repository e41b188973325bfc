import type { Gap, GapReason } from '../../model/inventory.js';
import { systemCodeOf } from '../../model/system-code.js';
import { TimedOut } from './in-time.js';
import { withoutTokens } from './without-tokens.js';

/** A read that gave nothing, after everything that can be tried again was. */
export class ReadFailure extends Error {
  override readonly name = 'ReadFailure';

  constructor(
    readonly reason: GapReason,
    /** One sentence for people, without anything secret. */
    readonly detail: string,
    readonly status?: number,
  ) {
    super(detail);
  }
}

/** A request, sent again as often as it makes sense, that failed for a reason that others will meet too. */
export class Breakdown extends ReadFailure {}

/** The same, where there was no answer in time. */
export class Silence extends Breakdown {
  constructor() {
    super('failed', 'No answer in time.');
  }
}

/** The gap that a failure leaves; anything else that was thrown is a bug and is thrown again. */
export function gapOf(error: unknown, what: string, scope: string): Gap {
  if (!(error instanceof ReadFailure)) throw error;
  return { what, scope, reason: error.reason, detail: error.detail };
}

/** The answer of a service, as far as a failure is told by it. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const REASONS: Readonly<Record<number, GapReason>> = {
  206: 'truncated',
  207: 'truncated',
  401: 'forbidden',
  403: 'forbidden',
  404: 'notFound',
  429: 'throttled',
};

/** What an answer that is no success means. */
export function failureOf({ status, body }: Answer): ReadFailure {
  const Failure = status === 429 || status === 408 || status >= 500 ? Breakdown : ReadFailure;
  return new Failure(REASONS[status] ?? 'failed', `${status} ${errorText(body)}`.trim(), status);
}

/** What a request means that got no answer. */
export function noAnswer(error: Error): ReadFailure {
  if (error instanceof TimedOut) return new Silence();
  const code = systemCodeOf(error);
  return new Breakdown('failed', `No answer${code === '' ? '' : ` (${code})`}.`);
}

/** What a request means that was given up because the scan was. */
export function interrupted(): ReadFailure {
  return new ReadFailure('interrupted', 'The scan was interrupted.');
}

export function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}

/** Azure's error code and message in a body, the innermost code first; at most 300 characters. */
function errorText(body: unknown): string {
  const error = property(body, 'error') ?? body;
  const details = property(error, 'details');
  const inner: unknown = Array.isArray(details) ? details.at(-1) : undefined;
  const parts = [
    property(inner, 'code') ?? property(error, 'code'),
    property(inner, 'message') ?? property(error, 'message'),
  ];
  const text = withoutTokens(parts.filter((part) => typeof part === 'string').join(': '));
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

/** Whether an error body names this code, at any depth of its details. */
export function hasErrorCode(body: unknown, code: string): boolean {
  const error = property(body, 'error') ?? body;
  const details = property(error, 'details');
  return (
    property(error, 'code') === code ||
    (Array.isArray(details) && details.some((each) => hasErrorCode(each, code)))
  );
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
