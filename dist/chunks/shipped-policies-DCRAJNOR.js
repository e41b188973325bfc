import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import"./chunk-XY7QUVLB.js";var e=[{levels:[{when:{properties:{it:{properties:{because:{const:"tags"},requires:{const:null}}}}},message:"Azure Policy assignment {assignmentName} ({definitionName}) wants tags on resource groups. Azure Backup sends none, so it cannot create {groupName} in {groupLocation}."},{when:{properties:{it:{properties:{because:{const:"tags"}}}}},message:"Azure Policy assignment {assignmentName} ({definitionName}) wants the tag {requires} on resource groups. Azure Backup sends no tags, so it cannot create {groupName} in {groupLocation}."},{when:{properties:{it:{properties:{because:{const:"name"}}}}},message:"Azure Policy assignment {assignmentName} ({definitionName}) does not let a resource group be called {groupName}, so Azure Backup cannot create it."},{when:{properties:{it:{properties:{because:{const:"location"}}}}},message:"Azure Policy assignment {assignmentName} ({definitionName}) does not let a resource group be in {groupLocation}, so Azure Backup cannot create {groupName}."}],errorCodes:["UserErrorRequestDisallowedByPolicy"],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-troubleshoot","https://learn.microsoft.com/azure/backup/backup-during-vm-creation","https://learn.microsoft.com/azure/governance/policy/concepts/effect-deny"],aliases:[],enabled:!0,examples:{},id:"backup-group-creatable",title:"Azure Policy lets Azure Backup create the groups for its restore points",group:"governance",subject:"subscription",level:"error",precision:"high",fails:"next-backup",schema:{properties:{groupDenials:{maxItems:0}}},message:"Azure Policy assignment {assignmentName} ({definitionName}) denies resource group {groupName} in {groupLocation}, which Azure Backup will create.",help:`Azure Backup keeps restore points in a resource group that it creates itself. It sends only the region and who manages
the group, no tags. An assignment that denies groups without a tag, with such a name or in that region makes the
backup fail.

Create the group by hand, with what the assignment asks for, under the name that the backup policy will use (its
prefix, a number, its suffix; by default \`AzureBackupRG_<region>_1\`):

\`\`\`azurecli
az group create --name <prefix>1<suffix> --location <region> --tags <name>=<value>
\`\`\`

\`\`\`powershell
New-AzResourceGroup -Name <prefix>1<suffix> -Location <region> -Tag @{ <name> = '<value>' }
\`\`\`

Or use the effect Modify, which adds the tag, instead of Deny. Or exempt the subscription: a group that does not exist
cannot be exempted, so this lets all other groups of the subscription pass too:

\`\`\`azurecli
az policy exemption create --name backup-groups --exemption-category Waiver --policy-assignment "{resourceId}" --scope /subscriptions/<subscription>
\`\`\`

A group that exists already is not judged. Assignments whose effect, parameters or condition cannot be resolved stay
unknown. An assignment that asks for tags on restore point collections themselves is not judged; whether it stops the
backup is not documented.
`},{levels:[{when:{properties:{protectedVms:{const:0},resourceGroupNameLength:{type:"integer",minimum:75}}},level:"warning",message:"Backup policy {name} gives its restore point groups a name of {resourceGroupNameLength} characters, its number included; Azure Backup takes at most 74."},{when:{properties:{resourceGroupNameLength:{type:"integer",minimum:75}}},message:"Backup policy {name} gives its restore point groups a name of {resourceGroupNameLength} characters, its number included; Azure Backup takes at most 74."},{when:{properties:{protectedVms:{const:0}}},level:"warning"}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-during-vm-creation"],aliases:[],enabled:!0,examples:{},id:"backup-group-name-valid",title:"The backup policy gives its restore point groups a name that Azure takes",group:"governance",subject:"backupPolicy",level:"error",precision:"high",fails:"enable-protection",schema:{properties:{resourceGroupPrefix:{type:["string","null"],pattern:"^[\\p{L}\\p{N}._()-]*$"},resourceGroupSuffix:{type:["string","null"],pattern:"^([\\p{L}\\p{N}._()-]*[\\p{L}\\p{N}_()-])?$"},resourceGroupNameLength:{type:["integer","null"],maximum:74}},if:{properties:{resourceGroupSuffix:{type:"string"}}},then:{properties:{resourceGroupPrefix:{type:"string"}}}},message:"Backup policy {name} gives its restore point groups a name that Azure Backup does not take: prefix {resourceGroupPrefix}, suffix {resourceGroupSuffix}.",help:'A backup policy can name the groups for its restore points: prefix, number, suffix. Letters, digits and `. _ - ( )`\nare allowed, the name must not end in a period, it has at most 74 characters with the number and the suffix, and a\nsuffix needs a prefix.\n\n```azurecli\naz backup policy show --ids "{resourceId}" > policy.json\n# edit properties.instantRpDetails in policy.json, then\naz backup policy set --policy @policy.json --ids "{resourceId}"\n```\n\n```powershell\n$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>\n$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name "{resourceName}" -VaultId $vault.ID\nSet-AzRecoveryServicesBackupProtectionPolicy -Policy $policy -BackupSnapshotResourceGroup <prefix> -BackupSnapshotResourceGroupSuffix <suffix> -VaultId $vault.ID\n```\n\nNew restore points go into the new group; those that exist stay in the old one until they expire.\n\nIn Terraform: `instant_restore_resource_group` with `prefix` and `suffix`. A policy that protects nothing is a\nwarning. No error code is known for this.\n'},{levels:[{when:{properties:{protectedVms:{minimum:100}}},level:"error",precision:"high",message:"Backup policy {name} protects {value} VMs; it takes no more than 100."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/backup/backup-support-matrix"],aliases:[],enabled:!0,examples:{},id:"backup-policy-limits",title:"The backup policy has room for more VMs",group:"governance",subject:"backupPolicy",level:"warning",precision:"medium",fails:"enable-protection",schema:{properties:{protectedVms:{maximum:89}}},message:"Backup policy {name} protects {value} VMs and comes near the limit of 100.",help:`A backup policy takes at most 100 VMs. The VMs that it protects are backed up as before; no more can be added. From 90
on this is a warning; that margin is ours.

Make a copy of the policy under another name, with another start time, for the next VMs:

\`\`\`azurecli
az backup policy show --ids "{resourceId}" > policy.json
# edit the name and properties.schedulePolicy.scheduleRunTimes in policy.json, then
az backup policy create --policy @policy.json --name <new policy> --resource-group "{resourceGroup}" --vault-name <vault> --backup-management-type AzureIaasVM
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name "{resourceName}" -VaultId $vault.ID
New-AzRecoveryServicesBackupProtectionPolicy -Name <new policy> -WorkloadType AzureVM -SchedulePolicy $policy.SchedulePolicy -RetentionPolicy $policy.RetentionPolicy -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/virtual-machines/migration-classic-resource-manager-overview"],aliases:[],enabled:!0,examples:{},id:"classic-vm",title:"No active backup item is a classic VM",group:"disks",subject:"protectedItem",level:"error",precision:"high",fails:"next-backup",when:{properties:{active:{const:!0}}},schema:{properties:{sourceKind:{not:{const:"classicVm"}}}},message:"{name} ({sourceId}) is a classic VM; the backup of classic VMs is deprecated since 2025-09-30.",help:`The backup of classic VMs is deprecated since 2025-09-30. Move the VM to Azure Resource Manager, then protect the new VM. The old
recovery points stay in the vault when protection is stopped without deleting them:

\`\`\`azurecli
az backup protection disable --ids "{resourceId}" --yes
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -Name "{resourceName}" -VaultId $vault.ID
Disable-AzRecoveryServicesBackupProtection -Item $item -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[{when:{properties:{confidentialSupport:{const:"preview"}}},level:"note",fails:"check-by-hand",message:"{name} is a confidential VM; Azure Backup supports it as a preview."},{when:{properties:{confidentialSupport:{const:"sizeUnsupported"}}},level:"error",message:"{name} is a confidential VM of size {size}; Azure Backup takes only sizes of version 6."},{when:{properties:{confidentialSupport:{const:"regionUnclear"}}},message:"{name} is a confidential VM in {location}. Microsoft's pages disagree whether Azure Backup supports it in that region."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas#support-for-confidential-vm-backup-preview","https://learn.microsoft.com/azure/backup/confidential-vm-backup"],aliases:[],enabled:!0,examples:{},id:"confidential-vm-supported",title:"Azure Backup supports the VM as a confidential VM",group:"vm",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",when:{anyOf:[{properties:{protected:{const:!0}}},{properties:{protection:{type:"object",properties:{planned:{const:!0}}}}}]},schema:{properties:{confidentialSupport:{const:null}}},message:"{name} is a confidential VM in {location}, a region in which Azure Backup does not support it.",help:`The backup of confidential VMs is a preview since January 2026: sizes of version 6 only, in some regions, with
encryption of the OS disk only. The preview must be enabled for the subscription. There is no crash-consistent snapshot
and no vault in another subscription for them, and the subscription must not have opted out of the second version of
confidential VMs.

The regions: Microsoft's pages disagree. All name UAE North and Korea Central; an older text of the support matrix
also names Switzerland North, West Central US, South Africa North and UK South. So the region is a warning at most.

See the size and the disks. Where the size is older, move the VM to one of version 6; it restarts, and if Azure refuses
the change, a new VM is needed:

\`\`\`azurecli
az vm show --ids "{resourceId}" --query "{size: hardwareProfile.vmSize, os: storageProfile.osDisk.managedDisk.securityProfile}"
az vm resize --ids "{resourceId}" --size <size of version 6>
\`\`\`

\`\`\`powershell
Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" | Select-Object -ExpandProperty HardwareProfile
\`\`\`

No error code is known for this.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-agentless-multi-disk-crash-consistent-overview"],aliases:[],enabled:!1,examples:{},id:"crash-consistent-host-caching",title:"Disks of crash-consistent backups have no host caching",group:"backup-policy",subject:"vm",level:"note",precision:"medium",fails:"check-by-hand",when:{properties:{backupPolicy:{type:"object",properties:{snapshotConsistencyType:{const:"OnlyCrashConsistent"}}}}},schema:{properties:{disks:{items:{if:{properties:{inBackup:{const:!0}}},then:{properties:{caching:{enum:["None",null]}}}}}}},message:"Disk {name} of {/name} has host caching {value}; a crash-consistent snapshot of it may not be consistent.",help:`Microsoft advises against crash-consistent backups of disks with host caching (ReadOnly or ReadWrite): the snapshot
may not be consistent. ReadWrite is the default of OS disks, so this is off by default; on most estates it would be
noise. Name it with \`--policy crash-consistent-host-caching\`.

Use an application-consistent policy, or switch the caching off. That detaches the disk for a moment and restarts the VM
if it is the OS disk; stop what uses the disk first:

\`\`\`azurecli
az vm update --resource-group <group> --name <vm> --disk-caching <lun or os>=None
\`\`\`

\`\`\`powershell
$vm = Get-AzVM -ResourceGroupName <group> -Name <vm>
Set-AzVMDataDisk -VM $vm -Name "{resourceName}" -Caching None | Update-AzVM
# the OS disk: Set-AzVMOSDisk -VM $vm -Caching None | Update-AzVM
\`\`\`

No error code is known for this.
`},{levels:[{when:{properties:{it:{properties:{policyType:{const:"V1"}}}}},message:"Backup policy {name} takes only crash-consistent snapshots and is a Standard policy; that needs an Enhanced one."},{when:{properties:{crashConsistentObstacle:{const:"boostSize"}}},level:"warning",precision:"medium",message:"{name} has size {size}, an Azure Boost size, and its backup policy takes only crash-consistent snapshots: Azure Backup does not support that for such sizes."},{when:{properties:{crashConsistentObstacle:{const:"size"}}},message:"{name} has size {size}, which takes no premium storage, and its backup policy takes only crash-consistent snapshots: these need such a size."},{when:{properties:{crashConsistentObstacle:{const:"confidentialVm"}}},message:"{name} is a confidential VM, of which no crash-consistent snapshot can be taken, and its backup policy takes no others."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-agentless-multi-disk-crash-consistent-overview","https://learn.microsoft.com/azure/virtual-machines/concepts-restore-points"],aliases:[],enabled:!0,examples:{},id:"crash-consistent-qualifies",title:"A VM under a policy that takes only crash-consistent snapshots can have them",group:"backup-policy",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{backupPolicy:{type:"object",properties:{snapshotConsistencyType:{const:"OnlyCrashConsistent"}}}}},schema:{properties:{crashConsistentObstacle:{const:null},backupPolicy:{type:"object",properties:{policyType:{const:"V2"}}}}},message:"{name} has an Ultra, Premium SSD v2, shared, write-accelerated or ephemeral disk, of which no crash-consistent snapshot can be taken, and its backup policy takes no others.",help:`A backup policy with \`snapshotConsistencyType: OnlyCrashConsistent\` needs no agent, but not every VM qualifies: the
size must take premium storage (an "s" in its name), and no disk may be Ultra, Premium SSD v2, shared,
write-accelerated or ephemeral. Confidential VMs do not qualify. The policy itself must be Enhanced (V2).

Of Azure Boost sizes (Intel v6, AMD v7 and later) Microsoft's pages disagree: the one of Azure Backup says that they
are not supported, the one of restore points that several data disks may not be consistent with each other. That is a
warning.

Give the VM an Enhanced policy with application-consistent snapshots:

\`\`\`azurecli
az backup item set-policy --resource-group <vault group> --vault-name <vault> --container-name <vm> --name <vm> --policy-name <policy> --backup-management-type AzureIaasVM
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName <vm> -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <policy> -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[{when:{properties:{protectedVms:{const:0}}},level:"warning"}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-vm-backup-faq","https://learn.microsoft.com/azure/backup/backup-azure-arm-vms-prepare"],aliases:[],enabled:!0,examples:{},id:"daily-retention-valid",title:"Daily recovery points are kept for 7 to 9999 days",group:"backup-policy",subject:"backupPolicy",level:"error",precision:"high",fails:"enable-protection",schema:{properties:{dailyRetentionDays:{type:["integer","null"],minimum:7,maximum:9999}}},message:"Backup policy {name} keeps daily recovery points for {value} days; it can be 7 to 9999.",help:`Daily recovery points are kept for 7 to 9999 days. Azure refuses a policy with another number.

\`\`\`azurecli
az backup policy show --ids "{resourceId}" > policy.json
# edit properties.retentionPolicy.dailySchedule.retentionDuration in policy.json, then
az backup policy set --policy @policy.json --ids "{resourceId}"
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name "{resourceName}" -VaultId $vault.ID
$policy.RetentionPolicy.DailySchedule.DurationCountInDays = <days>
Set-AzRecoveryServicesBackupProtectionPolicy -Policy $policy -RetentionPolicy $policy.RetentionPolicy -VaultId $vault.ID
\`\`\`

In Terraform: \`retention_daily\` with \`count\`. A policy that protects nothing is a warning. No error code is known for
this.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/virtual-machines/concepts-restore-points"],aliases:[],enabled:!0,examples:{},id:"data-disk-security-type",title:"No data disk has a security type of its own",group:"disks",subject:"vm",level:"error",precision:"high",fails:"next-backup",schema:{properties:{disks:{items:{if:{properties:{role:{const:"data"},inBackup:{const:!0}}},then:{properties:{securityType:{not:{type:"string",pattern:"^(TrustedLaunch|ConfidentialVM_)"}}}}}}}},message:"Data disk {name} of {/name} has the security type {value}; Azure Backup takes that for OS disks only.",help:`Azure Backup does not take data disks with the security type TrustedLaunch or ConfidentialVM: for example the OS disk
of a Trusted Launch VM that is attached to another VM as a data disk.

Unmount the disk in the guest and detach it, or copy what is on it to a disk without a security type:

\`\`\`azurecli
az vm disk detach --resource-group <group> --vm-name <vm> --name "{resourceName}"
\`\`\`

\`\`\`powershell
$vm = Get-AzVM -ResourceGroupName <group> -Name <vm>
Remove-AzVMDataDisk -VM $vm -DataDiskNames "{resourceName}" | Update-AzVM
\`\`\`

Disks that are known to be left out of the backup are not judged. No error code is known for this.
`},{levels:[{when:{properties:{disks:{contains:{properties:{role:{const:"data"},inBackup:{const:!0}}},minContains:33}}},level:"error",precision:"medium",message:"{name} has more than 32 data disks in its backup ({value} disks in all); Azure Backup takes at most 32."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/backup/selective-disk-backup-restore"],aliases:[],enabled:!0,examples:{},id:"disk-count",title:"The backup of the VM has at most 32 disks",group:"disks",subject:"vm",level:"note",precision:"low",fails:"next-backup",schema:{properties:{disks:{contains:{properties:{role:{const:"data"},inBackup:{const:!0}}},minContains:0,maxContains:31}}},message:"{name} has 32 data disks in its backup, and the OS disk makes 33. Azure Backup takes 32 disks; whether the OS disk counts is not documented.",help:`The support matrix gives the limit of 32 under "data disks" and then speaks of "up to 32 disks". So more than 32 data
disks are an error, and exactly 32, with which the OS disk makes 33, are a note.

Leave data disks out of the backup by their LUN (and back them up in another way). The list replaces an earlier one; a
VM with disks left out can be restored as disks only:

\`\`\`azurecli
az backup protection update-for-vm --resource-group <vault group> --vault-name <vault> --container-name "{resourceName}" --item-name "{resourceName}" --disk-list-setting exclude --diskslist <luns>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName "{resourceName}" -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name $item.ProtectionPolicyName -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -ExclusionDisksList "<lun>","<lun>" -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/virtual-machines/disk-encryption-migrate","https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption"],aliases:[],enabled:!1,examples:{},id:"disk-encryption-retirement",title:"No disk uses Azure Disk Encryption, which retires on 2028-09-15",group:"encryption",subject:"vm",level:"note",precision:"high",fails:"later",schema:{properties:{disks:{items:{properties:{azureDiskEncryption:{const:!1}}}}}},message:"Disk {name} of {/name} uses Azure Disk Encryption, which retires on 2028-09-15.",help:`Azure Disk Encryption (in the guest) retires on 2028-09-15. Encryption at host replaces it and needs no key vault for
the backup. Until then there would be one note for each encrypted disk, so this policy is off by default; name it with
\`--policy disk-encryption-retirement\` to plan the move.

There is no switch from one to the other: data is moved to new disks, and a VM with an encrypted OS disk is made anew.

\`\`\`azurecli
az vm encryption show --resource-group <group> --name <vm>
\`\`\`

\`\`\`powershell
Get-AzVMDiskEncryptionStatus -ResourceGroupName <group> -VMName <vm>
\`\`\`

No error code is known for this.
`},{levels:[{when:{properties:{it:{properties:{inBackup:{const:!1}}}}},level:"warning",precision:"medium",message:"Disk {name} of {/name} has dataAccessAuthMode {value}, which Azure Backup does not support. It is left out of the backup; whether that helps is not documented."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/backup/backup-azure-vms-enhanced-policy"],aliases:[],enabled:!0,examples:{},id:"disk-entra-auth",title:"No disk asks for Microsoft Entra ID on upload and download",group:"disks",subject:"vm",level:"error",precision:"high",fails:"next-backup",schema:{properties:{disks:{items:{properties:{dataAccessAuthMode:{not:{const:"AzureActiveDirectory"}}}}}}},message:"Disk {name} of {/name} has dataAccessAuthMode {value}, which Azure Backup does not support.",help:'Azure Backup cannot back up disks whose upload and download is secured with Microsoft Entra ID\n(`dataAccessAuthMode: AzureActiveDirectory`). With `None`, whoever has the URL of an export or upload needs no sign-in;\nkeep such URLs short-lived. `AzureActiveDirectory` turns it on again.\n\n```azurecli\naz disk update --ids "{resourceId}" --data-access-auth-mode None\n```\n\n```powershell\nNew-AzDiskUpdateConfig -DataAccessAuthMode None | Update-AzDisk -ResourceGroupName "{resourceGroup}" -DiskName "{resourceName}"\n```\n\nPrivate access and disks without public network access are supported and not reported. No error code is known for\nthis.\n'},{levels:[],errorCodes:["UserErrorEncryptedVmNotSupportedWithDiskEx"],links:["https://learn.microsoft.com/azure/backup/backup-azure-encrypted-vm-troubleshoot","https://learn.microsoft.com/azure/backup/selective-disk-backup-restore"],aliases:[],enabled:!0,examples:{},id:"disk-exclusion-encryption",title:"A Standard policy leaves out no disk of a VM with Azure Disk Encryption",group:"disks",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{disks:{contains:{properties:{azureDiskEncryption:{const:!0}}}},protection:{type:"object"},backupPolicy:{type:"object",properties:{policyType:{const:"V1"}}}}},schema:{properties:{protection:{type:"object",properties:{excludesDisks:{const:!1}}}}},message:"The backup of {/name} leaves disks out, and the VM has Azure Disk Encryption; a Standard policy cannot do both.",help:`Selective disk backup of a VM with Azure Disk Encryption needs an Enhanced policy (V2).

Move the VM to an Enhanced policy. No backup of it may be running; the change starts one and cannot be taken back:

\`\`\`azurecli
az backup item set-policy --resource-group <vault group> --vault-name <vault> --container-name "{resourceName}" --name "{resourceName}" --policy-name <Enhanced policy> --backup-management-type AzureIaasVM
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName "{resourceName}" -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <Enhanced policy> -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -VaultId $vault.ID
\`\`\`

Or keep the policy, and back up all disks:

\`\`\`azurecli
az backup protection update-for-vm --resource-group <vault group> --vault-name <vault> --container-name "{resourceName}" --item-name "{resourceName}" --disk-list-setting resetexclusionsettings
\`\`\`

\`\`\`powershell
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name $item.ProtectionPolicyName -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -ResetExclusionSettings -VaultId $vault.ID
\`\`\`
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/selective-disk-backup-restore"],aliases:[],enabled:!0,examples:{},id:"disk-exclusion-valid",title:"The disks that the backup leaves out or takes in exist",group:"disks",subject:"vm",level:"warning",precision:"medium",fails:"check-by-hand",when:{properties:{protected:{const:!0},protection:{type:"object"}}},schema:{properties:{protection:{type:"object",properties:{excludesMissingDisk:{const:!1}}}}},message:"The list of disks that the backup of {/name} leaves out or takes in names a LUN that the VM does not have: other disks than intended may be backed up.",help:`Selective disk backup goes by LUN. A disk that was detached, or attached again under another LUN, makes the list wrong
without a word: a disk that should be left out is backed up, or one that should be backed up is not.

Compare the list with the LUNs of the VM, and set it anew. The new list replaces the old one:

\`\`\`azurecli
az vm show --ids "{resourceId}" --query "storageProfile.dataDisks[].{lun: lun, name: name}" --output table
az backup item show --resource-group <vault group> --vault-name <vault> --container-name "{resourceName}" --name "{resourceName}" --backup-management-type AzureIaasVM --query "properties.extendedProperties.diskExclusionProperties"
az backup protection update-for-vm --resource-group <vault group> --vault-name <vault> --container-name "{resourceName}" --item-name "{resourceName}" --disk-list-setting exclude --diskslist <luns>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName "{resourceName}" -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name $item.ProtectionPolicyName -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -ExclusionDisksList "<lun>","<lun>" -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[{when:{properties:{it:{properties:{sizeGiB:{maximum:65536}}}}},level:"warning",precision:"medium",message:"Disk {name} has {value} GiB. The support matrix of Azure Backup takes up to 65536 GiB; other pages of Microsoft's still say 32768 GiB."}],errorCodes:["UserErrorUnsupportedDiskSize"],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/backup/selective-disk-backup-restore"],aliases:[],enabled:!0,examples:{},id:"disk-size-supported",title:"Every disk in the backup is within Azure Backup's size limit",group:"disks",subject:"vm",level:"error",precision:"high",fails:"next-backup",schema:{properties:{disks:{items:{if:{properties:{inBackup:{const:!0}}},then:{properties:{sizeGiB:{maximum:32768}}}}}}},message:"Disk {name} has {value} GiB; Azure Backup takes at most 65536 GiB.",help:`Azure Backup backs up disks of at most 64 TiB (65536 GiB). The limit was 32 TiB (32768 GiB), and some of Microsoft's
pages still say so; a disk between the two is a warning.

Split the disk, or leave it out of the backup (and back it up in another way). The OS disk cannot be left out. The list
of LUNs replaces an earlier one; a VM with disks left out can be restored as disks only:

\`\`\`azurecli
az backup protection update-for-vm --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --disk-list-setting exclude --diskslist <lun>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName <vm> -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name $item.ProtectionPolicyName -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -ExclusionDisksList "<lun>" -VaultId $vault.ID
\`\`\`
`},{levels:[{when:{properties:{it:{properties:{snapshots:{minimum:500}}}}},level:"error",precision:"high",fails:"next-backup",message:"Disk {name} has {value} incremental snapshots; a disk can have at most 500."}],errorCodes:["ExtensionFailedSnapshotLimitReachedError"],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-troubleshoot","https://learn.microsoft.com/azure/virtual-machines/disks-incremental-snapshots"],aliases:[],enabled:!0,examples:{},id:"disk-snapshot-count",title:"No disk in the backup has reached the limit of snapshots",group:"restore-points",subject:"vm",level:"warning",precision:"medium",fails:"later",schema:{properties:{disks:{items:{if:{properties:{inBackup:{const:!0}}},then:{properties:{snapshots:{maximum:449}}}}}}},message:"Disk {name} has {value} incremental snapshots and comes near the limit of 500.",help:'A managed disk can have 500 incremental snapshots. At the limit Azure Backup cannot take another one. From 450 on\nthis is a warning; that margin is ours.\n\nSee the snapshots of the disk, and delete those that nobody needs. Leave those of Azure Backup and Azure Site Recovery to\nthese services. Azure spells ids in different letter case, which a `--query` would tell apart, so `grep` looks for it:\n\n```azurecli\naz snapshot list --query "[].[creationData.sourceResourceId, id, timeCreated]" --output tsv | grep -i "^{resourceId}[[:space:]]"\n```\n\n```powershell\nGet-AzSnapshot | Where-Object { $_.CreationData.SourceResourceId -eq "{resourceId}" } | Sort-Object TimeCreated | Select-Object Id, TimeCreated\n```\n\nAzure Site Recovery and other products make snapshots too; let them run at another hour and keep fewer.\n'},{levels:[],errorCodes:["UserErrorUnsupportedDiskSize"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption","https://learn.microsoft.com/azure/virtual-machines/disk-encryption-migrate"],aliases:[],enabled:!0,examples:{},id:"encrypted-disk-size-supported",title:"No disk with Azure Disk Encryption is larger than 4 TiB",group:"disks",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",schema:{properties:{disks:{items:{if:{properties:{inBackup:{const:!0},azureDiskEncryption:{const:!0}}},then:{properties:{sizeGiB:{maximum:4096}}}}}}},message:"Disk {name} has {value} GiB and Azure Disk Encryption; Azure Backup takes at most 4096 GiB then.",help:`Microsoft's troubleshooting page says that encrypted disks of more than 4 TB are not supported. The support matrix of
2026 does not repeat it, so this is a warning. It is about Azure Disk Encryption (inside the guest) only; server-side
encryption and encryption at host have no such limit.

Split the disk, or move to encryption at host (Azure Disk Encryption retires on 2028-09-15):

\`\`\`azurecli
az disk show --ids "{resourceId}" --query "{sizeGB: diskSizeGB, encryption: encryptionSettingsCollection}"
\`\`\`

\`\`\`powershell
Get-AzDisk -ResourceGroupName "{resourceGroup}" -DiskName "{resourceName}" | Select-Object DiskSizeGB, EncryptionSettingsCollection
\`\`\`
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/virtual-machines/concepts-restore-points"],aliases:[],enabled:!0,examples:{},id:"ephemeral-os-disk",title:"The OS disk is not ephemeral",group:"disks",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",schema:{properties:{disks:{items:{properties:{ephemeral:{const:!1}}}}}},message:"{/name} has an ephemeral OS disk, of which Azure Backup may not be able to take a snapshot.",help:`Microsoft's pages disagree: the support matrix of 2026 says that ephemeral disks are supported; the page on restore
points, which VM backup uses, says that ephemeral OS disks are not and must be left out. An OS disk cannot be left out
of a VM backup. So this is a warning.

An ephemeral OS disk cannot be made a managed one. Make a new VM with a managed OS disk, and move the data over:

\`\`\`azurecli
az vm create --resource-group <group> --name <new vm> --image <image> --ephemeral-os-disk false
\`\`\`

\`\`\`powershell
New-AzVM -ResourceGroupName <group> -Name <new vm> -Location <region> -Image <image>
\`\`\`

No error code is known for this.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-extended-zones","https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas"],aliases:[],enabled:!0,examples:{},id:"extended-zone-policy",title:"A VM in an Azure Extended Zone has an Enhanced policy",group:"vault",subject:"vm",level:"error",precision:"high",fails:"enable-protection",when:{properties:{extendedLocation:{type:"string"},backupPolicy:{type:"object"}}},schema:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V2"}}}}},message:"{/name} is in the Azure Extended Zone {/extendedLocation}, and its backup policy {name} is a Standard policy; it needs an Enhanced one.",help:`Azure Backup protects VMs in an Azure Extended Zone under an Enhanced policy (V2) only; the snapshots are
crash-consistent.

Choose an Enhanced policy of the vault, and protect the VM with it:

\`\`\`azurecli
az backup policy list --resource-group "{resourceGroup}" --vault-name <vault> --policy-sub-type Enhanced --workload-type VM --query "[].name"
az backup protection enable-for-vm --resource-group "{resourceGroup}" --vault-name <vault> --vm <id of the VM> --policy-name <Enhanced policy>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>
Get-AzRecoveryServicesBackupProtectionPolicy -PolicySubType Enhanced -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <Enhanced policy> -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Policy $policy -Name <vm> -ResourceGroupName <group of the VM> -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[],errorCodes:["UserErrorCrpReportedUserError"],links:["https://learn.microsoft.com/azure/virtual-machines/concepts-restore-points","https://learn.microsoft.com/azure/backup/backup-azure-vms-troubleshoot"],aliases:[],enabled:!0,examples:{},id:"foreign-restore-points",title:"Nothing but Azure Backup makes restore points of a protected VM",group:"restore-points",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",when:{properties:{protected:{const:!0}}},schema:{properties:{restorePointCollections:{items:{properties:{madeByAzureBackup:{const:!0}}}}}},message:"Restore point collection {name} of {/name} was not made by Azure Backup: another product takes restore points of the same VM, and two cannot be taken at once.",help:`The compute platform makes one restore point of a VM at a time, wants three hours between two application-consistent
ones and one hour between crash-consistent ones, and takes at most 500 for each VM. A second product that makes them
can make the backup fail, with an error of the compute platform inside UserErrorCrpReportedUserError.

See when the other restore points are made, then let the two run at different hours, or stop one:

\`\`\`azurecli
az restore-point collection show --resource-group "{resourceGroup}" --collection-name "{resourceName}" --restore-points --query "restorePoints[].{name: name, created: timeCreated}"
\`\`\`

\`\`\`powershell
(Get-AzRestorePointCollection -ResourceGroupName "{resourceGroup}" -Name "{resourceName}").RestorePoints
\`\`\`

A collection counts as another product's when its name does not begin with \`AzureBackup_\`. Whether the other product
still runs cannot be seen from that; this is why the precision is medium.
`},{levels:[{when:{properties:{agentNeed:{enum:["degraded","undecided"]}}},level:"warning"}],errorCodes:["UserErrorGuestAgentStatusUnavailable","GuestAgentSnapshotTaskStatusError"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-machines/extensions/agent-linux"],aliases:[],enabled:!0,examples:{},id:"guest-agent-kept",title:"No cloud-init or script turns the VM agent off",group:"vm",subject:"vm",level:"error",precision:"medium",fails:"next-backup",when:{properties:{agentNeed:{enum:["required","degraded","undecided"]}}},schema:{if:{properties:{agentSeen:{enum:["notReady","unseen"]}}},then:{properties:{guestSetup:{properties:{agentOff:{const:null}}}}}},message:"{/name} turns its VM agent off when it is set up ({value}): Azure Backup then has nobody to ask for a snapshot.",help:'What the custom data, the user data or a script extension of the VM does inside the guest leaves it without a VM agent\nthat runs extensions. It can be seen in infrastructure files only; in a running VM look at the agent\'s state.\n\nTake out the line that stops, disables or removes the agent (`walinuxagent`, `waagent`), or that sets\n`Extensions.Enable=n` in `/etc/waagent.conf`. Custom data runs at the first start only: a VM that exists already is\nmended inside the guest. See what its agent reports:\n\n```azurecli\naz vm get-instance-view --ids "{resourceId}" --query "instanceView.vmAgent"\n```\n\n```powershell\n(Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" -Status).VMAgent\n```\n'},{levels:[{when:{properties:{guestSetup:{properties:{staticAddress:{type:"string"}}}}},message:"{name} gets a static address inside the guest ({/guestSetup/staticAddress}): without DHCP it does not learn the address of the host, and the backup extension cannot run."},{when:{properties:{guestDhcp:{const:"unseen"}}},level:"note",precision:"low",fails:"check-by-hand",message:"{name} has a static or second private address in Azure, and its agent is not seen. Check that the guest still gets its address by DHCP."}],errorCodes:["GuestAgentSnapshotTaskStatusError","ExtensionSnapshotFailedNoNetwork"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-network/ip-services/virtual-networks-static-private-ip"],aliases:[],enabled:!0,examples:{},id:"guest-dhcp",title:"DHCP works in the guest",group:"network",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",when:{properties:{agentNeed:{enum:["required","degraded","undecided"]},guestDhcp:{enum:["works","doubtful","unseen"]}}},schema:{properties:{guestDhcp:{const:"works"}}},message:"The agent of {name} is not ready and the VM has a static or second private address: the guest may have a static address inside, without DHCP.",help:`A static private address that is set on the network interface **in Azure** is right: Azure still gives it out by
DHCP. A static address that is set **inside the guest** is not: without DHCP the guest does not learn the address
of the host (option 245), and the backup extension cannot run. Nobody can see that from outside; this is a hint from
an interface with a static or second address, or from a cloud-init or script in infrastructure files.

Look inside the guest (\`ipconfig /all\` says "DHCP Enabled: Yes"; on Linux look at netplan, NetworkManager or
\`/etc/sysconfig/network-scripts\`), and set DHCP there. Keep the address in Azure:

\`\`\`azurecli
az network nic ip-config update --resource-group <group> --nic-name <nic> --name <ip-config> --private-ip-address <address>
\`\`\`

\`\`\`powershell
$nic = Get-AzNetworkInterface -ResourceGroupName <group> -Name <nic>
$nic.IpConfigurations[0].PrivateIpAllocationMethod = 'Static'
$nic | Set-AzNetworkInterface
\`\`\`

Windows with several addresses on one interface needs static addresses inside the guest; then its primary address
must be the primary one in Azure.
`},{levels:[{when:{properties:{agentNeed:{const:"required"},osName:{type:"string"}}},level:"warning",message:"{name} runs {osName}, which the newest support matrix of Azure Backup does not list."},{when:{properties:{agentNeed:{const:"required"}}},level:"warning"},{when:{properties:{osName:{type:"string"}}},message:"{name} runs {osName}, which the newest support matrix of Azure Backup does not list."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/virtual-machines/extensions/agent-windows"],aliases:[],enabled:!0,examples:{},id:"guest-os-supported",title:"The support matrix lists the Windows version of the guest",group:"vm",subject:"vm",level:"note",precision:"medium",fails:"check-by-hand",schema:{properties:{guestSupport:{enum:["supported","unseen"]}}},message:"{name} was made from an image of a Windows version that the newest support matrix of Azure Backup does not list.",help:`The newest support matrix lists Windows Server 2016, 2019, 2022 and 2025, and Windows 10 and 11 of 64 bit. Microsoft's
pages disagree on older ones: a slightly older text of the matrix lists Windows Server 2008 to 2012 R2 as limited,
without support for trouble with the agent. So this is a warning where the backup needs the agent, and a note
elsewhere; a policy with \`OnlyCrashConsistent\` does not mind the guest.

See what runs in the guest, then upgrade it, or use crash-consistent backups:

\`\`\`azurecli
az vm get-instance-view --ids "{resourceId}" --query "instanceView.{name: osName, version: osVersion}"
\`\`\`

\`\`\`powershell
Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" -Status | Select-Object OsName, OsVersion
\`\`\`

A version that nobody reported is not judged. Linux is not judged: the list of distributions is long, and others work
too. No error code is known for this.
`},{levels:[{when:{properties:{it:{properties:{backupAccess:{const:"secretsBackupMissing"}}}}},level:"warning",precision:"medium",message:"In key vault {name} the Backup Management Service lacks: {missingRights}. Microsoft's pages disagree whether it needs that where the secrets are wrapped with a key."}],errorCodes:["UserErrorKeyvaultPermissionsNotConfigured"],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption","https://learn.microsoft.com/azure/backup/backup-azure-vms-automation"],aliases:[],enabled:!0,examples:{},id:"key-vault-backup-access",title:"Azure Backup may read the secrets and keys of the disk encryption",group:"encryption",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{keyVaults:{minItems:1}}},schema:{properties:{keyVaults:{items:{properties:{backupAccess:{const:"held"}}}}}},message:"In key vault {name}, which holds the disk encryption of {/name}, the Backup Management Service lacks: {missingRights}.",help:'To back up a VM with Azure Disk Encryption, Azure Backup also backs up its secrets and keys. The service principal\n"Backup Management Service" needs get, list and backup on secrets and, with a key encryption key, on keys. It is not\nthe managed identity of the Recovery Services vault.\n\nA key vault with access policies:\n\n```azurecli\naz keyvault set-policy --name "{resourceName}" --spn 262044b1-e2ce-469f-a196-69ab7ada62d3 --secret-permissions get list backup --key-permissions get list backup\n```\n\n```powershell\nSet-AzKeyVaultAccessPolicy -VaultName "{resourceName}" -ServicePrincipalName 262044b1-e2ce-469f-a196-69ab7ada62d3 -PermissionsToSecrets get,list,backup -PermissionsToKeys get,list,backup\n```\n\nA key vault with roles: Key Vault Administrator, or a custom role with just these data actions of\n`Microsoft.KeyVault/vaults`: `keys/read`, `keys/backup/action`, `secrets/getSecret/action`,\n`secrets/readMetadata/action`, `secrets/backup/action`:\n\n```azurecli\naz role assignment create --role "Key Vault Administrator" --scope "{resourceId}" --assignee-principal-type ServicePrincipal --assignee-object-id "$(az ad sp show --id 262044b1-e2ce-469f-a196-69ab7ada62d3 --query id --output tsv)"\n```\n\nIn Azure Government the application id is ff281ffe-705c-4f53-9f37-a40e6f2c68f3.\n\nRight after the change the backup may still fail; try again a little later.\n\nWhat is judged: active grants on the key vault and above. One on a single secret or key stays unknown. Deny\nassignments and eligible (not activated) roles are not read.\n'},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption","https://learn.microsoft.com/azure/key-vault/general/key-vault-recovery"],aliases:[],enabled:!0,examples:{},id:"key-vault-exists",title:"The key vault of the disk encryption exists",group:"encryption",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",when:{properties:{keyVaults:{minItems:1}}},schema:{properties:{keyVaults:{items:{properties:{exists:{const:!0}}}}}},message:"Key vault {name}, which holds the disk encryption of {/name}, does not exist.",help:`Azure Backup backs up the secrets and keys of Azure Disk Encryption with the disks. The disks name a key vault that is
gone, or deleted and not yet purged.

Recover it while it is only soft-deleted:

\`\`\`azurecli
az keyvault recover --name "{resourceName}"
\`\`\`

\`\`\`powershell
Undo-AzKeyVaultRemoval -VaultName "{resourceName}" -ResourceGroupName "{resourceGroup}" -Location <region>
\`\`\`

If it is gone for good, encrypt the VM anew with another key vault before it is restarted. Whether the secrets and keys
inside a key vault are disabled or expired cannot be seen without access to them. No error code is known for this.
`},{levels:[{when:{properties:{it:{properties:{sameRegion:{const:!1},sameSubscription:{const:!1}}}}},message:"Key vault {name}, which holds the disk encryption of {/name}, is in another region and another subscription than the VM."},{when:{properties:{it:{properties:{sameSubscription:{const:!1}}}}},message:"Key vault {name}, which holds the disk encryption of {/name}, is in another subscription than the VM."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption","https://learn.microsoft.com/azure/backup/backup-azure-move-recovery-services-vault"],aliases:[],enabled:!0,examples:{},id:"key-vault-same-region-and-subscription",title:"The key vault of the disk encryption is in the region and the subscription of the VM",group:"encryption",subject:"vm",level:"error",precision:"medium",fails:"next-backup",when:{properties:{keyVaults:{minItems:1}}},schema:{properties:{keyVaults:{items:{properties:{sameRegion:{const:!0},sameSubscription:{const:!0}}}}}},message:"Key vault {name}, which holds the disk encryption of {/name}, is in another region than the VM.",help:`Azure Disk Encryption needs its key vault in the region and the subscription of the VM, and such a VM is backed up and
restored within its subscription only. After a move of the VM the key vault is often left behind.

Encrypt the VM anew with a key vault in its region and subscription:

\`\`\`azurecli
az vm encryption enable --resource-group <group> --name <vm> --disk-encryption-keyvault <id of the new key vault> --volume-type <OS, DATA or ALL, as before>
\`\`\`

\`\`\`powershell
Set-AzVMDiskEncryptionExtension -ResourceGroupName <group> -VMName <vm> -DiskEncryptionKeyVaultUrl <url> -DiskEncryptionKeyVaultId <id> -VolumeType <OS, Data or All, as before>
\`\`\`

Azure Disk Encryption retires on 2028-09-15; encryption at host needs no key vault for the backup. No error code is
known for this.
`},{levels:[],errorCodes:["UserErrorKeyvaultPermissionsNotConfigured"],links:["https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints","https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption"],aliases:[],enabled:!0,examples:{},id:"key-vault-trusted-services",title:"The firewall of the key vault lets Azure Backup in",group:"encryption",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{keyVaults:{minItems:1}}},schema:{properties:{keyVaults:{items:{properties:{trustedServicesAllowed:{const:!0}}}}}},message:"Key vault {name}, which holds the disk encryption of {/name}, denies traffic by default and makes no exception for trusted Microsoft services; Azure Backup is one of them.",help:'Azure Backup reads the secrets and keys of Azure Disk Encryption as a trusted service. A firewall that denies by\ndefault must let trusted services through:\n\n```azurecli\naz keyvault update --name "{resourceName}" --resource-group "{resourceGroup}" --bypass AzureServices\n```\n\n```powershell\nUpdate-AzKeyVaultNetworkRuleSet -VaultName "{resourceName}" -ResourceGroupName "{resourceGroup}" -Bypass AzureServices\n```\n\nHow a key vault with public network access disabled behaves is not documented; that alone is not judged. In a network\nsecurity perimeter (`publicNetworkAccess: SecuredByPerimeter`) the rules of the perimeter count, which are not read.\n'},{levels:[{when:{properties:{protection:{type:"object",properties:{lastErrorCode:{type:"string"},lastErrorMessage:{type:"string"}}}}},message:"The last backup of {/name} failed: {lastErrorCode}: {lastErrorMessage}"},{when:{properties:{protection:{type:"object",properties:{lastErrorCode:{type:"string"}}}}},message:"The last backup of {/name} failed: {lastErrorCode}"},{when:{properties:{protection:{type:"object",properties:{lastErrorMessage:{type:"string"}}}}},message:"The last backup of {/name} failed: {lastErrorMessage}"}],errorCodes:["BackUpOperationFailed","BackUpOperationFailedV2","UserErrorCrpReportedUserError"],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-troubleshoot","https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout"],aliases:[],enabled:!0,examples:{},id:"last-backup-succeeded",title:"The last backup succeeded",group:"vault",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{protected:{const:!0}}},schema:{properties:{protection:{type:"object",properties:{lastBackupStatus:{not:{const:"Failed"}}}}}},message:"The last backup of {/name} failed; the vault's list of jobs says why.",help:`Azure Backup itself says that the last backup failed. Unless its cause is gone, the next one fails too. Other findings
for the same VM often name the cause; the job tells the error code:

\`\`\`azurecli
az backup job list --resource-group <vault group> --vault-name <vault> --status Failed --output table
az backup job show --resource-group <vault group> --vault-name <vault> --name <job> --query "properties.errorDetails"
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
Get-AzRecoveryServicesBackupJob -Status Failed -VaultId $vault.ID |
  ForEach-Object { (Get-AzRecoveryServicesBackupJobDetail -Job $_ -VaultId $vault.ID).ErrorDetails }
\`\`\`

\`backup-lint explain CODE\` says what is behind a code. UserErrorCrpReportedUserError is a wrapper: its details hold
the error of the compute platform.
`},{levels:[],errorCodes:["UserErrorBCMPremiumStorageQuotaError"],links:["https://learn.microsoft.com/azure/virtual-machines/unmanaged-disks-deprecation","https://learn.microsoft.com/azure/virtual-machines/windows/convert-unmanaged-to-managed-disks","https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas"],aliases:[],enabled:!0,examples:{},id:"managed-disks",title:"All disks are managed disks",group:"disks",subject:"vm",level:"error",precision:"high",fails:"next-backup",schema:{properties:{disks:{items:{properties:{managed:{const:!0}}}}}},message:"Disk {name} of {/name} is an unmanaged disk; Azure retired these on 2026-03-31.",help:`Unmanaged disks (page blobs in a storage account) were retired on 2026-03-31; VMs that still have them are stopped and
can no longer be started. Their backup has more limits than others: the firewall of the storage account, locks, quotas
of premium storage (UserErrorBCMPremiumStorageQuotaError).

Convert the VM to managed disks. It is stopped for that and started afterwards, all its extensions must have succeeded,
and an availability set is converted first. The old VHDs stay in the storage account and cost money; delete them once
the VM works:

\`\`\`azurecli
az vm deallocate --ids "{resourceId}"
az vm convert --ids "{resourceId}"
\`\`\`

\`\`\`powershell
Stop-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" -Force
ConvertTo-AzVMManagedDisk -ResourceGroupName "{resourceGroup}" -VMName "{resourceName}"
\`\`\`
`},{levels:[],errorCodes:["UserErrorBackupOperationInProgress"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/backup/backup-azure-arm-vms-prepare","https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas"],aliases:[],enabled:!0,examples:{},id:"no-backup-in-progress",title:"No backup of the VM has been running for more than a day",group:"vault",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",when:{properties:{protected:{const:!0}}},schema:{properties:{backupJobs:{items:{properties:{longRunning:{const:!1}}}}}},message:"A backup of {/name} has been in progress since {startTime}, for more than 24 hours; until it ends, the next ones take no snapshot or do not get into the vault.",help:`Of two backups of a VM only one can be in the snapshot phase, in this vault or in an old one: the other one fails. While
one transfers its data, the next can take its snapshot, and its own transfer is skipped. The first backup of a VM, and
one after a large change, can take more than a day; younger jobs are not reported.

Look at the job. It can be cancelled while it takes the snapshot, not while it transfers data:

\`\`\`azurecli
az backup job list --resource-group <vault group> --vault-name <vault> --status InProgress --output table
az backup job stop --resource-group <vault group> --vault-name <vault> --name <job>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
Get-AzRecoveryServicesBackupJob -Status InProgress -VaultId $vault.ID
Stop-AzRecoveryServicesBackupJob -JobId <job> -VaultId $vault.ID
\`\`\`
`},{levels:[{when:{properties:{it:{properties:{backupProduct:{const:"Azure Site Recovery"}}}}},level:"note",message:"{/name} is also replicated by Azure Site Recovery ({name}); application-consistent points of both at the same time can make the backup fail."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-troubleshoot"],aliases:[],enabled:!0,examples:{},id:"no-competing-backup",title:"No other backup or replication product has an extension on a protected VM",group:"vm",subject:"vm",level:"warning",precision:"low",fails:"check-by-hand",when:{properties:{protected:{const:!0}}},schema:{properties:{extensions:{items:{properties:{backupProduct:{const:null}}}}}},message:"Extension {name} of {/name} belongs to {value}, which takes snapshots of the VM too; the two can get in each other's way.",help:`Two products that take snapshots of the same VM can get in each other's way: two extensions that freeze the guest, or
restore points at the same time. Azure Site Recovery and Azure Backup work together, but their application-consistent
points should not fall on the same hour.

Let them run at different hours. See what the extension is:

\`\`\`azurecli
az vm extension show --ids "{resourceId}"
\`\`\`

Only if its product is no longer used, remove it; the VM then has no more backups or replicas of that product:

\`\`\`azurecli
az vm extension delete --ids "{resourceId}"
\`\`\`

\`\`\`powershell
Remove-AzResource -ResourceId "{resourceId}" -Force
\`\`\`

An extension shows that a product was installed, not when it runs. No error code is known for this.
`},{levels:[],errorCodes:["UserErrorMigrationFromTrustedLaunchVMToNonTrustedVMNotAllowed"],links:["https://learn.microsoft.com/azure/backup/secure-by-default","https://learn.microsoft.com/azure/backup/backup-azure-vms-troubleshoot"],aliases:[],enabled:!0,examples:{},id:"no-soft-deleted-item",title:"No soft-deleted backup item stands in the way of protecting the VM",group:"vault",subject:"vm",level:"warning",precision:"high",fails:"enable-protection",when:{properties:{protected:{const:!1}}},schema:{properties:{protection:{type:["object","null"],properties:{softDeleted:{const:!1}}}}},message:"The backup item of {/name} is deleted and waits for its final removal; until then its vault cannot protect the VM anew.",help:`A vault keeps a deleted backup item for 14 to 180 days (14 by default); soft delete can no longer be turned off. In that
time the VM does not appear when protection is enabled in this vault, and a new VM of the same name in the same group is
taken for the old one: if the old one was a Trusted Launch VM and the new one is not, enabling fails with
UserErrorMigrationFromTrustedLaunchVMToNonTrustedVMNotAllowed.

Undelete the item and resume its protection:

\`\`\`azurecli
az backup protection undelete --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --backup-management-type AzureIaasVM
az backup protection resume --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --policy-name <policy> --backup-management-type AzureIaasVM
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName <vm> -DeleteState ToBeDeleted -VaultId $vault.ID
Undo-AzRecoveryServicesBackupItemDeletion -Item $item -VaultId $vault.ID -Force
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <policy> -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -VaultId $vault.ID
\`\`\`

Or wait for the removal, protect the VM in another vault, or give the new VM another name or group.
`},{levels:[],errorCodes:["UserErrorRpCollectionLimitReached"],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-enhanced-policy","https://learn.microsoft.com/azure/backup/backup-azure-vm-migrate-enhanced-policy","https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas"],aliases:[],enabled:!0,examples:{},id:"one-backup-per-day",title:"A Standard policy runs at most once a day",group:"backup-policy",subject:"vm",level:"error",precision:"high",fails:"later",when:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V1"}}}}},schema:{properties:{backupPolicy:{type:"object",properties:{runsPerDay:{maximum:1}}}}},message:"Backup policy {name} is a Standard policy and runs {value} times a day; its restore points reach the limit of 18.",help:`A Standard policy (V1) takes one backup a day. More runs fill the 18 restore points that a VM can have under it. Move
its VMs to an Enhanced policy (V2), which can run every 4, 6, 8 or 12 hours, or let this one run once a day:

\`\`\`azurecli
az backup policy show --ids "{resourceId}" > policy.json
# leave one time in properties.schedulePolicy.scheduleRunTimes and in every retentionTimes in policy.json, then
az backup policy set --policy @policy.json --ids "{resourceId}"
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name "{resourceName}" -VaultId $vault.ID
$schedule = $policy.SchedulePolicy
$time = $schedule.ScheduleRunTimes[0]
$schedule.ScheduleRunTimes.Clear()
$schedule.ScheduleRunTimes.Add($time)
Set-AzRecoveryServicesBackupProtectionPolicy -Policy $policy -SchedulePolicy $schedule -VaultId $vault.ID
\`\`\`

\`az backup item set-policy\` moves a VM to an Enhanced policy; that is one way, and no backup of it may be running.
`},{levels:[{when:{properties:{disks:{contains:{properties:{sku:{enum:["UltraSSD_LRS","PremiumV2_LRS"]},inBackup:{const:!0}}}}}},level:"error",precision:"high",message:"{/name} has an Ultra or Premium SSD v2 disk, and its backup policy {name} is a Standard policy; such disks need an Enhanced one."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-enhanced-policy","https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/backup/backup-azure-vm-migrate-enhanced-policy"],aliases:[],enabled:!0,examples:{},id:"premium-v2-ultra-policy",title:"A VM with Ultra or Premium SSD v2 disks has an Enhanced policy",group:"disks",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",when:{properties:{disks:{contains:{properties:{sku:{enum:["UltraSSD_LRS","PremiumV2_LRS"]}}}},backupPolicy:{type:"object"}}},schema:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V2"}}}}},message:"{/name} has an Ultra or Premium SSD v2 disk that is left out of the backup, and its backup policy {name} is a Standard policy, which does not take VMs with such disks.",help:`A Standard policy (V1) does not take VMs with Ultra or Premium SSD v2 disks; an Enhanced policy (V2) does. Whether a
Standard policy takes such a VM when the disk is left out is not documented; that is a warning.

Move the VM to an Enhanced policy. No backup of it may be running; the change starts one, costs more for snapshots and
cannot be taken back:

\`\`\`azurecli
az backup item set-policy --resource-group "{resourceGroup}" --vault-name <vault> --container-name <vm> --name <vm> --policy-name <Enhanced policy> --backup-management-type AzureIaasVM
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName <vm> -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <Enhanced policy> -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[],errorCodes:["UserErrorVmNotFoundV2","ResourceNotFound","BCMV2VMNotFound"],links:["https://learn.microsoft.com/azure/backup/backup-azure-manage-vms","https://learn.microsoft.com/azure/backup/backup-azure-move-recovery-services-vault"],aliases:[],enabled:!0,examples:{},id:"protected-vm-exists",title:"The VM of each active backup item exists",group:"vault",subject:"protectedItem",level:"error",precision:"high",fails:"next-backup",when:{properties:{active:{const:!0},sourceKind:{const:"vm"}}},schema:{properties:{sourceExists:{const:!0}}},message:"The vault still protects {name} ({sourceId}), which no longer exists: it was deleted, or moved, which makes it a new VM to Azure Backup.",help:`Azure Backup knows a VM by its resource id. A VM that is deleted, or moved to another group, subscription or region,
leaves an item whose backups fail; the VM at its new place is not protected. Azure itself shows that only after a
backup by hand has failed.

Stop the protection of the old item (the recovery points are kept), then protect the VM at its new place:

\`\`\`azurecli
az backup protection disable --ids "{resourceId}" --yes
az backup protection enable-for-vm --resource-group "{resourceGroup}" --vault-name <vault> --vm <id of the VM> --policy-name <policy>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -Name "{resourceName}" -VaultId $vault.ID
Disable-AzRecoveryServicesBackupProtection -Item $item -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <policy> -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Policy $policy -Name <vm> -ResourceGroupName <group of the VM> -VaultId $vault.ID
\`\`\`
`},{levels:[],errorCodes:["UserErrorBcmDatasourceNotPresent"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/backup/backup-azure-manage-vms"],aliases:[],enabled:!0,examples:{},id:"protection-active",title:"The protection of the VM is not stopped or paused",group:"vault",subject:"vm",level:"warning",precision:"high",fails:"next-backup",when:{properties:{protection:{type:"object",properties:{softDeleted:{const:!1}}}}},schema:{properties:{protection:{type:"object",properties:{state:{not:{enum:["ProtectionStopped","ProtectionPaused","BackupsSuspended"]}}}}}},message:"The protection of {/name} is {value}: its vault keeps old recovery points and makes no new ones.",help:`The vault knows the VM and keeps its recovery points, but takes no backups. A backup by hand fails with
UserErrorBcmDatasourceNotPresent. While protection is stopped, old restore points are not cleaned up either.

Resume the protection, or delete the item if nobody needs its recovery points:

\`\`\`azurecli
az backup protection resume --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --policy-name <policy> --backup-management-type AzureIaasVM
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName <vm> -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <policy> -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -VaultId $vault.ID
\`\`\`

Stopping and resuming forgets which disks are left out of the backup; set that again.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/private-endpoints-overview","https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types"],aliases:[],enabled:!0,examples:{},id:"provider-registered",title:"The subscription has registered Microsoft.RecoveryServices",group:"governance",subject:"subscription",level:"warning",precision:"high",fails:"enable-protection",when:{properties:{vms:{minimum:1}}},schema:{properties:{recoveryServicesRegistration:{enum:["Registered","Registering"]}}},message:"Subscription {name} has {vms} VMs, and its resource provider Microsoft.RecoveryServices is {value}: protection cannot be enabled.",help:`Azure Backup needs the resource provider Microsoft.RecoveryServices in the subscription of the vault and in that of
the VMs. The portal registers it with the first vault; templates, Terraform and the command line may not.

\`\`\`azurecli
az provider register --namespace Microsoft.RecoveryServices --subscription "{subscriptionId}"
\`\`\`

\`\`\`powershell
Set-AzContext -Subscription "{subscriptionId}"
Register-AzResourceProvider -ProviderNamespace Microsoft.RecoveryServices
\`\`\`

Nothing in such a subscription is protected yet, so this is a warning. No error code is known for this.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-during-vm-creation"],aliases:[],enabled:!0,examples:{},id:"restore-point-collections-per-group",title:"Each restore point group has room for more VMs",group:"restore-points",subject:"subscription",level:"note",precision:"high",fails:"later",schema:{properties:{restorePointGroups:{items:{properties:{collections:{maximum:599}}}}}},message:"Resource group {name} holds {value} restore point collections. Azure Backup puts 600 into one group; for the next VM it creates the next group.",help:`Azure Backup puts the restore point collections of at most 600 VMs into one group, then creates the group with the
next number. Nothing is wrong with that as long as it may create it: no Azure Policy that denies it (see
\`backup-group-creatable\`) and no lock on the subscription.

See the groups that exist, and create the next one by hand where a policy asks for tags:

\`\`\`azurecli
az group list --query "[?starts_with(name, 'AzureBackupRG_')].{name: name, location: location}" --output table
\`\`\`

\`\`\`powershell
Get-AzResourceGroup | Where-Object ResourceGroupName -like 'AzureBackupRG_*'
\`\`\`

No error code is known for this.
`},{levels:[{when:{properties:{restorePointsLeaking:{const:!0}}},level:"note",precision:"medium",message:"{name} has {/restorePoints} restore points, three or more beyond the {/backupPolicy/instantRestoreDays} days that its policy keeps snapshots: old ones are not removed."},{when:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V1"}}}}},level:"error",fails:"next-backup",message:"{name} has {/restorePoints} restore points; under a Standard policy Azure Backup takes at most 18."},{when:{properties:{restorePoints:{minItems:500}}},level:"error",fails:"next-backup",message:"{name} has {/restorePoints} restore points; a VM can have at most 500."}],errorCodes:["UserErrorRpCollectionLimitReached","UserErrorCrpReportedUserError"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-machines/virtual-machines-create-restore-points"],aliases:[],enabled:!0,examples:{},id:"restore-point-count",title:"The VM has fewer restore points than the limit",group:"restore-points",subject:"vm",level:"warning",precision:"medium",fails:"later",when:{properties:{backupPolicy:{type:"object"}}},schema:{allOf:[{if:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V1"}}}}},then:{properties:{restorePoints:{maxItems:17}}},else:{properties:{restorePoints:{maxItems:449}}}},{properties:{restorePointsLeaking:{const:!1}}}]},message:"{name} has {/restorePoints} restore points; a VM can have at most 500.",help:`Azure Backup keeps the snapshots of the last days as restore points of the VM, over all its restore point
collections. Under a Standard policy a VM can have 18, under an Enhanced policy the platform's limit of 500 holds.
More than the policy keeps means that old ones are not removed: a lock, stopped protection, or another product.

See them. Azure spells ids in different letter case, which a \`--query\` would tell apart, so \`grep\` looks for the VM:

\`\`\`azurecli
az restore-point collection list-all --query "[].[source.id, id]" --output tsv | grep -i "^{resourceId}[[:space:]]"
az restore-point collection show --resource-group <restore point group> --collection-name <collection> --restore-points --query "restorePoints[].{name: name, created: timeCreated}" --output table
\`\`\`

\`\`\`powershell
Get-AzResource -ResourceType Microsoft.Compute/restorePointCollections | Where-Object Name -like 'AzureBackup_{resourceName}_*'
(Get-AzRestorePointCollection -ResourceGroupName <restore point group> -Name <collection>).RestorePoints
\`\`\`

Remove locks on the restore point group (see \`restore-point-group-unlocked\`), then start a backup by hand. The first
one may fail; it starts the clean-up, which takes some hours:

\`\`\`azurecli
az backup protection backup-now --resource-group <vault group> --vault-name <vault> --container-name "{resourceName}" --item-name "{resourceName}" --backup-management-type AzureIaasVM
\`\`\`

If that does not help, delete the restore point collection. The recovery points in the vault stay; those that are not
in the vault yet are lost, and the next backup compares whole disks, which can take more than a day:

\`\`\`azurecli
az restore-point collection delete --ids <collection id>
\`\`\`

With many points the deletion can time out; try it two or three times.

Microsoft's pages still say 18 without naming the policy; that it holds for Standard policies only follows from the
schedules that Enhanced policies allow.
`},{levels:[{when:{properties:{it:{properties:{level:{const:"ReadOnly"},holdsCollection:{const:!0}}}}},level:"error",fails:"next-backup",message:"Lock {name} (ReadOnly) on {scope} holds restore points of {/name}: Azure Backup can neither make nor remove restore points there."},{when:{properties:{it:{properties:{holdsCollection:{const:!0}}}}},level:"error",message:"Lock {name} ({level}) on {scope} holds restore points of {/name}: Azure Backup cannot remove old ones, and backups fail when their limit is reached."},{when:{properties:{it:{properties:{level:{const:"ReadOnly"}}}}},fails:"next-backup",precision:"medium"}],errorCodes:["UserErrorRpCollectionLimitReached","BackUpOperationFailed","BackUpOperationFailedV2"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources","https://learn.microsoft.com/azure/backup/backup-during-vm-creation"],aliases:[],enabled:!0,examples:{},id:"restore-point-group-unlocked",title:"No lock keeps Azure Backup from removing old restore points",group:"restore-points",subject:"vm",level:"warning",precision:"high",fails:"later",schema:{properties:{locks:{items:{properties:{blocksCleanUp:{const:!1}}}}}},message:"Lock {name} ({level}) on {scope} covers the place where Azure Backup will keep the restore points of {/name}; it will not be able to remove old ones.",help:`Azure Backup keeps the snapshots of a VM in a restore point collection, in a resource group of its own
(\`AzureBackupRG_<region>_<n>\`, or the name that the backup policy sets). It must be able to delete old restore points
there. A lock on that group, on the collection or on the subscription stops the clean-up; backups fail once the limit
is reached.

Remove the lock. Other things under its scope lose its protection too; lock single resources instead. To be able to
make it again, write down first what \`az lock show --ids "{resourceId}"\` says:

\`\`\`azurecli
az lock delete --ids "{resourceId}"
\`\`\`

\`\`\`powershell
Remove-AzResourceLock -LockId "{resourceId}" -Force
\`\`\`

Then start a backup by hand. The first one may fail; it starts the clean-up, which takes some hours. If the backups
still fail, delete the restore point collection as the help of \`restore-point-count\` says.

A CanNotDelete lock on the VM's own group is no fault as long as the restore points are elsewhere.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-orchestration-modes"],aliases:[],enabled:!0,examples:{},id:"scale-set-flexible",title:"No active backup item is an instance of a Uniform scale set",group:"vm",subject:"protectedItem",level:"error",precision:"high",fails:"next-backup",when:{properties:{active:{const:!0}}},schema:{properties:{sourceKind:{not:{const:"scaleSetInstance"}}}},message:"{name} ({sourceId}) is an instance of a Uniform scale set; Azure Backup takes only VMs and instances of Flexible scale sets.",help:`Instances of a scale set in Uniform mode cannot be backed up. Those of a Flexible scale set are VMs like others and can.

Stop the protection, and run the workload in a Flexible scale set or in a VM. The mode of a scale set cannot be changed:

\`\`\`azurecli
az backup protection disable --ids "{resourceId}" --yes
az vmss create --resource-group <group> --name <scale set> --orchestration-mode Flexible --image <image>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -Name "{resourceName}" -VaultId $vault.ID
Disable-AzRecoveryServicesBackupProtection -Item $item -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[{when:{properties:{protectedVms:{const:0}}},level:"warning"}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-enhanced-policy"],aliases:[],enabled:!0,examples:{},id:"schedule-valid",title:"An hourly schedule has an interval and a window that Azure Backup takes",group:"backup-policy",subject:"backupPolicy",level:"error",precision:"high",fails:"enable-protection",when:{properties:{scheduleRunFrequency:{const:"Hourly"}}},schema:{properties:{hourlyInterval:{enum:[4,6,8,12,24,null]},hourlyWindow:{type:["integer","null"],minimum:4,maximum:24},windowFits:{enum:[!0,null]}}},message:"Backup policy {name} runs every {hourlyInterval} hours in a window of {hourlyWindow} hours. The interval can be 4, 6, 8, 12 or 24; the window is 4 to 24 hours and a multiple of it.",help:`An hourly schedule of an Enhanced policy runs every 4, 6, 8, 12 or 24 hours, in a window of 4 to 24 hours that is a
multiple of the interval. Azure refuses a policy with other values.

\`\`\`azurecli
az backup policy show --ids "{resourceId}" > policy.json
# edit properties.schedulePolicy.hourlySchedule (interval, scheduleWindowDuration) in policy.json, then
az backup policy set --policy @policy.json --ids "{resourceId}"
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name "{resourceName}" -VaultId $vault.ID
$schedule = $policy.SchedulePolicy
$schedule.HourlySchedule.Interval = 4
$schedule.HourlySchedule.WindowDuration = 12
Set-AzRecoveryServicesBackupProtectionPolicy -Policy $policy -SchedulePolicy $schedule -VaultId $vault.ID
\`\`\`

In Terraform: \`backup\` with \`hour_interval\` and \`hour_duration\`. A policy that protects nothing is a warning. No error
code is known for this.
`},{levels:[{when:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V1"}}}}},message:"Disk {name} of {/name} is shared ({value} VMs may attach it); a Standard policy takes no VM with a shared disk."}],errorCodes:["UserErrorSharedDiskBackupNotSupported"],links:["https://learn.microsoft.com/azure/backup/selective-disk-backup-restore","https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/backup/backup-azure-vm-migrate-enhanced-policy"],aliases:[],enabled:!0,examples:{},id:"shared-disk-excluded",title:"Shared disks are left out of the backup",group:"disks",subject:"vm",level:"error",precision:"high",fails:"next-backup",schema:{if:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V1"}}}}},then:{properties:{disks:{items:{properties:{maxShares:{maximum:1}}}}}},else:{properties:{disks:{items:{if:{properties:{excluded:{const:!1}}},then:{properties:{maxShares:{maximum:1}}}}}}}},message:"Disk {name} of {/name} is shared ({value} VMs may attach it) and not left out of the backup; Azure Backup takes no shared disks.",help:`Azure Backup does not back up shared disks. An Enhanced policy takes the VM when the shared disk is left out; a Standard
policy takes no VM with a shared disk.

Under a Standard policy, first move the VM to an Enhanced one: detach the shared disk, change the policy (one way, and
no backup may be running), attach the disk again. Then leave the disk out by its LUN, and back it up with Azure Disk
Backup. The list of LUNs replaces an earlier one; a VM with disks left out can be restored as disks only:

\`\`\`azurecli
az backup protection update-for-vm --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --disk-list-setting exclude --diskslist <lun>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName <vm> -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name $item.ProtectionPolicyName -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -ExclusionDisksList "<lun>" -VaultId $vault.ID
\`\`\`

An OS disk cannot be left out. Stopping and resuming protection forgets the disks that are left out. Which disks are
left out is read with --deep only; without it a shared disk under an Enhanced policy stays unknown.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-arm-vms-prepare"],aliases:[],enabled:!0,examples:{},id:"single-vault",title:"The VM is protected in one vault only",group:"vault",subject:"vm",level:"error",precision:"high",fails:"enable-protection",schema:{properties:{protectingVaults:{maximum:1}}},message:"{name} is protected in {value} vaults; Azure Backup protects a VM in one.",help:`A VM can be protected in one Recovery Services vault at a time. Enabling it in a second one fails.

Say which vault has it, stop its protection there (keep the recovery points), then protect it in the other one:

\`\`\`azurecli
az backup protection check-vm --vm "{resourceId}"
az backup protection disable --resource-group <vault group> --vault-name <old vault> --container-name <vm> --item-name <vm> --backup-management-type AzureIaasVM
\`\`\`

\`\`\`powershell
Get-AzRecoveryServicesBackupStatus -ResourceId "{resourceId}"
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <old vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName "{resourceName}" -VaultId $vault.ID
Disable-AzRecoveryServicesBackupProtection -Item $item -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[{when:{properties:{snapshotsOutliveBackups:{const:!0},snapshotDaysValid:{const:!0},protectedVms:{const:0}}},level:"warning",message:"Backup policy {name} keeps snapshots for {instantRestoreDays} days, longer than its daily or weekly recovery points."},{when:{properties:{snapshotsOutliveBackups:{const:!0},snapshotDaysValid:{const:!0}}},message:"Backup policy {name} keeps snapshots for {instantRestoreDays} days, longer than its daily or weekly recovery points."},{when:{properties:{protectedVms:{const:0}}},level:"warning"}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-enhanced-policy","https://learn.microsoft.com/azure/backup/backup-instant-restore-capability"],aliases:[],enabled:!0,examples:{},id:"snapshot-retention-valid",title:"Snapshots are kept for a number of days that Azure Backup takes",group:"backup-policy",subject:"backupPolicy",level:"error",precision:"high",fails:"enable-protection",schema:{properties:{snapshotDaysValid:{const:!0},snapshotsOutliveBackups:{const:!1}}},message:"Backup policy {name} keeps snapshots for {instantRestoreDays} days; with its type and schedule it can keep them for {snapshotDaysAllowed}.",help:`Snapshots for instant restore are kept 1 to 5 days under a Standard policy (exactly 5 with a weekly schedule). Under
an Enhanced policy it is 1 to 30 days, at most 17 with a backup every 4 hours and 22 with one every 6 hours, and 5 to
20 days with a weekly schedule. They cannot be kept longer than the recovery points in the vault. Azure refuses a
policy with other values.

\`\`\`azurecli
az backup policy show --ids "{resourceId}" > policy.json
# edit properties.instantRpRetentionRangeInDays in policy.json, then
az backup policy set --policy @policy.json --ids "{resourceId}"
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <vault>
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name "{resourceName}" -VaultId $vault.ID
$policy.SnapshotRetentionInDays = <days>
Set-AzRecoveryServicesBackupProtectionPolicy -Policy $policy -VaultId $vault.ID
\`\`\`

In Terraform: \`instant_restore_retention_days\`. A policy that protects nothing is a warning. No error code is known
for this.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/azure-resource-manager/management/move-limitations/virtual-machines-move-limitations","https://learn.microsoft.com/azure/virtual-machines/concepts-restore-points"],aliases:[],enabled:!0,examples:{},id:"stale-restore-point-collection",title:"The VM of each restore point collection of Azure Backup exists",group:"restore-points",subject:"restorePointCollection",level:"warning",precision:"high",fails:"later",when:{properties:{madeByAzureBackup:{const:!0},sourceKind:{const:"vm"}}},schema:{properties:{sourceExists:{const:!0}}},message:"Restore point collection {name} in {resourceGroup} holds snapshots of {sourceId}, which no longer exists: they cost money, and nobody removes them.",help:`Azure Backup keeps the snapshots of a VM in a restore point collection. When the VM is deleted or moved, the
collection stays, costs money, and must be deleted before a VM of this name can be moved to another group or
subscription. A VM that was moved is a new VM to Azure Backup and gets a new collection.

See that nobody needs its snapshots, then delete the collection. That cannot be undone; the recovery points in the
vault stay:

\`\`\`azurecli
az restore-point collection delete --ids "{resourceId}"
\`\`\`

\`\`\`powershell
Remove-AzRestorePointCollection -ResourceGroupName "{resourceGroup}" -Name "{resourceName}"
\`\`\`

No error code is known for this. Collections of other products are not judged here.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/backup/backup-azure-vms-enhanced-policy"],aliases:[],enabled:!0,examples:{},id:"trusted-launch-policy",title:"A Trusted Launch VM that is to be protected gets an Enhanced policy",group:"vm",subject:"vm",level:"warning",precision:"medium",fails:"enable-protection",when:{properties:{securityType:{const:"TrustedLaunch"},protection:{type:"object",properties:{planned:{const:!0}}},backupPolicy:{type:"object"}}},schema:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V2"}}}}},message:"{/name} is a Trusted Launch VM, and the file gives it the Standard policy {name}; most clients can protect it with an Enhanced one only.",help:`Azure Backup protects Trusted Launch VMs under an Enhanced policy (V2). A Standard policy is possible only for a VM
that was not protected before, and only with REST 2025-01-01 or later, Azure CLI 2.73.0, Az 14.0.0; the portal and
older clients, Terraform's azurerm provider among them as far as its documentation says, are refused. Microsoft's
pages disagree: the one on Enhanced policies says both this and that only an Enhanced policy will do. So this is a
warning, and only for what a file plans; what Azure has accepted already is right.

Give the VM an Enhanced policy:

\`\`\`azurecli
az backup protection enable-for-vm --resource-group <vault group> --vault-name <vault> --vm <id of the VM> --policy-name <Enhanced policy>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <Enhanced policy> -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Policy $policy -Name <vm> -ResourceGroupName <group of the VM> -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[],errorCodes:["BCMProtGetSaSUriAsyncError"],links:["https://learn.microsoft.com/azure/backup/backup-azure-encrypted-vm-troubleshoot","https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk"],aliases:[],enabled:!0,examples:{},id:"vault-encryption-access",title:"The vault has access to the key that encrypts it",group:"vault",subject:"vault",level:"warning",precision:"medium",fails:"next-backup",when:{properties:{encryption:{type:"object"}}},schema:{properties:{encryption:{type:"object",properties:{keyAccess:{const:"held"}}}}},message:"The identity of vault {/name} lacks the rights on its encryption key {keyUri}: {missingRights}.",help:`A vault that is encrypted with a key of your own reads that key with its managed identity. The identity needs get,
wrap key and unwrap key. Without them, or when the key is disabled, expired or deleted, backups fail.

Give the identity of the vault these rights, with a role or with an access policy, whichever the key vault uses. For a
user-assigned identity put its principal id in place of the inner command:

\`\`\`azurecli
az role assignment create --role "Key Vault Crypto Service Encryption User" --scope <id of the key vault> --assignee-object-id "$(az backup vault identity show --resource-group "{resourceGroup}" --name "{resourceName}" --query principalId --output tsv)" --assignee-principal-type ServicePrincipal
\`\`\`

\`\`\`powershell
Set-AzKeyVaultAccessPolicy -VaultName <key vault> -ObjectId (Get-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name "{resourceName}").Identity.PrincipalId -PermissionsToKeys get,list,wrapKey,unwrapKey
\`\`\`

This is the identity of the vault, not the Backup Management Service of \`key-vault-backup-access\`. Whether the key is
disabled or expired cannot be seen without access to the keys.
`},{levels:[{when:{properties:{protectedVms:{minimum:1e3}}},level:"error",precision:"high",message:"Vault {name} protects {value} VMs; it takes no more than 1000."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix"],aliases:[],enabled:!0,examples:{},id:"vault-limits",title:"The vault has room for more VMs",group:"governance",subject:"vault",level:"warning",precision:"medium",fails:"enable-protection",schema:{properties:{protectedVms:{maximum:899}}},message:"Vault {name} protects {value} VMs and comes near the limit of 1000.",help:`A Recovery Services vault protects at most 1000 Azure VMs (and 2000 data sources of all kinds). The VMs that it
protects are backed up as before; no more can be added. From 900 on this is a warning; that margin is ours.

Put the next VMs into another vault of the region:

\`\`\`azurecli
az backup vault create --resource-group "{resourceGroup}" --name <new vault> --location <region>
\`\`\`

\`\`\`powershell
New-AzRecoveryServicesVault -ResourceGroupName "{resourceGroup}" -Name <new vault> -Location <region>
\`\`\`

A vault also takes at most 250 new VMs a day, which cannot be seen ahead. No error code is known for this.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources"],aliases:[],enabled:!0,examples:{},id:"vault-not-read-only",title:"No ReadOnly lock is on the vault",group:"vault",subject:"vault",level:"note",precision:"low",fails:"check-by-hand",schema:{properties:{readOnly:{const:!1}}},message:"A ReadOnly lock is effective on vault {name}: its policies cannot be changed, protection cannot be enabled, and no backup can be started by hand.",help:`A ReadOnly lock on the vault, its group or its subscription forbids every write and action on it: changing a backup
policy, enabling protection, starting a backup by hand. Whether scheduled backups still run is not documented, so this
is a note.

Find the lock, and use CanNotDelete instead:

\`\`\`azurecli
az lock list --resource "{resourceId}" --query "[?level=='ReadOnly'].id"
az lock update --ids <lock id> --lock-type CanNotDelete
\`\`\`

\`\`\`powershell
Get-AzResourceLock -Scope "{resourceId}" -AtScope
Set-AzResourceLock -LockId <lock id> -LockLevel CanNotDelete -Force
\`\`\`

No error code is known for this.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-arm-vms-prepare","https://learn.microsoft.com/azure/backup/backup-support-matrix"],aliases:[],enabled:!0,examples:{},id:"vault-same-region",title:"The vault is in the region of the VM",group:"vault",subject:"vm",level:"error",precision:"high",fails:"enable-protection",when:{properties:{protection:{type:"object",properties:{softDeleted:{const:!1}}}}},schema:{properties:{protection:{type:"object",properties:{vaultInRegion:{const:!0}}}}},message:"{/name} is in {/location}, its vault in {vaultRegion}; Azure Backup takes only VMs of the region of the vault.",help:`A Recovery Services vault protects VMs of its own region only. The portal does not even list others; a template or
Terraform finds out when it is applied.

Use a vault in the region of the VM:

\`\`\`azurecli
az backup vault create --resource-group <vault group> --name <vault> --location <region of the VM>
az backup protection enable-for-vm --resource-group <vault group> --vault-name <vault> --vm "{resourceId}" --policy-name <policy>
\`\`\`

\`\`\`powershell
$vault = New-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault> -Location <region of the VM>
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <policy> -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Policy $policy -Name "{resourceName}" -ResourceGroupName "{resourceGroup}" -VaultId $vault.ID
\`\`\`

No error code is known for this.
`},{levels:[{when:{properties:{securityType:{const:"ConfidentialVM"}}},level:"error",message:"The vault of {/name} is in another subscription; Azure Backup does not support that for a confidential VM."},{when:{properties:{disks:{contains:{properties:{azureDiskEncryption:{const:!0}}}}}},level:"error",message:"The vault of {/name} is in another subscription; Azure Backup does not support that for a VM with Azure Disk Encryption."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/backup/whats-new"],aliases:[],enabled:!0,examples:{},id:"vault-same-subscription",title:"The vault is in the subscription of the VM",group:"vault",subject:"vm",level:"warning",precision:"medium",fails:"enable-protection",when:{properties:{protection:{type:"object",properties:{softDeleted:{const:!1}}}}},schema:{properties:{protection:{type:"object",properties:{vaultInSubscription:{const:!0}}}}},message:"The vault of {/name} is in another subscription, which Azure Backup supports as a preview only.",help:`A vault in another subscription of the same tenant and region is a preview since January 2026. Microsoft's pages disagree:
older texts of the support matrix say that it is not supported. So this is a warning. For VMs with Azure Disk
Encryption and for confidential VMs it is not supported at all; there it is an error. A snapshot can be restored only
into the subscription of the VM, and such a vault cannot be moved.

Use a vault in the subscription of the VM:

\`\`\`azurecli
az backup protection enable-for-vm --resource-group <vault group> --vault-name <vault> --vm "{resourceId}" --policy-name <policy>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <policy> -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Policy $policy -Name "{resourceName}" -ResourceGroupName "{resourceGroup}" -VaultId $vault.ID
\`\`\`

Whoever uses the preview on purpose leaves this policy out with \`--skip-policy\`. No error code is known for this.
`},{levels:[{when:{properties:{agentNeed:{enum:["degraded","undecided"]}}},level:"warning"}],errorCodes:["UserErrorGuestAgentStatusUnavailable","GuestAgentSnapshotTaskStatusError","AzureVmOffline"],links:["https://learn.microsoft.com/azure/virtual-machines/extensions/agent-windows","https://learn.microsoft.com/azure/virtual-machines/extensions/agent-linux"],aliases:[],enabled:!0,examples:{},id:"vm-agent-provisioned",title:"The VM was created with the VM agent",group:"vm",subject:"vm",level:"error",precision:"medium",fails:"next-backup",when:{properties:{powerState:{const:"running"},agentNeed:{enum:["required","degraded","undecided"]}}},schema:{if:{properties:{agentSeen:{enum:["notReady","unseen"]}}},then:{properties:{agent:{properties:{provisioned:{const:!0}}}}}},message:"{name} was created with provisionVMAgent = false and no agent is seen to be ready: Azure Backup has nobody to ask for a snapshot.",help:'`osProfile.\u2026Configuration.provisionVMAgent` is false, so Azure did not install the VM agent. It may have been\ninstalled by hand since: an agent that is seen to be ready passes (scan with `--deep`).\n\nSee whether there is an agent:\n\n```azurecli\naz vm get-instance-view --ids "{resourceId}" --query "instanceView.vmAgent"\n```\n\n```powershell\n(Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" -Status).VMAgent\n```\n\nIf there is none, install it inside the guest (the MSI on Windows, the package `walinuxagent` or `WALinuxAgent` on\nLinux), then let extensions run:\n\n```azurecli\naz vm update --ids "{resourceId}" --set osProfile.allowExtensionOperations=true\n```\n\nIn templates, leave `provisionVMAgent` out (it is true by default).\n'},{levels:[{when:{properties:{agentNeed:{const:"degraded"}}},level:"warning",message:"The VM agent of {name} is not ready. The next backups will be crash-consistent only, not application-consistent."},{when:{properties:{agentNeed:{const:"undecided"}}},level:"warning",precision:"medium"}],errorCodes:["UserErrorGuestAgentStatusUnavailable","GuestAgentSnapshotTaskStatusError","ExtensionSnapshotFailedNoNetwork","ExtensionOperationFailedForManagedDisks","BackUpOperationFailed","BackUpOperationFailedV2","AzureVmOffline"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-machines/extensions/agent-windows"],aliases:[],enabled:!0,examples:{},id:"vm-agent-ready",title:"The VM agent of a running VM is ready",group:"vm",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{powerState:{const:"running"},agentNeed:{enum:["required","degraded","undecided"]}}},schema:{properties:{agent:{properties:{status:{const:"ready"}}}}},message:"The VM agent of {name} is not ready, so Azure Backup cannot take a consistent snapshot of the running VM.",help:'Azure Backup asks the VM agent to take the snapshot. Under a Standard policy, or where Azure Backup cannot fall back\nto a crash-consistent snapshot, the backup fails without it.\n\nSee what the agent reports:\n\n```azurecli\naz vm get-instance-view --ids "{resourceId}" --query "instanceView.vmAgent"\n```\n\n```powershell\n(Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" -Status).VMAgent\n```\n\nRestart the VM, or the agent inside the guest (that cannot be done from outside while the agent is down):\n\n- Windows: `Restart-Service WindowsAzureGuestAgent`. If the service is missing, install the agent\'s MSI.\n- Ubuntu, Debian: `sudo systemctl restart walinuxagent`. Other distributions: `sudo systemctl restart waagent`.\n\nThen ask for the report again. If the agent stays down, look inside the guest: `Extensions.Enable=y` and\n`Provisioning.Agent=auto` in `/etc/waagent.conf`, .NET Framework 4.5 or later on Windows, DHCP in the guest, TCP 80 and\n32526 to 168.63.129.16.\n\nA stopped or deallocated VM has no agent state; that is no fault and is not reported.\n'},{levels:[{when:{properties:{agent:{properties:{versionSupport:{const:"outdated"}}}}},level:"warning",precision:"medium",message:"The VM agent of {name} has version {version}, which is older than the platform supports (Windows 2.7.41491.1010, Linux 2.2.53.1)."},{when:{properties:{agentNeed:{enum:["degraded","undecided"]}}},level:"warning"}],errorCodes:["UserErrorGuestAgentStatusUnavailable","GuestAgentSnapshotTaskStatusError"],links:["https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/support-extensions-agent-version","https://learn.microsoft.com/azure/backup/backup-azure-arm-vms-prepare"],aliases:[],enabled:!0,examples:{},id:"vm-agent-version",title:"The VM agent is not older than Azure supports",group:"vm",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{powerState:{const:"running"},agentNeed:{enum:["required","degraded","undecided"]}}},schema:{properties:{agent:{properties:{versionSupport:{const:"supported"}}}}},message:"The VM agent of {name} has version {version}; Azure Backup needs 2.6.1198.718 or later on Windows.",help:'Azure Backup needs the Windows agent 2.6.1198.718 or later. The platform supports 2.7.41491.1010 (Windows) and\n2.2.53.1 (Linux) or later; older agents also need a way out to regional storage. A Linux agent from 2.1.7 on may\nupdate itself if auto-update is on.\n\nSee the version:\n\n```azurecli\naz vm get-instance-view --ids "{resourceId}" --query "instanceView.vmAgent.vmAgentVersion"\n```\n\n```powershell\n(Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" -Status).VMAgent.VmAgentVersion\n```\n\nUpdate it inside the guest while no backup runs: on Windows with the newest MSI of the agent, on Linux from the repository of the\ndistribution (`sudo apt-get install walinuxagent`, `sudo dnf update WALinuxAgent`).\n\nA version that the agent does not tell is not judged here; `vm-agent-ready` speaks then.\n'},{levels:[{when:{properties:{disksTotalGiB:{exclusiveMinimum:524288}}},level:"error",precision:"high",message:"The disks of {name} have {value} GiB together; Azure Backup takes at most 524288 GiB (512 TiB) for each VM."}],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/backup/backup-support-matrix"],aliases:[],enabled:!0,examples:{},id:"vm-disk-total-size",title:"The disks of the VM together are within Azure Backup's limit",group:"disks",subject:"vm",level:"note",precision:"low",fails:"next-backup",schema:{properties:{disksTotalGiB:{maximum:262144}}},message:"The disks of {name} have {value} GiB together. Azure Backup takes 524288 GiB (512 TiB); older pages of Microsoft's say 262144 GiB (256 TiB).",help:`Azure Backup backs up VMs with at most 512 TiB (524288 GiB) on all disks together. The limit was 256 TiB; between the
two this is a note.

Spread the disks over several VMs, or leave data disks out of the backup (and back them up in another way). The list
of LUNs replaces an earlier one; a VM with disks left out can be restored as disks only:

\`\`\`azurecli
az backup protection update-for-vm --resource-group <vault group> --vault-name <vault> --container-name "{resourceName}" --item-name "{resourceName}" --disk-list-setting exclude --diskslist <luns>
\`\`\`

\`\`\`powershell
$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>
$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -FriendlyName "{resourceName}" -VaultId $vault.ID
$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name $item.ProtectionPolicyName -VaultId $vault.ID
Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -ExclusionDisksList "<lun>","<lun>" -VaultId $vault.ID
\`\`\`

Whether disks that are left out count is not documented; they are counted here. No error code is known for this.
`},{levels:[{when:{properties:{agentNeed:{enum:["degraded","undecided"]}}},level:"warning"}],errorCodes:["UserErrorGuestAgentStatusUnavailable","GuestAgentSnapshotTaskStatusError","AzureVmOffline"],links:["https://learn.microsoft.com/azure/virtual-machines/extensions/agent-windows"],aliases:[],enabled:!0,examples:{},id:"vm-extension-operations-allowed",title:"The VM lets extensions run",group:"vm",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{powerState:{const:"running"},agentNeed:{enum:["required","degraded","undecided"]}}},schema:{properties:{agent:{properties:{extensionOperationsAllowed:{const:!0}}}}},message:"{name} has allowExtensionOperations = false, so Azure Backup cannot install or run its snapshot extension.",help:'Azure Backup takes the snapshot through an extension (VMSnapshot or VMSnapshotLinux), which\n`osProfile.allowExtensionOperations: false` forbids.\n\n```azurecli\naz vm update --ids "{resourceId}" --set osProfile.allowExtensionOperations=true\n```\n\n```powershell\n$vm = Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}"\n$vm.OSProfile.AllowExtensionOperations = $true\n$vm | Update-AzVM\n```\n\nIn Terraform, `provision_vm_agent = false` also forces `allow_extension_operations` to false.\n'},{levels:[],errorCodes:["UserErrorVmProvisioningStateFailed","ExtensionOperationFailedForManagedDisks"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-machines/extensions/troubleshoot"],aliases:[],enabled:!0,examples:{},id:"vm-extensions-succeeded",title:"No extension of the VM has failed",group:"vm",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",schema:{properties:{extensions:{items:{properties:{provisioningState:{not:{const:"Failed"}}}}}}},message:"Extension {name} is in provisioning state {provisioningState}; it can keep the backup extension from running.",help:`A failed extension can bring the VM into the state Failed or keep the agent from running the backup extension.

See why it failed, then remove it if it is not needed, or remove it and install it again. Its protected settings cannot
be read back; have them at hand first:

\`\`\`azurecli
az vm extension delete --ids "{resourceId}"
\`\`\`

\`\`\`powershell
Remove-AzResource -ResourceId "{resourceId}" -Force
\`\`\`

The backup extension itself (VMSnapshot, VMSnapshotLinux) may be removed too: the next backup installs it again. What
the extensions report: \`az vm get-instance-view --ids <vm id> --query instanceView.extensions\`.
`},{levels:[],errorCodes:["ExtensionOperationFailedForManagedDisks","UserErrorCrpReportedUserError"],links:["https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources"],aliases:[],enabled:!0,examples:{},id:"vm-not-read-only",title:"No ReadOnly lock is on the VM",group:"restore-points",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",schema:{properties:{locks:{items:{properties:{blocksVmWrites:{const:!1}}}}}},message:"Lock {name} (ReadOnly) on {scope} makes {/name} read-only: Azure Backup may not be able to run its extension or to make a restore point.",help:`A ReadOnly lock forbids every write and action on the VM in Azure, starting and restarting included. Installing the
backup extension and creating a restore point are such actions. Microsoft documents the effect on starting a VM, not
on its backup, so this is a warning.

Use a CanNotDelete lock instead:

\`\`\`azurecli
az lock update --ids "{resourceId}" --lock-type CanNotDelete
\`\`\`

\`\`\`powershell
Set-AzResourceLock -LockId "{resourceId}" -LockLevel CanNotDelete -Force
\`\`\`
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-azure-arm-vms-prepare"],aliases:[],enabled:!1,examples:{},id:"vm-protected",title:"Azure Backup protects the VM",group:"vault",subject:"vm",level:"note",precision:"high",fails:"enable-protection",schema:{properties:{protected:{const:!0}}},message:"Azure Backup does not protect {name}.",help:'Not every VM needs a backup, so this policy is off by default: on most estates it would be noise. Name it with\n`--policy vm-protected` to list the VMs without protection. Azure Policy and Azure Advisor can tell the same.\n\n```azurecli\naz backup protection enable-for-vm --resource-group <vault group> --vault-name <vault> --vm "{resourceId}" --policy-name <policy>\n```\n\n```powershell\n$vault = Get-AzRecoveryServicesVault -ResourceGroupName <vault group> -Name <vault>\n$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name <policy> -VaultId $vault.ID\nEnable-AzRecoveryServicesBackupProtection -Policy $policy -Name "{resourceName}" -ResourceGroupName "{resourceGroup}" -VaultId $vault.ID\n```\n\nNo error code is known for this.\n'},{levels:[{when:{properties:{provisioningStuck:{const:!0}}},level:"warning",precision:"medium",message:"{name} has been in provisioning state {provisioningState} for more than an hour; Azure Backup waits for it to end."},{when:{properties:{agentNeed:{enum:["degraded","none","undecided"]}}},level:"warning",precision:"medium"}],errorCodes:["UserErrorVmProvisioningStateFailed"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-machines/states-billing"],aliases:[],enabled:!0,examples:{},id:"vm-provisioning-succeeded",title:"The VM is neither failed nor stuck in a change",group:"vm",subject:"vm",level:"error",precision:"high",fails:"next-backup",schema:{properties:{provisioningState:{not:{const:"Failed"}},provisioningStuck:{const:!1}}},message:"{name} is in provisioning state {provisioningState}; Azure Backup does not back up a VM whose last change failed.",help:`The last change to the VM failed, or has not ended. Often an extension is the cause; look at it first:

\`\`\`azurecli
az vm get-instance-view --ids "{resourceId}" --query "{statuses: instanceView.statuses, extensions: instanceView.extensions[].{name: name, status: statuses[0].displayStatus}}"
\`\`\`

Repair or remove the extension that failed, then let Azure apply the model of the VM again:

\`\`\`azurecli
az vm reapply --ids "{resourceId}"
\`\`\`

\`\`\`powershell
Set-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" -Reapply
\`\`\`

Then \`az vm show --ids "{resourceId}" --query provisioningState\` says Succeeded.

A VM that is stopped or deallocated is fine: it is backed up crash-consistently. A VM that was shut down from inside
(for example over RDP) and still shows as running should be stopped once from Azure.

Microsoft's pages differ on a failed VM under an Enhanced policy (one says it fails, one that it is backed up
crash-consistently); there this is a warning.
`},{levels:[],errorCodes:["ExtensionSnapshotFailedNoNetwork","GuestAgentSnapshotTaskStatusError"],links:["https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16","https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout"],aliases:[],enabled:!0,examples:{},id:"wire-server-reachable",title:"No security rule denies the Azure host (168.63.129.16)",group:"network",subject:"vm",level:"warning",precision:"low",fails:"check-by-hand",when:{properties:{agentNeed:{enum:["required","degraded","undecided"]}}},schema:{if:{properties:{agentSeen:{enum:["notReady","unseen"]}}},then:{properties:{securityRules:{items:{properties:{blocksWireServer:{const:!1}}}}}}},message:"Security rule {name} (priority {priority}) denies outbound traffic to 168.63.129.16, over which the VM agent gets its work, and no agent is seen to be ready. Network security groups should not apply to it; check the guest's firewall.",help:`The VM agent talks to the Azure host at 168.63.129.16, TCP ports 80 and 32526 (the page of Azure Backup names 443 too).
Microsoft's page on this address says that network security groups do not apply to these ports, so a rule that denies
it is a hint at a closed network, not a proof. It is reported only while no agent is seen to be ready. Rules that deny
the Internet, \`*\` or wider prefixes are not reported: VM backup needs no way out to the Internet.

Look at the firewall and the proxy inside the guest first; they cannot be seen from outside. Then remove the rule, or
allow the host before it:

\`\`\`azurecli
az network nsg rule create --resource-group "{resourceGroup}" --nsg-name "{resourceName}" --name AllowAzureHost --priority 100 --direction Outbound --access Allow --protocol Tcp --destination-address-prefixes 168.63.129.16 --destination-port-ranges 80 443 32526
\`\`\`

\`\`\`powershell
Get-AzNetworkSecurityGroup -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" |
  Add-AzNetworkSecurityRuleConfig -Name AllowAzureHost -Priority 100 -Direction Outbound -Access Allow -Protocol Tcp -SourceAddressPrefix * -SourcePortRange * -DestinationAddressPrefix 168.63.129.16 -DestinationPortRange 80,443,32526 |
  Set-AzNetworkSecurityGroup
\`\`\`

Priority 100 must be free and come before the rule that denies.
`},{levels:[],errorCodes:[],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas"],aliases:[],enabled:!0,examples:{},id:"write-accelerator-egress",title:"A VM with write-accelerated disks can reach the internet",group:"disks",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",when:{properties:{disks:{contains:{properties:{writeAccelerator:{const:!0}}}}}},schema:{properties:{securityRules:{items:{properties:{closesEgress:{const:!1}}}}}},message:"Security rule {name} (priority {priority}) keeps {/name} from the internet. The VM has a write-accelerated disk, and Azure Backup needs a way out for those, even where the disk is left out of the backup.",help:`VM backup needs no way out to the internet, with one exception: a VM with a disk that has the write accelerator on
needs one, also when that disk is left out of the backup.

Allow HTTPS out before the rule that denies it:

\`\`\`azurecli
az network nsg rule create --resource-group "{resourceGroup}" --nsg-name "{resourceName}" --name AllowHttpsOut --priority 100 --direction Outbound --access Allow --protocol Tcp --destination-address-prefixes Internet --destination-port-ranges 443
\`\`\`

\`\`\`powershell
Get-AzNetworkSecurityGroup -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" |
  Add-AzNetworkSecurityRuleConfig -Name AllowHttpsOut -Priority 100 -Direction Outbound -Access Allow -Protocol Tcp -SourceAddressPrefix * -SourcePortRange * -DestinationAddressPrefix Internet -DestinationPortRange 443 |
  Set-AzNetworkSecurityGroup
\`\`\`

Priority 100 must be free and come before the rule that denies. Only rules of network security groups are judged; route
tables, firewalls and subnets without outbound access are not seen. No error code is known for this.
`}];export{e as SHIPPED_POLICIES};
