/** A request that did not end in time. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** How long one request may take in milliseconds, its body included. Resource Graph's pages have up to 16 MiB. */
export const REQUEST_TIMEOUT = 120_000;

/**
 * Runs a request that must end in time. The HTTP client watches the time until the headers are there, and a compressed
 * body that breaks off ends neither by itself nor by an abort; so this does not wait for it to stop.
 *
 * @param run is given the signal that tells it to stop
 * @throws TimedOut; the signal's reason when the scan is interrupted
 */
export async function inTime<T>(
  milliseconds: number,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const stop = new AbortController();
  let giveUp: (reason: Error) => void = () => undefined;
  const givenUp = new Promise<never>((_, reject) => (giveUp = reject));
  const end = (reason: Error) => {
    giveUp(reason);
    stop.abort();
  };
  const timer = setTimeout(() => end(new TimedOut()), milliseconds);
  const interrupt = () => end(signal.reason as Error);
  signal.addEventListener('abort', interrupt);
  try {
    return await Promise.race([run(stop.signal), givenUp]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
  }
}
