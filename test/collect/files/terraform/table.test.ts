import { expect, test } from '@jest/globals';
import { TABLE } from '../../../../src/collect/files/terraform/table.js';
import { TYPES } from '../../../../src/model/row.js';
import { Unknown } from '../../../../src/model/unknown.js';
import { only, planOf, rowsIn } from './plan.js';

/** The types of the azurerm provider that the issue names, and those that these hang on. */
const NEEDED = [
  'azurerm_linux_virtual_machine',
  'azurerm_windows_virtual_machine',
  'azurerm_virtual_machine',
  'azurerm_managed_disk',
  'azurerm_virtual_machine_data_disk_attachment',
  'azurerm_virtual_machine_extension',
  'azurerm_network_interface',
  'azurerm_network_interface_security_group_association',
  'azurerm_virtual_network',
  'azurerm_subnet',
  'azurerm_subnet_network_security_group_association',
  'azurerm_network_security_group',
  'azurerm_network_security_rule',
  'azurerm_management_lock',
  'azurerm_key_vault',
  'azurerm_key_vault_access_policy',
  'azurerm_role_assignment',
  'azurerm_role_definition',
  'azurerm_recovery_services_vault',
  'azurerm_backup_policy_vm',
  'azurerm_backup_protected_vm',
  'azurerm_resource_group',
];

/** What no plan makes: what Azure keeps by itself, and what says who somebody is. */
const NOT_PLANNED: readonly string[] = [
  TYPES.instanceView,
  TYPES.backupJob,
  TYPES.protectedItemDetails,
  TYPES.servicePrincipal,
  TYPES.provider,
  TYPES.subscription,
  TYPES.managementGroup,
];

/** What is planned seldom, and is not read from plans. */
const NOT_READ: readonly string[] = [
  TYPES.snapshot,
  TYPES.restorePointCollection,
  TYPES.restorePoint,
  TYPES.policyAssignment,
  TYPES.policyDefinition,
  TYPES.policySetDefinition,
  TYPES.policyExemption,
];

test('every type that matters is in the table', () => {
  expect(NEEDED.filter((type) => !TABLE.has(type))).toEqual([]);
  const made = [...TABLE.values()].flatMap((mapping) =>
    mapping.kind === 'row' ? [mapping.armType.toLowerCase()] : [],
  );
  const known = new Set([...made, ...NOT_PLANNED, ...NOT_READ]);
  expect(Object.values(TYPES).filter((type) => !known.has(type))).toEqual([]);
});

test('a part names a parent that is in the table', () => {
  const made = new Set(
    [...TABLE.values()].flatMap((mapping) => (mapping.kind === 'row' ? [mapping.armType] : [])),
  );
  for (const mapping of TABLE.values())
    if (mapping.kind === 'part') expect(made).toContain(mapping.parent.armType);
});

// https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource#identity
test('the identity of an azapi resource stands in a block of its own, or in the body', async () => {
  const identityIn = async (more: object, unknown: object = {}) => {
    const values = {
      type: 'Microsoft.RecoveryServices/vaults@2024-04-01',
      name: 'rsv',
      parent_id: '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-app',
      body: { properties: {} },
      ...more,
    };
    const plan = planOf({ resources: [{ address: 'azapi_resource.vault', values, unknown }] });
    return only(await rowsIn(plan), 'Microsoft.RecoveryServices/vaults').identity;
  };
  const own = { type: 'SystemAssigned', identity_ids: [] };
  expect(await identityIn({ identity: [own] }, { identity: [{ principal_id: true }] })).toEqual({
    type: 'SystemAssigned',
    principalId: expect.any(Unknown),
  });
  expect(await identityIn({ identity: [], body: { identity: { type: 'UserAssigned' } } })).toEqual({
    type: 'UserAssigned',
  });
  expect(await identityIn({ identity: null })).toBeUndefined();
});
