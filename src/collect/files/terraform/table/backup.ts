import { Unknown } from '../../../../model/unknown.js';
import {
  attribute,
  block,
  COMMON,
  constant,
  derived,
  enabledOrDisabled,
  inGroup,
  link,
  type Field,
  type Mapping,
} from '../mapping.js';

const VAULT = 'Microsoft.RecoveryServices/vaults';
const POLICY = `${VAULT}/backupPolicies`;
const ITEM = `${VAULT}/backupFabrics/protectionContainers/protectedItems`;

const VAULT_MAPPING: Mapping = {
  kind: 'row',
  armType: VAULT,
  id: inGroup(`${VAULT}/{name}`),
  fields: [
    ...COMMON,
    attribute('sku', 'sku.name'),
    block('identity', 'identity', [attribute('type', 'type'), attribute('principal_id', 'principalId')]),
    attribute('storage_mode_type', 'properties.redundancySettings.standardTierStorageRedundancy'),
    attribute('cross_region_restore_enabled', 'properties.redundancySettings.crossRegionRestore', {
      as: enabledOrDisabled,
    }),
    attribute('immutability', 'properties.securitySettings.immutabilitySettings.state', {
      fresh: { value: undefined },
    }),
    attribute('public_network_access_enabled', 'properties.publicNetworkAccess', { as: enabledOrDisabled }),
    derived(
      ['soft_delete_enabled'],
      'properties.securitySettings.softDeleteSettings.softDeleteState',
      (value) => (typeof value === 'boolean' ? enabledOrDisabled(value) : value),
    ),
    block('encryption', 'properties.encryption', [
      attribute('key_id', 'keyVaultProperties.keyUri'),
      attribute('use_system_assigned_identity', 'kekIdentity.useSystemAssignedIdentity'),
      link('user_assigned_identity_id', 'kekIdentity.userAssignedIdentity'),
    ]),
  ],
};

/** A time of day as ARM writes it: only the time counts, on whatever day. */
const asMoment = (time: unknown): unknown => (typeof time === 'string' ? `2020-01-01T${time}:00Z` : time);

/** Where the times of a schedule stand: the Enhanced policy (V2) keeps them by frequency. */
const timesWhen = (to: string, applies: (type: unknown, frequency: unknown) => boolean): Field =>
  derived(['policy_type', 'backup.0.frequency', 'backup.0.time'], to, (type, frequency, time) =>
    time !== undefined && applies(type, frequency) ? [asMoment(time)] : undefined,
  );

const isEnhanced = (type: unknown): boolean => type === 'V2';

const SCHEDULE: readonly Field[] = [
  derived(['policy_type'], 'properties.schedulePolicy.schedulePolicyType', (type) => {
    if (type instanceof Unknown) return type;
    return isEnhanced(type) ? 'SimpleSchedulePolicyV2' : 'SimpleSchedulePolicy';
  }),
  block('backup', 'properties.schedulePolicy', [
    attribute('frequency', 'scheduleRunFrequency'),
    attribute('hour_interval', 'hourlySchedule.interval'),
    attribute('hour_duration', 'hourlySchedule.scheduleWindowDuration'),
    attribute('weekdays', 'scheduleRunDays'),
  ]),
  timesWhen('properties.schedulePolicy.scheduleRunTimes', (type) => !isEnhanced(type)),
  timesWhen(
    'properties.schedulePolicy.dailySchedule.scheduleRunTimes',
    (type, frequency) => isEnhanced(type) && frequency === 'Daily',
  ),
  timesWhen(
    'properties.schedulePolicy.weeklySchedule.scheduleRunTimes',
    (type, frequency) => isEnhanced(type) && frequency === 'Weekly',
  ),
  derived(
    ['backup.0.frequency', 'backup.0.time'],
    'properties.schedulePolicy.hourlySchedule.scheduleWindowStartTime',
    (frequency, time) => (frequency === 'Hourly' && time !== undefined ? asMoment(time) : undefined),
  ),
];

/** How long recovery points of one kind are kept. */
function retention(from: string, to: string, durationType: string, more: readonly Field[] = []): Field {
  return block(from, `properties.retentionPolicy.${to}`, [
    attribute('count', 'retentionDuration.count'),
    constant(durationType, 'retentionDuration.durationType'),
    ...more,
  ]);
}

