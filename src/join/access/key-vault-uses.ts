import { lowerId } from '../../model/arm-id.js';
import { itemsOf, mostTelling, Unknown, whyOpen, type ListFact } from '../../model/unknown.js';
import { encryptionSettingsOf } from '../disks/disk-encryption.js';
import { diskRowOf, isRow } from '../disks/disk-settings.js';
import type { Disk } from '../disks/disks.js';
import { keyOf } from '../order.js';
import { at, knownObjectsOf, knownTextOf, objectOf, saysAnything, textOf, type Properties } from '../read.js';
import { notTold, type SliceContext } from '../slice-context.js';

/** What a VM keeps in one key vault. */
export interface KeyVaultUse {
  readonly id: string;
  secrets: boolean;
  keys: boolean;
}

/** The key vaults that the disks name, with what they hold. */
export function keyVaultUsesOf(
  context: SliceContext,
  { vm, disks }: { vm: Properties; disks: ListFact<Disk> },
): { uses: ReadonlyMap<string, KeyVaultUse>; why: Unknown | undefined } {
  const uses = new Map<string, KeyVaultUse>();
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
