import { Unknown, type Fact } from '../../model/unknown.js';

/** Names of products in the publisher or type of an extension, beside Azure Backup's own snapshot extension. */
const PRODUCTS: readonly (readonly [RegExp, string])[] = [
  [/recoveryservices\.siterecovery|^siterecovery/i, 'Azure Site Recovery'],
  [/veeam/i, 'Veeam'],
  [/commvault/i, 'Commvault'],
  [/rubrik/i, 'Rubrik'],
  [/cohesity/i, 'Cohesity'],
  [/veritas|netbackup/i, 'Veritas NetBackup'],
  [/acronis/i, 'Acronis'],
  [/druva/i, 'Druva'],
  [/arcserve/i, 'Arcserve'],
  [/avamar|networker|powerprotect/i, 'Dell'],
];

/** The backup or replication product that an extension belongs to, by its publisher and type; `null` for none. */
export function backupProductOf(
  publisher: Fact<string | null>,
  type: Fact<string | null>,
): Fact<string | null> {
  const told = [publisher, type].filter((each) => typeof each === 'string');
  const found = PRODUCTS.find(([pattern]) => told.some((each) => pattern.test(each)));
  if (found !== undefined) return found[1];
  if (publisher instanceof Unknown) return publisher;
  return type instanceof Unknown ? type : null;
}
