import { TYPES } from '../../../model/row.js';
import type { RowPath } from '../../../model/sighting.js';
import { textPartOf } from './expression/functions/rule.js';
import { Unresolved } from './expression/unresolved.js';
import { isList, isObject, propertyOf, spelledIn, type Value, type ValueObject } from './expression/value.js';
import type { Evaluated } from './template-rows.js';

/**
 * Azure Disk Encryption as an extension of a VM turns it on
 * (https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-linux): written into the VM as Azure
 * shows it for a VM that is encrypted so.
 */
export function withDiskEncryption(resources: readonly Evaluated[]): readonly Evaluated[] {
  const byVm = new Map<string, Evaluated>();
  for (const each of resources)
    if (isEncryption(each)) byVm.set(keyOf(each.id).split('/').slice(0, -2).join('/'), each);
  if (byVm.size === 0) return resources;
  return resources.map((each) => {
    const extension = each.type.toLowerCase() === TYPES.vm ? byVm.get(keyOf(each.id)) : undefined;
    return extension === undefined ? each : encrypted(each, extension);
  });
}

function isEncryption({ type, properties }: Evaluated): boolean {
  if (type.toLowerCase() !== TYPES.extension) return false;
  const kind = isObject(properties) ? propertyOf(properties, 'type') : undefined;
  return typeof kind === 'string' && /^AzureDiskEncryption/i.test(kind);
}

function encrypted(vm: Evaluated, extension: Evaluated): Evaluated {
  const { os, data } = encryptionOf(extension);
  const properties = changed(vm.properties, 'storageProfile', (profile) =>
    changed(
      changed(profile, 'osDisk', (disk) => withSettings(disk, os)),
      'dataDisks',
      (disks) => (isList(disks) ? disks.map((disk) => withSettings(disk, data)) : disks),
    ),
  );
  const placeOf = (path: RowPath) =>
    path.includes('encryptionSettings') ? extension.placeOf(['properties', 'settings']) : vm.placeOf(path);
  return { ...vm, properties, placeOf };
}

/** What the extension does to the OS disk and to the data disks: undefined where it is nothing. */
function encryptionOf({ properties, conditional }: Evaluated): { os?: Value; data?: Value } {
  const given = isObject(properties) ? (propertyOf(properties, 'settings') ?? {}) : properties;
  const settings = conditional ?? given;
  if (!isObject(settings)) return settings instanceof Unresolved ? { os: settings, data: settings } : {};
  const operation = propertyOf(settings, 'EncryptionOperation');
  if (operation instanceof Unresolved) return { os: operation, data: operation };
  if (typeof operation === 'string' && /^DisableEncryption$/i.test(operation)) return {};
  const volumes = textIn(settings, 'VolumeType') ?? 'All';
  if (volumes instanceof Unresolved) return { os: volumes, data: volumes };
  const value: Value = { enabled: true, ...keysOf(settings) };
  return {
    ...(/^(all|os)$/i.test(volumes) ? { os: value } : {}),
    ...(/^(all|data)$/i.test(volumes) ? { data: value } : {}),
  };
}

/** A key that wraps the secrets is used where its URL is given; its vault is the same where none is named. */
function keysOf(settings: ValueObject): ValueObject {
  const vault = textIn(settings, 'KeyVaultResourceId');
  const url = textIn(settings, 'KeyEncryptionKeyURL');
  const kekVault = textIn(settings, 'KekVaultResourceId') ?? vault;
  const inVault = (id: Value | undefined): Value => ({ sourceVault: id === undefined ? {} : { id } });
  return {
    diskEncryptionKey: inVault(vault),
    ...(url === undefined ? {} : { keyEncryptionKey: url instanceof Unresolved ? url : inVault(kekVault) }),
  };
}

/** A text that says something; templates give an empty one where a setting is not used. */
function textIn(settings: ValueObject, name: string): string | Unresolved | undefined {
  const value = propertyOf(settings, name);
  if (value instanceof Unresolved) return value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function withSettings(disk: Value, settings: Value | undefined): Value {
  return isObject(disk) && settings !== undefined ? { ...disk, encryptionSettings: settings } : disk;
}

/** The object with one of its properties changed, where it has that. */
function changed(object: Value, name: string, change: (value: Value) => Value): Value {
  const spelled = isObject(object) ? spelledIn(object, name) : undefined;
  const value = spelled === undefined ? undefined : (object as ValueObject)[spelled];
  if (spelled === undefined || value === undefined) return object;
  return { ...(object as ValueObject), [spelled]: change(value) };
}

function keyOf(id: Value): string {
  return (textPartOf(id) ?? '').toLowerCase();
}
