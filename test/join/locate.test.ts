import { describe, expect, test } from '@jest/globals';
import { gatherSlices } from '../../src/collect/gather-slices.js';
import { joiner } from '../../src/join/join.js';
import { FACTS } from '../../src/model/facts/index.js';
import { SUBJECT_KINDS, type Subject, type SubjectKind } from '../../src/model/subject.js';
import type { Row } from '../../src/model/row.js';
import type { RowPath } from '../../src/model/sighting.js';
import { fullRows } from '../estate/full.js';
import { COLLECTED, inventoryOf, TAKEN_AT } from '../estate/inventory.js';
import * as azure from '../estate/rows.js';

const S = '11111111-1111-1111-1111-111111111111';
const A = { subscription: S, group: 'rg-a', name: 'vm-a' };

/** The row with places that tell its name and the way to the value: `data0 properties/diskSizeGB`. */
function seen(row: Row): Row {
  const { name } = row;
  const placeOf = (path: RowPath) => ({
    file: `${String(name)} ${path.join('/')}`.trim(),
    line: 1,
    column: 1,
  });
  return { ...row, sighting: { placeOf } };
}

function subjectsOf(rows: readonly Row[]): readonly Subject[] {
  const source = { kind: 'azure', takenAt: TAKEN_AT, collected: COLLECTED };
  const inventory = { source, declared: true, gaps: [], planned: true, ...gatherSlices(rows) };
  const join = joiner(inventory, { backupServiceObjectId: azure.BACKUP_OBJECT_ID });
  const subjects: Subject[] = [];
  for (const slice of inventory.slices) subjects.push(...join.slice(slice));
  return [...subjects, ...join.end()];
}

/** Where the facts of the one VM of these rows are told. */
function vmPlaces(rows: readonly Row[]): (pointer: string) => string | undefined {
  const [vm] = subjectsOf(rows).filter(({ kind }) => kind === 'vm');
  return (pointer) => vm?.placeOf?.(pointer)?.file;
}

type Schema = Readonly<Record<string, unknown>>;

/** The pointers of all facts of a kind, `0` for every item of a list. */
function* pointersOf(schema: Schema, pointer = ''): Generator<string> {
  if (pointer !== '') yield pointer;
  const inner =
    (schema.anyOf as readonly Schema[] | undefined)?.find(({ type }) => type !== 'null') ?? schema;
  for (const [name, fact] of Object.entries((inner.properties ?? {}) as Record<string, Schema>))
    yield* pointersOf(fact, `${pointer}/${name}`);
  if (inner.items !== undefined) yield* pointersOf(inner.items as Schema, `${pointer}/0`);
}

const CONFIGURATION = 'full01-nic properties/ipConfigurations/0';
const OS = 'properties/osProfile';
const POLICY = {
  policyType: 'properties/policyType',
  snapshotConsistencyType: 'properties/snapshotConsistencyType',
  scheduleRunFrequency: 'properties/schedulePolicy/scheduleRunFrequency',
  runsPerDay: 'properties/schedulePolicy',
  instantRestoreDays: 'properties/instantRpRetentionRangeInDays',
  resourceGroupPrefix: 'properties/instantRPDetails/azureBackupRGNamePrefix',
  resourceGroupSuffix: 'properties/instantRPDetails/azureBackupRGNameSuffix',
};

/**
 * Where each fact is written: the name of the row and the way in it. A fact that is not listed is told at the resource
 * of its list or object, else at the subject.
 */
