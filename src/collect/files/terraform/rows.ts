import { lowerId } from '../../../model/arm-id.js';
import { TYPES, type Row } from '../../../model/row.js';
import { isKnownId, type Addition } from '../../addition.js';
import { addAzapiBody } from './azapi-body.js';
import { isAzapi } from './azapi.js';
import { addDiskEncryption } from './disk-encryption.js';
import { Filler } from './fill.js';
import { guestSetupOf, placeGuestTexts } from './guest-texts.js';
import { armTypeOf, type Identities } from './identity.js';
import { attribute, block, COMMON, type Field } from './mapping.js';
import { Parts, type Added, type Drafts } from './parts.js';
import type { Plan, PlannedResource } from './plan.js';
import { removalsOf } from './removals.js';
import { RowDraft, type PlaceOf } from './row-draft.js';
import { TABLE } from './table.js';
import { whyUnknown, valueAt } from './values.js';

/** Whether a type of resource is read. */
export function isRead(type: string): boolean {
  return TABLE.has(type) || isAzapi(type);
}

/** The lists of children that ARM types keep, also where azapi makes the child. */
const LISTED: ReadonlyMap<string, string> = new Map(
  [...TABLE.values()].flatMap((mapping) =>
    mapping.kind === 'row' && mapping.listedAt !== undefined
      ? [[mapping.armType.toLowerCase(), mapping.listedAt] as const]
      : [],
  ),
);

const VM = TYPES.vm;

/** What azapi takes beside the body (https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource). */
const AZAPI: readonly Field[] = [
  ...COMMON,
  block('identity', 'identity', [attribute('type', 'type'), attribute('principal_id', 'principalId')]),
];

/**
 * The rows of everything in a plan that is there after it; on demand with labels also where the id is known.
 *
 * @param additions takes what the plan adds to resources that it does not have
 */
export function rowsOf(
  plan: Plan,
  identities: Identities,
  placeOf: PlaceOf,
  { apart = false, additions = [] }: { readonly apart?: boolean; readonly additions?: Addition[] },
): Row[] {
  const filler = new Filler(identities);
  const drafts: Drafts = new Map();
  const parts = new Parts(drafts, identities, filler);
  const removals = removalsOf(plan, identities);
  const kept = [...plan.resources.values()].filter(
    ({ change, type }) => change !== 'removed' && isRead(type),
  );
  // What changes another resource comes after it.
  kept.sort((left, right) => Number(isUpdate(left)) - Number(isUpdate(right)));
  for (const resource of kept) {
    const draft = draftOf(resource, identities);
    if (draft === undefined) continue;
    fill(draft, filler, identities, removals(draft.id));
    add(drafts, draft);
  }
  for (const resource of kept) {
    const mapping = TABLE.get(resource.type);
    if (mapping?.kind === 'part') parts.addPart(resource, mapping);
  }
  for (const resource of kept) {
    if (resource.type !== 'azurerm_virtual_machine_extension') continue;
    const vm = vmOf(resource, drafts, identities);
    if (vm !== undefined) addDiskEncryption(vm, resource, identities);
  }
  const rows: RowDraft[] = [];
  for (const [type, ofType] of drafts) {
    const listedAt = LISTED.get(type);
    for (const draft of ofType.values()) {
      if (listedAt !== undefined && parts.addChild(draft, listedAt)) continue;
      parts.addOutsiders(draft);
      rows.push(draft);
    }
  }
  if (!apart)
    for (const added of parts.additions) if (isKnownId(added.id)) additions.push(additionOf(added, placeOf));
  return rows.map((draft) => withGuest(draft.toRow(placeOf, plan.file, apart), draft.resource));
}

function additionOf({ type, id, at, key, part }: Added, placeOf: PlaceOf): Addition {
  const where = { type: type.toLowerCase(), id: lowerId(id), at };
  return { ...where, ...part.toAddition(placeOf), ...(key === undefined ? {} : { item: { key } }) };
}

function isUpdate({ type }: PlannedResource): boolean {
  return type === 'azapi_update_resource';
}

/** The VM of an extension, where the plan has it. */
function vmOf(extension: PlannedResource, drafts: Drafts, identities: Identities): RowDraft | undefined {
  const id = identities.linkAt(extension, ['virtual_machine_id'], VM);
  return typeof id === 'string' ? drafts.get(VM)?.get(lowerId(id)) : undefined;
}

function draftOf(resource: PlannedResource, identities: Identities): RowDraft | undefined {
  const type = armTypeOf(resource);
  const identity = type === undefined ? undefined : identities.of(resource);
  return type === undefined || identity === undefined ? undefined : new RowDraft(resource, type, identity);
}

function fill(
  draft: RowDraft,
  filler: Filler,
  identities: Identities,
  isRemoved: ReturnType<ReturnType<typeof removalsOf>>,
): void {
  const { resource } = draft;
  const mapping = TABLE.get(resource.type);
  const origin = { resource, path: ['name'] };
  const name = valueAt(resource, ['name']);
  draft.set(['name'], name ?? (draft.certain ? undefined : whyUnknown(resource, ['name'])), origin);
  if (mapping?.kind === 'row') filler.fill(draft, mapping.fields, isRemoved);
  else {
    filler.fill(draft, AZAPI);
    addAzapiBody(draft, identities);
  }
  placeGuestTexts(draft);
}

function withGuest(row: Row, resource: PlannedResource): Row {
  const guest = guestSetupOf(resource);
  return guest === undefined ? row : { ...row, guest };
}

/** A second resource of one id adds to the first, as `azapi_update_resource` does. */
function add(drafts: Drafts, draft: RowDraft): void {
  const type = draft.type.toLowerCase();
  const ofType = drafts.get(type) ?? new Map<string, RowDraft>();
  drafts.set(type, ofType);
  const id = lowerId(draft.id);
  const earlier = ofType.get(id);
  if (earlier === undefined) ofType.set(id, draft);
  else earlier.merge(draft);
}
