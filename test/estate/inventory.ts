import { gatherSlices } from '../../src/collect/gather-slices.js';
import type { Gap, Inventory, Source } from '../../src/model/inventory.js';
import { TYPES, type Row } from '../../src/model/row.js';

export const TAKEN_AT = '2026-11-22T02:00:00.000Z';

/** Every type that a live scan looks for. */
export const COLLECTED: readonly string[] = Object.values(TYPES).filter(
  (type) => type !== TYPES.instanceView && type !== TYPES.restorePoint,
);

export interface EstateOptions {
  readonly source?: Partial<Source>;
  readonly gaps?: readonly Gap[];
  /** False: rows of a file without our header. */
  readonly declared?: boolean;
}

/** An inventory of these rows: everything was looked for, in every subscription that has a row, without a gap. */
export function inventoryOf(rows: readonly Row[], options: EstateOptions = {}): Promise<Inventory> {
  const { declared = true, gaps = [] } = options;
  const source = {
    kind: 'azure',
    takenAt: TAKEN_AT,
    ...(declared ? { collected: COLLECTED } : {}),
    ...options.source,
  };
  return Promise.resolve({ source, declared, gaps, ...gatherSlices(rows) });
}