const WRITTEN: Readonly<Record<SubjectKind, Readonly<Record<string, string>>>> = {
  vm: {
    '/location': 'full01 location',
    '/extendedLocation': 'full01 extendedLocation',
    '/size': 'full01 properties/hardwareProfile/vmSize',
    '/crashConsistentObstacle': 'full01 properties/hardwareProfile/vmSize',
    '/crashConsistentFallback': 'full01 properties/hardwareProfile/vmSize',
    '/confidentialSupport': 'full01 properties/securityProfile/securityType',
    '/securityType': 'full01 properties/securityProfile/securityType',
    '/osType': 'full01 properties/storageProfile/osDisk/osType',
    '/guestSupport': 'full01 properties/storageProfile/imageReference',
    '/guestDhcp': 'full01 properties/networkProfile',
    '/agent': `full01 ${OS}`,
    '/agent/status': `full01 ${OS}`,
    '/agent/message': `full01 ${OS}`,
    '/agent/version': `full01 ${OS}`,
    '/agent/versionSupport': `full01 ${OS}`,
    '/agent/provisioned': `full01 ${OS}/windowsConfiguration/provisionVMAgent`,
    '/agent/extensionOperationsAllowed': `full01 ${OS}/allowExtensionOperations`,
    '/disks': 'full01 properties/storageProfile',
    '/disksTotalGiB': 'full01 properties/storageProfile',
    '/disks/0/sizeGiB': 'full01-os properties/diskSizeGB',
    '/disks/0/sku': 'full01-os sku/name',
    '/disks/0/maxShares': 'full01-os properties/maxShares',
    '/disks/0/azureDiskEncryption': 'full01-os properties/encryptionSettingsCollection/enabled',
    '/disks/0/securityType': 'full01-os properties/securityProfile/securityType',
    '/disks/0/dataAccessAuthMode': 'full01-os properties/dataAccessAuthMode',
    // What only the VM says of a disk is told where the VM lists it.
    ...Object.fromEntries(
      ['', '/id', '/name', '/role', '/excluded', '/inBackup', '/snapshots'].map((fact) => [
        `/disks/0${fact}`,
        'full01 properties/storageProfile/osDisk',
      ]),
    ),
    '/disks/0/lun': 'full01 properties/storageProfile/osDisk/lun',
    '/disks/0/managed': 'full01 properties/storageProfile/osDisk/vhd',
    '/disks/0/ephemeral': 'full01 properties/storageProfile/osDisk/diffDiskSettings/option',
    '/disks/0/caching': 'full01 properties/storageProfile/osDisk/caching',
    '/disks/0/writeAccelerator': 'full01 properties/storageProfile/osDisk/writeAcceleratorEnabled',
    '/nics/0/ipConfigurations/0': CONFIGURATION,
    '/nics/0/ipConfigurations/0/name': `${CONFIGURATION}/name`,
    '/nics/0/ipConfigurations/0/allocation': `${CONFIGURATION}/properties/privateIPAllocationMethod`,
    '/nics/0/ipConfigurations/0/address': `${CONFIGURATION}/properties/privateIPAddress`,
    '/nics/0/ipConfigurations/0/version': `${CONFIGURATION}/properties/privateIPAddressVersion`,
    '/nics/0/ipConfigurations/0/primary': `${CONFIGURATION}/properties/primary`,
    '/nics/0/ipConfigurations/0/subnetId': `${CONFIGURATION}/properties/subnet`,
    ...Object.fromEntries(
      ['', '/name', '/securityGroupId', '/priority', '/access', '/blocksWireServer', '/closesEgress'].map(
        (fact) => [`/securityRules/0${fact}`, 'nsg-full properties/securityRules/0'],
      ),
    ),
    '/extensions/0/backupProduct': 'AzureDiskEncryption properties/publisher',
    '/locks/0/level': 'keep properties/level',
    '/locks/0/blocksCleanUp': 'keep properties/level',
    '/locks/0/blocksVmWrites': 'keep properties/level',
    '/keyVaults/0/accessMode': 'kv-policies properties/enableRbacAuthorization',
    '/keyVaults/0/backupAccess': 'kv-policies properties/accessPolicies',
    '/keyVaults/0/missingRights': 'kv-policies properties/accessPolicies',
    '/keyVaults/0/trustedServicesAllowed': 'kv-policies properties/networkAcls',
    '/keyVaults/0/sameRegion': 'kv-policies location',
    '/protection/policyId': 'VM;iaasvmcontainerv2;rg-full;full01 properties/policyId',
    '/protection/state': 'VM;iaasvmcontainerv2;rg-full;full01 properties/protectionState',
    '/protection/excludesDisks':
      'VM;iaasvmcontainerv2;rg-full;full01 properties/extendedProperties/diskExclusionProperties',
    '/protection/excludesMissingDisk':
      'VM;iaasvmcontainerv2;rg-full;full01 properties/extendedProperties/diskExclusionProperties/diskLunList',
    ...Object.fromEntries(
      Object.entries(POLICY).map(([fact, path]) => [`/backupPolicy/${fact}`, `full-enhanced ${path}`]),
    ),
  },
  restorePointCollection: {},
  protectedItem: {
    '/state': 'VM;iaasvmcontainerv2;rg-full;full01 properties/protectionState',
    '/sourceId': 'VM;iaasvmcontainerv2;rg-full;full01 properties/sourceResourceId',
    '/sourceKind': 'VM;iaasvmcontainerv2;rg-full;full01 properties/sourceResourceId',
    '/sourceExists': 'VM;iaasvmcontainerv2;rg-full;full01 properties/sourceResourceId',
  },
  backupPolicy: {
    ...Object.fromEntries(
      Object.entries(POLICY).map(([fact, path]) => [`/${fact}`, `full-enhanced ${path}`]),
    ),
    '/hourlyInterval': 'full-enhanced properties/schedulePolicy/hourlySchedule/interval',
    '/hourlyWindow': 'full-enhanced properties/schedulePolicy/hourlySchedule/scheduleWindowDuration',
    '/windowFits': 'full-enhanced properties/schedulePolicy/hourlySchedule/scheduleWindowDuration',
    '/snapshotDaysValid': 'full-enhanced properties/instantRpRetentionRangeInDays',
    '/snapshotsOutliveBackups': 'full-enhanced properties/instantRpRetentionRangeInDays',
    '/dailyRetentionDays': 'full-enhanced properties/retentionPolicy/dailySchedule/retentionDuration/count',
    '/resourceGroupNameLength': 'full-enhanced properties/instantRPDetails/azureBackupRGNamePrefix',
  },
  vault: {
    '/location': 'rsv-main location',
    ...Object.fromEntries(
      ['', '/keyUri', '/keyVaultId', '/keyAccess', '/missingRights'].map((fact) => [
        `/encryption${fact}`,
        'rsv-main properties/encryption',
      ]),
    ),
  },
  subscription: {},
};

