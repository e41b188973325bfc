import { groupNameOf, lowerId, nameOf, subscriptionOf } from '../../model/arm-id.js';
import { OS_TYPES, SECURITY_TYPES } from '../../model/enumerations.js';
import type { VmDocument } from '../../model/facts/vm.js';
import { TYPES, type Row } from '../../model/row.js';
import { itemsOf, listOf, Unknown, whyOpen, type Fact, type ListFact } from '../../model/unknown.js';
import { agentNeedOf, crashConsistentObstacleOf, fallbackOf } from './agent-need.js';
import { agentOf } from './agent.js';
import { backupJobsOf, lastFailureOf } from '../backup/backup-jobs.js';
import { confidentialSupportOf } from './confidential-vm.js';
import { exclusionOf } from '../disks/disk-selection.js';
import { disksOf, totalSizeOf, type Disk } from '../disks/disks.js';
import { extensionsOf } from './extensions.js';
import type { FactTree } from '../fact-tree.js';
import { guestDhcpOf } from './guest-dhcp.js';
import { guestSupportOf } from './guest-support.js';
import { instanceViewOf } from './instance-view.js';
import { keyVaultsOf } from '../access/key-vaults.js';
import { locksOf } from '../access/locks.js';
import { nicsOf, staticAddressingOf } from '../network/nics.js';
import { policyFor, protectedItemFor, protectingVaultsOf, protectionOf } from '../backup/protection.js';
import { dateOf, isoOf } from '../read-date.js';
import { at, enumOf, objectOf, regionOf, saysAnything, textOf, type Properties } from '../read.js';
import { collectionRowsOf, collectionsOf, leakingOf, restorePointsOf } from '../backup/restore-points.js';
import { securityRulesOf } from '../network/security-rules.js';
import { notTold, type SliceContext } from '../slice-context.js';
import type { SliceIndex } from '../slice-index.js';
import { powerStateOf, provisioningStateOf, provisioningStuckOf } from './vm-state.js';

/** Everything that is known of a VM. */
export type Vm = FactTree<VmDocument>;

/** Joins everything that is known of one VM into its document. */
export function vmOf(context: SliceContext, index: SliceIndex, row: Row): Vm {
  const id = lowerId(row.id);
  const vm = objectOf(row.properties) ?? {};
  const view = instanceViewOf(context, id, vm);
  const identity = identityOf(row, vm);
  const isNew = row.sighting !== undefined && context.slice.before?.get(TYPES.vm, id) === undefined;
  const powerState = powerStateOf(vm, view, isNew);
  const provisioningState = provisioningStateOf(vm, view);
  const created = dateOf(vm.timeCreated);
  const agent = agentOf({ vm, view, osType: identity.osType, powerState, created, now: context.now });
  const agentSeen = typeof agent.status === 'string' ? agent.status : 'unseen';
  const nics = nicsOf(context, vm);
  const guestSetup = guestSetupOf([row, ...(index.extensions.get(id) ?? [])]);
  const guest = {
    ...identity,
    confidentialSupport: confidentialSupportOf(identity),
    guestSupport: guestSupportOf(vm, identity),
    powerState,
    provisioningState,
    provisioningStuck: provisioningStuckOf(provisioningState, view, context.now),
    agent,
    agentSeen,
    guestSetup,
    guestDhcp: guestDhcpOf(agentSeen, staticAddressingOf(nics), {
      isNew,
      setByFile: guestSetup.staticAddress !== null,
    }),
    extensions: extensionsOf(context, { id, spelled: row.id, view }, index.extensions.get(id) ?? []),
    nics,
    securityRules: securityRulesOf(context, nics, index.securityGroupsBySubnet),
  } satisfies Partial<Vm>;
  return withBackupFacts(guest, context, index, { id, vm, planned: row.sighting !== undefined });
}

/**
 * The VM with the facts that hang on its protection: disks in the backup, restore points, locks, key vaults, jobs.
 * They are added to a spread that comes first: V8 copies that one by its shape, a later one name by name.
 */
