import type { Static } from 'typebox';
import { closedEnum, flag, orNull, record, text } from './schema.js';

/** The facts of a restore point collection (subject `restorePointCollection`). */
export const restorePointCollectionFacts = record('A restore point collection.', {
  id: text('Resource id.'),
  name: text('Name.'),
  resourceGroup: text('Name of the resource group.'),
  madeByAzureBackup: flag('Whether the name is one that Azure Backup gives (AzureBackup_…).'),
  sourceId: orNull(text('Id of what its restore points are of.')),
  sourceKind: closedEnum(['vm', 'other'], 'What its restore points are of: a VM, or another collection.'),
  sourceExists: flag('Whether that exists.'),
});

/** The document of a restore point collection. */
export type RestorePointCollectionDocument = Static<typeof restorePointCollectionFacts>;
