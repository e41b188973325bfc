import type { Clock } from '../../../src/collect/azure/clock.js';

/** Time that passes only when somebody waits for it. */
export class FakeClock implements Clock {
  #now = 0;
  readonly waits: number[] = [];
  now = () => this.#now;
  random = () => 0;
  sleep = async (milliseconds: number, signal: AbortSignal) => {
    await Promise.resolve();
    signal.throwIfAborted();
    this.waits.push(milliseconds);
    this.#now += milliseconds;
  };
}
