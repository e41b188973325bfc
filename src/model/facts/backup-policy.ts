import type { Static } from 'typebox';
import * as known from '../enumerations.js';
import { flag, integer, openEnum, orNull, record, text } from './schema.js';

const settings = {
  id: text('Resource id.'),
  name: text('Name.'),
  policyType: openEnum(
    known.POLICY_TYPES,
    'V1 = Standard, V2 = Enhanced; where it is not set V1, unless the schedule is one of V2.',
  ),
  snapshotConsistencyType: orNull(
    openEnum(known.SNAPSHOT_CONSISTENCY_TYPES, 'OnlyCrashConsistent, or null for application consistency.'),
  ),
  scheduleRunFrequency: orNull(openEnum(known.SCHEDULE_FREQUENCIES, 'How often it runs.')),
  runsPerDay: integer('How many backups it starts on a day on which it runs.'),
  instantRestoreDays: orNull(integer('How many days snapshots are kept (instantRpRetentionRangeInDays).')),
  resourceGroupPrefix: orNull(
    text('What the name of the restore point group starts with, where the policy sets it.'),
  ),
  resourceGroupSuffix: orNull(
    text('What the name of the restore point group ends with, where the policy sets it.'),
  ),
};

/** The settings of the backup policy of a VM. */
export const backupPolicyFacts = record('The backup policy.', settings);

/** The facts of a backup policy for Azure VMs (subject `backupPolicy`). */
export const backupPolicySubjectFacts = record('A backup policy for Azure VMs.', {
  ...settings,
  vaultId: text('Id of its vault.'),
  protectedVms: integer('How many VMs it protects now.'),
  hourlyInterval: orNull(integer('Hours between two backups of an hourly schedule; null for another one.')),
  hourlyWindow: orNull(integer('Hours in which an hourly schedule starts backups; null for another one.')),
  windowFits: orNull(
    flag('Whether the window of an hourly schedule is a multiple of its interval; null for another one.'),
  ),
  snapshotDaysAllowed: text('How many days the type and the schedule let snapshots be kept, in words.'),
  snapshotDaysValid: flag('Whether snapshots are kept for a number of days that is allowed.'),
  snapshotsOutliveBackups: flag(
    'Whether snapshots are kept longer than the daily or weekly recovery points.',
  ),
  dailyRetentionDays: orNull(
    integer('How many days daily recovery points are kept; null where there are none.'),
  ),
  resourceGroupNameLength: orNull(
    integer(
      'The length of the name of the first restore point group, its number included; null for the default name.',
    ),
  ),
});

/** The settings of a backup policy. */
export type BackupPolicyDocument = Static<typeof backupPolicyFacts>;

/** The document of a backup policy that is judged itself. */
export type BackupPolicySubjectDocument = Static<typeof backupPolicySubjectFacts>;
