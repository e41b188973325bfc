import { expect, test } from '@jest/globals';
import { judge, protectedVm, short, unknowns } from '../../estate/protected-vm.js';

/** Where the state of the agent stands, and where it does not (the sources are in Compute's own answers). */

const AGENT = ['vm-agent-ready', 'vm-agent-version'];
const RUNNING = [{ code: 'ProvisioningState/succeeded' }, { code: 'PowerState/running' }];

/** A running VM under a Standard policy whose row has this instance view. */
const withView = (instanceView: object, declared = true) =>
  judge(protectedVm({ type: 'V1', view: null, vm: { properties: { instanceView } } }), AGENT, { declared });

test('the list of states (statusOnly=true) has no agent, which does not mean that there is none', async () => {
  const ours = await withView({ statuses: RUNNING });
  expect(short(ours)).toEqual([]);
  expect(unknowns(ours)).toEqual(['vm-agent-ready not-requested', 'vm-agent-version not-requested']);
  const other = await withView({ statuses: RUNNING, vmAgent: null }, false);
  expect([short(other), unknowns(other)]).toEqual([[], AGENT.map((policy) => `${policy} not-in-source`)]);
});

test('it still tells that the VM does not run', async () => {
  const stopped = await withView({ statuses: [{ code: 'PowerState/deallocated' }] });
  expect([short(stopped), unknowns(stopped)]).toEqual([[], []]);
});

test('a whole instance view without an agent shows that there is none', async () => {
  const report = await withView({ disks: [{ name: 'vm-a-os' }], statuses: RUNNING });
  expect(short(report)).toEqual(['vm-agent-ready error vm-a']);
});

test('a status of the agent without a code tells nothing', async () => {
  const vmAgent = { vmAgentVersion: '2.14.0.1', statuses: [{ displayStatus: 'Prêt' }] };
  const report = await withView({ vmAgent, disks: [], statuses: RUNNING });
  expect([short(report), unknowns(report)]).toEqual([[], ['vm-agent-ready undetermined']]);
});
