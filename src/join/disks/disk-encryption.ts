import type { Row } from '../../model/row.js';
import { itemsOf, Unknown, type Fact } from '../../model/unknown.js';
import { at, booleanOf, objectOf, objectsOf, saysAnything, type Properties } from '../read.js';

/**
 * Azure Disk Encryption as the row of the disk tells it: no settings mean that it is off. Disks have one setting in
 * place of a collection before API version 2018-09-30.
 */
export function encryptionInRow({ properties }: Row): Fact<boolean> | undefined {
  const body = objectOf(properties);
  if (body === undefined) return undefined;
  const collection = objectOf(body.encryptionSettingsCollection);
  const told = booleanOf(collection?.enabled) ?? saysAnything(collection?.encryptionSettings);
  return told === true ? true : (encryptionInModel(body) ?? told);
}

/**
 * Azure Disk Encryption in the VM model (dual pass): it proves that it is on, never that it is off. Settings that are
 * there and say nothing are none.
 */
export function encryptionInModel({ encryptionSettings }: Properties): true | Unknown | undefined {
  const settings = objectOf(encryptionSettings);
  if (settings === undefined) return undefined;
  const enabled = booleanOf(settings.enabled) ?? saysAnything(settings.diskEncryptionKey);
  return enabled === false ? undefined : enabled;
}

/** The encryption settings of a disk: of its row, where there are any, else of the VM model. */
export function encryptionSettingsOf(
  row: Row | undefined,
  model: Properties,
): readonly Properties[] | Unknown {
  const inRow = objectsOf(at(row?.properties, 'encryptionSettingsCollection', 'encryptionSettings'));
  if (inRow instanceof Unknown || (inRow !== undefined && itemsOf(inRow).length > 0)) return inRow;
  const single = objectOf(at(row?.properties, 'encryptionSettings')) ?? objectOf(model.encryptionSettings);
  return single === undefined ? [] : [single];
}
