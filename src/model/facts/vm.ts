import type { Static } from 'typebox';
import * as known from '../enumerations.js';
import { backupPolicyFacts } from './backup-policy.js';
import { closedEnum, flag, integer, list, openEnum, orNull, record, text } from './schema.js';

const DEEP = '--deep';

const agent = record('The VM agent, as the instance view shows it, and its settings in the VM model.', {
  status: orNull(
    closedEnum(
      ['ready', 'notReady'],
      'What the agent of the running VM reports; null while the VM does not run.',
      {
        needs: DEEP,
      },
    ),
  ),
  message: orNull(text("The agent's own status message.", { needs: DEEP })),
  version: orNull(text('The version of the agent.', { needs: DEEP })),
  versionSupport: closedEnum(
    ['supported', 'outdated', 'tooOld'],
    'The version against the floors of the platform (outdated) and of Azure Backup (tooOld).',
    { needs: DEEP },
  ),
  provisioned: flag('osProfile.…Configuration.provisionVMAgent; true where it is not set.'),
  extensionOperationsAllowed: flag('osProfile.allowExtensionOperations; true where it is not set.'),
});

const extensions = list('The extensions of the VM.', {
  id: text('Resource id.'),
  name: text('Name.'),
  publisher: orNull(text('Publisher, for example Microsoft.Azure.Extensions.')),
  type: orNull(text('Type, for example CustomScript.')),
  provisioningState: openEnum(
    known.PROVISIONING_STATES,
    'Provisioning state; Failed even if only the instance view says so.',
  ),
  backupProduct: orNull(
    text('The backup or replication product that the extension belongs to, beside Azure Backup itself.'),
  ),
});

const disks = list('The OS disk, then the data disks by LUN.', {
  id: orNull(text('Resource id; null for an unmanaged disk.')),
  name: text('Name.'),
  role: closedEnum(['os', 'data'], 'What the VM uses the disk for.'),
  lun: orNull(integer('LUN of a data disk; null for the OS disk.')),
  managed: flag('Whether it is a managed disk.'),
  ephemeral: flag('Whether it is an ephemeral OS disk.'),
  sizeGiB: integer('Size in GiB.'),
  sku: openEnum(known.DISK_SKUS, 'Performance tier.'),
  caching: orNull(openEnum(known.CACHING, 'Host caching.')),
  writeAccelerator: flag('Whether the write accelerator is on.'),
  maxShares: integer('How many VMs may attach the disk at once; 1 where it is not set.'),
  azureDiskEncryption: flag('Whether Azure Disk Encryption (in the guest) is on.'),
  excluded: flag('Whether selective disk backup leaves the disk out.', { needs: DEEP }),
  inBackup: flag('Whether the disk counts as part of the backup: true unless it is known to be excluded.'),
  securityType: orNull(
    openEnum(known.DISK_SECURITY_TYPES, 'Security type of the disk itself; null where none is set.'),
  ),
  dataAccessAuthMode: orNull(
    openEnum(known.DATA_ACCESS_AUTH_MODES, 'Who may upload or download the disk; null where it is not set.'),
  ),
  snapshots: integer('How many incremental snapshots of the disk there are in its subscription.'),
});

const nics = list('The network interfaces of the VM.', {
  id: text('Resource id.'),
  name: text('Name.'),
  primary: flag('Whether it is the primary interface.'),
  ipConfigurations: list('The IP configurations of the interface.', {
    name: orNull(text('Name.')),
    allocation: openEnum(known.ALLOCATION_METHODS, 'How Azure gives out the private address.'),
    address: orNull(text('The private address.')),
    version: openEnum(known.IP_VERSIONS, 'IP version.'),
    primary: flag('Whether it is the primary configuration.'),
    subnetId: orNull(text('Id of the subnet.')),
  }),
});

const securityRules = list(
  'The outbound rules, beyond the default ones, of the network security groups on the interfaces and subnets of the VM, by priority.',
  {
    name: text('Name of the rule.'),
    securityGroupId: text('Id of the network security group.'),
    priority: integer('Priority: the lowest number decides first.'),
    access: openEnum(known.RULE_ACCESS, 'Allow or Deny.'),
    blocksWireServer: flag(
      'Whether the rule denies TCP port 80 or 32526 of 168.63.129.16, named as such, and no earlier rule allows it.',
    ),
    closesEgress: flag(
      'Whether the rule denies TCP port 443 to the internet, and no earlier rule allows any of it.',
    ),
  },
);

