import { expect, test } from '@jest/globals';
import { TYPES, type Row } from '../../../../src/model/row.js';
import { scan } from '../../../../src/scan.js';
import { SHIPPED_POLICIES } from '../../../../src/shipped-policies.js';
import { inventoryOf } from '../../../estate/inventory.js';
import { temporaryFolder } from '../../../temporary.js';
import { changed, estate, PROVIDERS, RESOURCES, SUBSCRIPTION, TENANT } from './estate.js';
import { constant, planOf, refers, rowsIn, writeFiles, type Planned } from './plan.js';

const BACKUP_SERVICE = '77777777-2222-4333-8444-555555555555';

interface Options {
  readonly sources?: Readonly<Record<string, string>>;
  /** Whether the rest of the subscription is known too, as where a plan is laid over a live inventory. */
  readonly live?: readonly Row[];
}

const folder = temporaryFolder();

/** The findings about an estate with some changes, in short: policy, level, name of the resource, place. */
async function findings(
  changes: Readonly<Record<string, Planned | undefined>>,
  { sources, live }: Options = {},
): Promise<string[]> {
  if (sources !== undefined) writeFiles(folder.path, sources);
  const where = sources === undefined ? {} : { root: folder.path, folder: folder.path };
  const rows = await rowsIn(planOf({ resources: estate(changes), providers: PROVIDERS }), where);
  const declared = live !== undefined;
  const inventory = await inventoryOf([...rows, ...(live ?? [])], { declared });
  const report = await scan({ inventory, policies: SHIPPED_POLICIES, backupServiceObjectId: BACKUP_SERVICE });
  return report.findings.map(
    ({ policy, level, resourceId, places }) =>
      `${policy} ${level} ${resourceId.slice(resourceId.lastIndexOf('/') + 1)} ${places.map(({ path }) => path).join()}`,
  );
}

/** What a live scan sees of the VM once it runs: no agent. */
const RUNNING: Row = {
  id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/vm-app/instanceView`,
  type: TYPES.instanceView,
  properties: { statuses: [{ code: 'PowerState/running' }] },
};

test('a sound estate has no finding', async () => {
  expect(await findings({})).toEqual([]);
});

test('a data disk above 32 TiB', async () => {
  const disk = changed(RESOURCES.disk, { disk_size_gb: 40_000, storage_account_type: 'PremiumV2_LRS' });
  expect(await findings({ disk })).toContain('disk-size-supported warning disk-data /disks/1/sizeGiB');
});

test('a lock on the group that the restore points will be in', async () => {
  const changes = {
    points: {
      address: 'azurerm_resource_group.points',
      values: { name: 'AzureBackupRG_westeurope_1', location: 'westeurope' },
      unknown: { id: true },
    },
    lock: {
      address: 'azurerm_management_lock.points',
      values: { name: 'keep', lock_level: 'ReadOnly' },
      unknown: { id: true, scope: true },
      expressions: { scope: refers('azurerm_resource_group.points.id') },
    },
  };
  expect(await findings(changes, { live: [] })).toContain(
    'restore-point-group-unlocked warning keep /locks/0/blocksCleanUp',
  );
  // The plan alone does not know whether the VM has restore points elsewhere.
  expect(await findings(changes)).toEqual([]);
});

test('a VM without the agent', async () => {
  const vm = changed(RESOURCES.vm, { provision_vm_agent: false, allow_extension_operations: false });
  expect(await findings({ vm }, { live: [RUNNING] })).toContain(
    'vm-agent-provisioned error vm-app /agent/provisioned',
  );
});

test('a static private address', async () => {
  const nic = changed(RESOURCES.nic, {
    ip_configuration: [
      { name: 'internal', private_ip_address_allocation: 'Static', private_ip_address: '10.0.1.4' },
    ],
  });
  // The right way to give a VM a static address: nothing shows that the guest does not ask for it.
  expect(await findings({ nic })).toEqual([]);
});

const VAULT: Planned = {
  address: 'azurerm_key_vault.keys',
  values: {
    name: 'kv-app',
    resource_group_name: 'rg-app',
    location: 'westeurope',
    tenant_id: TENANT,
    sku_name: 'standard',
    enabled_for_disk_encryption: true,
    access_policy: [],
  },
  unknown: { id: true, vault_uri: true },
};

const ENCRYPTION: Planned = {
  address: 'azurerm_virtual_machine_extension.encryption',
  values: {
    name: 'AzureDiskEncryption',
    publisher: 'Microsoft.Azure.Security',
    type: 'AzureDiskEncryptionForLinux',
  },
  unknown: { id: true, virtual_machine_id: true, settings: true },
  expressions: {
    virtual_machine_id: refers('azurerm_linux_virtual_machine.app.id'),
    settings: refers('azurerm_key_vault.keys.vault_uri', 'azurerm_key_vault.keys.id'),
  },
};

const grant = (secrets: string[], keys: string[]): Planned => ({
  address: 'azurerm_key_vault_access_policy.backup',
  values: {
    tenant_id: TENANT,
    object_id: BACKUP_SERVICE,
    secret_permissions: secrets,
    key_permissions: keys,
  },
  unknown: { id: true, key_vault_id: true },
  expressions: { key_vault_id: refers('azurerm_key_vault.keys.id'), object_id: constant(BACKUP_SERVICE) },
});

const SETTINGS = `resource "azurerm_virtual_machine_extension" "encryption" {
  settings = jsonencode({
    EncryptionOperation = "EnableEncryption"
    KeyVaultURL         = azurerm_key_vault.keys.vault_uri
    KeyVaultResourceId  = azurerm_key_vault.keys.id
    VolumeType          = "All"
  })
  virtual_machine_id = azurerm_linux_virtual_machine.app.id
}`;

test('Azure Disk Encryption with a key vault that the backup service may not read', async () => {
  const about = async (changes: Readonly<Record<string, Planned>>, sources?: Options['sources']) => {
    const found = await findings({ keys: VAULT, encryption: ENCRYPTION, ...changes }, sources && { sources });
    return found.filter((each) => each.startsWith('key-vault-backup-access'));
  };
  const sources = { 'encryption.tf': SETTINGS };
  expect(await about({}, sources)).toEqual([
    'key-vault-backup-access error kv-app /keyVaults/0/backupAccess',
  ]);
  const all = ['Get', 'List', 'Backup'];
  expect(await about({ grant: grant(all, all) }, sources)).toEqual([]);
  // Without the source, nothing tells which disks it encrypts.
  expect(await about({})).toEqual([]);
});

test('a Trusted Launch VM and its Standard policy are facts of one subject', async () => {
  const vm = changed(RESOURCES.vm, { secure_boot_enabled: true, vtpm_enabled: true });
  const rows = await rowsIn(planOf({ resources: estate({ vm }), providers: PROVIDERS }));
  const properties = (type: string) => rows.find((row) => row.type === type)?.properties;
  expect(properties('Microsoft.Compute/virtualMachines')).toMatchObject({
    securityProfile: { securityType: 'TrustedLaunch' },
  });
  expect(properties('Microsoft.RecoveryServices/vaults/backupPolicies')).toMatchObject({ policyType: 'V1' });
});
