import type { Report } from '../../src/model/report.js';
import type { Row } from '../../src/model/row.js';
import { scan } from '../../src/scan.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';
import { inventoryOf, type EstateOptions } from './inventory.js';
import * as azure from './rows.js';

/** One protected VM from rows to findings, for tests of single facts: each changes what it is about. */

type Json = Readonly<Record<string, unknown>>;

const SUBSCRIPTION = '11111111-1111-1111-1111-111111111111';
export const VM = { subscription: SUBSCRIPTION, group: 'rg-a', name: 'vm-a' };

/** What replaces a part of the healthy VM. */
export interface Parts {
  readonly vm?: Partial<azure.VmOptions>;
  /** Null: the instance view was not read. */
  readonly view?: azure.ViewOptions | null;
  readonly disk?: azure.DiskOptions;
  readonly type?: 'V1' | 'V2';
  readonly policy?: Json;
  readonly item?: Json;
  readonly collections?: readonly Row[];
}

/** A protected VM with everything around it: without a finding, and nothing unknown. */
export function protectedVm(parts: Parts = {}): Row[] {
  return [
    azure.subscription(SUBSCRIPTION),
    azure.vm({ ...VM, ...parts.vm }),
    ...(parts.view === null ? [] : [azure.instanceView(VM, parts.view)]),
    azure.disk(VM, 'vm-a-os', parts.disk),
    azure.nic(VM, 'vm-a-nic'),
    azure.recoveryVault(SUBSCRIPTION),
    azure.backupPolicy(SUBSCRIPTION, 'daily', { type: parts.type ?? 'V2', properties: parts.policy ?? {} }),
    azure.protectedItem(VM, 'daily', { extendedProperties: {}, ...parts.item }),
    ...(parts.collections ?? [azure.collection(VM, { points: 2 })]),
  ];
}

/** What all policies that are on, or only these, say of the rows. */
export async function judge(rows: readonly Row[], only?: readonly string[], options: EstateOptions = {}) {
  const policies = SHIPPED_POLICIES.filter(({ id, enabled }) => only?.includes(id) ?? enabled);
  return scan({ inventory: await inventoryOf(rows, options), policies });
}

/** The findings: policy, level, and the last segment of the id of the resource. */
export const short = ({ findings }: Report) =>
  findings.map(
    ({ policy, level, resourceId }) =>
      `${policy} ${level} ${resourceId.slice(resourceId.lastIndexOf('/') + 1)}`,
  );

/** What is not known: policy and reason. */
export const unknowns = (report: Report) =>
  report.unknowns.map(({ policy, reason }) => `${policy} ${reason}`);
