import { lowerId, nameOf } from '../../model/arm-id.js';
import { CACHING, DATA_ACCESS_AUTH_MODES, DISK_SECURITY_TYPES, DISK_SKUS } from '../../model/enumerations.js';
import type { VmDocument } from '../../model/facts/vm.js';
import { TYPES, type Row } from '../../model/row.js';
import type { RowPath } from '../../model/sighting.js';
import {
  itemsOf,
  listOf,
  Unknown,
  whyAnyUnknown,
  whyOpen,
  type Fact,
  type ListFact,
} from '../../model/unknown.js';
import { encryptionInModel, encryptionInRow } from './disk-encryption.js';
import { snapshotsOf, type SnapshotCounts } from './disk-snapshots.js';
import type { FactTree } from '../fact-tree.js';
import {
  at,
  bodyOf,
  booleanOf,
  enumOf,
  integerOf,
  lowerTextOf,
  objectOf,
  objectsOf,
  saysAnything,
  textOf,
  wasRead,
  type Properties,
} from '../read.js';
import { notTold, rowOf, whyNoFacts, type SliceContext } from '../slice-context.js';

/** The facts of one disk, the id in lower case beside it. */
export type Disk = FactTree<NonNullable<VmDocument['disks']>[number]>;

/** Which disks the protected item leaves out of the backup. */
export type Exclusion = Fact<(lun: Fact<number | null>) => Fact<boolean>>;

/** A disk as the VM model lists it. */
interface Attachment {
  readonly role: 'os' | 'data';
  readonly lun: Fact<number | null>;
  readonly model: Properties;
  /** Where it stands in the row of the VM. */
  readonly path: RowPath;
}

export interface DisksInput {
  /** The `properties` of the VM row. */
  readonly vm: Properties;
  readonly exclusion: Exclusion;
  readonly snapshots: SnapshotCounts;
  /** Whether the VM stands in an infrastructure file, so that a disk without an id is made with it. */
  readonly planned: boolean;
}

/** The disks of the VM: the OS disk, then the data disks by LUN; unknown where the row has no storage profile. */
export function disksOf(context: SliceContext, input: DisksInput): ListFact<Disk> {
  const attachments = attachmentsOf(input.vm);
  if (attachments instanceof Unknown) return attachments;
  return listOf(
    itemsOf(attachments).map((attachment) => diskOf(context, attachment, input)),
    whyOpen(attachments),
  );
}

/** The disks as the `properties` of a VM row list them, in the order of the document. */
export function attachmentsOf(vm: Properties): ListFact<Attachment> {
  const profile = objectOf(vm.storageProfile);
  if (profile === undefined) return notTold('which disks the VM has');
  const os = objectOf(profile.osDisk);
  const place = ['properties', 'storageProfile'];
  const attachments: Attachment[] =
    os === undefined ? [] : [{ role: 'os', lun: null, model: os, path: [...place, 'osDisk'] }];
  const listed = objectsOf(profile.dataDisks) ?? [];
  const data = itemsOf(listed).map((model, index): Attachment => ({
    role: 'data',
    lun: integerOf(model.lun) ?? null,
    model,
    path: [...place, 'dataDisks', index],
  }));
  data.sort((left, right) => orderOf(left) - orderOf(right));
  return listOf(
    [...attachments, ...data],
    os === undefined ? notTold('which OS disk the VM has') : whyOpen(listed),
  );
}

/**
 * Whether a disk is managed. A disk that is made with its VM has a `managedDisk` without an id. A template need not
 * write that down: without a `vhd` the disk is a managed one
 * (https://learn.microsoft.com/azure/virtual-machines/using-managed-disks-template-deployments).
 */
function managedOf(model: Properties, planned: boolean): Fact<boolean> {
  const { managedDisk, vhd } = model;
  if (managedDisk instanceof Unknown) return managedDisk;
  if (saysAnything(managedDisk)) return true;
  if (vhd instanceof Unknown) return vhd;
  if (textOf(at(vhd, 'uri')) !== undefined) return false;
  return planned ? true : notTold('whether the disk is managed');
}

/** Disks whose LUN is not known come last, in their own order. */
function orderOf({ lun }: Attachment): number {
  return typeof lun === 'number' ? lun : Number.MAX_SAFE_INTEGER;
}

function diskOf(context: SliceContext, { role, lun, model }: Attachment, input: DisksInput): Disk {
  const { exclusion, snapshots } = input;
  const id = textOf(at(model, 'managedDisk', 'id'));
  const managed = managedOf(model, input.planned);
  const ephemeral = ephemeralOf(model);
  const made = input.planned && id === undefined && managed === true;
  const row = diskRowOf(context, id);
  const excluded = exclusion instanceof Unknown ? exclusion : exclusion(lun);
  const told = rowFacts(row, model, { id, managed, plain: made || managed === false || ephemeral === true });
  return {
    id: id === undefined ? null : isRow(row) ? row.id : id,
    name:
      textOf(model.name) ?? (typeof id === 'string' ? nameOf(id) : (id ?? notTold('the name of the disk'))),
    role,
    lun,
    managed,
    ephemeral,
    sizeGiB: told.sizeGiB,
    sku: told.sku,
    maxShares: told.maxShares,
    azureDiskEncryption: told.azureDiskEncryption,
    securityType: told.securityType,
    dataAccessAuthMode: told.dataAccessAuthMode,
    caching: enumOf(model.caching, CACHING) ?? null,
    writeAccelerator: booleanOf(model.writeAcceleratorEnabled) ?? false,
    excluded,
    inBackup: excluded !== true,
    snapshots: snapshotsOf(context, snapshots, id),
  };
}

