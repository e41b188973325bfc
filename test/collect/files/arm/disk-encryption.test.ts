import { expect, test } from '@jest/globals';
import { Unknown } from '../../../../src/model/unknown.js';
import { GROUP, read } from './template.js';

const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/kv`;
const KEK = 'https://kv.vault.azure.net/keys/k/1';
const NONE = undefined;

/** The encryption settings of the OS disk and of the data disk of a VM with the extension. */
async function settingsOf(settings: unknown, more: object = {}, type = 'AzureDiskEncryptionForLinux') {
  const { rows, problems } = await read({
    parameters: { wanted: { type: 'bool' }, volumes: { type: 'string' } },
    resources: [
      {
        type: 'Microsoft.Compute/virtualMachines',
        name: 'vm',
        properties: { StorageProfile: { osDisk: { createOption: 'FromImage' }, dataDisks: [{ lun: 0 }] } },
        resources: [
          {
            type: 'extensions',
            name: 'ade',
            properties: { publisher: 'Microsoft.Azure.Security', type, settings },
            ...more,
          },
        ],
      },
    ],
  });
  expect(problems).toEqual([]);
  type Disk = { readonly encryptionSettings?: unknown };
  const vm = rows.find(({ type: each }) => each === 'Microsoft.Compute/virtualMachines');
  const { storageProfile } = vm?.properties as { storageProfile: { osDisk: Disk; dataDisks: Disk[] } };
  const [data] = storageProfile.dataDisks;
  const place = ['properties', 'storageProfile', 'osDisk', 'encryptionSettings', 'enabled'];
  return {
    os: storageProfile.osDisk.encryptionSettings,
    data: data?.encryptionSettings,
    line: vm?.sighting?.placeOf(place).line,
  };
}

/** https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-linux#extension-schema */
test('the extension encrypts the disks of its VM, with the keys that it names', async () => {
  const settings = { EncryptionOperation: 'EnableEncryption', KeyVaultResourceId: VAULT, VolumeType: 'All' };
  const encryption = { enabled: true, diskEncryptionKey: { sourceVault: { id: VAULT } } };
  const { os, data, line } = await settingsOf({
    ...settings,
    KeyEncryptionKeyURL: '',
    KekVaultResourceId: '',
  });
  expect([os, data]).toEqual([encryption, encryption]);
  expect(line).toBe(35);
  const wrapped = { ...encryption, keyEncryptionKey: { sourceVault: { id: VAULT } } };
  expect(await settingsOf({ ...settings, KeyEncryptionKeyURL: KEK })).toMatchObject({ os: wrapped });
});

test('of the volumes that it names; not where it turns encryption off, nor does another extension', async () => {
  const some = expect.objectContaining({ enabled: true }) as unknown;
  expect(await settingsOf({ volumetype: 'OS' })).toMatchObject({ os: some, data: NONE });
  expect(await settingsOf({ VolumeType: 'Data' })).toMatchObject({ os: NONE, data: some });
  expect(await settingsOf({ EncryptionOperation: 'DisableEncryption' })).toMatchObject({
    os: NONE,
    data: NONE,
  });
  expect(await settingsOf({}, {}, 'CustomScript')).toMatchObject({ os: NONE, data: NONE });
});

test('what is not known of it is not known of the disks', async () => {
  const unknown = expect.any(Unknown) as unknown;
  const both = { os: unknown, data: unknown };
  expect(await settingsOf({ VolumeType: "[parameters('volumes')]" })).toMatchObject(both);
  expect(await settingsOf({ EncryptionOperation: "[parameters('volumes')]" })).toMatchObject(both);
  expect(await settingsOf("[parameters('volumes')]")).toMatchObject(both);
  expect(await settingsOf({}, { condition: "[parameters('wanted')]" })).toMatchObject(both);
});
