import { lowerId, nameOf, subscriptionOf, subscriptionScopeOf } from '../../model/arm-id.js';
import type { VmDocument } from '../../model/facts/vm.js';
import { TYPES, type Row } from '../../model/row.js';
import { listOf, Unknown, whyAnyUnknown, type Fact, type ListFact } from '../../model/unknown.js';
import type { BackupService } from './backup-service.js';
import type { Disk } from '../disks/disks.js';
import type { FactTree } from '../fact-tree.js';
import { accessOf, backupRights, usesRoles, type Access, type Right } from './key-vault-access.js';
import { trustedServicesAllowedOf } from './key-vault-firewall.js';
import { keyVaultUsesOf, type KeyVaultUse } from './key-vault-uses.js';
import { byId } from '../order.js';
import { isSame } from '../same.js';
import { at, knownTextOf, lowerTextOf, objectOf, regionOf, textOf, type Properties } from '../read.js';
import type { Assignment } from './role-grants.js';
import { notTold, rowOf, whyNoFacts, type SliceContext } from '../slice-context.js';

type KeyVault = FactTree<NonNullable<VmDocument['keyVaults']>[number]>;

export interface KeyVaultInput {
  /** The `properties` of the VM row. */
  readonly vm: Properties;
  /** The region of the VM. */
  readonly location: Fact<string>;
  readonly subscriptionId: Fact<string>;
  readonly disks: ListFact<Disk>;
  readonly service: BackupService;
  readonly assignments: readonly Assignment[];
}

/**
 * The key vaults of Azure Disk Encryption, by id. The list is open where it is not known of a disk whether, or with
 * which vault, it is encrypted.
 */
export function keyVaultsOf(context: SliceContext, input: KeyVaultInput): ListFact<KeyVault> {
  const { uses, why } = keyVaultUsesOf(context, input);
  const withKey = [...uses.values()].filter((use) => use.keys);
  const items = [...uses.values()].sort(byId).map((use) => keyVaultOf(context, use, withKey, input));
  return listOf(items, why);
}

function keyVaultOf(
  context: SliceContext,
  use: KeyVaultUse,
  withKey: readonly KeyVaultUse[],
  input: KeyVaultInput,
): KeyVault {
  const row = rowOf(context, TYPES.keyVault, lowerId(use.id));
  if (row === null || row instanceof Unknown) {
    const why = whyNoFacts(row, use.id);
    const hasNoService = input.service(undefined) === null && row !== null;
    return {
      id: use.id,
      name: nameOf(use.id),
      accessMode: why,
      keyEncryptionKey: use.keys,
      backupAccess: hasNoService ? 'missing' : why,
      missingRights: hasNoService ? namesOf(backupRights(use)) : why,
      trustedServicesAllowed: why,
      exists: row ?? false,
      sameRegion: why,
      sameSubscription: isInSubscription(use.id, input),
    };
  }
  const access = backupAccessTo(context, row, use, input);
  const elsewhere = withKey.filter((each) => each !== use);
  return {
    id: row.id,
    name: textOf(row.name) ?? nameOf(row.id),
    accessMode: accessModeOf(row),
    keyEncryptionKey: use.keys,
    backupAccess: backupAccessOf(access, withKey.length > 0 && keysAreHeld(context, elsewhere, input)),
    missingRights: access.missing.length > 0 ? access.missing.join(', ') : (access.unknown ?? null),
    trustedServicesAllowed: trustedServicesAllowedOf(row),
    exists: true,
    sameRegion: isInRegion(row, input),
    sameSubscription: isInSubscription(row.id, input),
  };
}

/** The access of Azure Backup to what is needed of a key vault. */
function backupAccessTo(
  context: SliceContext,
  vault: Row,
  needs: Pick<KeyVaultUse, 'secrets' | 'keys'>,
  { service, assignments }: KeyVaultInput,
): Access {
  const tenant = tenantOf(context, vault);
  return accessOf(context, { vault, rights: backupRights(needs), service: service(tenant), assignments });
}

/** The tenant of a key vault. Files leave it open (`subscription().tenantId`): it is then that of the subscription. */
function tenantOf({ shared }: SliceContext, vault: Row): Fact<string> | undefined {
  const own = lowerTextOf(at(vault.properties, 'tenantId'));
  if (!(own instanceof Unknown)) return own;
  const subscription = shared.get(TYPES.subscription, subscriptionScopeOf(lowerId(vault.id)) ?? '');
  return knownTextOf(subscription?.tenantId)?.toLowerCase() ?? own;
}

function namesOf(rights: readonly Right[]): string {
  return rights.map(({ name }) => name).join(', ');
}

function isInRegion(row: Row, { location }: KeyVaultInput): Fact<boolean> {
  const region = regionOf(row.location) ?? notTold('the region of the key vault');
  return whyAnyUnknown([region, location]) ?? region === location;
}

function isInSubscription(id: string, { subscriptionId }: KeyVaultInput): Fact<boolean> {
  const own = subscriptionOf(lowerId(id)) ?? notTold('the subscription of the key vault');
  return isSame(own, subscriptionId);
}

function accessModeOf(row: Row): KeyVault['accessMode'] {
  if (objectOf(row.properties) === undefined) return notTold('how the key vault grants access');
  const roles = usesRoles(row);
  if (roles instanceof Unknown) return roles;
  return roles ? 'rbac' : 'accessPolicies';
}

/**
 * Microsoft's pages disagree whether the service must back up secrets that are wrapped with a key: where nothing else
 * is missing beside a complete grant on the keys, that is told apart.
 */
function backupAccessOf(access: Access, keysAreHeldElsewhere: boolean): KeyVault['backupAccess'] {
  if (access.missing.length === 0) return access.unknown ?? 'held';
  const onlySecretsBackup = access.missing.length === 1 && access.missing[0] === 'secrets backup';
  return onlySecretsBackup && keysAreHeldElsewhere ? 'secretsBackupMissing' : 'missing';
}

/** Whether no right on the keys in these vaults is known to be missing. */
function keysAreHeld(context: SliceContext, uses: readonly KeyVaultUse[], input: KeyVaultInput): boolean {
  return uses.every((use) => {
    const row = rowOf(context, TYPES.keyVault, lowerId(use.id));
    if (row === null || row instanceof Unknown) return true;
    return backupAccessTo(context, row, { secrets: false, keys: true }, input).missing.length === 0;
  });
}
