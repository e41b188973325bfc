import { Unknown } from '../../../../model/unknown.js';
import {
  attribute,
  block,
  COMMON,
  derived,
  inGroup,
  inList,
  link,
  type Field,
  type Mapping,
} from '../mapping.js';

const VAULT = 'Microsoft.KeyVault/vaults';

export const DISK = 'Microsoft.Compute/disks';
export const ENCRYPTION_SET = 'Microsoft.Compute/diskEncryptionSets';

/** Where a resource in an edge zone is. */
export const EDGE_ZONE: readonly Field[] = [
  attribute('edge_zone', 'extendedLocation.name'),
  derived(['edge_zone'], 'extendedLocation.type', (zone) =>
    zone === undefined || zone === '' ? undefined : 'EdgeZone',
  ),
];

/** A managed disk. */
export const MANAGED_DISK: Mapping = {
  kind: 'row',
  armType: DISK,
  id: inGroup(`${DISK}/{name}`),
  fields: [
    ...COMMON,
    attribute('zone', 'zones', { as: inList }),
    ...EDGE_ZONE,
    attribute('storage_account_type', 'sku.name'),
    attribute('disk_size_gb', 'properties.diskSizeGB'),
    attribute('max_shares', 'properties.maxShares', { fresh: { value: undefined } }),
    attribute('os_type', 'properties.osType'),
    attribute('hyper_v_generation', 'properties.hyperVGeneration'),
    attribute('create_option', 'properties.creationData.createOption'),
    link('source_resource_id', 'properties.creationData.sourceResourceId'),
    attribute('tier', 'properties.tier', { fresh: { value: undefined } }),
    attribute('network_access_policy', 'properties.networkAccessPolicy'),
    link('disk_encryption_set_id', 'properties.encryption.diskEncryptionSetId', ENCRYPTION_SET),
    derived(
      ['trusted_launch_enabled', 'security_type'],
      'properties.securityProfile.securityType',
      (trusted, type) =>
        type === undefined
          ? trusted === true
            ? 'TrustedLaunch'
            : trusted instanceof Unknown
              ? trusted
              : undefined
          : type,
    ),
    // The block alone turns Azure Disk Encryption on; older versions have `enabled` in it.
    derived(
      ['encryption_settings', 'encryption_settings.0.enabled'],
      'properties.encryptionSettingsCollection.enabled',
      (settings, enabled) => {
        if (settings instanceof Unknown) return settings;
        return Array.isArray(settings) && settings.length > 0 ? (enabled ?? true) : undefined;
      },
    ),
    block(
      'encryption_settings',
      'properties.encryptionSettingsCollection.encryptionSettings',
      [
        block('disk_encryption_key', 'diskEncryptionKey', [link('source_vault_id', 'sourceVault.id', VAULT)]),
        block('key_encryption_key', 'keyEncryptionKey', [link('source_vault_id', 'sourceVault.id', VAULT)]),
      ],
      { key: '' },
    ),
  ],
};
