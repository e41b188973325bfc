import { isAtOrAbove, lowerId, subscriptionOf, subscriptionScopeOf } from '../model/arm-id.js';
import type { Gap, Inventory } from '../model/inventory.js';
import type { ResourceSet } from '../model/resource-set.js';
import { TYPES } from '../model/row.js';
import { Unknown } from '../model/unknown.js';
import { at, knownObjectsOf, knownTextOf } from './read.js';

const MANAGEMENT_GROUP = '/providers/microsoft.management/managementgroups/';

type Described = Pick<Inventory, 'source' | 'declared' | 'gaps' | 'shared'>;

/** What a source says of itself, in a form that is quick to ask. Made once for a scan. */
export interface Declaration {
  /** Whether the source says what it looked for. */
  readonly declared: boolean;
  /** Whether the source is infrastructure files alone. */
  readonly isFiles: boolean;
  /** Whether the source is a live scan that left nothing out. */
  readonly askedAll: boolean;
  readonly collected: ReadonlySet<string>;
  /** The lower-cased GUIDs of the subscriptions in scope; undefined: those that have a row. */
  readonly scope: ReadonlySet<string> | undefined;
  /** The lower-cased GUIDs of the subscriptions that have a row of their own. */
  readonly listed: ReadonlySet<string>;
  readonly gaps: ReadonlyMap<string, readonly Gap[]>;
  /** The management groups above a subscription, nearest first, where its row tells them. */
  readonly ancestors: ReadonlyMap<string, readonly string[]>;
}

/** Reads what a source says of itself. */
export function declarationOf(inventory: Described): Declaration {
  const { source, declared, shared } = inventory;
  const scope = source.scope?.subscriptions;
  const gaps = new Map<string, Gap[]>();
  for (const gap of inventory.gaps) {
    const what = gap.what.toLowerCase();
    gaps.set(what, [...(gaps.get(what) ?? []), gap]);
  }
  return {
    declared,
    isFiles: source.kind === 'files',
    askedAll: source.requests !== undefined && source.notRequested === undefined,
    collected: new Set((source.collected ?? []).map((type) => type.toLowerCase())),
    scope: scope === undefined ? undefined : new Set(scope.map((id) => id.toLowerCase())),
    listed: new Set([...shared.ofType(TYPES.subscription).keys()].map((id) => subscriptionOf(id) ?? id)),
    gaps,
    ancestors: new Map(ancestorsOf(shared)),
  };
}

/**
 * What is known inside one slice (docs/inventory.md): a row that was read is known whatever the gaps; that a row does
 * not exist is known only where its type was looked for, its subscription is in scope, and no gap lies at, above or
 * below the place.
 */
export class Knowledge {
  readonly #declaration: Declaration;
  readonly #here: string | undefined;
  readonly #partial: boolean;
  /** The last answer for each type, which is about a whole subscription: nearly every place is in the same one. */
  readonly #last = new Map<string, { readonly scope: string; readonly why: Unknown | undefined }>();

  /**
   * @param here the lower-cased GUID of a subscription that is visible because it has rows; undefined: none
   * @param partial whether the rows are of infrastructure files alone, which never tell what is not there
   */
  constructor(declaration: Declaration, here: string | undefined, partial = false) {
    this.#partial = partial;
    this.#declaration = declaration;
    this.#here = here;
  }

  /** Whether the source says what it looked for (our header). */
  get declared(): boolean {
    return this.#declaration.declared && !this.#partial;
  }

  /** Whether a live scan asked for all that there is, so that what is not there is not told by Azure. */
  get askedAll(): boolean {
    return this.declared && this.#declaration.askedAll;
  }

  /** The lower-cased ids of the management groups above a subscription, nearest first; undefined: not known. */
  managementGroupsAbove(subscriptionScope: string): readonly string[] | undefined {
    return this.#declaration.ancestors.get(subscriptionScope);
  }

