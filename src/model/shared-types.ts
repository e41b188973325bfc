import { TYPES } from './row.js';

/**
 * The types of the shared part of an inventory, in lower case (docs/inventory.md); every other row is in the slice of the
 * subscription in its id.
 */
export const SHARED_TYPES: ReadonlySet<string> = new Set([
  TYPES.subscription,
  TYPES.managementGroup,
  TYPES.recoveryVault,
  TYPES.backupPolicy,
  TYPES.roleDefinition,
  TYPES.servicePrincipal,
]);
