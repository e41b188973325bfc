import { TYPES } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { rowOf, type SliceContext } from '../slice-context.js';

type SourceKind = 'vm' | 'classicVm' | 'scaleSetInstance' | 'other';

/** What the lower-cased id of something protected names. */
export function sourceKindOf(id: string): SourceKind {
  if (/\/providers\/microsoft\.compute\/virtualmachines\/[^/]+$/.test(id)) return 'vm';
  if (/\/providers\/microsoft\.classiccompute\/virtualmachines\/[^/]+$/.test(id)) return 'classicVm';
  if (/\/virtualmachinescalesets\/[^/]+\/virtualmachines\/[^/]+$/.test(id)) return 'scaleSetInstance';
  return 'other';
}

/** Whether what a lower-cased id names exists. Only virtual machines are looked for. */
export function sourceExistsOf(context: SliceContext, id: string): Fact<boolean> {
  if (sourceKindOf(id) !== 'vm') {
    return new Unknown('undetermined', `${id} is no virtual machine; it is not looked up.`);
  }
  const row = rowOf(context, TYPES.vm, id);
  return row instanceof Unknown ? row : row !== null;
}