const MONTHLY: readonly Field[] = [
  attribute('weekdays', 'retentionScheduleWeekly.daysOfTheWeek'),
  attribute('weeks', 'retentionScheduleWeekly.weeksOfTheMonth'),
  attribute('days', 'retentionScheduleDaily.daysOfTheMonth', { as: asDays }),
];

function asDays(days: unknown): unknown {
  return Array.isArray(days) ? days.map((date: unknown) => ({ date, isLast: false })) : days;
}

const POLICY_MAPPING: Mapping = {
  kind: 'row',
  armType: POLICY,
  id: inGroup(`${VAULT}/{recovery_vault_name}/backupPolicies/{name}`),
  fields: [
    constant('AzureIaasVM', 'properties.backupManagementType'),
    attribute('policy_type', 'properties.policyType', { absent: 'V1' }),
    attribute('timezone', 'properties.timeZone', { absent: 'UTC' }),
    // V1: Azure's own default is two days; V2: seven (Microsoft, Instant Restore).
    attribute('instant_restore_retention_days', 'properties.instantRpRetentionRangeInDays', {
      fresh: { value: undefined },
    }),
    block('instant_restore_resource_group', 'properties.instantRPDetails', [
      attribute('prefix', 'azureBackupRGNamePrefix'),
      attribute('suffix', 'azureBackupRGNameSuffix'),
    ]),
    ...SCHEDULE,
    constant('LongTermRetentionPolicy', 'properties.retentionPolicy.retentionPolicyType'),
    retention('retention_daily', 'dailySchedule', 'Days'),
    retention('retention_weekly', 'weeklySchedule', 'Weeks', [attribute('weekdays', 'daysOfTheWeek')]),
    retention('retention_monthly', 'monthlySchedule', 'Months', MONTHLY),
    retention('retention_yearly', 'yearlySchedule', 'Years', [
      attribute('months', 'monthsOfYear'),
      ...MONTHLY,
    ]),
    block('tiering_policy', 'properties.tieringPolicy', [
      block('archived_restore_point', 'ArchivedRP', [
        attribute('mode', 'tieringMode'),
        attribute('duration', 'duration'),
        attribute('duration_type', 'durationType'),
      ]),
    ]),
  ],
};

/** A list that says something. */
const isGiven = (list: unknown): boolean =>
  list instanceof Unknown || (Array.isArray(list) && list.length > 0);

const ITEM_MAPPING: Mapping = {
  kind: 'row',
  armType: ITEM,
  id: inGroup(
    `${VAULT}/{recovery_vault_name}/backupFabrics/Azure/protectionContainers/iaasvmcontainer;iaasvmcontainerv2;{vm:source_vm_id}/protectedItems/vm;iaasvmcontainerv2;{vm:source_vm_id}`,
  ),
  fields: [
    constant('Microsoft.Compute/virtualMachines', 'properties.protectedItemType'),
    constant('AzureIaasVM', 'properties.backupManagementType'),
    constant('VM', 'properties.workloadType'),
    link('source_vm_id', 'properties.sourceResourceId', 'Microsoft.Compute/virtualMachines'),
    link('source_vm_id', 'properties.virtualMachineId', 'Microsoft.Compute/virtualMachines'),
    link('backup_policy_id', 'properties.policyId', POLICY),
    // A new item has no state before Azure has taken it in.
    attribute('protection_state', 'properties.protectionState', { fresh: { value: undefined } }),
    // Without a list every disk is in the backup, which an empty object says.
    constant({}, 'properties.extendedProperties'),
    derived(
      ['exclude_disk_luns', 'include_disk_luns'],
      'properties.extendedProperties.diskExclusionProperties.diskLunList',
      (excluded, included) => (isGiven(excluded) ? excluded : isGiven(included) ? included : undefined),
    ),
    derived(
      ['exclude_disk_luns', 'include_disk_luns'],
      'properties.extendedProperties.diskExclusionProperties.isInclusionList',
      (excluded, included) => (isGiven(excluded) ? false : isGiven(included) ? true : undefined),
    ),
  ],
};

/** Recovery Services vaults, backup policies and what they protect. */
export const BACKUP: Readonly<Record<string, Mapping>> = {
  azurerm_recovery_services_vault: VAULT_MAPPING,
  azurerm_backup_policy_vm: POLICY_MAPPING,
  azurerm_backup_protected_vm: ITEM_MAPPING,
};
