import { lowerId, nameOf, subscriptionOf } from '../../model/arm-id.js';
import { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import { describe, placeJobs, type Placed, type PlacedItem } from '../place-jobs.js';
import { partOf } from '../place-row.js';
import { isJsonObject } from '../to-row.js';
import type { DeepPlan } from './deep.js';
import type { Extent, Spool } from './spool.js';

/** Which VMs a live scan is about, as far as it decides what is asked of Azure. */
export interface VmFilter {
  readonly protectedOnly?: boolean | undefined;
  readonly resourceGroups?: readonly string[] | undefined;
  readonly vms?: readonly string[] | undefined;
}

interface Vm {
  readonly id: string;
  readonly running: boolean;
}

/** What the rows of a live scan tell that decides what else is to be read, kept as small as it can be. */
export class Estate {
  readonly shared = new ResourceSet();
  readonly #spool: Spool;
  readonly #vms = new Map<string, Vm>();
  readonly #collections: { id: string; source: string }[] = [];
  readonly #items: PlacedItem<Extent>[] = [];
  readonly #jobs: Placed<Extent>[] = [];
  readonly #assignedSets = new Set<string>();
  /** The VMs with an item, and whether one of their items protects them. */
  readonly #protection = new Map<string, { active: boolean; vaults: Set<string> }>();

  constructor(spool: Spool) {
    this.#spool = spool;
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
    if (part.part === 'job') this.#jobs.push({ ref: extent, vault: describe(row).vault });
    else if (type === TYPES.vm) this.#takeVm(row);
    else if (type === TYPES.restorePointCollection) this.#takeCollection(row);
    else if (type === TYPES.protectedItem) this.#takeItem(row, extent, subscription);
  };

  /** The ids of the initiatives that are assigned, sorted. */
  get assignedSets(): string[] {
    return [...this.#assignedSets].sort();
  }

  /** Puts the jobs into the slices that they belong to. Called once, when every job and item was taken. */
  place(): void {
    for (const { ref, subscription } of [...placeJobs(this.#items, this.#jobs)])
      this.#spool.alsoIn(subscription, ref);
  }

  /**
   * What is to be asked of Azure Resource Manager for the VMs in scope.
   *
   * @param protectionKnown false: the protected items could not all be read, so any VM may be protected
   */
  plan(filter: VmFilter, protectionKnown: boolean): DeepPlan & { readonly vmsInScope: number } {
    const isInScope = scopeOf(filter);
    const isProtected = (id: string) => this.#protection.get(id)?.active ?? !protectionKnown;
    const vms = [...this.#vms].filter(
      ([id]) => isInScope(id) && (filter.protectedOnly !== true || isProtected(id)),
    );
    const inScope = new Set(vms.map(([id]) => id));
    const vaults = new Set(vms.flatMap(([id]) => [...(this.#protection.get(id)?.vaults ?? [])]));
    return {
      vmsInScope: vms.length,
      vms: vms.filter(([id, { running }]) => running && isProtected(id)).map(([, { id }]) => id),
      collections: this.#collections.filter(({ source }) => inScope.has(source)).map(({ id }) => id),
      vaults: [...vaults],
      unproven: this.#withoutVault(vms.map(([id]) => subscriptionOf(id) ?? '')),
    };
  }

  #takeAssignment(row: Row): void {
    const id = at(row.properties, 'policyDefinitionId');
    if (typeof id !== 'string' || !lowerId(id).includes('/policysetdefinitions/')) return;
    this.#assignedSets.add(lowerId(id));
  }

  /** Of these subscriptions those without a vault: a vault proves that its resource provider is registered. */
  #withoutVault(subscriptions: readonly string[]): string[] {
    const wanted = new Set(subscriptions);
    for (const id of this.shared.ofType(TYPES.recoveryVault).keys()) wanted.delete(subscriptionOf(id) ?? '');
    return [...wanted].filter((id) => id !== '').sort();
  }

  /** A VM runs unless Resource Graph says that it does not. */
  #takeVm(row: Row): void {
    const code = at(row.properties, 'extended', 'instanceView', 'powerState', 'code');
    const running = typeof code !== 'string' || /\/running$/i.test(code);
    this.#vms.set(lowerId(row.id), { id: row.id, running });
  }

  #takeCollection(row: Row): void {
    const source = at(row.properties, 'source', 'id');
    if (typeof source === 'string') this.#collections.push({ id: row.id, source: lowerId(source) });
  }

  #takeItem(row: Row, extent: Extent, subscription: string): void {
    const { vault, name } = describe(row);
    this.#items.push({ ref: extent, subscription, vault, name });
    const source = at(row.properties, 'sourceResourceId');
    if (typeof source !== 'string') return;
    const id = lowerId(source);
    const known = this.#protection.get(id) ?? { active: false, vaults: new Set<string>() };
    known.active ||= !isInactive(row);
    known.vaults.add(row.id.slice(0, vault.length));
    this.#protection.set(id, known);
  }
}

/** The part of the spool that holds jobs before it is known where they belong: no subscription has this name. */
const JOBS = '/jobs';

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