/** The resources of what is not written anywhere itself, by the beginning of the pointer. */
const RESOURCES: Readonly<Record<string, string>> = {
  '/groupDenials/0': 'full-tags',
  '/nics/0': 'full01-nic',
  '/extensions/0': 'AzureDiskEncryption',
  '/locks/0': 'keep',
  '/restorePointCollections/0': 'AzureBackup_full01_8566286297458822223',
  '/keyVaults/0': 'kv-policies',
  '/protection': 'VM;iaasvmcontainerv2;rg-full;full01',
  '/backupPolicy': 'full-enhanced',
};

const SUBJECTS: Readonly<Record<SubjectKind, string>> = {
  vm: 'full01',
  restorePointCollection: 'AzureBackup_full01_8566286297458822223',
  protectedItem: 'VM;iaasvmcontainerv2;rg-full;full01',
  backupPolicy: 'full-enhanced',
  vault: 'rsv-main',
  subscription: 'f0000000-0000-4000-8000-000000000001',
};

describe('every fact has its place', () => {
  const subjects = subjectsOf(fullRows().map(seen));

  test.each(SUBJECT_KINDS)('of the kind %s', (kind) => {
    const subject = subjects.find((each) => each.kind === kind && each.id.endsWith(`/${SUBJECTS[kind]}`));
    const pointers = [...pointersOf(FACTS[kind])];
    const places = pointers.map((pointer) => [pointer, subject?.placeOf?.(pointer)?.file]);
    const expected = pointers.map((pointer) => {
      const above = Object.keys(RESOURCES).find((prefix) => `${pointer}/`.startsWith(`${prefix}/`));
      return [pointer, WRITTEN[kind][pointer] ?? RESOURCES[above ?? ''] ?? SUBJECTS[kind]];
    });
    expect(Object.fromEntries(places)).toEqual(Object.fromEntries(expected));
    expect(Object.keys(WRITTEN[kind]).filter((pointer) => !pointers.includes(pointer))).toEqual([]);
  });
});

