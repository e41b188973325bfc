import type { Static } from 'typebox';
import * as known from '../enumerations.js';
import { integer, openEnum, orNull, record, text } from './schema.js';

/** The settings of a backup policy for Azure VMs. */
export const backupPolicyFacts = record('The backup policy.', {
  id: text('Resource id.'),
  name: text('Name.'),
  policyType: openEnum(known.POLICY_TYPES, 'V1 = Standard, V2 = Enhanced; V1 where it is not set.'),
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
});

/** The document of a backup policy. */
export type BackupPolicyDocument = Static<typeof backupPolicyFacts>;
