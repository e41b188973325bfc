import type { GuestSetup, Sighting } from './sighting.js';

/**
 * A resource as Azure returned it: the standard Resource Graph columns plus `properties`.
 * Nothing in it is trusted: any column may be missing, null, empty or of another type than documented.
 * In a row of an infrastructure file any value, at any depth, may be an `Unknown` with the reason `unresolved`: an
 * expression whose value only the deployment knows.
 */
export interface Row {
  /** The ARM id as Azure spelled it. Compare with {@link lowerId}. */
  readonly id: string;
  /** The resource type, in any letter case. */
  readonly type: string;
  readonly name?: unknown;
  readonly tenantId?: unknown;
  readonly location?: unknown;
  readonly subscriptionId?: unknown;
  readonly managedBy?: unknown;
  readonly sku?: unknown;
  readonly identity?: unknown;
  readonly tags?: unknown;
  readonly zones?: unknown;
  readonly extendedLocation?: unknown;
  readonly properties?: unknown;
  /** Of a row of an infrastructure file: where it stands there. */
  readonly sighting?: Sighting;
  /** Of a VM of an infrastructure file: what it sets up in the guest. */
  readonly guest?: GuestSetup;
}

/** The resource types that backup-lint reads, in the lower case that Resource Graph uses. */
export const TYPES = {
  vm: 'microsoft.compute/virtualmachines',
  extension: 'microsoft.compute/virtualmachines/extensions',
  instanceView: 'microsoft.compute/virtualmachines/instanceview',
  disk: 'microsoft.compute/disks',
  snapshot: 'microsoft.compute/snapshots',
  restorePointCollection: 'microsoft.compute/restorepointcollections',
  restorePoint: 'microsoft.compute/restorepointcollections/restorepoints',
  nic: 'microsoft.network/networkinterfaces',
  securityGroup: 'microsoft.network/networksecuritygroups',
  virtualNetwork: 'microsoft.network/virtualnetworks',
  keyVault: 'microsoft.keyvault/vaults',
  lock: 'microsoft.authorization/locks',
  roleAssignment: 'microsoft.authorization/roleassignments',
  roleDefinition: 'microsoft.authorization/roledefinitions',
  policyAssignment: 'microsoft.authorization/policyassignments',
  policyDefinition: 'microsoft.authorization/policydefinitions',
  policySetDefinition: 'microsoft.authorization/policysetdefinitions',
  policyExemption: 'microsoft.authorization/policyexemptions',
  servicePrincipal: 'microsoft.graph/serviceprincipals',
  recoveryVault: 'microsoft.recoveryservices/vaults',
  protectedItem: 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems',
  /** The list of a vault's items in ARM, which tells more of each than Resource Graph. Rows of it are protected items. */
  protectedItemDetails: 'microsoft.recoveryservices/vaults/backupprotecteditems',
  backupPolicy: 'microsoft.recoveryservices/vaults/backuppolicies',
  backupJob: 'microsoft.recoveryservices/vaults/backupjobs',
  subscription: 'microsoft.resources/subscriptions',
  resourceGroup: 'microsoft.resources/subscriptions/resourcegroups',
  managementGroup: 'microsoft.management/managementgroups',
  /** The registration of a resource provider in a subscription: `/subscriptions/<guid>/providers/<namespace>`. */
  provider: 'microsoft.resources/providers',
} as const;
