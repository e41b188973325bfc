import { Unknown } from '../../../../model/unknown.js';
import { builtInRoleId } from '../built-in-roles.js';
import {
  attribute,
  block,
  COMMON,
  constant,
  derived,
  enabledOrDisabled,
  inGroup,
  link,
  type Field,
  type Mapping,
} from '../mapping.js';

const AUTHORIZATION = 'Microsoft.Authorization';
const VAULT = 'Microsoft.KeyVault/vaults';
const ROLE = `${AUTHORIZATION}/roleDefinitions`;

const ACCESS_POLICY: readonly Field[] = [
  attribute('tenant_id', 'tenantId'),
  attribute('object_id', 'objectId'),
  attribute('application_id', 'applicationId'),
  attribute('key_permissions', 'permissions.keys'),
  attribute('secret_permissions', 'permissions.secrets'),
];

const VAULT_MAPPING: Mapping = {
  kind: 'row',
  armType: VAULT,
  id: inGroup(`${VAULT}/{name}`),
  fields: [
    ...COMMON,
    attribute('tenant_id', 'properties.tenantId'),
    attribute('sku_name', 'properties.sku.name'),
    attribute('enabled_for_disk_encryption', 'properties.enabledForDiskEncryption'),
    // The name until version 4, and the name since.
    attribute('enable_rbac_authorization', 'properties.enableRbacAuthorization', {
      fresh: { value: undefined },
    }),
    attribute('rbac_authorization_enabled', 'properties.enableRbacAuthorization', {
      fresh: { value: undefined },
    }),
    attribute('public_network_access_enabled', 'properties.publicNetworkAccess', { as: enabledOrDisabled }),
    attribute('purge_protection_enabled', 'properties.enablePurgeProtection'),
    block(
      'network_acls',
      'properties.networkAcls',
      [attribute('bypass', 'bypass'), attribute('default_action', 'defaultAction')],
      { fresh: { value: undefined } },
    ),
    block('access_policy', 'properties.accessPolicies', ACCESS_POLICY, {
      key: 'object_id',
      fresh: { value: [] },
    }),
  ],
};

const ACCESS_POLICY_MAPPING: Mapping = {
  kind: 'part',
  parent: { from: 'key_vault_id', armType: VAULT },
  at: 'properties.accessPolicies',
  key: 'objectId',
  fields: ACCESS_POLICY,
};

const LOCK_MAPPING: Mapping = {
  kind: 'row',
  armType: `${AUTHORIZATION}/locks`,
  id: `{scope}/providers/${AUTHORIZATION}/locks/{name}`,
  fields: [attribute('lock_level', 'properties.level'), attribute('notes', 'properties.notes')],
};

const ASSIGNMENT_MAPPING: Mapping = {
  kind: 'row',
  armType: `${AUTHORIZATION}/roleAssignments`,
  id: `{scope}/providers/${AUTHORIZATION}/roleAssignments/{name}`,
  fields: [
    link('scope', 'properties.scope'),
    attribute('principal_id', 'properties.principalId'),
    attribute('principal_type', 'properties.principalType', { fresh: { value: undefined } }),
    attribute('condition', 'properties.condition', { fresh: { value: undefined } }),
    derived(['role_definition_id', 'role_definition_name'], 'properties.roleDefinitionId', (id, name) => {
      if (typeof id === 'string' || name === undefined) return undefined;
      return typeof name === 'string'
        ? (builtInRoleId(name) ??
            new Unknown(
              'unresolved',
              'The role is named, and the name is no built-in role that is known here.',
            ))
        : name;
    }),
    // An id that can be told says more than the name, which the provider looks up then.
    link('role_definition_id', 'properties.roleDefinitionId', ROLE, { fresh: { value: undefined } }),
  ],
};

const ROLE_MAPPING: Mapping = {
  kind: 'row',
  armType: ROLE,
  id: `{scope}/providers/${ROLE}/{text:role_definition_id}`,
  fields: [
    attribute('name', 'properties.roleName'),
    constant('CustomRole', 'properties.type'),
    block(
      'permissions',
      'properties.permissions',
      [
        attribute('actions', 'actions'),
        attribute('not_actions', 'notActions'),
        attribute('data_actions', 'dataActions'),
        attribute('not_data_actions', 'notDataActions'),
      ],
      { key: '' },
    ),
  ],
};

const GROUP_MAPPING: Mapping = {
  kind: 'row',
  armType: 'Microsoft.Resources/subscriptions/resourceGroups',
  id: '/subscriptions/{subscription}/resourceGroups/{name}',
  fields: [...COMMON, attribute('managed_by', 'managedBy')],
};

/** Locks, key vaults, roles and resource groups. */
export const SECURITY: Readonly<Record<string, Mapping>> = {
  azurerm_management_lock: LOCK_MAPPING,
  azurerm_key_vault: VAULT_MAPPING,
  azurerm_key_vault_access_policy: ACCESS_POLICY_MAPPING,
  azurerm_role_assignment: ASSIGNMENT_MAPPING,
  azurerm_role_definition: ROLE_MAPPING,
  azurerm_resource_group: GROUP_MAPPING,
};
