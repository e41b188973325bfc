import type { VmDocument } from '../../model/facts/vm.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import type { FactTree } from '../fact-tree.js';
import {
  at,
  booleanOf,
  knownObjectsOf,
  knownTextOf,
  objectOf,
  saysAnything,
  type Properties,
} from '../read.js';
import { notTold } from '../slice-context.js';

type Agent = Exclude<FactTree<VmDocument>['agent'], Unknown>;

/** How long the agent of a new VM may take to report (azure-quickstart-templates issue 5445). */
const SETTLING = 30 * 60_000;

/** The floors for agent versions (learn.microsoft.com, support-extensions-agent-version and backup-azure-arm-vms-prepare). */
const FLOORS = {
  Windows: { platform: '2.7.41491.1010', backup: '2.6.1198.718' },
  Linux: { platform: '2.2.53.1', backup: '0' },
} as const;

export interface AgentInput {
  readonly vm: Properties;
  readonly view: Fact<Properties>;
  readonly osType: Fact<string>;
  readonly powerState: Fact<string>;
  /** When the VM was created and what "now" is, in milliseconds since 1970. */
  readonly created: number | undefined;
  readonly now: number;
}

/** The facts of the VM agent. */
export function agentOf(input: AgentInput): Agent {
  const { view, powerState } = input;
  const seen = view instanceof Unknown ? undefined : objectOf(view.vmAgent);
  const version = versionOf(view, powerState, seen);
  return {
    status: statusOf(input, seen),
    message: view instanceof Unknown ? view : (knownTextOf(at(statusesOf(seen)[0], 'message')) ?? null),
    version,
    versionSupport: versionSupportOf(version, input.osType),
    provisioned: settingOf(input.vm, 'provisionVMAgent', input.osType),
    extensionOperationsAllowed: settingOf(input.vm, 'allowExtensionOperations', input.osType),
  };
}

function statusesOf(agent: Properties | undefined): readonly Properties[] {
  return knownObjectsOf(agent?.statuses) ?? [];
}

/** Ready or not, judged by the status code (the display text is localised); null while the VM does not run. */
function statusOf(input: AgentInput, agent: Properties | undefined): Fact<'ready' | 'notReady' | null> {
  if (input.powerState instanceof Unknown) return input.powerState;
  if (input.powerState !== 'running') return null;
  if (input.view instanceof Unknown) return input.view;
  const codes = statusesOf(agent).flatMap((status) => knownTextOf(status.code)?.toLowerCase() ?? []);
  if (codes.includes('provisioningstate/succeeded')) return 'ready';
  const silent = agent !== undefined && codes.length === 0;
  if (silent && knownTextOf(agent.vmAgentVersion)?.toLowerCase() !== 'unknown')
    return notTold('the state of the agent');
  if (input.created !== undefined && input.now - input.created < SETTLING) {
    return new Unknown(
      'undetermined',
      'The VM is less than 30 minutes old; its agent may still be starting.',
    );
  }
  return 'notReady';
}

function versionOf(
  view: Fact<Properties>,
  power: Fact<string>,
  agent: Properties | undefined,
): Fact<string | null> {
  if (view instanceof Unknown) return view;
  if (agent === undefined) return power === 'running' ? notTold('the version of the agent') : null;
  const version = knownTextOf(agent.vmAgentVersion);
  return version === undefined || version.toLowerCase() === 'unknown'
    ? notTold('the version of the agent')
    : version;
}

function versionSupportOf(
  version: Fact<string | null>,
  osType: Fact<string>,
): Fact<'supported' | 'outdated' | 'tooOld'> {
  if (version instanceof Unknown) return version;
  if (version === null || !/^\d+(\.\d+)*$/.test(version)) return notTold('the version of the agent');
  if (osType instanceof Unknown) return osType;
  if (osType !== 'Windows' && osType !== 'Linux') return notTold('whether the guest is Windows or Linux');
  if (isBelow(version, FLOORS[osType].backup)) return 'tooOld';
  return isBelow(version, FLOORS[osType].platform) ? 'outdated' : 'supported';
}

/** Whether a dotted version is lower than another. */
function isBelow(version: string, floor: string): boolean {
  const left = version.split('.').map(Number);
  const right = floor.split('.').map(Number);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/**
 * A setting of the agent in the OS profile: true where it is not set. A VM made from a specialised disk has no OS
 * profile, so its setting is not known.
 */
function settingOf(
  vm: Properties,
  setting: 'provisionVMAgent' | 'allowExtensionOperations',
  osType: Fact<string>,
): Fact<boolean> {
  const profile = objectOf(vm.osProfile);
  if (profile === undefined || !saysAnything(profile)) {
    return notTold(`${setting}: the VM has no OS profile, as one made from a specialised disk`);
  }
  if (setting === 'allowExtensionOperations') return booleanOf(profile[setting]) ?? true;
  const windows = booleanOf(at(profile, 'windowsConfiguration', setting));
  const linux = booleanOf(at(profile, 'linuxConfiguration', setting));
  if (osType === 'Windows') return windows ?? true;
  if (osType === 'Linux') return linux ?? true;
  return (windows ?? true) && (linux ?? true);
}
