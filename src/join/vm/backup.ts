import { itemsOf, listOf, Unknown, whyOpen, type Fact, type ListFact } from '../../model/unknown.js';
import { keyVaultsOf } from '../access/key-vaults.js';
import { locksOf } from '../access/locks.js';
import { lastFailureOf } from '../backup/backup-jobs.js';
import { policyFor, protectedItemFor, protectionOf } from '../backup/protection.js';
import { collectionRowsOf, keptByAzureBackup, restorePointsOf } from '../backup/restore-points.js';
import { exclusionOf } from '../disks/disk-selection.js';
import { disksOf, type Disk } from '../disks/disks.js';
import { once } from '../once.js';
import { crashConsistentObstacleOf, fallbackOf } from './agent-need.js';
import type { Scene } from './scene.js';

/**
 * What hangs on the protection of the VM: disks in the backup, restore points, locks, key vaults. Each fact is made when
 * it is asked for.
 */
export function backupOf({ context, index, row, id, vm, identity }: Scene) {
  const item = protectedItemFor(context, index.items.get(id), id, index.mayProtect.get(id));
  const policy = policyFor(context, item);
  const { service, assignments, snapshots } = index;
  const disks = once(() => {
    const exclusion = exclusionOf(item, context.knowledge);
    return disksOf(context, { vm, exclusion, snapshots, planned: row.sighting !== undefined });
  });
  const { size, securityType } = identity;
  const obstacle = once(() => crashConsistentObstacleOf({ size, securityType, disks: disks() }));
  const collections = once(() => collectionRowsOf(context, index.collections, id));
  return {
    item,
    policy,
    disks,
    obstacle,
    fallback: once(() => fallbackOf(obstacle())),
    collections,
    restorePoints: once(() => restorePointsOf(context, collections())),
    locks: () => {
      const { location } = identity;
      return locksOf(context, index.locks, {
        vmId: id,
        location,
        ...keptByAzureBackup(collections()),
        policy,
      });
    },
    keyVaults: () => {
      const { location, subscriptionId } = identity;
      return keyVaultsOf(context, { vm, location, subscriptionId, disks: disks(), service, assignments });
    },
    protection: () => {
      if (item === null || item instanceof Unknown) return item;
      const { location, subscriptionId } = identity;
      const failure = lastFailureOf(index.jobs, item);
      return protectionOf(context, item, { location, subscriptionId, failure, luns: lunsOf(disks()) });
    },
  };
}

/** The LUNs of the data disks. */
function lunsOf(disks: ListFact<Disk>): ListFact<Fact<number | null>> {
  const data = itemsOf(disks).filter(({ role }) => role === 'data');
  return listOf(
    data.map(({ lun }) => lun),
    whyOpen(disks),
  );
}