  /**
   * Why it is not known that there is no row of the type at the place; undefined where that is known. The place is a
   * lower-cased id: of the resource itself, or of the scope in which it would be.
   */
  whyAbsenceUnknown(type: string, place: string): Unknown | undefined {
    const gap = this.gapAt(type, place);
    if (gap !== undefined) return gap;
    const last = this.#last.get(type);
    if (last !== undefined && isAtOrAbove(last.scope, place)) return last.why;
    const why = this.#whyNotLookedFor(type, subscriptionOf(place));
    const scope = subscriptionScopeOf(place);
    if (scope !== undefined) this.#last.set(type, { scope, why });
    return why;
  }

  /** The gap that keeps rows of the type at the place from being known, or undefined. */
  gapAt(type: string, place: string): Unknown | undefined {
    const { gaps } = this.#declaration;
    if (gaps.size === 0) return undefined;
    const touches = (gap: Gap) => this.#touches(lowerId(gap.scope), place);
    const gap =
      gaps.get(type)?.find(touches) ??
      gaps.get('*')?.find((each) => touches(each) && namesPlace(each, place));
    if (gap === undefined) return undefined;
    const what = gap.what === '*' ? 'Not everything' : gap.what;
    const verb = gap.what === '*' ? 'could be read' : 'could not be read completely';
    const detail = gap.detail === undefined ? '' : ` (${gap.detail})`;
    return new Unknown('unreadable', `${what} ${verb} at ${gap.scope}: ${gap.reason}${detail}.`);
  }

  #whyNotLookedFor(type: string, subscription: string | undefined): Unknown | undefined {
    if (this.#partial || this.#declaration.isFiles) {
      return new Unknown(
        'not-in-source',
        `Infrastructure files do not show every ${type}; together with --inventory or a live scan they do.`,
      );
    }
    if (!this.declared) {
      return new Unknown(
        'not-in-source',
        `The file does not say that it lists every ${type}; an inventory that \`backup-lint collect\` saved does.`,
      );
    }
    if (!this.#declaration.collected.has(type)) {
      return new Unknown('not-in-source', `${type} was not collected.`);
    }
    if (subscription === undefined || this.inScope(subscription)) return undefined;
    return new Unknown(
      'not-in-source',
      `Subscription ${subscription} is outside the scope of the inventory.`,
    );
  }

  /** Whether a subscription (lower-cased GUID) is in the scope of the source. */
  inScope(subscription: string): boolean {
    const { scope, listed } = this.#declaration;
    return scope?.has(subscription) ?? (subscription === this.#here || listed.has(subscription));
  }

  /** Whether a gap's scope lies at, above or below the place. */
  #touches(scope: string, place: string): boolean {
    if (isAtOrAbove(scope, place) || isAtOrAbove(place, scope)) return true;
    if (!scope.startsWith(MANAGEMENT_GROUP)) return false;
    const subscription = subscriptionScopeOf(place);
    if (subscription === undefined) return true;
    // Every subscription has the root group above it: where none is told, they are not known.
    const above = this.managementGroupsAbove(subscription) ?? [];
    return above.length === 0 || above.includes(scope);
  }
}

/** A gap over everything in one subscription says nothing about rows that are in none, such as a service principal. */
function namesPlace(gap: Gap, place: string): boolean {
  return subscriptionOf(place) !== undefined || subscriptionOf(lowerId(gap.scope)) === undefined;
}

/** The management groups above each subscription, where its row tells them all. */
function* ancestorsOf(shared: ResourceSet): Generator<[string, readonly string[]]> {
  for (const [id, row] of shared.ofType(TYPES.subscription)) {
    const chain = knownObjectsOf(at(row.properties, 'managementGroupAncestorsChain'));
    const names = chain?.map((group) => knownTextOf(group.name)?.toLowerCase());
    if (names?.every((name) => name !== undefined)) yield [id, names.map((name) => MANAGEMENT_GROUP + name)];
  }
}
