import { lowerId, nameOf, subscriptionOf } from '../../model/arm-id.js';
import { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import { describe, placeJobs, type Placed, type PlacedItem } from '../place-jobs.js';
import { partOf } from '../place-row.js';
import { isJsonObject } from '../to-row.js';
import type { DeepPlan } from './deep-plan.js';
import type { Extent, Spool } from './spool.js';

/** Which VMs a live scan is about, as far as it decides what is asked of Azure. */
export interface VmFilter {
  readonly protectedOnly?: boolean | undefined;
  readonly resourceGroups?: readonly string[] | undefined;
  readonly vms?: readonly string[] | undefined;
}

/**
 * What the rows of a live scan tell that decides what else is to be read. It is kept in a file too, by subscription:
 * memory holds the shared part, and of one subscription at a time what is asked about.
 */
export class Estate {
  readonly shared = new ResourceSet();
  readonly #spool: Spool;
  /** Of VMs, collections and protected items what {@link plan} and {@link place} need. */
  readonly #notes: Spool;
  readonly #jobs: Placed<Extent>[] = [];
  readonly #assignedSets = new Set<string>();
  readonly #withVms = new Set<string>();
  /** The subscriptions with a row that shows that they were looked at. An item is a row of its vault's subscription. */
  readonly #shown = new Set<string>();

  constructor(spool: Spool, notes: Spool) {
    this.#spool = spool;
    this.#notes = notes;
  }

  /** Takes a row: into the shared part, or the slice that it belongs to. */
  take = (row: Row): void => {
    const part = partOf(row);
    if (row.type.toLowerCase() === TYPES.policyAssignment) this.#takeAssignment(row);
    if (part.part === 'shared') {
      this.shared.add(row);
      return;
    }
    const subscription = part.part === 'slice' ? part.subscriptionId : '';
    const extent = this.#spool.add(part.part === 'job' ? JOBS : subscription, row);
    const type = row.type.toLowerCase();
    if (type === TYPES.vm) this.#withVms.add(subscription);
    if (part.part === 'slice' && type !== TYPES.protectedItem) this.#shown.add(subscription);
    if (part.part === 'job') this.#jobs.push({ ref: extent, vault: describe(row).vault });
    else {
      const note = noteOf(row, type, extent);
      if (note !== undefined) this.#notes.add(subscription, { id: row.id, type, properties: note });
    }
  };

  /**
   * The subscriptions to judge, sorted: those that are listed, and those of VMs that came all the same, since a new
   * subscription can be missing in the list. Without a list those of any row but items, which are looked for everywhere.
   */
  subscriptions(listed: readonly string[] | undefined): string[] {
    const all = new Set([...(listed ?? this.#shown), ...this.#withVms]);
    return [...all].filter((name) => name !== '').sort();
  }

  /** The ids of the initiatives that are assigned, sorted. */
  get assignedSets(): string[] {
    return [...this.#assignedSets].sort();
  }

  /** Puts the jobs into the slices that they belong to. Called once, when every job and item was taken. */
  async place(): Promise<void> {
    const vaults = new Set(this.#jobs.map(({ vault }) => vault));
    if (vaults.size === 0) return;
    const items: PlacedItem<Extent>[] = [];
    for (const subscription of this.#notes.subscriptions) {
      for await (const row of this.#notes.rowsOf(subscription)) {
        if (row.type !== TYPES.protectedItem) continue;
        const { ref, vault, name } = row.properties as ItemNote;
        if (vaults.has(vault)) items.push({ ref, subscription, vault, name });
      }
    }
    for (const { ref, subscription } of [...placeJobs(items, this.#jobs)])
      this.#spool.alsoIn(subscription, ref);
  }

  /**
   * What is to be asked of Azure Resource Manager for the VMs in scope.
   *
   * @param protectionKnown false: the protected items could not all be read, so any VM may be protected
   */
  async plan(
    filter: VmFilter,
    protectionKnown: boolean,
  ): Promise<DeepPlan & { readonly vmsInScope: number }> {
    const isInScope = scopeOf(filter);
    const [vms, collections]: [string[], string[]] = [[], []];
    const [vaults, subscriptions] = [new Set<string>(), new Set<string>()];
    let vmsInScope = 0;
    for (const subscription of this.#notes.subscriptions) {
      const notes = new Notes();
      for await (const row of this.#notes.rowsOf(subscription)) notes.take(row);
      for (const [id, { spelled, running }] of notes.vms) {
        const protection = notes.protection.get(id);
        const isProtected = protection?.active ?? !protectionKnown;
        if (!isInScope(id) || (filter.protectedOnly === true && !isProtected)) continue;
        vmsInScope++;
        if (running && isProtected) vms.push(spelled);
        collections.push(...(notes.collections.get(id) ?? []));
        for (const vault of protection?.vaults ?? []) vaults.add(vault);
        subscriptions.add(subscriptionOf(id) ?? '');
      }
    }
    const unproven = this.#withoutVault(subscriptions);
    return { vmsInScope, vms, collections, vaults: [...vaults], unproven };
  }

  #takeAssignment(row: Row): void {
    const id = at(row.properties, 'policyDefinitionId');
    if (typeof id !== 'string' || !lowerId(id).includes('/policysetdefinitions/')) return;
    this.#assignedSets.add(lowerId(id));
  }

  /** Of these subscriptions those without a vault: a vault proves that its resource provider is registered. */
  #withoutVault(subscriptions: Iterable<string>): string[] {
    const wanted = new Set(subscriptions);
    for (const id of this.shared.ofType(TYPES.recoveryVault).keys()) wanted.delete(subscriptionOf(id) ?? '');
    return [...wanted].filter((id) => id !== '').sort();
  }
}

/** The part of the spool that holds jobs before it is known where they belong: no subscription has this name. */
const JOBS = '/jobs';

interface VmNote {
  readonly running: boolean;
}

interface CollectionNote {
  /** The lower-cased id of the VM. */
  readonly source: string;
}

interface ItemNote {
  readonly ref: Extent;
  readonly vault: string;
  readonly name: string;
  /** The lower-cased id of the VM; left out where the item does not tell it. */
  readonly source?: string;
  readonly active: boolean;
}

/** What is noted of a row; undefined: nothing. */
function noteOf(row: Row, type: string, extent: Extent): VmNote | CollectionNote | ItemNote | undefined {
  if (type === TYPES.vm) {
    // A VM runs unless Resource Graph says that it does not.
    const code = at(row.properties, 'extended', 'instanceView', 'powerState', 'code');
    return { running: typeof code !== 'string' || /\/running$/i.test(code) };
  }
  if (type === TYPES.restorePointCollection) {
    const source = at(row.properties, 'source', 'id');
    return typeof source === 'string' ? { source: lowerId(source) } : undefined;
  }
  if (type !== TYPES.protectedItem) return undefined;
  const source = at(row.properties, 'sourceResourceId');
  return {
    ...describe(row),
    ref: extent,
    ...(typeof source === 'string' ? { source: lowerId(source) } : {}),
    active: !isInactive(row),
  };
}

/** The notes of one subscription. VMs, and what is known of each, by lower-cased id. */
class Notes {
  readonly vms = new Map<string, { spelled: string; running: boolean }>();
  readonly collections = new Map<string, string[]>();
  /** The VMs with an item, and whether one of their items protects them. */
  readonly protection = new Map<string, { active: boolean; vaults: Set<string> }>();

  take({ id, type, properties }: Row): void {
    if (type === TYPES.vm) this.vms.set(lowerId(id), { spelled: id, ...(properties as VmNote) });
    else if (type === TYPES.restorePointCollection) {
      const { source } = properties as CollectionNote;
      const listed = this.collections.get(source);
      if (listed === undefined) this.collections.set(source, [id]);
      else listed.push(id);
    } else this.#takeItem(id, properties as ItemNote);
  }

  #takeItem(id: string, { source, vault, active }: ItemNote): void {
    if (source === undefined) return;
    const known = this.protection.get(source) ?? { active: false, vaults: new Set<string>() };
    known.active ||= active;
    known.vaults.add(id.slice(0, vault.length));
    this.protection.set(source, known);
  }
}

/** Whether an item certainly protects nothing: stopped, paused, or deleted. */
function isInactive(row: Row): boolean {
  const state = at(row.properties, 'protectionState');
  const deleted = at(row.properties, 'isScheduledForDeferredDelete');
  const stopped = ['invalid', 'protectionstopped', 'protectionpaused', 'backupssuspended'];
  return (
    (typeof state === 'string' && stopped.includes(state.toLowerCase())) ||
    deleted === true ||
    deleted === 'true'
  );
}

function scopeOf({ resourceGroups = [], vms = [] }: VmFilter): (id: string) => boolean {
  const groups = new Set(resourceGroups.map((name) => name.toLowerCase()));
  const names = new Set(vms.map(lowerId));
  return (id) => {
    const group = /\/resourcegroups\/([^/]+)/.exec(id)?.[1] ?? '';
    if (groups.size > 0 && !groups.has(group)) return false;
    return names.size === 0 || names.has(id) || names.has(nameOf(id));
  };
}

function at(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const key of path)
    current = isJsonObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  return current;
}

/** The subscription that a row's id names, or undefined. */
export function subscriptionOfRow(row: Row): string | undefined {
  return subscriptionOf(lowerId(row.id));
}
