import { TYPES, type Row } from '../../model/row.js';
import { nicsOf, staticAddressingOf } from '../network/nics.js';
import { securityRulesOf } from '../network/security-rules.js';
import { once } from '../once.js';
import { bodyOf } from '../read.js';
import { dateOf } from '../../model/read-date.js';
import { agentOf } from './agent.js';
import { extensionsOf } from './extensions.js';
import { guestDhcpOf } from './guest-dhcp.js';
import { agentViewOf } from './instance-view.js';
import type { Scene } from './scene.js';
import { powerStateOf, provisioningStateOf, provisioningStuckOf } from './vm-state.js';

const NO_ROWS: readonly Row[] = [];

/** What shows of the guest: its agent, extensions and network. Each fact is made when it is asked for. */
export function guestOf({ context, index, row, id, vm, view, identity }: Scene) {
  const isNew = row.sighting !== undefined && context.slice.before?.get(TYPES.vm, id) === undefined;
  const rows = index.extensions.get(id) ?? NO_ROWS;
  const powerState = once(() => powerStateOf(vm, view, isNew));
  const provisioningState = once(() => provisioningStateOf(bodyOf(row), view));
  const agent = once(() => {
    const created = dateOf(vm.timeCreated);
    const { osType } = identity;
    const seen = agentViewOf(context, id, vm);
    return agentOf({ vm, view: seen, osType, powerState: powerState(), created, now: context.now });
  });
  const agentSeen = once(() => {
    const { status } = agent();
    return typeof status === 'string' ? status : 'unseen';
  });
  const nics = once(() => nicsOf(context, vm));
  const setup = once(() => guestSetupOf([row, ...rows]));
  const dhcp = () => {
    const setByFile = setup().staticAddress !== null;
    return guestDhcpOf(agentSeen(), staticAddressingOf(nics()), { isNew, setByFile });
  };
  return {
    powerState,
    provisioningState,
    provisioningStuck: () => provisioningStuckOf(provisioningState(), view, context.now),
    agent,
    agentSeen,
    nics,
    setup,
    dhcp,
    extensions: () => extensionsOf(context, { id, spelled: row.id, view }, rows),
    securityRules: () => securityRulesOf(context, nics(), index.securityGroupsBySubnet),
  };
}

/** What infrastructure files set up in the guest: the VM itself, and its script extensions. */
function guestSetupOf(rows: readonly Row[]) {
  const told = (kind: 'staticAddress' | 'agentOff') =>
    rows.find(({ guest }) => guest?.[kind] !== undefined)?.guest?.[kind]?.what ?? null;
  return { staticAddress: told('staticAddress'), agentOff: told('agentOff') };
}
