import type { BackupPolicySubjectDocument } from '../../model/facts/backup-policy.js';
import type { Row } from '../../model/row.js';
import { Unknown, whyAnyUnknown, type Fact } from '../../model/unknown.js';
import { backupPolicyOf, type BackupPolicy } from './backup-policy.js';
import type { FactTree } from '../fact-tree.js';
import { vaultIdOf } from './azure-vm-item.js';
import { at, integerOf, lowerTextOf, objectOf, type Properties } from '../read.js';
import { notTold } from '../slice-context.js';

type Subject = FactTree<BackupPolicySubjectDocument>;

/** Everything that is known of a backup policy that is judged itself. */
export function backupPolicySubjectOf(row: Row, protectedVms: Fact<number>): Subject {
  const settings = backupPolicyOf(row);
  const body = objectOf(row.properties) ?? {};
  const hourly = hourlyOf(body, settings);
  const allowed = snapshotDaysAllowed(settings, hourly.hourlyInterval);
  return {
    ...settings,
    vaultId: vaultIdOf(row) ?? notTold('the vault of the backup policy'),
    protectedVms,
    ...hourly,
    snapshotDaysAllowed: allowed instanceof Unknown ? allowed : wordsFor(allowed),
    snapshotDaysValid: isWithin(settings.instantRestoreDays, allowed),
    snapshotsOutliveBackups: outlives(settings.instantRestoreDays, shortestRetention(body, settings)),
    dailyRetentionDays: retentionOf(body, 'dailySchedule', 'days'),
    resourceGroupNameLength: nameLengthOf(settings),
  };
}

/** The hourly schedule; every fact is `null` where the policy runs daily or weekly. */
function hourlyOf(
  body: Properties,
  { scheduleRunFrequency: frequency }: BackupPolicy,
): Pick<Subject, 'hourlyInterval' | 'hourlyWindow' | 'windowFits'> {
  if (frequency instanceof Unknown)
    return { hourlyInterval: frequency, hourlyWindow: frequency, windowFits: frequency };
  if (frequency !== 'Hourly') return { hourlyInterval: null, hourlyWindow: null, windowFits: null };
  const schedule = at(body, 'schedulePolicy', 'hourlySchedule');
  const interval = integerOf(at(schedule, 'interval')) ?? notTold('the interval of the schedule');
  const window = integerOf(at(schedule, 'scheduleWindowDuration')) ?? notTold('the window of the schedule');
  const fits =
    interval instanceof Unknown
      ? interval
      : window instanceof Unknown
        ? window
        : interval > 0 && window % interval === 0;
  return { hourlyInterval: interval, hourlyWindow: window, windowFits: fits };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const wordsFor = ({ from, to }: Range) => (from === to ? String(from) : `${from} to ${to}`);

/**
 * How many days snapshots can be kept. Standard: 1 to 5, weekly exactly 5; Enhanced: 1 to 30, weekly 5 to 20, every 4
 * hours at most 17, every 6 hours at most 22 (backup-instant-restore-capability, backup-azure-vms-enhanced-policy).
 */
function snapshotDaysAllowed(
  { policyType, scheduleRunFrequency: frequency }: BackupPolicy,
  interval: Fact<number | null>,
): Fact<Range> {
  if (policyType instanceof Unknown) return policyType;
  if (frequency instanceof Unknown) return frequency;
  if (policyType === 'V1') return frequency === 'Weekly' ? { from: 5, to: 5 } : { from: 1, to: 5 };
  if (policyType !== 'V2') return notTold(`what a policy of type ${policyType} allows`);
  if (frequency === 'Weekly') return { from: 5, to: 20 };
  if (interval instanceof Unknown) return interval;
  return { from: 1, to: interval === 4 ? 17 : interval === 6 ? 22 : 30 };
}

/** A policy that does not set it gets the default, which is allowed. */
function isWithin(days: Fact<number | null>, allowed: Fact<Range>): Fact<boolean> {
  if (days === null) return true;
  if (days instanceof Unknown) return days;
  if (allowed instanceof Unknown) return days < 1 || days > 30 ? false : allowed;
  return days >= allowed.from && days <= allowed.to;
}

function outlives(days: Fact<number | null>, retention: Fact<number | null>): Fact<boolean> {
  if (days === null || retention === null) return false;
  const why = whyAnyUnknown([days, retention]);
  return why ?? (days as number) > (retention as number);
}

/** How many days the most frequent recovery points are kept; `null` where the policy does not say. */
function shortestRetention(
  body: Properties,
  { scheduleRunFrequency: frequency }: BackupPolicy,
): Fact<number | null> {
  if (frequency instanceof Unknown) return frequency;
  return frequency === 'Weekly'
    ? retentionOf(body, 'weeklySchedule', 'weeks')
    : retentionOf(body, 'dailySchedule', 'days');
}

/** How many days the recovery points of a schedule are kept; `null` where the policy that was read has no such schedule. */
function retentionOf(body: Properties, schedule: string, unit: 'days' | 'weeks'): Fact<number | null> {
  const policy = objectOf(body.retentionPolicy);
  return policy === undefined
    ? notTold('how long recovery points are kept')
    : daysOf(at(body, 'retentionPolicy', schedule), unit);
}

const DAYS: Readonly<Record<string, number>> = { days: 1, weeks: 7 };

/** The retention of a schedule in days; only the unit that such a schedule has is read. */
function daysOf(schedule: unknown, unit: 'days' | 'weeks'): Fact<number | null> {
  const count = integerOf(at(schedule, 'retentionDuration', 'count'));
  const told = lowerTextOf(at(schedule, 'retentionDuration', 'durationType')) ?? unit;
  if (count === undefined) return null;
  if (count instanceof Unknown) return count;
  if (told instanceof Unknown) return told;
  const days = Object.hasOwn(DAYS, told) ? DAYS[told] : undefined;
  return days === undefined ? notTold('how long recovery points are kept') : count * days;
}

/**
 * The length of prefix, number and suffix; `null` where the policy has neither prefix nor suffix
 * (https://learn.microsoft.com/azure/backup/backup-during-vm-creation).
 */
function nameLengthOf({
  resourceGroupPrefix: prefix,
  resourceGroupSuffix: suffix,
}: BackupPolicy): Fact<number | null> {
  if (prefix instanceof Unknown) return prefix;
  if (suffix instanceof Unknown) return suffix;
  if (prefix === null && suffix === null) return null;
  return `${prefix ?? ''}1${suffix ?? ''}`.length;
}