describe('which of several', () => {
  const nic = azure.nic(A, 'vm-a-nic');

  test('disks are in the order of their LUNs, not of the list', () => {
    const row = azure.vm({ ...A, dataDisks: ['a', 'b', 'c'] });
    const { storageProfile } = row.properties as { storageProfile: { dataDisks: Record<string, unknown>[] } };
    const luns = [7, 3, 5];
    storageProfile.dataDisks.forEach((disk, index) => (disk.lun = luns[index]));
    const place = vmPlaces([seen(row), seen(nic), seen(azure.disk(A, 'c'))]);
    const listed = 'vm-a properties/storageProfile/dataDisks';
    expect(place('/disks/1/sizeGiB')).toBe(`${listed}/1/diskSizeGB`);
    // LUN 5 is the third of the list, and has a row of its own.
    expect(place('/disks/2/sizeGiB')).toBe('c properties/diskSizeGB');
    expect(place('/disks/2/caching')).toBe(`${listed}/2/caching`);
    expect(place('/disks/3/sku')).toBe(`${listed}/0/managedDisk/storageAccountType`);
    expect(place('/disks/0/ephemeral')).toBe('vm-a properties/storageProfile/osDisk/diffDiskSettings/option');
  });

  test('a rule of a security group is found by its name', () => {
    const group = azure.securityGroup(A, 'nsg', [
      { name: 'late', priority: 900, destinationAddressPrefix: 'Internet' },
      { name: 'early', priority: 100, destinationAddressPrefix: 'Internet' },
    ]);
    const withGroup = azure.nic(A, 'vm-a-nic', { securityGroup: azure.securityGroupId(A, 'nsg') });
    const place = vmPlaces([azure.vm(A), withGroup, group].map(seen));
    expect(place('/securityRules/0/closesEgress')).toBe('nsg properties/securityRules/1');
    expect(place('/securityRules/1')).toBe('nsg properties/securityRules/0');
  });

  test('an interface and its configurations', () => {
    const two = azure.nic(A, 'vm-a-nic', { allocations: ['Static', 'Dynamic'] });
    const place = vmPlaces([azure.vm(A), two].map(seen));
    expect(place('/nics/0')).toBe('vm-a-nic');
    expect(place('/nics/0/ipConfigurations/1/allocation')).toBe(
      'vm-a-nic properties/ipConfigurations/1/properties/privateIPAllocationMethod',
    );
  });

  test('the agent setting stands under the system of the guest', () => {
    const rows = (os: 'Windows' | 'Linux') => [azure.vm({ ...A, os }), nic].map(seen);
    const setting = '/agent/provisioned';
    expect(vmPlaces(rows('Linux'))(setting)).toBe(
      'vm-a properties/osProfile/linuxConfiguration/provisionVMAgent',
    );
    expect(vmPlaces(rows('Windows'))(setting)).toBe(
      'vm-a properties/osProfile/windowsConfiguration/provisionVMAgent',
    );
  });

  test('what is set up in the guest stands where it is written', () => {
    const guest = {
      staticAddress: { what: 'netplan', path: ['properties', 'osProfile', 'customData'] },
      agentOff: { what: 'systemctl', path: ['properties', 'userData'] },
    };
    const place = vmPlaces([{ ...seen(azure.vm(A)), guest }, seen(nic)]);
    expect(place('/guestDhcp')).toBe('vm-a properties/osProfile/customData');
    expect(place('/guestSetup/staticAddress')).toBe('vm-a properties/osProfile/customData');
    expect(place('/guestSetup/agentOff')).toBe('vm-a properties/userData');
  });
});

describe('what is of Azure', () => {
  const scope = azure.groupId(S, 'rg-a');
  const rows = [azure.vm(A), azure.nic(A, 'vm-a-nic'), azure.lock(scope, 'keep'), azure.disk(A, 'vm-a-os')];

  test('is told at the subject of the files', () => {
    const [vm, ...others] = rows;
    const place = vmPlaces([...(vm === undefined ? [] : [seen(vm)]), ...others]);
    expect(place('/locks/0/level')).toBe('vm-a');
    expect(place('/nics/0/ipConfigurations/0')).toBe('vm-a');
    expect(place('/disks/0/sizeGiB')).toBe('vm-a properties/storageProfile/osDisk/diskSizeGB');
  });

  test('is told nowhere for a subject of Azure, but what files declare is', () => {
    const [vm, nic, lock] = rows;
    if (vm === undefined || nic === undefined || lock === undefined) throw new Error('no rows');
    const place = vmPlaces([vm, nic, seen(lock)]);
    expect(place('/size')).toBeUndefined();
    expect(place('/nics/0')).toBeUndefined();
    expect(place('/locks/0/level')).toBe('keep properties/level');
    const ofDisk = vmPlaces([vm, nic, seen(azure.disk(A, 'vm-a-os'))]);
    expect(ofDisk('/disks/0/sizeGiB')).toBe('vm-a-os properties/diskSizeGB');
    expect(ofDisk('/disks/0/snapshots')).toBe('vm-a-os');
  });

  test('without files no subject has places', async () => {
    const inventory = await inventoryOf(rows);
    const [subject] = [...(inventory.slices as Iterable<never>)].flatMap((slice) => [
      ...joiner(inventory).slice(slice),
    ]);
    expect(subject?.kind).toBe('vm');
    expect(subject?.placeOf).toBeUndefined();
  });
});

test.each([
  '',
  '/',
  '/disks',
  '/disks/',
  '/disks/9/sizeGiB',
  '/disks/x',
  '/nope/1/2',
  '/__proto__',
  '/constructor/0',
  '/securityRules/0/__proto__',
])('a pointer that is none (%j) has the place of the subject', (pointer) => {
  const place = vmPlaces([azure.vm(A), azure.nic(A, 'vm-a-nic')].map(seen));
  expect(place(pointer)).toMatch(/^vm-a/);
});
