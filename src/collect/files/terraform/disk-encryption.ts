import { Unknown } from '../../../model/unknown.js';
import { objectIn } from './azapi.js';
import type { Identities } from './identity.js';
import { own, textOf } from './json.js';
import type { PlannedResource } from './plan.js';
import type { Origin, RowDraft } from './row-draft.js';
import { valueAt, whyUnknown } from './values.js';

const VAULT = 'Microsoft.KeyVault/vaults';
const DISKS = ['properties', 'storageProfile'];

/**
 * Azure Disk Encryption as an extension of a VM turns it on
 * (https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-linux): written into the VM's row as
 * Azure shows it for a VM that is encrypted so. Of the settings only the names of vaults are read.
 */
export function addDiskEncryption(vm: RowDraft, extension: PlannedResource, identities: Identities): void {
  const type = valueAt(extension, ['type']);
  if (typeof type !== 'string' || !/^AzureDiskEncryption/i.test(type)) return;
  const settings = new Settings(extension, identities);
  const origin = { resource: extension, path: ['settings'] };
  if (settings.text('EncryptionOperation') === 'DisableEncryption') return;
  const encryption = {
    enabled: true,
    diskEncryptionKey: { sourceVault: { id: settings.vault('KeyVaultResourceId') } },
    ...keyEncryptionOf(settings),
  };
  const volumes = settings.text('VolumeType') ?? 'All';
  const value = (covered: RegExp) => {
    if (volumes instanceof Unknown) return volumes;
    return covered.test(volumes) ? encryption : undefined;
  };
  encrypt(vm, [...DISKS, 'osDisk'], value(/^(all|os)$/i), origin);
  const data = vm.get([...DISKS, 'dataDisks']);
  if (!Array.isArray(data)) return;
  for (const index of data.keys())
    encrypt(vm, [...DISKS, 'dataDisks', index], value(/^(all|data)$/i), origin);
}

function encrypt(vm: RowDraft, disk: (string | number)[], value: unknown, origin: Origin): void {
  if (vm.get(disk) !== undefined) vm.set([...disk, 'encryptionSettings'], value, origin);
}

/** A key that wraps the secrets is used where its URL is given; its vault is the same where none is named. */
function keyEncryptionOf(settings: Settings): { keyEncryptionKey?: unknown } {
  const isUsed = settings.has('KeyEncryptionKeyURL');
  if (isUsed === false) return {};
  if (isUsed instanceof Unknown) return { keyEncryptionKey: isUsed };
  const named = settings.has('KekVaultResourceId') === false ? 'KeyVaultResourceId' : 'KekVaultResourceId';
  return { keyEncryptionKey: { sourceVault: { id: settings.vault(named) } } };
}

/** The settings of an extension: JSON in a text, of which the whole is unknown where a part is. */
class Settings {
  readonly #extension: PlannedResource;
  readonly #identities: Identities;
  readonly #known: unknown;

  constructor(extension: PlannedResource, identities: Identities) {
    this.#extension = extension;
    this.#identities = identities;
    const value = valueAt(extension, ['settings']);
    this.#known = objectIn(value);
  }

  text(name: string): string | Unknown | undefined {
    if (!(this.#known instanceof Unknown)) return textOf(own(this.#known, name));
    const written = this.#identities.expressions.writtenAt(this.#extension, ['settings']);
    if (written?.entries === undefined) return this.#known;
    const entry = written.entries.get(name);
    if (entry === undefined) return undefined;
    return typeof entry.value.literal === 'string'
      ? entry.value.literal
      : whyUnknown(this.#extension, ['settings', name]);
  }

  has(name: string): boolean | Unknown {
    const text = this.text(name);
    if (!(text instanceof Unknown)) return text !== undefined;
    return this.#identities.expressions.writtenAt(this.#extension, ['settings'])?.entries?.has(name) ?? text;
  }

  vault(name: string): unknown {
    if (!(this.#known instanceof Unknown)) return textOf(own(this.#known, name));
    return this.#identities.linkAt(this.#extension, ['settings', name], VAULT);
  }
}
