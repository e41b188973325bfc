import { TYPES } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { objectOf, saysAnything, type Properties } from '../read.js';
import type { SliceContext } from '../slice-context.js';

/**
 * The instance view of a VM: its own row, else the `instanceView` inside the VM row (as ARM gives it with
 * `$expand=instanceView`), else why it was not read.
 */
export function instanceViewOf(context: SliceContext, vmId: string, vm: Properties): Fact<Properties> {
  return ownViewOf(context, vmId) ?? objectOf(vm.instanceView) ?? whyUnread(context, vmId);
}

/**
 * The instance view as far as the agent goes: the list of the states of all VMs (`statusOnly=true`) gives one in the VM
 * row too, of nothing but statuses, which does not mean that the VM has no agent.
 */
export function agentViewOf(context: SliceContext, vmId: string, vm: Properties): Fact<Properties> {
  const { statuses: _, ...others } = objectOf(vm.instanceView) ?? {};
  const view = saysAnything(others) ? objectOf(vm.instanceView) : undefined;
  return ownViewOf(context, vmId) ?? view ?? whyUnread(context, vmId);
}

function ownViewOf({ slice }: SliceContext, vmId: string): Properties | undefined {
  return objectOf(slice.resources.get(TYPES.instanceView, `${vmId}/instanceview`)?.properties);
}

function whyUnread(context: SliceContext, vmId: string): Unknown {
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
