import { Unknown, type Fact } from '../../model/unknown.js';

/**
 * Whether DHCP works in the guest, as far as it shows from outside: an agent that is ready proves
 * it; static addressing beside an agent that is not ready makes it doubtful, and so does a file that turns DHCP off. A
 * static address in Azure alone says nothing of a VM that does not run yet: images get their address by DHCP.
 */
export function guestDhcpOf(
  agentSeen: 'ready' | 'notReady' | 'unseen',
  staticAddressing: Fact<boolean>,
  { isNew, setByFile }: { readonly isNew: boolean; readonly setByFile: boolean },
): Fact<'works' | 'doubtful' | 'unseen' | 'dynamic'> {
  if (agentSeen === 'ready') return 'works';
  if (setByFile) return 'doubtful';
  if (staticAddressing instanceof Unknown) return staticAddressing;
  if (!staticAddressing) return 'dynamic';
  if (agentSeen === 'notReady') return 'doubtful';
  return isNew
    ? new Unknown('not-in-source', 'The VM does not run yet, so that its agent tells nothing.')
    : 'unseen';
}
