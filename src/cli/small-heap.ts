import { setFlagsFromString } from 'node:v8';

/**
 * Lets the process collect its garbage earlier than Node does on its own: a scan reads far more than it keeps, and a
 * fast machine would let hundreds of megabytes of it lie. The old part of the heap may grow by half before it is
 * collected, the young part stays as small as it begins. It costs about a sixth of the time and nearly halves the peak
 * memory of a large scan (bench/README.md). Measured on Node 20, 22 and 24.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
}
