import { expect, test } from '@jest/globals';
import { PLANS } from '../../../../src/collect/files/terraform/plans.js';
import { temporaryFolder } from '../../../temporary.js';
import { newTree } from '../tree.js';
import { RESOURCES } from './estate.js';
import { planOf, type Planned } from './plan.js';

const folder = temporaryFolder();

/** What is collected from a plan of a disk with more in it. */
function collected(more: Readonly<Record<string, unknown>>, others: readonly Planned[] = []) {
  const tree = newTree(folder.path);
  tree.write({
    'tfplan.json': JSON.stringify(
      { ...more, ...planOf({ resources: [RESOURCES.disk, ...others] }) },
      null,
      2,
    ),
  });
  return tree.collect(['.'], { plans: PLANS });
}

/** https://developer.hashicorp.com/terraform/internals/json-format#plan-representation: `errored`. */
test('a plan that Terraform did not finish is read, and is a problem', async () => {
  const { rows, problems } = await collected({ errored: true, complete: false });
  expect(rows).toHaveLength(1);
  expect(problems).toMatchObject([
    { file: 'tfplan.json', line: 2, column: 3, message: expect.stringMatching(/^Terraform failed/) },
  ]);
  expect(await collected({ errored: false, complete: true })).toMatchObject({ problems: [], gaps: [] });
});

test('a template that a plan deploys leaves a gap', async () => {
  const types = ['azurerm_resource_group_template_deployment', 'azurerm_template_deployment'];
  const resources = types.map((type) => ({ address: `${type}.old`, values: { template_content: '{}' } }));
  const gone = { ...resources[0], address: `${types[0]}.gone`, actions: ['delete'], before: {} };
  const { gaps } = await collected({}, [...resources, gone]);
  expect(gaps).toMatchObject(
    types.map((type) => ({
      what: 'microsoft.resources/deployments',
      scope: '/',
      reason: 'notVisible',
      detail: expect.stringMatching(
        `^tfplan\\.json:\\d+:\\d+: ${type}\\.old deploys a template; what is in that is not judged$`,
      ),
    })),
  );
});

test('so does a deployment stack of azapi', async () => {
  const values = { type: 'Microsoft.Resources/deploymentStacks@2024-03-01', name: 's', body: {} };
  const { gaps } = await collected({}, [{ address: 'azapi_resource.stack', values }]);
  expect(gaps).toMatchObject([{ what: 'microsoft.resources/deployments', reason: 'notVisible' }]);
});

test('what a plan puts off leaves a gap for its type', async () => {
  const deferred = (address: string, type: string, after: object = {}) => ({
    reason: 'instance_count_unknown',
    resource_change: { address, mode: 'managed', type, name: 'a', change: { actions: ['create'], after } },
  });
  const { gaps } = await collected({
    deferred_changes: [
      deferred('azurerm_linux_virtual_machine.a["x"]', 'azurerm_linux_virtual_machine'),
      deferred('azurerm_windows_virtual_machine.a[*]', 'azurerm_windows_virtual_machine'),
      deferred('azapi_resource.a[*]', 'azapi_resource', { type: 'Microsoft.Compute/disks@2024-03-02' }),
      deferred('azurerm_key_vault_access_policy.a[*]', 'azurerm_key_vault_access_policy'),
      deferred('azurerm_storage_account.a[*]', 'azurerm_storage_account'),
    ],
  });
  expect(gaps).toMatchObject([
    {
      what: 'microsoft.compute/virtualmachines',
      scope: '/',
      reason: 'truncated',
      detail: 'tfplan.json: the plan puts off azurerm_linux_virtual_machine.a["x"] and 1 more to a later one',
    },
    { what: 'microsoft.compute/disks' },
    { what: 'microsoft.keyvault/vaults' },
  ]);
});
