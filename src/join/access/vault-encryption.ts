import { lowerId } from '../../model/arm-id.js';
import type { VaultDocument } from '../../model/facts/vault.js';
import type { Row } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import type { FactTree } from '../fact-tree.js';
import { accessOf, WRAPPING_RIGHTS } from './key-vault-access.js';
import { at, booleanOf, knownTextOf, lowerTextOf, objectOf, textOf } from '../read.js';
import type { Assignment } from './role-grants.js';
import { notTold, type SliceContext } from '../slice-context.js';

type Encryption = FactTree<NonNullable<VaultDocument['encryption']>>;

/** The URI of the customer's key that a vault is encrypted with; undefined: a key of the platform. */
export function keyUriOf(vault: Row): string | undefined {
  return knownTextOf(at(vault.properties, 'encryption', 'keyVaultProperties', 'keyUri'));
}

/** The lower-cased name of the key vault in the URI of a key; undefined for a managed HSM. */
export function keyVaultNameIn(keyUri: string): string | undefined {
  return /^https:\/\/([a-z0-9-]+)\.vault\./i.exec(keyUri)?.[1]?.toLowerCase();
}

/** The encryption of a vault whose key vault was not seen. */
export function unseenEncryption(vault: Row): Fact<Encryption | null> {
  if (objectOf(vault.properties) === undefined) return notTold('how the vault is encrypted');
  const keyUri = keyUriOf(vault);
  if (keyUri === undefined) return null;
  const why = new Unknown(
    'undetermined',
    `The key vault of ${keyUri} is not among the resources that were read.`,
  );
  return { keyUri, keyVaultId: null, keyAccess: why, missingRights: why };
}

/** The encryption of a vault whose key is in a key vault of the slice: may the vault's identity use the key? */
export function encryptionWith(
  context: SliceContext,
  vault: Row,
  keyVault: Row,
  assignments: readonly Assignment[],
): Encryption {
  const access = accessOf(context, {
    vault: keyVault,
    rights: WRAPPING_RIGHTS,
    service: identityOf(vault),
    assignments,
  });
  const missing = access.missing.join(', ');
  return {
    keyUri: keyUriOf(vault) ?? null,
    keyVaultId: keyVault.id,
    keyAccess: missing === '' ? (access.unknown ?? 'held') : 'missing',
    missingRights: missing === '' ? (access.unknown ?? null) : missing,
  };
}

/** The object id of the identity that the vault uses for its key: the one assigned by a user, else its own. */
function identityOf(vault: Row): Fact<string | null> {
  const encryption = at(vault.properties, 'encryption', 'kekIdentity');
  const assigned = textOf(at(encryption, 'userAssignedIdentity'));
  const usesOwn = booleanOf(at(encryption, 'useSystemAssignedIdentity'));
  const identities = Object.entries(objectOf(at(vault.identity, 'userAssignedIdentities')) ?? {});
  const untold = notTold('the object id of the identity of the vault');
  if (assigned instanceof Unknown) return assigned;
  if (assigned === undefined || usesOwn === true) {
    if (usesOwn !== true && identities.length > 0) return untold;
    return lowerTextOf(at(vault.identity, 'principalId')) ?? (hasNone(vault) ? null : untold);
  }
  const found = identities.find(([id]) => lowerId(id) === lowerId(assigned));
  return lowerTextOf(at(found?.[1], 'principalId')) ?? untold;
}

/** Whether the vault certainly has no identity of its own. A file that makes the vault has one without an object id. */
function hasNone({ identity }: Row): boolean {
  const type = lowerTextOf(at(identity, 'type')) ?? '';
  return !(type instanceof Unknown) && !type.includes('systemassigned');
}
