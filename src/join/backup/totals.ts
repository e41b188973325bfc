import { lowerId, subscriptionOf } from '../../model/arm-id.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import { mostTelling, Unknown, type Fact } from '../../model/unknown.js';
import type { Knowledge } from '../knowledge.js';
import { readOnlyAt } from '../access/locks.js';
import { policyIdOf, sourceIdOf, vaultIdOf } from './azure-vm-item.js';
import { untold } from './unplaced-items.js';
import type { SliceContext } from '../slice-context.js';
import type { SliceIndex } from '../slice-index.js';
import type { VaultTotals } from './vault.js';
import { encryptionWith, keyUriOf, keyVaultNameIn, unseenEncryption } from '../access/vault-encryption.js';

/** The rows by a key. */
function grouped(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** What a vault or a backup policy protects. */
interface Count {
  certain: number;
  /** Why more may be protected. */
  why: Unknown | undefined;
}

/**
 * What is gathered about vaults and backup policies while the slices pass: a vault protects VMs of many
 * subscriptions, its key and its locks are in others again. It is complete after the last slice.
 */
export class Totals {
  readonly #counts = new Map<string, Count>();
  readonly #encryption = new Map<string, VaultTotals['encryption']>();
  readonly #readOnly = new Map<string, Fact<boolean>>();
  /** Vaults by the lower-cased name of the key vault with their key, and by their subscription. */
  readonly #byKeyVault: ReadonlyMap<string, readonly Row[]>;
  readonly #bySubscription: ReadonlyMap<string, readonly Row[]>;

  constructor(shared: ResourceSet) {
    const vaults = [...shared.ofType(TYPES.recoveryVault).values()];
    this.#byKeyVault = grouped(
      vaults.filter((vault) => keyUriOf(vault) !== undefined),
      (vault) => keyVaultNameIn(keyUriOf(vault) ?? '') ?? '',
    );
    this.#bySubscription = grouped(vaults, (vault) => subscriptionOf(lowerId(vault.id)) ?? '');
  }

  /** Takes what one slice tells. */
  add(context: SliceContext, index: SliceIndex): void {
    this.#countItems(context, index);
    this.#readKeyVaults(context, index);
    for (const vault of this.#bySubscription.get(context.slice.subscriptionId) ?? []) {
      this.#readOnly.set(lowerId(vault.id), readOnlyAt(context.knowledge, index.locks, lowerId(vault.id)));
    }
  }

  #countItems({ slice }: SliceContext, { items, unplacedItems }: SliceIndex): void {
    for (const item of [...items.values()].flat()) {
      const source = sourceIdOf(item.row);
      if (source === undefined || subscriptionOf(lowerId(source)) !== slice.subscriptionId) continue;
      this.#countItem(item.row, item.active);
    }
    for (const row of unplacedItems) this.#countItem(row, untold(row));
  }

  #countItem(item: Row, active: Fact<boolean>): void {
    for (const owner of [vaultIdOf(item), policyIdOf(item)]) {
      if (typeof owner === 'string') this.#count(lowerId(owner), active);
    }
  }

  #count(owner: string, active: Fact<boolean>): void {
    const count = this.#counts.get(owner) ?? { certain: 0, why: undefined };
    if (active === true) count.certain++;
    if (active instanceof Unknown) count.why = mostTelling(count.why, active);
    this.#counts.set(owner, count);
  }

  #readKeyVaults(context: SliceContext, { assignments }: SliceIndex): void {
    if (this.#byKeyVault.size === 0) return;
    for (const [id, keyVault] of context.slice.resources.ofType(TYPES.keyVault)) {
      for (const vault of this.#byKeyVault.get(id.slice(id.lastIndexOf('/') + 1)) ?? []) {
        this.#encryption.set(lowerId(vault.id), encryptionWith(context, vault, keyVault, assignments));
      }
    }
  }

  /** Whether an item that was seen belongs to the vault or the backup policy. */
  isUsed(row: Row): boolean {
    return this.#counts.has(lowerId(row.id));
  }

  /**
   * How many VMs the vault or the backup policy protects. A part of them is told only from `worthTelling` on: it is
   * then enough to judge.
   */
  protectedVms(knowledge: Knowledge, row: Row, worthTelling: number): Fact<number> {
    const id = lowerId(row.id);
    const { certain, why } = this.#counts.get(id) ?? { certain: 0, why: undefined };
    if (certain >= worthTelling) return certain;
    return why ?? knowledge.whyAbsenceUnknown(TYPES.protectedItem, id) ?? certain;
  }

  /** What is known of a vault after the last slice. */
  ofVault(knowledge: Knowledge, vault: Row): VaultTotals {
    const id = lowerId(vault.id);
    return {
      protectedVms: this.protectedVms(knowledge, vault, 1000),
      encryption: this.#encryption.get(id) ?? unseenEncryption(vault),
      readOnly: this.#readOnly.get(id) ?? knowledge.whyAbsenceUnknown(TYPES.lock, id) ?? false,
    };
  }
}
