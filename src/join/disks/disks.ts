import { nameOf } from '../../model/arm-id.js';
import { CACHING } from '../../model/enumerations.js';
import type { VmDocument } from '../../model/facts/vm.js';
import {
  itemsOf,
  listOf,
  Unknown,
  whyAnyUnknown,
  whyOpen,
  type Fact,
  type ListFact,
} from '../../model/unknown.js';
import { attachmentsOf, type Attachment } from './attachments.js';
import { diskRowOf, isRow, rowFacts } from './disk-settings.js';
import { snapshotsOf, type SnapshotCounts } from './disk-snapshots.js';
import type { FactTree } from '../fact-tree.js';
import { at, booleanOf, enumOf, lowerTextOf, saysAnything, textOf, type Properties } from '../read.js';
import { notTold, type SliceContext } from '../slice-context.js';

/** The facts of one disk, the id in lower case beside it. */
export type Disk = FactTree<NonNullable<VmDocument['disks']>[number]>;

/** Which disks the protected item leaves out of the backup. */
export type Exclusion = Fact<(lun: Fact<number | null>) => Fact<boolean>>;

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

/** The most that all disks of a VM may have together, in GiB (backup-support-matrix-iaas: 512 TB). */
const TOTAL_LIMIT = 524_288;

/** The size of all disks together, in GiB. What is known is enough where it is beyond the limit already. */
export function totalSizeOf(disks: ListFact<Disk>): Fact<number> {
  const sizes = itemsOf(disks).map(({ sizeGiB }) => sizeGiB);
  const total = sizes.reduce<number>((sum, size) => sum + (size instanceof Unknown ? 0 : size), 0);
  if (total > TOTAL_LIMIT) return total;
  return whyAnyUnknown(sizes) ?? whyOpen(disks) ?? total;
}
