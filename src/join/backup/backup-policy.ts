import { nameOf } from '../../model/arm-id.js';
import { POLICY_TYPES, SCHEDULE_FREQUENCIES, SNAPSHOT_CONSISTENCY_TYPES } from '../../model/enumerations.js';
import type { BackupPolicyDocument } from '../../model/facts/backup-policy.js';
import type { Row } from '../../model/row.js';
import { Unknown, whyAnyUnknown, type Fact } from '../../model/unknown.js';
import type { FactTree } from '../fact-tree.js';
import { at, enumOf, integerOf, lowerTextOf, objectOf, textOf, type Properties } from '../read.js';
import { notTold } from '../slice-context.js';

/** The facts of a backup policy. */
export type BackupPolicy = FactTree<BackupPolicyDocument>;

/** Reads a backup policy for Azure VMs from its row. */
export function backupPolicyOf(row: Row): BackupPolicy {
  const body = objectOf(row.properties);
  // `az` spells these names in another letter case than ARM.
  const details = objectOf(body?.instantRPDetails) ?? objectOf(body?.instantRpDetails);
  const unread = notTold('the settings of the backup policy');
  if (body === undefined) return { ...unreadSettings(unread), id: row.id, name: nameOf(row.id) };
  return {
    id: row.id,
    name: textOf(row.name) ?? nameOf(row.id),
    policyType: policyTypeOf(body),
    snapshotConsistencyType: enumOf(body.snapshotConsistencyType, SNAPSHOT_CONSISTENCY_TYPES) ?? null,
    scheduleRunFrequency: frequencyOf(body),
    runsPerDay: runsPerDayOf(body),
    instantRestoreDays: integerOf(body.instantRpRetentionRangeInDays) ?? null,
    resourceGroupPrefix: textOf(details?.azureBackupRGNamePrefix ?? details?.azureBackupRgNamePrefix) ?? null,
    resourceGroupSuffix: textOf(details?.azureBackupRGNameSuffix ?? details?.azureBackupRgNameSuffix) ?? null,
  };
}

function unreadSettings(why: Unknown): Omit<BackupPolicy, 'id' | 'name'> {
  return {
    policyType: why,
    snapshotConsistencyType: why,
    scheduleRunFrequency: why,
    runsPerDay: why,
    instantRestoreDays: why,
    resourceGroupPrefix: why,
    resourceGroupSuffix: why,
  };
}

/** V1 where nothing is set; the V2 schedule also proves V2. */
function policyTypeOf(body: Properties): Fact<string> {
  const told = enumOf(body.policyType, POLICY_TYPES);
  if (told !== undefined) return told;
  const schedule = lowerTextOf(at(body, 'schedulePolicy', 'schedulePolicyType'));
  if (schedule instanceof Unknown) return schedule;
  return schedule === 'simpleschedulepolicyv2' ? 'V2' : 'V1';
}

/** A policy of which the schedule was not read may run in any way. */
function frequencyOf(body: Properties): Fact<string | null> {
  if (objectOf(body.schedulePolicy) === undefined) return notTold('how often the backup policy runs');
  return enumOf(at(body, 'schedulePolicy', 'scheduleRunFrequency'), SCHEDULE_FREQUENCIES) ?? null;
}

/** Runs on a day with a run: the hourly window divided by its interval, else the run times. */
function runsPerDayOf(body: Properties): Fact<number> {
  const schedule = objectOf(body.schedulePolicy);
  const unread = notTold('how often the backup policy runs');
  if (schedule === undefined) return unread;
  const frequency = frequencyOf(body);
  if (frequency instanceof Unknown) return frequency;
  if (frequency === 'Hourly') {
    const interval = integerOf(at(schedule, 'hourlySchedule', 'interval'));
    const window = integerOf(at(schedule, 'hourlySchedule', 'scheduleWindowDuration'));
    const why = whyAnyUnknown([interval, window]);
    if (why !== undefined || interval instanceof Unknown || window instanceof Unknown) return why ?? unread;
    return interval === undefined || interval < 1 || window === undefined
      ? unread
      : Math.max(1, Math.floor(window / interval));
  }
  const times =
    at(schedule, 'scheduleRunTimes') ??
    at(schedule, 'dailySchedule', 'scheduleRunTimes') ??
    at(schedule, 'weeklySchedule', 'scheduleRunTimes');
  if (times instanceof Unknown) return times;
  return Array.isArray(times) && times.length > 0 ? times.length : unread;
}
