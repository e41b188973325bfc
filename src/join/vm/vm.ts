import { lowerId } from '../../model/arm-id.js';
import type { VmDocument } from '../../model/facts/vm.js';
import type { Row } from '../../model/row.js';
import { Unknown } from '../../model/unknown.js';
import { backupJobsOf } from '../backup/backup-jobs.js';
import { protectingVaultsOf } from '../backup/protection.js';
import { collectionsOf, leakingOf } from '../backup/restore-points.js';
import { totalSizeOf } from '../disks/disks.js';
import type { FactTree } from '../fact-tree.js';
import { isoOf } from '../../model/read-date.js';
import { objectOf } from '../read.js';
import type { SliceContext } from '../slice-context.js';
import type { SliceIndex } from '../slice-index.js';
import type { Ask } from '../wanted.js';
import { agentNeedOf } from './agent-need.js';
import { backupOf } from './backup.js';
import { confidentialSupportOf } from './confidential-vm.js';
import { guestSupportOf } from './guest-support.js';
import { guestOf } from './guest.js';
import { identityOf, tagsOf } from './identity.js';
import { instanceViewOf } from './instance-view.js';
import { managedByOf } from './managed-by.js';

/** Everything that is known of a VM. */
export type Vm = FactTree<VmDocument>;

/**
 * Joins what is known of one VM into its document: one object literal with every fact, however long, because V8 makes
 * that at once and grows an object that is put together.
 *
 * @param ask makes the facts that somebody reads; the others cost nothing
 */
export function vmOf(context: SliceContext, index: SliceIndex, row: Row, ask: Ask): Vm {
  const id = lowerId(row.id);
  const vm = objectOf(row.properties) ?? {};
  const view = instanceViewOf(context, id, vm);
  const identity = identityOf(row, vm, view);
  const { location, size, osType, osName, securityType } = identity;
  const scene = { context, index, row, id, vm, view, identity };
  const guest = guestOf(scene);
  const backup = backupOf(scene);
  const { policy, item } = backup;
  const items = index.items.get(id);
  return {
    id: row.id,
    name: identity.name,
    resourceGroup: identity.resourceGroup,
    subscriptionId: identity.subscriptionId,
    location,
    tags: ask('tags', () => tagsOf(row)),
    extendedLocation: identity.extendedLocation,
    size,
    osType,
    osName,
    osVersion: identity.osVersion,
    timeCreated: ask('timeCreated', () => isoOf(vm.timeCreated) ?? null),
    managedBy: managedByOf(context, row, id),
    securityType,
    confidentialSupport: ask('confidentialSupport', () => confidentialSupportOf(identity)),
    guestSupport: ask('guestSupport', () => guestSupportOf(vm, identity)),
    powerState: ask('powerState', guest.powerState),
    provisioningState: ask('provisioningState', guest.provisioningState),
    provisioningStuck: ask('provisioningStuck', guest.provisioningStuck),
    agent: ask('agent', guest.agent),
    agentSeen: ask('agentSeen', guest.agentSeen),
    guestSetup: ask('guestSetup', guest.setup),
    guestDhcp: ask('guestDhcp', guest.dhcp),
    extensions: ask('extensions', guest.extensions),
    nics: ask('nics', guest.nics),
    securityRules: ask('securityRules', guest.securityRules),
    disks: ask('disks', backup.disks),
    disksTotalGiB: ask('disksTotalGiB', () => totalSizeOf(backup.disks())),
    crashConsistentObstacle: ask('crashConsistentObstacle', backup.obstacle),
    crashConsistentFallback: ask('crashConsistentFallback', backup.fallback),
    agentNeed: ask('agentNeed', () => agentNeedOf(policy, backup.fallback)),
    restorePointCollections: ask('restorePointCollections', () => collectionsOf(backup.collections())),
    restorePoints: ask('restorePoints', backup.restorePoints),
    restorePointsLeaking: ask('restorePointsLeaking', () => leakingOf(backup.restorePoints(), policy)),
    locks: ask('locks', backup.locks),
    keyVaults: ask('keyVaults', backup.keyVaults),
    protection: ask('protection', backup.protection),
    protectingVaults: ask('protectingVaults', () =>
      protectingVaultsOf(context, items, id, index.mayProtect.get(id)),
    ),
    protected: item === null ? false : item instanceof Unknown ? item : item.active,
    backupPolicy: policy,
    backupJobs: ask('backupJobs', () => backupJobsOf(context, index.jobs, { item, items }, id)),
  };
}
