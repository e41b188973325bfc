import { TYPES } from '../model/row.js';
import type { RowPath } from '../model/sighting.js';

/**
 * Where in a row the value is written that a fact is made from: the way below the resource that the fact comes from, by
 * the type of the resource and the pointer of the fact below it. A fact that is not listed is told at its resource.
 */
type Paths = Readonly<Record<string, RowPath>>;

const below = (...path: (string | number)[]): RowPath => ['properties', ...path];

const OS_PROFILE = below('osProfile');
const VM_SIZE = below('hardwareProfile', 'vmSize');
const SECURITY = below('securityProfile', 'securityType');

/** Facts of a VM that are written in the VM itself. */
const VM: Paths = {
  '/location': ['location'],
  '/extendedLocation': ['extendedLocation'],
  '/size': VM_SIZE,
  '/crashConsistentObstacle': VM_SIZE,
  '/crashConsistentFallback': VM_SIZE,
  '/confidentialSupport': SECURITY,
  '/securityType': SECURITY,
  '/osType': below('storageProfile', 'osDisk', 'osType'),
  '/guestSupport': below('storageProfile', 'imageReference'),
  '/agent': OS_PROFILE,
  '/agent/extensionOperationsAllowed': below('osProfile', 'allowExtensionOperations'),
  '/guestDhcp': below('networkProfile'),
  '/disks': below('storageProfile'),
  '/disksTotalGiB': below('storageProfile'),
};

const POLICY: Paths = {
  '/policyType': below('policyType'),
  '/snapshotConsistencyType': below('snapshotConsistencyType'),
  '/scheduleRunFrequency': below('schedulePolicy', 'scheduleRunFrequency'),
  '/runsPerDay': below('schedulePolicy'),
  '/hourlyInterval': below('schedulePolicy', 'hourlySchedule', 'interval'),
  '/hourlyWindow': below('schedulePolicy', 'hourlySchedule', 'scheduleWindowDuration'),
  '/windowFits': below('schedulePolicy', 'hourlySchedule', 'scheduleWindowDuration'),
  '/instantRestoreDays': below('instantRpRetentionRangeInDays'),
  '/snapshotDaysValid': below('instantRpRetentionRangeInDays'),
  '/snapshotsOutliveBackups': below('instantRpRetentionRangeInDays'),
  '/dailyRetentionDays': below('retentionPolicy', 'dailySchedule', 'retentionDuration', 'count'),
  '/resourceGroupPrefix': below('instantRPDetails', 'azureBackupRGNamePrefix'),
  '/resourceGroupSuffix': below('instantRPDetails', 'azureBackupRGNameSuffix'),
  '/resourceGroupNameLength': below('instantRPDetails', 'azureBackupRGNamePrefix'),
};

const ITEM: Paths = {
  '/policyId': below('policyId'),
  '/state': below('protectionState'),
  '/excludesDisks': below('extendedProperties', 'diskExclusionProperties'),
  '/excludesMissingDisk': below('extendedProperties', 'diskExclusionProperties', 'diskLunList'),
  '/sourceId': below('sourceResourceId'),
  '/sourceKind': below('sourceResourceId'),
  '/sourceExists': below('sourceResourceId'),
};

/** Facts of a managed disk that are written in its own row. */
const DISK: Paths = {
  '/sizeGiB': below('diskSizeGB'),
  '/sku': ['sku', 'name'],
  '/maxShares': below('maxShares'),
  '/azureDiskEncryption': below('encryptionSettingsCollection', 'enabled'),
  '/securityType': below('securityProfile', 'securityType'),
  '/dataAccessAuthMode': below('dataAccessAuthMode'),
};

/** Facts of a disk that are written where the VM lists it. */
export const LISTED_DISK: Paths = {
  '/sizeGiB': ['diskSizeGB'],
  '/sku': ['managedDisk', 'storageAccountType'],
  '/lun': ['lun'],
  '/managed': ['vhd'],
  '/ephemeral': ['diffDiskSettings', 'option'],
  '/caching': ['caching'],
  '/writeAccelerator': ['writeAcceleratorEnabled'],
};

/** Facts of an IP configuration, below it. */
export const IP_CONFIGURATION: Paths = {
  '/name': ['name'],
  '/allocation': below('privateIPAllocationMethod'),
  '/address': below('privateIPAddress'),
  '/version': below('privateIPAddressVersion'),
  '/primary': below('primary'),
  '/subnetId': below('subnet'),
};

const KEY_VAULT: Paths = {
  '/accessMode': below('enableRbacAuthorization'),
  '/backupAccess': below('accessPolicies'),
  '/missingRights': below('accessPolicies'),
  '/trustedServicesAllowed': below('networkAcls'),
  '/sameRegion': ['location'],
};

const VAULT: Paths = {
  '/location': ['location'],
  '/encryption': below('encryption'),
};

/** The tables by resource type. */
const BY_TYPE: Readonly<Record<string, Paths>> = {
  [TYPES.vm]: VM,
  [TYPES.backupPolicy]: POLICY,
  [TYPES.protectedItem]: ITEM,
  [TYPES.disk]: DISK,
  [TYPES.keyVault]: KEY_VAULT,
  [TYPES.recoveryVault]: VAULT,
  [TYPES.lock]: {
    '/level': below('level'),
    '/blocksCleanUp': below('level'),
    '/blocksVmWrites': below('level'),
  },
  [TYPES.extension]: { '/backupProduct': below('publisher') },
};

/** Where the fact at a pointer below a resource of the type is written; the resource itself where no table tells. */
export function rowPathOf(type: string, pointer: string, paths: Paths | undefined = BY_TYPE[type]): RowPath {
  let rest = pointer;
  while (rest !== '') {
    const path = paths !== undefined && Object.hasOwn(paths, rest) ? paths[rest] : undefined;
    if (path !== undefined) return path;
    rest = rest.slice(0, rest.lastIndexOf('/'));
  }
  return [];
}
