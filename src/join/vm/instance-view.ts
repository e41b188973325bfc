import { TYPES } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { objectOf, type Properties } from '../read.js';
import type { SliceContext } from '../slice-context.js';

/**
 * The instance view of a VM: its own row, else the `instanceView` inside the VM row (as ARM gives it with
 * `$expand=instanceView`), else why it was not read.
 */
export function instanceViewOf(context: SliceContext, vmId: string, vm: Properties): Fact<Properties> {
  const row = context.slice.resources.get(TYPES.instanceView, `${vmId}/instanceview`);
  const view = objectOf(row?.properties) ?? objectOf(vm.instanceView);
  if (view !== undefined) return view;
  const gap = context.knowledge.gapAt(TYPES.instanceView, `${vmId}/instanceview`);
  if (gap !== undefined) return gap;
  return context.knowledge.declared
    ? new Unknown(
        'not-requested',
        'The agent is only in the instance view, which was not asked for.',
        '--deep',
      )
    : new Unknown(
        'not-in-source',
        'The file has no instance view of the VM, where the state of the agent stands.',
      );
}
