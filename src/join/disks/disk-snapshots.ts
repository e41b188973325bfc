import { lowerId } from '../../model/arm-id.js';
import type { Slice } from '../../model/inventory.js';
import { TYPES } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { at, booleanOf, knownTextOf } from '../read.js';
import type { SliceContext } from '../slice-context.js';

/** How many incremental snapshots a slice has, by the lower-cased id of the disk. */
export type SnapshotCounts = ReadonlyMap<string, number>;

/** From so many on the count is worth telling, even where there may be more. */
const WORTH_TELLING = 450;

/** Counts the incremental snapshots of a slice: a disk can have 500 of them. */
export function snapshotCountsOf(slice: Slice): SnapshotCounts {
  const counts = new Map<string, number>();
  for (const { properties } of slice.resources.ofType(TYPES.snapshot).values()) {
    const disk = knownTextOf(at(properties, 'creationData', 'sourceResourceId'));
    if (disk === undefined || booleanOf(at(properties, 'incremental')) !== true) continue;
    const key = lowerId(disk);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The number of incremental snapshots of a disk; a disk without an id has none. */
export function snapshotsOf(
  context: SliceContext,
  counts: SnapshotCounts,
  diskId: string | Unknown | undefined,
): Fact<number> {
  if (diskId === undefined || diskId instanceof Unknown) return diskId ?? 0;
  const id = lowerId(diskId);
  const count = counts.get(id) ?? 0;
  if (count >= WORTH_TELLING) return count;
  return context.knowledge.whyAbsenceUnknown(TYPES.snapshot, id) ?? count;
}
