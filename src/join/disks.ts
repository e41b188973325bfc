import { lowerId, nameOf } from '../model/arm-id.js';
import { CACHING, DISK_SKUS } from '../model/enumerations.js';
import type { VmDocument } from '../model/facts/vm.js';
import { TYPES, type Row } from '../model/row.js';
import { listOf, Unknown, type Fact, type ListFact } from '../model/unknown.js';
import type { FactTree } from './fact-tree.js';
import {
  at,
  bodyOf,
  booleanOf,
  enumOf,
  integerOf,
  objectOf,
  objectsOf,
  textOf,
  type Properties,
} from './read.js';
import { notTold, rowOf, whyNoFacts, type SliceContext } from './slice-context.js';

/** The facts of one disk, the id in lower case beside it. */
export type Disk = FactTree<NonNullable<VmDocument['disks']>[number]>;

/** Which disks the protected item leaves out of the backup. */
export type Exclusion = Fact<(lun: number | null) => boolean>;

/** A disk as the VM model lists it. */
interface Attachment {
  readonly role: 'os' | 'data';
  readonly lun: number | null;
  readonly model: Properties;
}

/** The disks of the VM: the OS disk, then the data disks by LUN; unknown where the row has no storage profile. */
export function disksOf(context: SliceContext, vm: Properties, exclusion: Exclusion): ListFact<Disk> {
  const profile = objectOf(vm.storageProfile);
  if (profile === undefined) return notTold('which disks the VM has');
  const os = objectOf(profile.osDisk);
  const attachments: Attachment[] = os === undefined ? [] : [{ role: 'os', lun: null, model: os }];
  const data = (objectsOf(profile.dataDisks) ?? []).map((model): Attachment => ({
    role: 'data',
    lun: integerOf(model.lun) ?? null,
    model,
  }));
  data.sort((left, right) => (left.lun ?? 0) - (right.lun ?? 0));
  const disks = [...attachments, ...data].map((attachment) => diskOf(context, attachment, exclusion));
  return listOf(disks, os === undefined ? notTold('which OS disk the VM has') : undefined);
}

function diskOf(context: SliceContext, { role, lun, model }: Attachment, exclusion: Exclusion): Disk {
  const id = textOf(at(model, 'managedDisk', 'id'));
  const unmanaged = id === undefined && textOf(at(model, 'vhd', 'uri')) !== undefined;
  const ephemeral = textOf(at(model, 'diffDiskSettings', 'option'))?.toLowerCase() === 'local';
  const row = id === undefined ? null : rowOf(context, TYPES.disk, lowerId(id));
  const excluded = exclusion instanceof Unknown ? exclusion : exclusion(lun);
  return {
    ...rowFacts(row, model, { id, unmanaged }),
    id: id === undefined ? null : isRow(row) ? row.id : id,
    name: textOf(model.name) ?? (id === undefined ? notTold('the name of the disk') : nameOf(id)),
    role,
    lun,
    managed: id !== undefined || (unmanaged ? false : notTold('whether the disk is managed')),
    ephemeral,
    caching: enumOf(model.caching, CACHING) ?? null,
    writeAccelerator: booleanOf(model.writeAcceleratorEnabled) ?? false,
    excluded,
    inBackup: excluded !== true,
  };
}

function isRow(row: Row | Unknown | null): row is Row {
  return row !== null && !(row instanceof Unknown);
}

/** The facts that the disk's own row tells, or else the VM model. */
function rowFacts(
  row: Row | Unknown | null,
  model: Properties,
  disk: { id: string | undefined; unmanaged: boolean },
): Pick<Disk, 'sizeGiB' | 'sku' | 'maxShares' | 'azureDiskEncryption'> {
  const inVm = {
    sizeGiB: integerOf(model.diskSizeGB),
    sku: enumOf(at(model, 'managedDisk', 'storageAccountType'), DISK_SKUS),
    encryption: encryptionInVm(model),
  };
  if (!isRow(row)) {
    const why = disk.id === undefined ? notTold('which managed disk it is') : whyNoFacts(row, disk.id);
    return {
      sizeGiB: inVm.sizeGiB ?? why,
      sku: inVm.sku ?? why,
      maxShares: disk.unmanaged ? 1 : why,
      azureDiskEncryption: inVm.encryption ?? (disk.unmanaged ? false : why),
    };
  }
  const body = bodyOf(row);
  return {
    sizeGiB: integerOf(body.diskSizeGB) ?? inVm.sizeGiB ?? notTold('how large the disk is'),
    sku: enumOf(at(row.sku, 'name'), DISK_SKUS) ?? inVm.sku ?? notTold('which kind of disk it is'),
    maxShares: integerOf(body.maxShares) ?? (row.properties === undefined ? notTold('maxShares') : 1),
    azureDiskEncryption:
      inVm.encryption === true || (encryptionOf(row) ?? notTold('whether Azure Disk Encryption is on')),
  };
}

/** Azure Disk Encryption as the disk tells it: no settings collection means that it is off. */
function encryptionOf(row: Row): boolean | undefined {
  const body = objectOf(row.properties);
  if (body === undefined) return undefined;
  return booleanOf(at(body, 'encryptionSettingsCollection', 'enabled')) ?? false;
}

/** Azure Disk Encryption in the VM model (dual pass): it proves that it is on, never that it is off. */
function encryptionInVm(model: Properties): boolean | undefined {
  const settings = objectOf(model.encryptionSettings);
  if (settings === undefined) return undefined;
  return (booleanOf(settings.enabled) ?? settings.diskEncryptionKey !== undefined) ? true : undefined;
}

/** The encryption settings of a disk: of its row, else of the VM model. */
export function encryptionSettingsOf(context: SliceContext, model: Properties): readonly Properties[] {
  const id = textOf(at(model, 'managedDisk', 'id'));
  const row = id === undefined ? null : rowOf(context, TYPES.disk, lowerId(id));
  const inRow = isRow(row)
    ? objectsOf(at(row.properties, 'encryptionSettingsCollection', 'encryptionSettings'))
    : undefined;
  const inVm = objectOf(model.encryptionSettings);
  return inRow ?? (inVm === undefined ? [] : [inVm]);
}
