import { lowerId } from '../../model/arm-id.js';
import { DATA_ACCESS_AUTH_MODES, DISK_SECURITY_TYPES, DISK_SKUS } from '../../model/enumerations.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown, whyAnyUnknown, type Fact } from '../../model/unknown.js';
import { at, bodyOf, enumOf, integerOf, wasRead, type Properties } from '../read.js';
import { notTold, rowOf, whyNoFacts, type SliceContext } from '../slice-context.js';
import { encryptionInModel, encryptionInRow } from './disk-encryption.js';
import type { Disk } from './disks.js';

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
export function rowFacts(
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