function withBackupFacts<T extends Identity>(
  identity: T,
  context: SliceContext,
  index: SliceIndex,
  { id, vm, planned }: { id: string; vm: Properties; planned: boolean },
) {
  const item = protectedItemFor(context, index.items.get(id), id);
  const policy = policyFor(context, item);
  const { snapshots } = index;
  const disks = disksOf(context, {
    vm,
    exclusion: exclusionOf(item, context.knowledge),
    snapshots,
    planned,
  });
  const obstacle = crashConsistentObstacleOf({ ...identity, disks });
  const fallback = fallbackOf(obstacle);
  const rows = collectionRowsOf(context, index.collections, id);
  const restorePoints = restorePointsOf(context, rows);
  const collections = listOf(
    itemsOf(rows).map((row) => lowerId(row.id)),
    whyOpen(rows),
  );
  const { service, assignments } = index;
  return {
    ...identity,
    disks,
    disksTotalGiB: totalSizeOf(disks),
    crashConsistentObstacle: obstacle,
    crashConsistentFallback: fallback,
    agentNeed: agentNeedOf(policy, fallback),
    restorePointCollections: collectionsOf(rows),
    restorePoints,
    restorePointsLeaking: leakingOf(restorePoints, policy),
    locks: locksOf(context, index.locks, { vmId: id, location: identity.location, collections, policy }),
    keyVaults: keyVaultsOf(context, { ...identity, vm, disks, service, assignments }),
    protection:
      item === null || item instanceof Unknown
        ? item
        : protectionOf(context, item, {
            ...identity,
            failure: lastFailureOf(index.jobs, item),
            luns: lunsOf(disks),
          }),
    protectingVaults: protectingVaultsOf(context, index.items.get(id), id),
    protected: item === null ? false : item instanceof Unknown ? item : item.active,
    backupPolicy: policy,
    backupJobs: backupJobsOf(context, index.jobs, item, id),
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

type Identity = ReturnType<typeof identityOf>;

function identityOf(row: Row, vm: Properties) {
  const seen = at(vm, 'extended', 'instanceView');
  return {
    id: row.id,
    name: textOf(row.name) ?? nameOf(row.id),
    resourceGroup: groupNameOf(row.id) ?? notTold('the resource group of the VM'),
    subscriptionId: subscriptionOf(lowerId(row.id)) ?? notTold('the subscription of the VM'),
    location: regionOf(row.location) ?? notTold('the region of the VM'),
    tags: tagsOf(row),
    extendedLocation: textOf(at(row.extendedLocation, 'name')) ?? null,
    size: textOf(at(vm, 'hardwareProfile', 'vmSize')) ?? notTold('the size of the VM'),
    osType: osTypeOf(vm),
    osName: textOf(at(seen, 'osName')) ?? null,
    osVersion: textOf(at(seen, 'osVersion')) ?? null,
    timeCreated: isoOf(vm.timeCreated) ?? null,
    managedBy: textOf(row.managedBy) ?? null,
    securityType:
      enumOf(at(vm, 'securityProfile', 'securityType'), SECURITY_TYPES) ??
      (row.properties === undefined ? notTold('the security type of the VM') : null),
  };
}

function tagsOf(row: Row): ListFact<FactTree<{ name: string; value: string }>> {
  if (row.tags instanceof Unknown) return row.tags;
  const tags = Object.entries(objectOf(row.tags) ?? {});
  return tags
    .map(([name, value]) => ({ name, value: textOf(value) ?? '' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Windows or Linux: of the OS disk, else of the configuration in the OS profile. */
function osTypeOf(vm: Properties): Fact<string> {
  const told = enumOf(at(vm, 'storageProfile', 'osDisk', 'osType'), OS_TYPES);
  if (told !== undefined) return told;
  if (saysAnything(at(vm, 'osProfile', 'windowsConfiguration'))) return 'Windows';
  if (saysAnything(at(vm, 'osProfile', 'linuxConfiguration'))) return 'Linux';
  return notTold('whether the guest is Windows or Linux');
}
