import { expect, test } from '@jest/globals';
import * as azure from '../../estate/rows.js';
import { judge, protectedVm, short, unknowns, VM } from '../../estate/protected-vm.js';

/**
 * Azure Disk Encryption in the shapes that Compute gives it: of the disk, of the VM model (dual pass), and of disks
 * before API version 2018-09-30, which have one setting and no collection.
 */

const DISK = `${azure.groupId(VM.subscription, VM.group)}/providers/Microsoft.Compute/disks/vm-a-os`;
const secrets = (name: string) => ({
  secretUrl: `https://${name}.vault.azure.net/secrets/s/1`,
  sourceVault: { id: azure.keyVaultId(VM, name) },
});
const NO_KEY = { keyUrl: null, sourceVault: null };

interface Shape {
  /** What the VM model says of its OS disk. */
  readonly inVm?: object;
  /** What the disk itself says. */
  readonly inDisk?: Record<string, unknown>;
}

const encrypted = ({ inVm, inDisk = {} }: Shape) =>
  protectedVm({
    vm: {
      properties: {
        storageProfile: {
          osDisk: { osType: 'Linux', name: 'vm-a-os', managedDisk: { id: DISK }, encryptionSettings: inVm },
          dataDisks: [],
        },
      },
    },
    disk: { size: 5000, properties: inDisk },
  });

const granted = azure.accessPolicy(azure.BACKUP_OBJECT_ID, { secrets: ['get', 'list', 'backup'] });
const withVaults = (shape: Shape) => [
  ...encrypted(shape),
  azure.keyVault(VM, 'kv-good', { accessPolicies: [granted] }),
  azure.keyVault(VM, 'kv-bad'),
  azure.servicePrincipal(),
];

test.each<[string, Shape]>([
  ['null', { inVm: { enabled: null, diskEncryptionKey: null, keyEncryptionKey: null } }],
  ['a key of nulls', { inVm: { diskEncryptionKey: { secretUrl: '', sourceVault: null } } }],
  ['off', { inVm: { enabled: false, diskEncryptionKey: secrets('kv-bad') } }],
  [
    'off in the disk',
    { inDisk: { encryptionSettingsCollection: { enabled: false, encryptionSettings: [] } } },
  ],
  ['off in an old disk', { inDisk: { encryptionSettings: { enabled: 'false' } } }],
])('settings that are %s are no encryption', async (_, shape) => {
  const report = await judge(withVaults(shape));
  expect([short(report), unknowns(report)]).toEqual([[], []]);
});

test.each<[string, Shape]>([
  ['a VM model without "enabled"', { inVm: { diskEncryptionKey: secrets('kv-good') } }],
  [
    'an old disk',
    { inDisk: { encryptionSettings: { enabled: true, diskEncryptionKey: secrets('kv-good') } } },
  ],
  [
    'a collection without "enabled"',
    {
      inDisk: {
        encryptionSettingsCollection: { encryptionSettings: [{ diskEncryptionKey: secrets('kv-good') }] },
      },
    },
  ],
])('%s is encryption', async (_, shape) => {
  const report = await judge(withVaults(shape));
  expect([short(report), unknowns(report)]).toEqual([['encrypted-disk-size-supported warning vm-a-os'], []]);
});

test('the VM model names the key vault where the collection of the disk is empty', async () => {
  const shape = {
    inVm: { enabled: true, diskEncryptionKey: secrets('kv-bad') },
    inDisk: { encryptionSettingsCollection: { enabled: false, encryptionSettings: [] } },
  };
  const report = await judge(withVaults(shape));
  expect(short(report)).toEqual([
    'key-vault-backup-access error kv-bad',
    'encrypted-disk-size-supported warning vm-a-os',
  ]);
});

test('a key encryption key of nulls is none', async () => {
  const setting = { diskEncryptionKey: secrets('kv-good'), keyEncryptionKey: NO_KEY };
  const inDisk = { encryptionSettingsCollection: { enabled: true, encryptionSettings: [setting] } };
  const report = await judge(withVaults({ inDisk }));
  expect([short(report), unknowns(report)]).toEqual([['encrypted-disk-size-supported warning vm-a-os'], []]);
});
