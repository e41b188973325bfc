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
  textOf,
  wasRead,
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
  const seen = vm.view instanceof Unknown ? new Map<string, Seen>() : seenIn(vm.view);
  const named = new Set(rows.map((row) => nameOf(row.id).toLowerCase()));
  const fromRows = rows.map((row) => extensionOf(row, seen.get(nameOf(row.id).toLowerCase())?.state));
  const fromView = [...seen].filter(([name]) => !named.has(name));
  const items = [...fromRows, ...fromView.map(([, each]) => onlySeen(vm.spelled, each))].sort(byId);
  return listOf(items, context.knowledge.whyAbsenceUnknown(TYPES.extension, vm.id));
}

function extensionOf(row: Row, seen: string | undefined): Extension {
  const body = bodyOf(row);
  const unset = wasRead(row) ? null : notTold('which extension it is');
  const publisher = textOf(body.publisher) ?? unset;
  // A row without properties has only a type of its own, which is that of all extensions.
  const type = (wasRead(row) ? textOf(body.type) : undefined) ?? unset;
  return {
    id: row.id,
    name: textOf(row.name) ?? nameOf(row.id),
    publisher,
    type,
    provisioningState: stateOf(enumOf(body.provisioningState, PROVISIONING_STATES), seen),
    backupProduct: backupProductOf(publisher, type),
  };
}

/** The row tells how the deployment of the extension ended; the instance view, also what has failed since. */
function stateOf(deployed: Fact<string> | undefined, seen: string | undefined): Fact<string> {
  if (seen === 'Failed') return seen;
  return deployed ?? seen ?? notTold('the state of the extension');
}

/** An extension as the instance view shows it. */
interface Seen {
  readonly name: string;
  readonly state: string | undefined;
  /** Publisher and type in one, for example Microsoft.Azure.Extensions.CustomScript. */
  readonly kind: string | undefined;
}

/** An extension without a row: those of Azure Backup are hidden. */
function onlySeen(vm: string, { name, state, kind = '' }: Seen): Extension {
  const end = kind.lastIndexOf('.');
  const publisher = end > 0 ? kind.slice(0, end) : notTold('who publishes the extension');
  const type = kind === '' ? notTold('which extension it is') : kind.slice(end + 1);
  return {
    id: `${vm}/extensions/${name}`,
    name,
    publisher,
    type,
    provisioningState: stateOf(undefined, state),
    backupProduct: backupProductOf(publisher, type),
  };
}

/** The extensions that the instance view names, by their lower-cased name. */
function seenIn(view: Properties): ReadonlyMap<string, Seen> {
  const found = new Map<string, Seen>();
  for (const extension of knownObjectsOf(view.extensions) ?? []) {
    const name = knownTextOf(extension.name);
    const codes = (knownObjectsOf(extension.statuses) ?? []).map((status) => knownTextOf(status.code));
    const code = codes.find((each) => each?.toLowerCase().startsWith('provisioningstate/'));
    const state = knownEnumOf(code?.split('/')[1], PROVISIONING_STATES);
    if (name !== undefined) found.set(name.toLowerCase(), { name, state, kind: knownTextOf(extension.type) });
  }
  return found;
}
