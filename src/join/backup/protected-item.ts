import { lowerId, nameOf } from '../../model/arm-id.js';
import type { ProtectedItemDocument } from '../../model/facts/protected-item.js';
import type { FactTree } from '../fact-tree.js';
import { sourceIdOf, vaultIdOf, type ProtectedItem } from './azure-vm-item.js';
import { at, knownTextOf } from '../read.js';
import { notTold, type SliceContext } from '../slice-context.js';
import { sourceExistsOf, sourceKindOf } from './source.js';

/** Everything that is known of an item of Azure VM backup. */
export function protectedItemSubjectOf(
  context: SliceContext,
  item: ProtectedItem,
): FactTree<ProtectedItemDocument> {
  const { row } = item;
  const source = sourceIdOf(row);
  const untold = notTold('what the item protects');
  return {
    id: row.id,
    name:
      knownTextOf(at(row.properties, 'friendlyName')) ??
      nameOf(source ?? row.id)
        .split(';')
        .at(-1) ??
      '',
    vaultId: vaultIdOf(row) ?? null,
    sourceId: source ?? untold,
    sourceKind: source === undefined ? untold : sourceKindOf(lowerId(source)),
    sourceExists: source === undefined ? untold : sourceExistsOf(context, lowerId(source)),
    state: item.state,
    active: item.active,
  };
}