/** Whether the disk is local to the host: it cannot be shared, encrypted in the guest, snapshotted or uploaded. */
function ephemeralOf(model: Properties): Fact<boolean> {
  const option = lowerTextOf(at(model, 'diffDiskSettings', 'option'));
  return option instanceof Unknown ? option : option === 'local';
}

/** The row of a managed disk; `null` where there is none, or the disk has no id. */
export function diskRowOf(context: SliceContext, id: string | Unknown | undefined): Row | Unknown | null {
  return typeof id === 'string' ? rowOf(context, TYPES.disk, lowerId(id)) : (id ?? null);
}

export function isRow(row: Row | Unknown | null): row is Row {
  return row !== null && !(row instanceof Unknown);
}

type RowFacts = Pick<
  Disk,
  'sizeGiB' | 'sku' | 'maxShares' | 'azureDiskEncryption' | 'securityType' | 'dataAccessAuthMode'
>;

/** The facts that the disk's own row tells, or else the VM model. */
function rowFacts(
  row: Row | Unknown | null,
  model: Properties,
  disk: { id: string | Unknown | undefined; managed: Fact<boolean>; plain: boolean },
): RowFacts {
  const inVm = {
    sizeGiB: integerOf(model.diskSizeGB),
    sku: enumOf(at(model, 'managedDisk', 'storageAccountType'), DISK_SKUS),
    encryption: encryptionInModel(model),
  };
  if (!isRow(row)) {
    const why =
      typeof disk.id === 'string'
        ? whyNoFacts(row, disk.id)
        : (disk.id ?? whyAnyUnknown([disk.managed]) ?? notTold('which managed disk it is'));
    return {
      sizeGiB: inVm.sizeGiB ?? why,
      sku: inVm.sku ?? why,
      ...(disk.plain ? PLAIN : unreadSettings(why)),
      ...(inVm.encryption === undefined ? {} : { azureDiskEncryption: inVm.encryption }),
    };
  }
  const body = bodyOf(row);
  return {
    sizeGiB: integerOf(body.diskSizeGB) ?? inVm.sizeGiB ?? notTold('how large the disk is'),
    sku: enumOf(at(row.sku, 'name'), DISK_SKUS) ?? inVm.sku ?? notTold('which kind of disk it is'),
    maxShares: integerOf(body.maxShares) ?? (wasRead(row) ? 1 : notTold('maxShares')),
    azureDiskEncryption: anyTrue(
      inVm.encryption,
      encryptionInRow(row) ?? notTold('whether Azure Disk Encryption is on'),
    ),
    securityType: ownSetting(row, enumOf(at(body, 'securityProfile', 'securityType'), DISK_SECURITY_TYPES)),
    dataAccessAuthMode: ownSetting(row, enumOf(body.dataAccessAuthMode, DATA_ACCESS_AUTH_MODES)),
  };
}

type Settings = Pick<Disk, 'maxShares' | 'azureDiskEncryption' | 'securityType' | 'dataAccessAuthMode'>;

/** A disk that a VM makes for itself, an ephemeral or an unmanaged one has none of the settings of a disk of its own. */
const PLAIN: Settings = {
  maxShares: 1,
  azureDiskEncryption: false,
  securityType: null,
  dataAccessAuthMode: null,
};

function unreadSettings(why: Unknown): Settings {
  return { maxShares: why, azureDiskEncryption: why, securityType: why, dataAccessAuthMode: why };
}

/** A setting of the disk; `null` where its row was read and has none. */
function ownSetting(row: Row, value: Fact<string> | undefined): Fact<string | null> {
  return value ?? (wasRead(row) ? null : notTold('the settings of the disk'));
}

/** Whether one of two facts is true, the first of which may say nothing. */
function anyTrue(first: Fact<boolean> | undefined, second: Fact<boolean>): Fact<boolean> {
  if (first === true || second === true) return true;
  return first instanceof Unknown ? first : second;
}

/** The most that all disks of a VM may have together, in GiB (backup-support-matrix-iaas: 512 TB). */
const TOTAL_LIMIT = 524_288;

/** The size of all disks together, in GiB. What is known is enough where it is beyond the limit already. */
export function totalSizeOf(disks: ListFact<Disk>): Fact<number> {
  const sizes = itemsOf(disks).map(({ sizeGiB }) => sizeGiB);
  const total = sizes.reduce<number>((sum, size) => sum + (size instanceof Unknown ? 0 : size), 0);
  if (total > TOTAL_LIMIT) return total;
  return whyAnyUnknown(sizes) ?? whyOpen(disks) ?? total;
}
