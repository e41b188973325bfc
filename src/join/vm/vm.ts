import { lowerId } from '../../model/arm-id.js';
import type { VmDocument } from '../../model/facts/vm.js';
import { TYPES, type Row } from '../../model/row.js';
import { itemsOf, listOf, Unknown, whyOpen, type ListFact, type Fact } from '../../model/unknown.js';
import { keyVaultsOf } from '../access/key-vaults.js';
import { locksOf } from '../access/locks.js';
import { backupJobsOf, lastFailureOf } from '../backup/backup-jobs.js';
import { policyFor, protectedItemFor, protectingVaultsOf, protectionOf } from '../backup/protection.js';
import { collectionRowsOf, collectionsOf, leakingOf, restorePointsOf } from '../backup/restore-points.js';
import { exclusionOf } from '../disks/disk-selection.js';
import { disksOf, totalSizeOf, type Disk } from '../disks/disks.js';
import type { FactTree } from '../fact-tree.js';
import { nicsOf, staticAddressingOf } from '../network/nics.js';
import { securityRulesOf } from '../network/security-rules.js';
import { dateOf, isoOf } from '../read-date.js';
import { objectOf, type Properties } from '../read.js';
import type { SliceContext } from '../slice-context.js';
import type { SliceIndex } from '../slice-index.js';
import { once, type Ask } from '../wanted.js';
import { agentNeedOf, crashConsistentObstacleOf, fallbackOf } from './agent-need.js';
import { agentOf } from './agent.js';
import { confidentialSupportOf } from './confidential-vm.js';
import { extensionsOf } from './extensions.js';
import { guestDhcpOf } from './guest-dhcp.js';
import { guestSupportOf } from './guest-support.js';
import { identityOf, tagsOf, type Identity } from './identity.js';
import { instanceViewOf } from './instance-view.js';
import { powerStateOf, provisioningStateOf, provisioningStuckOf } from './vm-state.js';

/** Everything that is known of a VM. */
export type Vm = FactTree<VmDocument>;

const NO_ROWS: readonly Row[] = [];

/** What the facts of one VM are made from. */
interface Scene {
  readonly context: SliceContext;
  readonly index: SliceIndex;
  readonly row: Row;
  /** The lower-cased id. */
  readonly id: string;
  /** The `properties` of the row. */
  readonly vm: Properties;
  readonly identity: Identity;
}

/**
 * Joins what is known of one VM into its document: one object literal with every fact, however long, because V8 makes
 * that at once and grows an object that is put together.
 *
 * @param ask makes the facts that somebody reads; the others cost nothing
 */
export function vmOf(context: SliceContext, index: SliceIndex, row: Row, ask: Ask): Vm {
  const id = lowerId(row.id);
  const vm = objectOf(row.properties) ?? {};
  const identity = identityOf(row, vm);
  const { location, size, osType, osName, securityType } = identity;
  const scene = { context, index, row, id, vm, identity };
  const guest = guestOf(scene);
  const backup = backupOf(scene);
  const { policy, item } = backup;
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
    managedBy: identity.managedBy,
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
    protectingVaults: ask('protectingVaults', () => protectingVaultsOf(context, index.items.get(id), id)),
    protected: item === null ? false : item instanceof Unknown ? item : item.active,
    backupPolicy: policy,
    backupJobs: ask('backupJobs', () => backupJobsOf(context, index.jobs, item, id)),
  };
}

/** What shows of the guest: its agent, extensions and network. */
function guestOf({ context, index, row, id, vm, identity }: Scene) {
  const isNew = row.sighting !== undefined && context.slice.before?.get(TYPES.vm, id) === undefined;
  const view = instanceViewOf(context, id, vm);
  const rows = index.extensions.get(id) ?? NO_ROWS;
  const powerState = once(() => powerStateOf(vm, view, isNew));
  const provisioningState = once(() => provisioningStateOf(vm, view));
  const agent = once(() => {
    const created = dateOf(vm.timeCreated);
    const { osType } = identity;
    return agentOf({ vm, view, osType, powerState: powerState(), created, now: context.now });
  });
  const agentSeen = once(() => {
    const { status } = agent();
    return typeof status === 'string' ? status : 'unseen';
  });
  const nics = once(() => nicsOf(context, vm));
  const setup = once(() => guestSetupOf([row, ...rows]));
  const dhcp = () => {
    const setByFile = setup().staticAddress !== null;
    return guestDhcpOf(agentSeen(), staticAddressingOf(nics()), { isNew, setByFile });
  };
  return {
    powerState,
    provisioningState,
    provisioningStuck: () => provisioningStuckOf(provisioningState(), view, context.now),
    agent,
    agentSeen,
    nics,
    setup,
    dhcp,
    extensions: () => extensionsOf(context, { id, spelled: row.id, view }, rows),
    securityRules: () => securityRulesOf(context, nics(), index.securityGroupsBySubnet),
  };
}

/** What hangs on the protection of the VM: disks in the backup, restore points, locks, key vaults. */
function backupOf({ context, index, row, id, vm, identity }: Scene) {
  const item = protectedItemFor(context, index.items.get(id), id);
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
      const ids = listOf(
        itemsOf(collections()).map((each) => lowerId(each.id)),
        whyOpen(collections()),
      );
      const { location } = identity;
      return locksOf(context, index.locks, { vmId: id, location, collections: ids, policy });
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

/** What infrastructure files set up in the guest: the VM itself, and its script extensions. */
function guestSetupOf(rows: readonly Row[]) {
  const told = (kind: 'staticAddress' | 'agentOff') =>
    rows.find(({ guest }) => guest?.[kind] !== undefined)?.guest?.[kind]?.what ?? null;
  return { staticAddress: told('staticAddress'), agentOff: told('agentOff') };
}

/** The LUNs of the data disks. */
function lunsOf(disks: ListFact<Disk>): ListFact<Fact<number | null>> {
  const data = itemsOf(disks).filter(({ role }) => role === 'data');
  return listOf(
    data.map(({ lun }) => lun),
    whyOpen(disks),
  );
}