const locks = list(
  'The management locks that are effective on the VM, on the restore point collections that Azure Backup keeps for it, or on the group that these will be in.',
  {
    id: text('Id of the lock.'),
    name: text('Name of the lock.'),
    level: openEnum(known.LOCK_LEVELS, 'CanNotDelete or ReadOnly.'),
    scope: text('The id of what is locked.'),
    scopeKind: closedEnum(['subscription', 'resourceGroup', 'resource'], 'What kind of scope is locked.'),
    coversVm: flag('Whether the VM is the scope or lies in it.'),
    holdsCollection: flag('Whether a collection that Azure Backup keeps for the VM is or is in the scope.'),
    blocksCleanUp: flag(
      'Whether the lock keeps Azure Backup from removing old restore points of the VM, now or once it makes some.',
    ),
    blocksVmWrites: flag(
      'Whether the lock makes the VM read-only and is not already reported because of the restore points.',
    ),
  },
);

const restorePointCollections = list('The restore point collections whose source is the VM.', {
  id: text('Resource id.'),
  name: text('Name.'),
  groupId: text('Id of the resource group that holds the collection.'),
  madeByAzureBackup: flag('Whether the name is one that Azure Backup gives (AzureBackup_…).'),
});

const keyVaults = list(
  'The key vaults that hold the secrets and keys of Azure Disk Encryption on the disks of the VM.',
  {
    id: text('Resource id.'),
    name: text('Name.'),
    accessMode: closedEnum(['rbac', 'accessPolicies'], 'How the vault grants access.'),
    keyEncryptionKey: flag('Whether the vault holds a key encryption key of the VM.'),
    backupAccess: closedEnum(
      ['held', 'missing', 'secretsBackupMissing'],
      'What Azure Backup may do with the secrets and keys it needs: all; not all; all but back up the secrets.',
      {
        needs:
          'the object id of the Backup Management Service (Microsoft Graph or --backup-service-object-id)',
      },
    ),
    missingRights: orNull(text('The rights that are missing, for example "secrets get, secrets list".')),
    trustedServicesAllowed: flag("Whether the vault's firewall lets Azure Backup in."),
    exists: flag('Whether the key vault exists.'),
    sameRegion: flag('Whether it is in the region of the VM.'),
    sameSubscription: flag('Whether it is in the subscription of the VM.'),
  },
);

const protection = record("The VM's item in a Recovery Services vault.", {
  id: text('Id of the protected item.'),
  vaultId: orNull(text('Id of the vault.')),
  policyId: orNull(text('Id of the backup policy.')),
  state: openEnum(known.PROTECTION_STATES, 'protectionState.'),
  softDeleted: flag('Whether the item is deleted and waits for its final removal.'),
  lastBackupStatus: orNull(
    openEnum(known.LAST_BACKUP_STATUSES, 'How the last backup ended; null before the first.'),
  ),
  lastBackupTime: orNull(text('When the last backup ran (ISO 8601, UTC).')),
  lastErrorCode: orNull(text('The error code of the last failed backup, where Azure gives it.')),
  lastErrorMessage: orNull(text('The error message of the last failed backup, where Azure gives it.')),
  healthStatus: orNull(
    openEnum(known.HEALTH_STATUSES, "The service's own check of the item; null where it gives none.", {
      needs: DEEP,
    }),
  ),
  planned: flag(
    'Whether the item stands only in an infrastructure file, so that Azure has not accepted it yet.',
  ),
  vaultRegion: text('Region of the vault.'),
  vaultInRegion: flag('Whether the vault is in the region of the VM.'),
  vaultInSubscription: flag('Whether the vault is in the subscription of the VM.'),
  excludesDisks: flag('Whether selective disk backup is set, so that some disks are left out.', {
    needs: DEEP,
  }),
  excludesMissingDisk: flag('Whether selective disk backup names a LUN that the VM does not have.', {
    needs: DEEP,
  }),
});

const backupJobs = list(
  'The backup jobs of the VM, in any vault, that run or failed, as far as they can be told apart.',
  {
    id: text('Id of the job.'),
    operation: orNull(text('For example Backup.')),
    status: openEnum(known.JOB_STATUSES, 'InProgress or Failed.'),
    startTime: orNull(text('When it started (ISO 8601, UTC).')),
    longRunning: flag('Whether it is a backup in progress for more than 24 hours.'),
  },
);

