import type { RowPath } from '../../../model/sighting.js';
import { Unknown } from '../../../model/unknown.js';
import type { Identities } from './identity.js';
import { own } from './json.js';
import type { Field } from './mapping.js';
import type { PlannedResource } from './plan.js';
import type { RowDraft } from './row-draft.js';
import type { AttributePath } from './source-block.js';
import { isUnknownAt, valueAt, whyUnknown } from './values.js';

type FieldOf<Kind extends Field['kind']> = Extract<Field, { readonly kind: Kind }>;

/** What is left out of lists: the plan removes it elsewhere. Takes the place of the list and the item. */
export type IsRemoved = (list: string, item: unknown) => boolean;

/** Fills rows with the values of planned resources, as the table says. */
export class Filler {
  readonly #identities: Identities;

  constructor(identities: Identities) {
    this.#identities = identities;
  }

  /**
   * Fills a row.
   *
   * @param from the block that the fields are in, empty for the resource itself; `to` what it becomes in the row
   */
  fill(
    draft: RowDraft,
    fields: readonly Field[],
    isRemoved: IsRemoved = () => false,
    resource = draft.resource,
    from: AttributePath = [],
    to: RowPath = [],
  ): void {
    for (const field of fields) {
      const path = [...to, ...stepsOf(field.to)];
      switch (field.kind) {
        case 'attribute':
          this.#attribute(draft, field, resource, [...from, field.from], path);
          break;
        case 'link':
          this.#link(draft, field, resource, [...from, field.from], path);
          break;
        case 'constant':
          draft.set(path, structuredClone(field.value), { resource, path: from });
          break;
        case 'derived':
          this.#derived(draft, field, resource, path);
          break;
        case 'block':
          this.#block(draft, field, isRemoved, resource, [...from, field.from], path);
      }
    }
  }

  #attribute(
    draft: RowDraft,
    field: FieldOf<'attribute'>,
    resource: PlannedResource,
    from: AttributePath,
    to: RowPath,
  ): void {
    const value = this.#valueAt(resource, from);
    if (field.fresh !== undefined && this.#isFresh(resource, from)) {
      draft.set(to, field.fresh.value, { resource, path: from });
    } else if (value === undefined || value instanceof Unknown || field.as === undefined) {
      draft.set(to, value ?? field.absent, { resource, path: from });
    } else draft.set(to, field.as(value), { resource, path: from });
  }

  #link(
    draft: RowDraft,
    field: FieldOf<'link'>,
    resource: PlannedResource,
    from: AttributePath,
    to: RowPath,
  ): void {
    const origin = { resource, path: from };
    if (field.fresh !== undefined && this.#isFresh(resource, from)) {
      draft.set(to, field.fresh.value, origin);
      return;
    }
    if (field.item === undefined) {
      const id = this.#identities.linkAt(resource, from, field.armType);
      draft.set(to, id === '' ? undefined : id, origin);
      return;
    }
    const ids = this.#identities.linksAt(resource, from, field.armType);
    draft.set(to, Array.isArray(ids) ? ids.map(field.item) : ids, origin);
    if (!Array.isArray(ids)) return;
    for (const index of ids.keys()) draft.place([...to, index], { resource, path: [...from, index] });
  }

  #derived(draft: RowDraft, field: FieldOf<'derived'>, resource: PlannedResource, to: RowPath): void {
    const paths = field.from.map((path) => stepsOf(path));
    const values = paths.map((path) =>
      field.fresh === true && this.#isFresh(resource, path) ? undefined : this.#valueAt(resource, path),
    );
    const from = paths[values.findLastIndex((value) => value !== undefined)] ?? paths.at(-1) ?? [];
    draft.set(to, field.of(...values), { resource, path: from });
  }

  #block(
    draft: RowDraft,
    field: FieldOf<'block'>,
    isRemoved: IsRemoved,
    resource: PlannedResource,
    from: AttributePath,
    to: RowPath,
  ): void {
    const origin = { resource, path: from };
    const value = this.#valueAt(resource, from);
    if (value instanceof Unknown) {
      const fresh = field.fresh !== undefined && this.#isFresh(resource, from, true);
      draft.set(to, fresh ? structuredClone(field.fresh.value) : value, origin);
      return;
    }
    const items: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
    if (field.key === undefined) {
      if (items.length === 0) return;
      draft.place(to, origin);
      if (items[0] instanceof Unknown) {
        draft.set(to, items[0], origin);
        return;
      }
      this.fill(draft, field.fields, isRemoved, resource, Array.isArray(value) ? [...from, 0] : from, to);
      return;
    }
    if (value !== undefined) draft.set(to, [], origin);
    let count = 0;
    for (const [index, item] of items.entries()) {
      if (isRemoved(to.join('.'), item)) continue;
      const step = field.key === '' ? index : { index, key: field.key, value: own(item, field.key) };
      const at = [...to, count++];
      draft.set(at, item instanceof Unknown ? item : {}, { resource, path: [...from, step] });
      this.fill(draft, field.fields, isRemoved, resource, [...from, step], at);
    }
  }

  #valueAt(resource: PlannedResource, path: AttributePath): unknown {
    const value = valueAt(resource, path);
    return value === undefined && this.#identities.expressions.isWithheld(resource, path)
      ? whyUnknown(resource, path)
      : value;
  }

  /** Whether the provider alone will decide the value, of a resource that does not exist yet. */
  #isFresh(resource: PlannedResource, path: AttributePath, isBlock = false): boolean {
    if (resource.change !== 'created' || !isUnknownAt(resource, path)) return false;
    return path.at(-1) === 'id' || this.#identities.expressions.isUnset(resource, path, isBlock);
  }
}

/** The steps of a dotted path. The paths are those of the table, so there are few. */
function stepsOf(path: string): readonly (string | number)[] {
  const known = STEPS.get(path);
  if (known !== undefined) return known;
  const steps = path === '' ? [] : path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  STEPS.set(path, steps);
  return steps;
}

const STEPS = new Map<string, readonly (string | number)[]>();
