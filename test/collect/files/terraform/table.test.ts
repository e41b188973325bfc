import { expect, test } from '@jest/globals';
import { TABLE } from '../../../../src/collect/files/terraform/table.js';
import { TYPES } from '../../../../src/model/row.js';

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
