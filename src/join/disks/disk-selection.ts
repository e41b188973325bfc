import { lowerId } from '../../model/arm-id.js';
import type { VmDocument } from '../../model/facts/vm.js';
import { TYPES } from '../../model/row.js';
import { itemsOf, Unknown, whyAnyUnknown, whyOpen, type Fact, type ListFact } from '../../model/unknown.js';
import type { Exclusion } from './disks.js';
import type { FactTree } from '../fact-tree.js';
import type { Knowledge } from '../knowledge.js';
import { isPlannedItem } from '../backup/planned-item.js';
import type { ProtectedItem } from '../backup/azure-vm-item.js';
import { bodyOf, booleanOf, integerOf, objectOf } from '../read.js';

type Protection = FactTree<NonNullable<VmDocument['protection']>>;

/** Selective disk backup: the LUNs that are named, and whether these alone are in the backup, or all others. */
interface Selection {
  readonly luns: readonly Fact<number | undefined>[];
  readonly including: boolean;
}

/**
 * What selective disk backup says; `null` where it is not set. Resource Graph rows do not carry it, so without
 * `extendedProperties` it is not known
 * (https://learn.microsoft.com/azure/backup/selective-disk-backup-restore).
 */
export function selectionOf(item: ProtectedItem, knowledge: Knowledge): Fact<Selection | null> {
  const extended = objectOf(bodyOf(item.row).extendedProperties);
  if (extended === undefined) return isPlannedItem(item.row) ? null : whyNotCarried(item, knowledge);
  const settings = objectOf(extended.diskExclusionProperties);
  const luns = settings?.diskLunList;
  if (luns instanceof Unknown) return luns;
  if (settings === undefined) return null;
  const including = booleanOf(settings.isInclusionList) ?? false;
  if (including instanceof Unknown) return including;
  // Taking in no data disk leaves out all of them; leaving out none is no selection.
  if (!Array.isArray(luns)) return including ? { luns: [], including } : null;
  return { luns: luns.map((lun: unknown) => integerOf(lun)), including };
}

function whyNotCarried({ row }: ProtectedItem, knowledge: Knowledge): Unknown {
  const gap = knowledge.gapAt(TYPES.protectedItemDetails, lowerId(row.id));
  if (gap !== undefined) return gap;
  if (knowledge.askedAll)
    return new Unknown('undetermined', 'Azure does not say which disks the backup leaves out.');
  return knowledge.declared
    ? new Unknown('not-requested', 'Resource Graph does not say which disks the backup leaves out.', '--deep')
    : new Unknown('not-in-source', 'The file does not say which disks the backup leaves out.');
}

/** Which disks the backup leaves out. The OS disk is always in it. */
export function exclusionOf(item: ProtectedItem | Unknown | null, knowledge: Knowledge): Exclusion {
  if (item === null) return () => false;
  if (item instanceof Unknown) return item;
  const selection = selectionOf(item, knowledge);
  if (selection instanceof Unknown) return selection;
  if (selection === null) return () => false;
  const { luns, including } = selection;
  const why = whyAnyUnknown(luns);
  return (lun) => {
    if (lun === null || lun instanceof Unknown) return lun ?? false;
    return luns.includes(lun) ? !including : (why ?? including);
  };
}

/** Whether disks are left out, and whether a LUN is named that the VM does not have. */
export function selectionFactsOf(
  selection: Fact<Selection | null>,
  luns: ListFact<Fact<number | null>>,
): Pick<Protection, 'excludesDisks' | 'excludesMissingDisk'> {
  if (selection instanceof Unknown) return { excludesDisks: selection, excludesMissingDisk: selection };
  if (selection === null || (selection.luns.length === 0 && !selection.including))
    return { excludesDisks: false, excludesMissingDisk: false };
  const absent = selection.luns.filter(
    (lun) => typeof lun === 'number' && !itemsOf(luns).some((each) => each === lun),
  );
  const unsure = whyAnyUnknown(itemsOf(luns)) ?? whyOpen(luns);
  const missing = absent.length > 0 ? (unsure ?? true) : (whyAnyUnknown(selection.luns) ?? false);
  return { excludesDisks: true, excludesMissingDisk: missing };
}
