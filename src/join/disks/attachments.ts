import type { RowPath } from '../../model/sighting.js';
import { itemsOf, listOf, whyOpen, type Fact, type ListFact } from '../../model/unknown.js';
import { integerOf, objectOf, objectsOf, type Properties } from '../read.js';
import { notTold } from '../slice-context.js';

/** A disk as the VM model lists it. */
export interface Attachment {
  readonly role: 'os' | 'data';
  readonly lun: Fact<number | null>;
  readonly model: Properties;
  /** Where it stands in the row of the VM. */
  readonly path: RowPath;
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

/** Disks whose LUN is not known come last, in their own order. */
function orderOf({ lun }: Attachment): number {
  return typeof lun === 'number' ? lun : Number.MAX_SAFE_INTEGER;
}
