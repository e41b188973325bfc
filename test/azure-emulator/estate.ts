import { lowerId, subscriptionOf } from '../../src/model/arm-id.js';
import { ResourceSet } from '../../src/model/resource-set.js';
import { TYPES, type Row } from '../../src/model/row.js';

export interface EmulatedEstate {
  readonly rows: Iterable<Row>;
  /** Subscriptions that the caller may not read: they are dropped without a word. */
  readonly hidden?: readonly string[];
  /** The application id that Microsoft Graph knows. */
  readonly backupAppId?: string;
}

/** Types that Resource Graph does not have; only other calls tell them. */
const NOT_IN_GRAPH: ReadonlySet<string> = new Set([
  TYPES.instanceView,
  TYPES.lock,
  TYPES.provider,
  TYPES.servicePrincipal,
]);

/** What the emulator serves. */
export class Estate {
  readonly resources = new ResourceSet();
  readonly #hidden: ReadonlySet<string>;
  readonly #graphRows = new Map<string, readonly Row[]>();

  constructor({ rows, hidden = [] }: EmulatedEstate) {
    this.#hidden = new Set(hidden.map((id) => id.toLowerCase()));
    for (const row of rows) this.resources.add(row);
    // Sorted now: a service that is busy sorting would count requests as later than they came.
    for (const type of this.resources.types()) this.graphRows(type);
  }

  isVisible(id: string): boolean {
    const subscription = subscriptionOf(lowerId(id));
    return subscription === undefined || !this.#hidden.has(subscription);
  }

  /** The rows of a type as Resource Graph gives them: by subscription and id, restore points left out. */
  graphRows(type: string): readonly Row[] {
    let rows = this.#graphRows.get(type);
    if (rows === undefined) this.#graphRows.set(type, (rows = this.#asGraphRows(type)));
    return rows;
  }

  #asGraphRows(type: string): readonly Row[] {
    if (NOT_IN_GRAPH.has(type)) return [];
    const rows = [...this.resources.ofType(type).values()]
      .filter((row) => this.isVisible(row.id))
      .map(asGraphRow);
    const keyOf = (row: Row) => `${subscriptionOf(lowerId(row.id)) ?? ''}\u0000${row.id}`;
    return rows
      .map((row) => [keyOf(row), row] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, row]) => row);
  }

  /** The management groups above a subscription. */
  ancestorsOf(subscription: string): string[] {
    const row = this.resources.get(TYPES.subscription, `/subscriptions/${subscription}`);
    const chain = (row?.properties as { managementGroupAncestorsChain?: { name?: string }[] } | undefined)
      ?.managementGroupAncestorsChain;
    return (chain ?? []).map(({ name }) => String(name).toLowerCase());
  }
}

function asGraphRow(row: Row): Row {
  const subscriptionId = row.subscriptionId ?? subscriptionOf(lowerId(row.id)) ?? '';
  const envelope = { ...row, type: row.type.toLowerCase(), subscriptionId };
  if (envelope.type !== TYPES.restorePointCollection) return envelope;
  const { restorePoints: _, ...properties } = row.properties as Record<string, unknown>;
  return { ...envelope, properties };
}
