import { lowerId, nameOf, subscriptionOf, subscriptionScopeOf } from '../../model/arm-id.js';
import type { VmDocument } from '../../model/facts/vm.js';
import { TYPES, type Row } from '../../model/row.js';
import {
  itemsOf,
  listOf,
  mostTelling,
  Unknown,
  whyAnyUnknown,
  whyOpen,
  type Fact,
  type ListFact,
} from '../../model/unknown.js';
import type { BackupService } from './backup-service.js';
import { encryptionSettingsOf } from '../disks/disk-encryption.js';
import { diskRowOf, isRow, type Disk } from '../disks/disks.js';
import type { FactTree } from '../fact-tree.js';
import { accessOf, backupRights, usesRoles, type Access, type Right } from './key-vault-access.js';
import { byId, keyOf } from '../order.js';
import { isSame } from '../same.js';
import {
  at,
  knownObjectsOf,
  knownTextOf,
  lowerTextOf,
  objectOf,
  regionOf,
  saysAnything,
  textOf,
  type Properties,
} from '../read.js';
import type { Assignment } from './role-grants.js';
import { notTold, rowOf, whyNoFacts, type SliceContext } from '../slice-context.js';

type KeyVault = FactTree<NonNullable<VmDocument['keyVaults']>[number]>;

/** What a VM keeps in one key vault. */
interface Use {
  readonly id: string;
  secrets: boolean;
  keys: boolean;
}

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
  const { uses, why } = usesOf(context, input);
  const withKey = [...uses.values()].filter((use) => use.keys);
  const items = [...uses.values()].sort(byId).map((use) => keyVaultOf(context, use, withKey, input));
  return listOf(items, why);
}

/** The key vaults that the disks name, with what they hold. */
function usesOf(context: SliceContext, { vm, disks }: KeyVaultInput) {
  const uses = new Map<string, Use>();
  let why = whyOpen(disks);
  const use = (id: string | Unknown | undefined, kind: 'secrets' | 'keys') => {
    if (typeof id !== 'string') {
      why = mostTelling(why, id ?? notTold('which key vault holds the secrets of the disk encryption'));
    } else {
      const key = lowerId(id);
      const found = uses.get(key) ?? { id, secrets: false, keys: false };
      found[kind] = true;
      uses.set(key, found);
    }
  };
  for (const disk of itemsOf(disks)) {
    if (disk.azureDiskEncryption === false) continue;
    if (disk.azureDiskEncryption instanceof Unknown) {
      why = mostTelling(why, disk.azureDiskEncryption);
      continue;
    }
    const settings = settingsOf(context, modelOf(vm, disk));
    if (settings instanceof Unknown) use(settings, 'secrets');
    else if (settings.length === 0) use(undefined, 'secrets');
    for (const setting of itemsOf(settings)) {
      use(textOf(at(setting, 'diskEncryptionKey', 'sourceVault', 'id')), 'secrets');
      const key = setting.keyEncryptionKey;
      if (saysAnything(key)) use(textOf(at(key, 'sourceVault', 'id')), 'keys');
    }
  }
  return { uses, why };
}

/** What a disk of the VM model says of its encryption. */
function settingsOf(context: SliceContext, model: Properties) {
  const row = diskRowOf(context, textOf(at(model, 'managedDisk', 'id')));
  return encryptionSettingsOf(isRow(row) ? row : undefined, model);
}

/** The disk as the VM model lists it. */
function modelOf(vm: Properties, disk: Disk): Properties {
  const profile = vm.storageProfile;
  if (disk.role === 'os') return objectOf(at(profile, 'osDisk')) ?? {};
  const data = knownObjectsOf(at(profile, 'dataDisks')) ?? [];
  return (
    data.find((model) => lowerId(knownTextOf(at(model, 'managedDisk', 'id')) ?? '') === keyOf(disk)) ?? {}
  );
}

function keyVaultOf(
  context: SliceContext,
  use: Use,
  withKey: readonly Use[],
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
  needs: Pick<Use, 'secrets' | 'keys'>,
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
function keysAreHeld(context: SliceContext, uses: readonly Use[], input: KeyVaultInput): boolean {
  return uses.every((use) => {
    const row = rowOf(context, TYPES.keyVault, lowerId(use.id));
    if (row === null || row instanceof Unknown) return true;
    return backupAccessTo(context, row, { secrets: false, keys: true }, input).missing.length === 0;
  });
}

/**
 * Whether the firewall lets Azure Backup, a trusted service, in. `bypass` is AzureServices where it is not set
 * (https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/get). What a vault without public access does is
 * not documented. In a network security perimeter the rules of the perimeter take the place of the firewall's
 * (https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition).
 */
function trustedServicesAllowedOf(row: Row): Fact<boolean> {
  const body = objectOf(row.properties);
  if (body === undefined) return notTold('the firewall of the key vault');
  const acls = objectOf(body.networkAcls);
  const action = lowerTextOf(acls?.defaultAction);
  const bypass = lowerTextOf(acls?.bypass) ?? 'azureservices';
  const publicAccess = lowerTextOf(body.publicNetworkAccess);
  if (publicAccess === 'securedbyperimeter')
    return notTold('whether the network security perimeter of the key vault lets Azure Backup in');
  const bypassed =
    bypass instanceof Unknown ? bypass : bypass.split(',').some((each) => each.trim() === 'azureservices');
  if (action === 'deny' && bypassed === false) return false;
  if (publicAccess === 'disabled')
    return notTold('whether a key vault without public network access still lets Azure Backup in');
  const closed =
    action instanceof Unknown ? bypassed !== true : action === 'deny' && bypassed instanceof Unknown;
  return whyAnyUnknown([publicAccess, ...(closed ? [action, bypassed] : [])]) ?? true;
}
