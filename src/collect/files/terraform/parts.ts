import { lowerId, nameOf } from '../../../model/arm-id.js';
import type { RowPath } from '../../../model/sighting.js';
import { Unknown } from '../../../model/unknown.js';
import type { Filler } from './fill.js';
import type { Identities } from './identity.js';
import { own } from './json.js';
import type { PartMapping } from './mapping.js';
import { isUnchanged, type PlannedResource } from './plan.js';
import { keyText } from './removals.js';
import { RowDraft, type Origin } from './row-draft.js';
import { TABLE } from './table.js';

/** The rows in the making: by lower-cased ARM type, then by lower-cased id. */
export type Drafts = Map<string, Map<string, RowDraft>>;

/** What belongs to a resource that the plan does not have, at a place in it. */
export interface Added {
  readonly type: string;
  readonly id: string;
  readonly at: RowPath;
  /** Of an item of a list: what tells it apart. */
  readonly key?: string | undefined;
  readonly part: RowDraft;
}

/** Puts what exists in Terraform only, or what a parent lists, into the rows that it belongs to. */
export class Parts {
  readonly #drafts: Drafts;
  readonly #identities: Identities;
  readonly #filler: Filler;
  /** Where the items of a list are, by what tells them apart. */
  readonly #places = new WeakMap<object, Map<string, number>>();
  /** What belongs to resources that the plan does not have. */
  readonly additions: Added[] = [];
  /** What was said once of all parents of a type. */
  readonly #openLists = new Set<string>();

  constructor(drafts: Drafts, identities: Identities, filler: Filler) {
    this.#drafts = drafts;
    this.#identities = identities;
    this.#filler = filler;
  }

  /** Puts a part into the row of its parent, where the plan has that. */
  addPart(resource: PlannedResource, mapping: PartMapping): void {
    const at = mapping.at.split('.');
    const id = this.#identities.linkAt(resource, [mapping.parent.from], mapping.parent.armType);
    if (typeof id !== 'string') {
      this.#leaveOpen(resource, mapping.parent.armType, at, mapping.key !== undefined);
      return;
    }
    const parent = this.#drafts.get(mapping.parent.armType.toLowerCase())?.get(lowerId(id));
    const part = new RowDraft(resource, '', { id: '', certain: true });
    this.#filler.fill(part, mapping.fields);
    if (parent === undefined) this.#addOutside({ ...mapping, id, type: mapping.parent.armType, at, part });
    else if (mapping.key === undefined) parent.graft(at, part);
    else this.#addItem(parent, at, part, mapping.key);
  }

  /** Says of a resource that exists what others may have added to it, outside of the plan. */
  addOutsiders(draft: RowDraft): void {
    const { resource } = draft;
    const mapping = TABLE.get(resource.type);
    if (resource.change !== 'kept' || mapping?.kind !== 'row' || mapping.addedTo === undefined) return;
    const why = new Unknown(
      'not-in-source',
      `${resource.address} exists already; the plan does not say what is set or attached elsewhere.`,
    );
    leaveOpen(draft, mapping.addedTo.split('.'), why, { resource, path: [] });
  }

  /** Puts a row into the list of its parent; whether it is there now. */
  addChild(child: RowDraft, listedAt: string): boolean {
    const at = listedAt.split('.');
    const armType = child.type.slice(0, child.type.lastIndexOf('/'));
    const identity = this.#identities.of(child.resource);
    if (identity?.placed !== true) {
      this.#leaveOpen(child.resource, armType, at, true);
      return false;
    }
    const parentId = lowerId(child.id).replace(/\/[^/]+\/[^/]+$/, '');
    const parent = this.#drafts.get(armType.toLowerCase())?.get(parentId);
    const origin = { resource: child.resource, path: [] };
    const item = new RowDraft(child.resource, '', { id: '', certain: true });
    item.graft(['properties'], child, ['properties']);
    item.set(['id'], child.id, origin);
    item.set(['name'], child.get(['name']) ?? nameOf(child.id), { resource: child.resource, path: ['name'] });
    if (parent === undefined) {
      this.addOutsiders(item);
      this.#addOutside({ key: 'name', id: parentId, type: armType, at, part: item });
      return false;
    }
    // What the state of the parent has of it says more than that nothing is known.
    if (!this.#hasItem(parent, at, item)) this.addOutsiders(item);
    this.#addItem(parent, at, item, 'name');
    return true;
  }

  /** What a plan leaves as it is adds nothing. */
  #addOutside(added: Added): void {
    if (!isUnchanged(added.part.resource)) this.additions.push(added);
  }

  #hasItem(parent: RowDraft, at: RowPath, item: RowDraft): boolean {
    const list = parent.get(at);
    return Array.isArray(list) && this.#placesIn(list, 'name').has(keyText(item.get(['name'])) ?? '');
  }

  /** Adds an item to a list, or to the item in it that is the same thing. */
  #addItem(parent: RowDraft, at: RowPath, item: RowDraft, key: string): void {
    const origin = { resource: item.resource, path: [] };
    const before = parent.get(at);
    if (before === undefined) parent.set(at, [], origin);
    else if (before instanceof Unknown) parent.set(at, [before], origin);
    const list = parent.get(at);
    if (!Array.isArray(list)) return;
    const places = this.#placesIn(list, key);
    const name = keyText(item.get([key]));
    const place = name === undefined ? undefined : places.get(name);
    if (place !== undefined) {
      parent.merge(item, [...at, place]);
      return;
    }
    if (name !== undefined) places.set(name, list.length);
    parent.graft([...at, list.length], item);
  }

  #placesIn(list: unknown[], key: string): Map<string, number> {
    let places = this.#places.get(list);
    if (places !== undefined) return places;
    this.#places.set(list, (places = new Map<string, number>()));
    for (const [index, item] of list.entries()) {
      const name = keyText(own(item, key));
      if (name !== undefined) places.set(name, index);
    }
    return places;
  }

  /** A part of which the parent is not known may belong to every resource of the parent's type. */
  #leaveOpen(resource: PlannedResource, armType: string, at: RowPath, isList: boolean): void {
    const type = armType.toLowerCase();
    const said = `${type} ${at.join('.')}`;
    if (this.#openLists.has(said)) return;
    this.#openLists.add(said);
    const why = new Unknown(
      'unresolved',
      `It is not known before apply what ${resource.address} belongs to.`,
    );
    const origin = { resource, path: [] };
    for (const draft of this.#drafts.get(type)?.values() ?? []) {
      if (isList && draft.get(at) === undefined) draft.set(at, [], origin);
      leaveOpen(draft, at, why, origin);
    }
  }
}

/** Adds to a list something that is not known; anything else is not known where it is not set. */
function leaveOpen(draft: RowDraft, at: RowPath, why: Unknown, origin: Origin): void {
  const found = draft.get(at);
  if (Array.isArray(found)) draft.set([...at, found.length], why, origin);
  else if (found === undefined) draft.set(at, why, origin);
}
