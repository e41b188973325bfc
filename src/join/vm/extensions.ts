import { nameOf } from '../../model/arm-id.js';
import { PROVISIONING_STATES } from '../../model/enumerations.js';
import type { VmDocument } from '../../model/facts/vm.js';
import type { Slice } from '../../model/inventory.js';
import { TYPES, type Row } from '../../model/row.js';
import { listOf, Unknown, type Fact, type ListFact } from '../../model/unknown.js';
import { backupProductOf } from './backup-product.js';
import type { FactTree } from '../fact-tree.js';
import { byId } from '../order.js';
import {
  bodyOf,
  enumOf,
  knownEnumOf,
  knownObjectsOf,
  knownTextOf,
  objectOf,
  textOf,
  type Properties,
} from '../read.js';
import { notTold, type SliceContext } from '../slice-context.js';

type Extension = FactTree<NonNullable<VmDocument['extensions']>[number]>;

/** The extension rows of a slice by the lower-cased id of their VM. */
export function extensionsByVm(slice: Slice): ReadonlyMap<string, readonly Row[]> {
  const rows = new Map<string, Row[]>();
  for (const [id, row] of slice.resources.ofType(TYPES.extension)) {
    const vm = id.slice(0, id.lastIndexOf('/extensions/'));
    const found = rows.get(vm);
    if (found === undefined) rows.set(vm, [row]);
    else found.push(row);
  }
  return rows;
}

/**
 * The extensions of a VM: its rows, and those that only the instance view names. The list is complete where the
 * source looked for extensions.
 */
export function extensionsOf(
  context: SliceContext,
  vm: { id: string; spelled: string; view: Fact<Properties> },
  rows: readonly Row[],
): ListFact<Extension> {
  const states = vm.view instanceof Unknown ? new Map<string, string>() : statesInView(vm.view);
  const named = new Set(rows.map((row) => nameOf(row.id).toLowerCase()));
  const fromRows = rows.map((row) => extensionOf(row, states.get(nameOf(row.id).toLowerCase())));
  const fromView = [...states]
    .filter(([name]) => !named.has(name))
    .map(([name, state]) => onlySeen(`${vm.spelled}/extensions/${name}`, state));
  const items = [...fromRows, ...fromView].sort(byId);
  return listOf(items, context.knowledge.whyAbsenceUnknown(TYPES.extension, vm.id));
}

function extensionOf(row: Row, seen: string | undefined): Extension {
  const body = bodyOf(row);
  const kind = objectOf(row.properties) === undefined ? undefined : textOf(body.type);
  return {
    id: row.id,
    name: textOf(row.name) ?? nameOf(row.id),
    publisher: textOf(body.publisher) ?? null,
    type: kind ?? null,
    provisioningState:
      enumOf(body.provisioningState, PROVISIONING_STATES) ?? seen ?? notTold('the state of the extension'),
    backupProduct: backupProductOf(textOf(body.publisher) ?? null, kind ?? null),
  };
}

function onlySeen(id: string, state: string): Extension {
  return {
    id,
    name: nameOf(id),
    publisher: null,
    type: null,
    provisioningState: state,
    backupProduct: notTold('whose extension it is'),
  };
}

/** The provisioning states that the instance view tells, by the lower-cased name of the extension. */
function statesInView(view: Properties): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (const extension of knownObjectsOf(view.extensions) ?? []) {
    const name = knownTextOf(extension.name)?.toLowerCase();
    const codes = (knownObjectsOf(extension.statuses) ?? []).map((status) => knownTextOf(status.code));
    const state = codes.find((code) => code?.toLowerCase().startsWith('provisioningstate/'))?.split('/')[1];
    const known = knownEnumOf(state, PROVISIONING_STATES);
    if (name !== undefined && known !== undefined) states.set(name, known);
  }
  return states;
}
