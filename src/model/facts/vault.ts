import type { Static } from 'typebox';
import { closedEnum, flag, integer, orNull, record, text } from './schema.js';

const encryption = record('How the vault is encrypted with a key of the customer.', {
  keyUri: orNull(text('URI of the key.')),
  keyVaultId: orNull(text('Id of the key vault that holds the key, as far as it can be seen.')),
  keyAccess: closedEnum(
    ['held', 'missing'],
    'Whether the identity of the vault may get the key, wrap and unwrap with it.',
  ),
  missingRights: orNull(text('The rights that are missing, for example "keys get, keys wrapKey".')),
});

/** The facts of a Recovery Services vault (subject `vault`). */
export const vaultFacts = record('A Recovery Services vault.', {
  id: text('Resource id.'),
  name: text('Name.'),
  resourceGroup: text('Name of the resource group.'),
  subscriptionId: text('Id of the subscription.'),
  location: text('Region, for example westeurope.'),
  protectedVms: integer('How many Azure VMs it protects now.'),
  encryption: orNull(encryption),
  readOnly: flag('Whether a ReadOnly lock is on the vault or its resource group.'),
});

/** The document of a vault. */
export type VaultDocument = Static<typeof vaultFacts>;
