import { Unknown, type Fact } from '../model/unknown.js';

/**
 * Whether DHCP works in the guest, as far as it shows from outside (design, section 4): an agent that is ready proves
 * it; static addressing beside an agent that is not ready makes it doubtful, and so does a file that turns DHCP off.
 */
export function guestDhcpOf(
  agentSeen: 'ready' | 'notReady' | 'unseen',
  staticAddressing: Fact<boolean>,
  setByFile: boolean,
): Fact<'works' | 'doubtful' | 'unseen' | 'dynamic'> {
  if (agentSeen === 'ready') return 'works';
  if (setByFile) return 'doubtful';
  if (staticAddressing instanceof Unknown) return staticAddressing;
  if (!staticAddressing) return 'dynamic';
  return agentSeen === 'notReady' ? 'doubtful' : 'unseen';
}
