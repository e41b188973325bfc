import { lowerId } from '../model/arm-id.js';
import { TYPES, type Row } from '../model/row.js';
import type { RowPath } from '../model/sighting.js';
import { isPlain } from './laid-over.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** A disk as a VM lists it, with the place of it in the row. */
interface Listed {
  readonly model: JsonObject;
  readonly path: RowPath;
}

/**
 * The rows that a planned VM means where it exists already: a deployment keeps the disks that the VM has, so those that
 * the files list by LUN (or as the OS disk) are these, with the size and kind that the files give them.
 */
export function* onExistingVm(existing: Row, declared: Row): Generator<Row> {
  const before = storageOf(existing);
  const planned = before === undefined ? declared : withProfileOf(existing, declared);
  const after = storageOf(planned);
  if (before === undefined || after === undefined) {
    yield planned;
    return;
  }
  const osDisk = together(before.osDisk, after.osDisk);
  const { dataDisks, kept } = dataDisksOf(before.dataDisks, after.dataDisks);
  const storageProfile = {
    ...before,
    ...after,
    ...(osDisk === undefined ? {} : { osDisk }),
    ...(dataDisks === undefined ? {} : { dataDisks }),
  };
  yield { ...planned, properties: { ...(planned.properties as JsonObject), storageProfile } };
  const place = ['properties', 'storageProfile'];
  if (isPlain(after.osDisk) && isPlain(osDisk))
    yield* diskRow(planned, after.osDisk, { model: osDisk, path: [...place, 'osDisk'] });
  for (const [index, model] of kept)
    yield* diskRow(planned, (after.dataDisks as readonly JsonObject[])[index] ?? {}, {
      model,
      path: [...place, 'dataDisks', index],
    });
}

/**
 * Azure gives an OS profile to a VM only when it makes it. One that was made of a specialised disk or image has none,
 * whatever the files say of it: Terraform's defaults for a profile are not what its agent was set up with.
 */
function withProfileOf(existing: Row, planned: Row): Row {
  const before = existing.properties as JsonObject;
  if (!isPlain(planned.properties) || saysAnything(before.osProfile)) return planned;
  const { osProfile, ...properties } = planned.properties;
  return osProfile === undefined ? planned : { ...planned, properties };
}

/** Resource Graph shows a profile that is not there as one in which nothing is set. */
function saysAnything(value: unknown): boolean {
  return isPlain(value) ? Object.values(value).some(saysAnything) : value !== undefined && value !== null;
}

/** The VM without the data disks that are detached from it, which Terraform calls `<VM>/dataDisks/<name>`. */
export function withoutDetached(vm: Row, removed: ReadonlySet<string>): Row {
  const storage = storageOf(vm);
  const disks: unknown = storage?.dataDisks;
  if (!Array.isArray(disks)) return vm;
  const isDetached = (disk: unknown) =>
    isPlain(disk) && typeof disk.name === 'string' && removed.has(lowerId(`${vm.id}/dataDisks/${disk.name}`));
  const dataDisks = (disks as unknown[]).filter((disk) => !isDetached(disk));
  if (dataDisks.length === disks.length) return vm;
  const storageProfile = { ...storage, dataDisks };
  return { ...vm, properties: { ...(vm.properties as JsonObject), storageProfile } };
}

function storageOf({ properties }: Row): JsonObject | undefined {
  const profile = isPlain(properties) ? properties.storageProfile : undefined;
  return isPlain(profile) ? profile : undefined;
}

/** The planned disk on top of the one that exists. */
function together(existing: unknown, planned: unknown): unknown {
  if (!isPlain(existing) || !isPlain(planned)) return planned ?? existing;
  const [old, later] = [existing.managedDisk, planned.managedDisk];
  const managedDisk = isPlain(old) && isPlain(later) ? { ...old, ...later } : (later ?? old);
  return { ...existing, ...planned, ...(managedDisk === undefined ? {} : { managedDisk }) };
}

/** The data disks after the deployment, and those of them that the VM has already, by their index in the files. */
function dataDisksOf(
  existing: unknown,
  planned: unknown,
): { readonly dataDisks: unknown; readonly kept: readonly (readonly [number, JsonObject])[] } {
  if (!Array.isArray(existing) || !Array.isArray(planned))
    return { dataDisks: planned ?? existing, kept: [] };
  const byLun = new Map<unknown, JsonObject>();
  for (const disk of existing as unknown[]) if (isPlain(disk)) byLun.set(disk.lun, disk);
  const kept: [number, JsonObject][] = [];
  const dataDisks = (planned as unknown[]).map((disk, index) => {
    const old = isPlain(disk) && typeof disk.lun === 'number' ? byLun.get(disk.lun) : undefined;
    if (!isPlain(disk) || old === undefined || disk === old || isOther(old, disk)) return disk;
    const model = together(old, disk) as JsonObject;
    kept.push([index, model]);
    return model;
  });
  return { dataDisks, kept };
}

/** Whether the files attach another disk at the LUN. */
function isOther(existing: JsonObject, planned: JsonObject): boolean {
  const id = idOf(planned);
  const there = idOf(existing);
  if (typeof id !== 'string' || typeof there !== 'string') return id !== undefined;
  return lowerId(id) !== lowerId(there);
}

function idOf({ managedDisk }: JsonObject): unknown {
  return isPlain(managedDisk) ? (managedDisk.id ?? undefined) : undefined;
}

/** What a VM of the files says of the size and kind of a disk that exists. */
function* diskRow({ sighting }: Row, written: JsonObject, { model, path }: Listed): Generator<Row> {
  const id = idOf(model);
  const { diskSizeGB, managedDisk } = written;
  const sku = isPlain(managedDisk) ? managedDisk.storageAccountType : undefined;
  if (typeof id !== 'string' || sighting === undefined || (diskSizeGB ?? sku) === undefined) return;
  yield {
    id,
    type: TYPES.disk,
    ...(sku === undefined ? {} : { sku: { name: sku } }),
    properties: diskSizeGB === undefined ? {} : { diskSizeGB },
    sighting: {
      placeOf: ([head, key]) => {
        if (key === 'diskSizeGB') return sighting.placeOf([...path, key]);
        return sighting.placeOf(head === 'sku' ? [...path, 'managedDisk', 'storageAccountType'] : path);
      },
    },
  };
}
