import { POWER_STATES, PROVISIONING_STATES } from '../../model/enumerations.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { dateOf } from '../../model/read-date.js';
import { at, knownEnumOf, knownObjectsOf, knownTextOf, type Properties } from '../read.js';
import { notTold } from '../slice-context.js';

const HOUR = 3_600_000;

/**
 * The power state: the instance view's own, else the one in the VM row. A VM that is planned runs once it is deployed
 * (https://learn.microsoft.com/azure/virtual-machines/states-billing).
 */
export function powerStateOf(vm: Properties, view: Fact<Properties>, planned: boolean): Fact<string> {
  const code =
    (view instanceof Unknown ? undefined : statusCode(view, 'powerstate/')) ??
    knownTextOf(at(vm, 'extended', 'instanceView', 'powerState', 'code')) ??
    knownTextOf(at(vm, 'powerState'));
  const state = knownEnumOf(code?.replace(/^powerstate\/|^vm /i, ''), POWER_STATES);
  if (state !== undefined && state.toLowerCase() !== 'unknown') return state;
  if (planned) return 'running';
  return view instanceof Unknown ? view : notTold('whether the VM runs');
}

/**
 * The provisioning state: the VM's own, else the instance view's. A failure counts whichever of them shows it: Resource
 * Graph can lag behind.
 */
export function provisioningStateOf(vm: Properties, view: Fact<Properties>): Fact<string> {
  const code = view instanceof Unknown ? undefined : statusCode(view, 'provisioningstate/');
  const seen = knownEnumOf(code?.split('/')[1], PROVISIONING_STATES);
  if (seen === 'Failed') return seen;
  const own = knownEnumOf(vm.provisioningState, PROVISIONING_STATES);
  return own ?? seen ?? notTold('the provisioning state of the VM');
}

/**
 * Whether the VM is stuck in a change: a status time in the instance view proves that the change began more than an
 * hour ago. A change that is younger, or whose beginning is not known, is not known to be stuck.
 */
export function provisioningStuckOf(state: Fact<string>, view: Fact<Properties>, now: number): Fact<boolean> {
  if (state instanceof Unknown) return state;
  if (['Succeeded', 'Failed', 'Canceled'].includes(state)) return false;
  const since = view instanceof Unknown ? undefined : beganAt(view, state);
  if (since !== undefined && now - since > HOUR) return true;
  return new Unknown(
    'undetermined',
    `The VM is in state ${state}; nothing shows that it has been for over an hour.`,
  );
}

/**
 * When the change to that state began, in milliseconds since 1970, where the instance view shows it. The time beside
 * another state is when an earlier change ended.
 */
function beganAt(view: Properties, state: string): number | undefined {
  return dateOf(
    statuses(view).find((each) => hasPrefix(each, `provisioningstate/${state.toLowerCase()}`))?.time,
  );
}

function statuses(view: Properties): readonly Properties[] {
  return knownObjectsOf(view.statuses) ?? [];
}

function hasPrefix(status: Properties, prefix: string): boolean {
  return knownTextOf(status.code)?.toLowerCase().startsWith(prefix) ?? false;
}

/** The first status code with that lower-cased prefix. */
function statusCode(view: Properties, prefix: string): string | undefined {
  return knownTextOf(statuses(view).find((each) => hasPrefix(each, prefix))?.code);
}
