import { TYPES, type Row } from '../model/row.js';
import type { Unknown } from '../model/unknown.js';
import type { BackupService } from './access/backup-service.js';
import { jobsOfSlice, type Jobs } from './backup/backup-jobs.js';
import { snapshotCountsOf, type SnapshotCounts } from './disks/disk-snapshots.js';
import { extensionsByVm } from './vm/extensions.js';
import { locksOfSlice, type Locks } from './access/locks.js';
import { itemsByVm, type ProtectedItem } from './backup/azure-vm-item.js';
import { mayProtectBy, unplacedItemsOf } from './backup/unplaced-items.js';
import { collectionsOfSlice, type Collections } from './backup/restore-points.js';
import { assignmentsOf, type Assignment } from './access/role-grants.js';
import { securityGroupsBySubnet, type SubnetGroups } from './network/subnet-groups.js';
import type { SliceContext } from './slice-context.js';

/** The rows of a slice by what they are joined on, so that each VM finds its own in one step. */
export interface SliceIndex {
  readonly snapshots: SnapshotCounts;
  readonly extensions: ReadonlyMap<string, readonly Row[]>;
  readonly items: ReadonlyMap<string, readonly ProtectedItem[]>;
  /** Items that name no VM, and why a VM may be theirs all the same, by its lower-cased id. */
  readonly unplacedItems: readonly Row[];
  readonly mayProtect: ReadonlyMap<string, Unknown>;
  readonly jobs: Jobs;
  readonly locks: Locks;
  readonly collections: Collections;
  readonly securityGroupsBySubnet: ReadonlyMap<string, SubnetGroups>;
  readonly assignments: readonly Assignment[];
  readonly service: BackupService;
}

/** Goes over the rows of a slice once and sorts them by what they are joined on. */
export function indexOf(
  context: SliceContext,
  sharedAssignments: readonly Assignment[],
  service: BackupService,
): SliceIndex {
  const { slice, shared } = context;
  const items = itemsByVm(slice);
  const unplacedItems = unplacedItemsOf(slice);
  const ownAssignments =
    slice.resources.ofType(TYPES.keyVault).size > 0 ? assignmentsOf(slice.resources, shared) : [];
  return {
    snapshots: snapshotCountsOf(slice),
    extensions: extensionsByVm(slice),
    items,
    unplacedItems,
    mayProtect: mayProtectBy(unplacedItems, slice),
    jobs: jobsOfSlice(slice, items.values()),
    locks: locksOfSlice(slice, shared),
    collections: collectionsOfSlice(slice),
    securityGroupsBySubnet: securityGroupsBySubnet(slice),
    assignments: [...sharedAssignments, ...ownAssignments],
    service,
  };
}
