import { groupNameOf, lowerId, nameOf, subscriptionOf } from '../../model/arm-id.js';
import type { VaultDocument } from '../../model/facts/vault.js';
import type { Row } from '../../model/row.js';
import type { Fact } from '../../model/unknown.js';
import type { FactTree } from '../fact-tree.js';
import { regionOf, textOf } from '../read.js';
import { notTold } from '../slice-context.js';

type Vault = FactTree<VaultDocument>;

/** What was gathered about a vault while the slices passed. */
export interface VaultTotals {
  readonly protectedVms: Fact<number>;
  readonly encryption: Vault['encryption'];
  readonly readOnly: Fact<boolean>;
}

/** Everything that is known of a Recovery Services vault. */
export function vaultOf(row: Row, totals: VaultTotals): Vault {
  return {
    id: row.id,
    name: textOf(row.name) ?? nameOf(row.id),
    resourceGroup: groupNameOf(row.id) ?? notTold('the resource group of the vault'),
    subscriptionId: subscriptionOf(lowerId(row.id)) ?? notTold('the subscription of the vault'),
    location: regionOf(row.location) ?? notTold('the region of the vault'),
    ...totals,
  };
}
