import { lowerId } from '../model/arm-id.js';
import { TYPES, type Row } from '../model/row.js';
import type { FilePlace, RowPath } from '../model/sighting.js';
import { SUBJECT_TYPES, type SubjectKind } from '../model/subject.js';
import { itemsOf, type ListFact } from '../model/unknown.js';
import { attachmentsOf } from './disks/attachments.js';
import { bodyOf, knownObjectsOf, objectOf } from './read.js';
import { IP_CONFIGURATION, LISTED_DISK, rowPathOf } from './row-paths.js';
import { ITEM_ORIGINS, OBJECT_ORIGINS, type FindRow, type Tree } from './to-subject.js';

/** A row, and the way to a value in it. */
interface Spot {
  readonly row: Row | undefined;
  readonly path: RowPath;
}

/** Of which resource an object of a document tells, apart from the origins: the place, not what to repair. */
const TOLD_BY: Readonly<Record<string, { key: string; type: string }>> = {
  ...OBJECT_ORIGINS,
  '/protection': { key: 'id', type: TYPES.protectedItem },
};

/**
 * Makes the function that tells where in infrastructure files the fact at a JSON pointer is written: in the row that it
 * comes from; where that one is of Azure, at the subject itself; undefined where that is of Azure too.
 */
export function placeOfIn(
  kind: SubjectKind,
  tree: Tree,
  findRow: FindRow,
): (pointer: string) => FilePlace | undefined {
  const own = findRow(SUBJECT_TYPES[kind], lowerId(String(tree.id)));
  return (pointer) => {
    const { row, path } = spotOf({ kind, tree, own, findRow }, pointer);
    return row?.sighting?.placeOf(path) ?? own?.sighting?.placeOf([]);
  };
}

interface Scene {
  readonly kind: SubjectKind;
  readonly tree: Tree;
  readonly own: Row | undefined;
  readonly findRow: FindRow;
}

function spotOf(scene: Scene, pointer: string): Spot {
  const [, head = '', index = '', ...rest] = pointer.split('/');
  const toldBy = TOLD_BY[`/${head}`];
  if (toldBy !== undefined) {
    const row = rowNamed(scene, objectOf(scene.tree[head]), toldBy);
    return { row, path: rowPathOf(toldBy.type, pointer.slice(head.length + 1)) };
  }
  const origin = ITEM_ORIGINS[`/${head}`];
  if (origin !== undefined && index !== '') {
    const item = objectOf(itemsOf(scene.tree[head] as readonly unknown[])[Number(index)]);
    return itemSpot(scene, { list: head, index: Number(index), item, origin }, rest);
  }
  return guestSpot(scene, pointer) ?? { row: scene.own, path: ownPath(scene, pointer) };
}

interface Item {
  readonly list: string;
  readonly index: number;
  readonly item: Readonly<Record<string, unknown>> | undefined;
  readonly origin: { readonly key: string; readonly type: string };
}

function itemSpot(scene: Scene, { list, index, item, origin }: Item, rest: readonly string[]): Spot {
  const row = rowNamed(scene, item, origin);
  const below = rest.length === 0 ? '' : `/${rest.join('/')}`;
  const path = rowPathOf(origin.type, below);
  const isTold = row?.sighting !== undefined && (path.length > 0 || scene.own?.sighting === undefined);
  if (list === 'disks' && !isTold) return listedDisk(scene, index, below);
  if (list === 'nics' && rest[0] === 'ipConfigurations' && rest[1] !== undefined)
    return { row, path: configurationAt(Number(rest[1]), rest[2]) };
  if (list === 'securityRules') return { row, path: ruleNamed(row, item?.name) };
  return { row, path };
}

/** An IP configuration of an interface, or the value in it. */
function configurationAt(index: number, fact: string | undefined): RowPath {
  const place = ['properties', 'ipConfigurations', index];
  return [...place, ...rowPathOf('', fact === undefined ? '' : `/${fact}`, IP_CONFIGURATION)];
}

/** A disk as the row of its VM lists it. */
function listedDisk({ own }: Scene, index: number, below: string): Spot {
  const listed = itemsOf(attachmentsOf(objectOf(own?.properties) ?? {}))[index];
  return { row: own, path: [...(listed?.path ?? []), ...rowPathOf('', below, LISTED_DISK)] };
}

function ruleNamed(row: Row | undefined, name: unknown): RowPath {
  const rules = knownObjectsOf(bodyOf(row).securityRules) ?? [];
  const index = rules.findIndex((rule) => rule.name === name);
  return index < 0 ? [] : ['properties', 'securityRules', index];
}

function rowNamed(
  { findRow }: Scene,
  object: Readonly<Record<string, unknown>> | undefined,
  { key, type }: Item['origin'],
): Row | undefined {
  const id = object?.[key];
  return typeof id === 'string' ? findRow(type, lowerId(id)) : undefined;
}

const GUEST_FACTS: Readonly<Record<string, 'staticAddress' | 'agentOff'>> = {
  '/guestDhcp': 'staticAddress',
  '/guestSetup/staticAddress': 'staticAddress',
  '/guestSetup/agentOff': 'agentOff',
};

/** What is set up in the guest stands in the VM or in one of its script extensions. */
function guestSpot({ tree, own, findRow }: Scene, pointer: string): Spot | undefined {
  const kind = Object.hasOwn(GUEST_FACTS, pointer) ? GUEST_FACTS[pointer] : undefined;
  if (kind === undefined) return undefined;
  const extensions = itemsOf(tree.extensions as ListFact<{ readonly id: unknown }>).map(({ id }) =>
    findRow(TYPES.extension, lowerId(String(id))),
  );
  const row = [own, ...extensions].find((each) => each?.guest?.[kind] !== undefined);
  return row && { row, path: row.guest?.[kind]?.path ?? [] };
}

/** The setting of the agent stands under the system of the guest. */
function ownPath({ kind, tree }: Scene, pointer: string): RowPath {
  if (pointer === '/agent/provisioned') {
    const os = tree.osType === 'Windows' ? 'windowsConfiguration' : 'linuxConfiguration';
    return ['properties', 'osProfile', os, 'provisionVMAgent'];
  }
  return rowPathOf(SUBJECT_TYPES[kind], pointer);
}
