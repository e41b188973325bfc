import { groupNameOf, lowerId, nameOf } from '../../model/arm-id.js';
import type { RestorePointCollectionDocument } from '../../model/facts/restore-point-collection.js';
import type { Row } from '../../model/row.js';
import type { FactTree } from '../fact-tree.js';
import { at, knownTextOf } from '../read.js';
import { isAzureBackupName } from './restore-points.js';
import { notTold, type SliceContext } from '../slice-context.js';
import { sourceExistsOf, sourceKindOf } from './source.js';

/** Everything that is known of a restore point collection. */
export function collectionSubjectOf(
  context: SliceContext,
  row: Row,
): FactTree<RestorePointCollectionDocument> {
  const name = knownTextOf(row.name) ?? nameOf(row.id);
  const source = knownTextOf(at(row.properties, 'source', 'id'));
  const untold = notTold('whose restore points the collection holds');
  return {
    id: row.id,
    name,
    resourceGroup: groupNameOf(row.id) ?? notTold('the resource group of the collection'),
    madeByAzureBackup: isAzureBackupName(name),
    sourceId: source ?? untold,
    sourceKind: source === undefined ? untold : sourceKindOf(lowerId(source)) === 'vm' ? 'vm' : 'other',
    sourceExists: source === undefined ? untold : sourceExistsOf(context, lowerId(source)),
  };
}