/** The facts of a virtual machine (subject `vm`): everything a person would open in the portal to judge its backup. */
export const vmFacts = record('A virtual machine.', {
  id: text('Resource id.'),
  name: text('Name.'),
  resourceGroup: text('Name of the resource group.'),
  subscriptionId: text('Id of the subscription.'),
  location: text('Region, for example westeurope.'),
  tags: list('The tags.', { name: text('Name.'), value: text('Value.') }),
  extendedLocation: orNull(text('The Azure Extended Zone that the VM is in; null for a region.')),
  size: text('Size, for example Standard_D4s_v5.'),
  osType: openEnum(known.OS_TYPES, 'Windows or Linux.'),
  osName: orNull(text('What the agent says the guest is, for example ubuntu.')),
  osVersion: orNull(text('Version of the guest.')),
  timeCreated: orNull(text('When the VM was created (ISO 8601, UTC).')),
  managedBy: orNull(text('Id of the resource that manages the VM or its group, if one does.')),
  securityType: orNull(openEnum(known.SECURITY_TYPES, 'Security type; null where none is set.')),
  confidentialSupport: orNull(
    closedEnum(
      ['preview', 'regionUnclear', 'regionUnsupported', 'sizeUnsupported'],
      'Of a confidential VM: how far Azure Backup supports it; null for any other VM.',
    ),
  ),
  guestSupport: closedEnum(
    ['supported', 'unclear', 'unseen'],
    'Whether the support matrix lists the Windows version of the guest: yes (also any Linux), not on its newest version, or the version is not known. Always known.',
  ),
  powerState: openEnum(known.POWER_STATES, 'Power state.'),
  provisioningState: openEnum(known.PROVISIONING_STATES, 'Provisioning state.'),
  provisioningStuck: flag(
    'Whether the VM has been updating, creating or deleting for more than an hour; not known for a younger change.',
  ),
  agent,
  agentSeen: closedEnum(
    ['ready', 'notReady', 'unseen'],
    'The agent of the running VM; unseen where its state is not known or the VM does not run. Always known.',
  ),
  crashConsistentObstacle: orNull(
    closedEnum(
      ['size', 'boostSize', 'confidentialVm', 'disk'],
      'What rules out a crash-consistent snapshot: a size without premium storage, an Azure Boost size, a confidential VM, a disk; null for nothing.',
    ),
  ),
  crashConsistentFallback: flag(
    'Whether Azure Backup can fall back to a crash-consistent snapshot: a size with premium storage that is no Azure Boost size, no Ultra, Premium SSD v2, shared or write-accelerated disk, no ephemeral OS disk, no confidential VM.',
  ),
  agentNeed: closedEnum(
    ['required', 'degraded', 'none', 'undecided'],
    'What a missing agent costs: the backup (Standard policy, or no fallback), its application consistency (Enhanced policy with fallback), nothing (OnlyCrashConsistent), or not decided. Always known.',
  ),
  guestSetup: record('What the infrastructure files that were scanned set up in the guest.', {
    staticAddress: orNull(
      text('What turns DHCP off or sets a static address, in words; null where no file does.'),
    ),
    agentOff: orNull(text('What turns the VM agent off, in words; null where no file does.')),
  }),
  guestDhcp: closedEnum(
    ['works', 'doubtful', 'unseen', 'dynamic'],
    'Whether DHCP works in the guest: the agent is ready; a static or second address and the agent is not ready, or a file that turns DHCP off; a static or second address and the agent is not known; neither.',
  ),
  extensions,
  disks,
  disksTotalGiB: integer('The size of all disks together, in GiB.'),
  nics,
  securityRules,
  locks,
  restorePointCollections,
  restorePoints: list(
    'The restore points of the VM over all its collections.',
    { name: text('Name.') },
    { needs: DEEP },
  ),
  restorePointsLeaking: flag(
    'Whether a Standard policy keeps three or more restore points beyond its snapshot retention, below the limit of 18.',
    { needs: DEEP },
  ),
  keyVaults,
  protection: orNull(protection),
  protectingVaults: integer('In how many vaults the VM is protected.'),
  protected: flag(
    'Whether Azure Backup protects the VM: Protected, IRPending or ProtectionError, not soft-deleted.',
  ),
  backupPolicy: orNull(backupPolicyFacts),
  backupJobs,
});

/** The document of a VM. */
export type VmDocument = Static<typeof vmFacts>;
