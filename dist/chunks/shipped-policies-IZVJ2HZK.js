import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import"./chunk-XY7QUVLB.js";var e=[{levels:[{when:{properties:{it:{properties:{sizeGiB:{maximum:65536}}}}},level:"warning",precision:"medium",message:"Disk {name} has {value} GiB. Azure Backup takes up to 65536 GiB since 2026; other pages of Microsoft's still say 32768 GiB."}],errorCodes:["UserErrorUnsupportedDiskSize"],links:["https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas","https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/backup/selective-disk-backup-restore"],aliases:[],enabled:!0,examples:{},id:"disk-size-supported",title:"Every disk in the backup is within Azure Backup's size limit",subject:"vm",level:"error",precision:"high",fails:"next-backup",schema:{properties:{disks:{items:{if:{properties:{inBackup:{const:!0}}},then:{properties:{sizeGiB:{maximum:32768}}}}}}},message:"Disk {name} has {value} GiB; Azure Backup takes at most 65536 GiB.",help:`Azure Backup backs up disks of at most 64 TiB (65536 GiB). Until 2026 the limit was 32 TiB (32768 GiB), and some of
Microsoft's pages still say so; a disk between the two is a warning.

Split the disk, or leave it out of the backup (and back it up in another way). The OS disk cannot be left out.

\`\`\`azurecli
az backup protection update-for-vm --resource-group <vault group> --vault-name <vault> --container-name <vm> --item-name <vm> --backup-management-type AzureIaasVM --disk-list-setting exclude --diskslist <lun>
\`\`\`

\`\`\`powershell
Enable-AzRecoveryServicesBackupProtection -Item $item -ExclusionDisksList "<lun>" -VaultId $vault.ID
\`\`\`
`},{levels:[],errorCodes:["UserErrorUnsupportedDiskSize"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption","https://learn.microsoft.com/azure/virtual-machines/disk-encryption-migrate"],aliases:[],enabled:!0,examples:{},id:"encrypted-disk-size-supported",title:"No disk with Azure Disk Encryption is larger than 4 TiB",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",schema:{properties:{disks:{items:{if:{properties:{inBackup:{const:!0},azureDiskEncryption:{const:!0}}},then:{properties:{sizeGiB:{maximum:4096}}}}}}},message:"Disk {name} has {value} GiB and Azure Disk Encryption; Azure Backup takes at most 4096 GiB then.",help:`Microsoft's troubleshooting page says that encrypted disks of more than 4 TB are not supported. The support matrix of
2026 does not repeat it, so this is a warning. It is about Azure Disk Encryption (inside the guest) only; server-side
encryption and encryption at host have no such limit.

Split the disk, or move to encryption at host (Azure Disk Encryption retires on 2028-09-15):

\`\`\`azurecli
az disk show --ids "{resourceId}" --query "{sizeGB: diskSizeGB, encryption: encryptionSettingsCollection}"
\`\`\`

\`\`\`powershell
Get-AzDisk -ResourceGroupName "{resourceGroup}" -DiskName "{resourceName}" | Select-Object DiskSizeGB, EncryptionSettingsCollection
\`\`\`
`},{levels:[{when:{properties:{guestDhcp:{const:"unseen"}}},level:"note",precision:"low",fails:"check-by-hand",message:"{name} has a static or second private address in Azure, and its agent is not seen. Check that the guest still gets its address by DHCP."}],errorCodes:["GuestAgentSnapshotTaskStatusError","ExtensionSnapshotFailedNoNetwork"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-network/ip-services/virtual-networks-static-private-ip"],aliases:[],enabled:!0,examples:{},id:"guest-dhcp",title:"DHCP works in the guest",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",when:{properties:{agentNeed:{enum:["required","degraded","undecided"]},guestDhcp:{enum:["works","doubtful","unseen"]}}},schema:{properties:{guestDhcp:{const:"works"}}},message:"The agent of {name} is not ready and the VM has a static or second private address: the guest may have a static address inside, without DHCP.",help:`A static private address that is set on the network interface **in Azure** is right: Azure still gives it out by
DHCP. A static address that is set **inside the guest** is not: without DHCP the guest does not learn the address
of the host (option 245), and the backup extension cannot run. Nobody can see that from outside; this is a hint from
an interface with a static or second address.

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
`},{levels:[{when:{properties:{it:{properties:{backupAccess:{const:"secretsBackupMissing"}}}}},level:"warning",precision:"medium",message:"In key vault {name} the Backup Management Service lacks: {missingRights}. Microsoft's pages disagree whether it needs that where the secrets are wrapped with a key."}],errorCodes:["UserErrorKeyvaultPermissionsNotConfigured"],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption","https://learn.microsoft.com/azure/backup/backup-azure-vms-automation"],aliases:[],enabled:!0,examples:{},id:"key-vault-backup-access",title:"Azure Backup may read the secrets and keys of the disk encryption",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{keyVaults:{minItems:1}}},schema:{properties:{keyVaults:{items:{properties:{backupAccess:{const:"held"}}}}}},message:"In key vault {name}, which holds the disk encryption of {/name}, the Backup Management Service lacks: {missingRights}.",help:`To back up a VM with Azure Disk Encryption, Azure Backup also backs up its secrets and keys. The service principal
"Backup Management Service" needs get, list and backup on secrets and, with a key encryption key, on keys. It is not
the managed identity of the Recovery Services vault.

A key vault with access policies:

\`\`\`azurecli
az keyvault set-policy --name "{resourceName}" --spn 262044b1-e2ce-469f-a196-69ab7ada62d3 --secret-permissions get list backup --key-permissions get list backup
\`\`\`

\`\`\`powershell
Set-AzKeyVaultAccessPolicy -VaultName "{resourceName}" -ServicePrincipalName 262044b1-e2ce-469f-a196-69ab7ada62d3 -PermissionsToSecrets get,list,backup -PermissionsToKeys get,list,backup
\`\`\`

A key vault with roles (Key Vault Administrator, or a custom role with just these data actions):

\`\`\`azurecli
az role assignment create --role "Key Vault Administrator" --scope "{resourceId}" --assignee-principal-type ServicePrincipal --assignee-object-id "$(az ad sp show --id 262044b1-e2ce-469f-a196-69ab7ada62d3 --query id --output tsv)"
\`\`\`

In Azure Government the application id is ff281ffe-705c-4f53-9f37-a40e6f2c68f3.

What is judged: active grants. Deny assignments and eligible (not activated) roles are not read.
`},{levels:[],errorCodes:["UserErrorKeyvaultPermissionsNotConfigured"],links:["https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints","https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption"],aliases:[],enabled:!0,examples:{},id:"key-vault-trusted-services",title:"The firewall of the key vault lets Azure Backup in",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{keyVaults:{minItems:1}}},schema:{properties:{keyVaults:{items:{properties:{trustedServicesAllowed:{const:!0}}}}}},message:"Key vault {name}, which holds the disk encryption of {/name}, denies traffic by default and makes no exception for trusted Microsoft services; Azure Backup is one of them.",help:'Azure Backup reads the secrets and keys of Azure Disk Encryption as a trusted service. A firewall that denies by\ndefault must let trusted services through:\n\n```azurecli\naz keyvault update --name "{resourceName}" --resource-group "{resourceGroup}" --bypass AzureServices\n```\n\n```powershell\nUpdate-AzKeyVaultNetworkRuleSet -VaultName "{resourceName}" -ResourceGroupName "{resourceGroup}" -Bypass AzureServices\n```\n\nHow a key vault with public network access disabled behaves is not documented; that alone is not judged.\n'},{levels:[{when:{properties:{protection:{type:"object",properties:{lastErrorCode:{type:"string"},lastErrorMessage:{type:"string"}}}}},message:"The last backup of {/name} failed: {lastErrorCode}: {lastErrorMessage}"},{when:{properties:{protection:{type:"object",properties:{lastErrorCode:{type:"string"}}}}},message:"The last backup of {/name} failed: {lastErrorCode}"},{when:{properties:{protection:{type:"object",properties:{lastErrorMessage:{type:"string"}}}}},message:"The last backup of {/name} failed: {lastErrorMessage}"}],errorCodes:["BackUpOperationFailed","BackUpOperationFailedV2","UserErrorCrpReportedUserError"],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-troubleshoot","https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout"],aliases:[],enabled:!0,examples:{},id:"last-backup-succeeded",title:"The last backup succeeded",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{protected:{const:!0}}},schema:{properties:{protection:{type:"object",properties:{lastBackupStatus:{not:{const:"Failed"}}}}}},message:"The last backup of {/name} failed; the vault's list of jobs says why.",help:'Azure Backup itself says that the last backup failed. Unless its cause is gone, the next one fails too. Other findings\nfor the same VM often name the cause; the job tells the error code:\n\n```azurecli\naz backup job list --resource-group <vault group> --vault-name <vault> --status Failed --output table\naz backup job show --resource-group <vault group> --vault-name <vault> --name <job> --query "properties.errorDetails"\n```\n\n```powershell\nGet-AzRecoveryServicesBackupJob -Status Failed -VaultId $vault.ID | Get-AzRecoveryServicesBackupJobDetail | Select-Object -ExpandProperty ErrorDetails\n```\n\n`backup-lint explain CODE` says what is behind a code. UserErrorCrpReportedUserError is a wrapper: its details hold\nthe error of the compute platform.\n'},{levels:[],errorCodes:["UserErrorBackupOperationInProgress"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/backup/backup-azure-vms-introduction"],aliases:[],enabled:!0,examples:{},id:"no-backup-in-progress",title:"No backup of the VM has been running for more than a day",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",when:{properties:{protected:{const:!0}}},schema:{properties:{backupJobs:{items:{properties:{longRunning:{const:!1}}}}}},message:"A backup of {/name} has been in progress since {startTime}, for more than 24 hours; the next one cannot start before it ends.",help:`A new backup does not start while another one of the same VM is in its snapshot phase, in this vault or in an old one.
The first backup of a VM, and one after a large change, can take more than a day; younger jobs are not reported.

Look at the job, and cancel it if it does not move:

\`\`\`azurecli
az backup job list --resource-group <vault group> --vault-name <vault> --status InProgress --output table
az backup job stop --resource-group <vault group> --vault-name <vault> --name <job>
\`\`\`

\`\`\`powershell
Get-AzRecoveryServicesBackupJob -Status InProgress -VaultId $vault.ID
Stop-AzRecoveryServicesBackupJob -JobId <job> -VaultId $vault.ID
\`\`\`
`},{levels:[],errorCodes:["UserErrorRpCollectionLimitReached"],links:["https://learn.microsoft.com/azure/backup/backup-azure-vms-enhanced-policy","https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas"],aliases:[],enabled:!0,examples:{},id:"one-backup-per-day",title:"A Standard policy runs at most once a day",subject:"vm",level:"error",precision:"high",fails:"later",when:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V1"}}}}},schema:{properties:{backupPolicy:{type:"object",properties:{runsPerDay:{maximum:1}}}}},message:"Backup policy {name} is a Standard policy and runs {value} times a day; its restore points reach the limit of 18.",help:`A Standard policy (V1) takes one backup a day. More runs fill the 18 restore points that a VM can have under it. Use
an Enhanced policy (V2), which can run every 4, 6, 8 or 12 hours, or let this one run once a day.

\`\`\`azurecli
az backup policy show --ids "{resourceId}" > policy.json
# edit schedulePolicy.scheduleRunTimes in policy.json, then
az backup policy set --policy @policy.json --ids "{resourceId}"
\`\`\`

\`\`\`powershell
$schedule = Get-AzRecoveryServicesBackupSchedulePolicyObject -WorkloadType AzureVM -PolicySubType Enhanced -ScheduleRunFrequency Hourly
\`\`\`

The change from Standard to Enhanced is one way.
`},{levels:[{when:{properties:{restorePointsLeaking:{const:!0}}},level:"note",precision:"medium",message:"{name} has {/restorePoints} restore points, three or more beyond the {/backupPolicy/instantRestoreDays} days that its policy keeps snapshots: old ones are not removed."},{when:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V1"}}}}},level:"error",fails:"next-backup",message:"{name} has {/restorePoints} restore points; under a Standard policy Azure Backup takes at most 18."},{when:{properties:{restorePoints:{minItems:500}}},level:"error",fails:"next-backup",message:"{name} has {/restorePoints} restore points; a VM can have at most 500."}],errorCodes:["UserErrorRpCollectionLimitReached","UserErrorCrpReportedUserError"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-machines/virtual-machines-create-restore-points"],aliases:[],enabled:!0,examples:{},id:"restore-point-count",title:"The VM has fewer restore points than the limit",subject:"vm",level:"warning",precision:"medium",fails:"later",when:{properties:{backupPolicy:{type:"object"}}},schema:{allOf:[{if:{properties:{backupPolicy:{type:"object",properties:{policyType:{const:"V1"}}}}},then:{properties:{restorePoints:{maxItems:17}}},else:{properties:{restorePoints:{maxItems:449}}}},{properties:{restorePointsLeaking:{const:!1}}}]},message:"{name} has {/restorePoints} restore points; a VM can have at most 500.",help:`Azure Backup keeps the snapshots of the last days as restore points of the VM, over all its restore point
collections. Under a Standard policy a VM can have 18, under an Enhanced policy the platform's limit of 500 holds.
More than the policy keeps means that old ones are not removed: a lock, stopped protection, or another product.

See them:

\`\`\`azurecli
az restore-point collection list-all --query "[?source.id=='{resourceId}'].id"
az restore-point collection show --ids <collection id> --restore-points --query "restorePoints[].name"
\`\`\`

\`\`\`powershell
Get-AzRestorePointCollection -ResourceGroupName <restore point group>
\`\`\`

Remove locks on the restore point group (see \`restore-point-group-unlocked\`), then start a backup by hand; it starts
the clean-up. If that does not help, delete the restore point collection; the recovery points in the vault stay:

\`\`\`azurecli
az restore-point collection delete --ids <collection id>
\`\`\`

Deleting a collection with many points can time out; try it two or three times.

Microsoft's pages still say 18 without naming the policy; that it holds for Standard policies only follows from the
schedules that Enhanced policies allow.
`},{levels:[{when:{properties:{it:{properties:{level:{const:"ReadOnly"},holdsCollection:{const:!0}}}}},level:"error",fails:"next-backup",message:"Lock {name} (ReadOnly) on {scope} holds restore points of {/name}: Azure Backup can neither make nor remove restore points there."},{when:{properties:{it:{properties:{holdsCollection:{const:!0}}}}},level:"error",message:"Lock {name} ({level}) on {scope} holds restore points of {/name}: Azure Backup cannot remove old ones, and backups fail when their limit is reached."},{when:{properties:{it:{properties:{level:{const:"ReadOnly"}}}}},fails:"next-backup",precision:"medium"}],errorCodes:["UserErrorRpCollectionLimitReached","BackUpOperationFailed","BackUpOperationFailedV2"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources","https://learn.microsoft.com/azure/backup/backup-during-vm-creation"],aliases:[],enabled:!0,examples:{},id:"restore-point-group-unlocked",title:"No lock keeps Azure Backup from removing old restore points",subject:"vm",level:"warning",precision:"high",fails:"later",schema:{properties:{locks:{items:{properties:{blocksCleanUp:{const:!1}}}}}},message:"Lock {name} ({level}) on {scope} covers the place where Azure Backup will keep the restore points of {/name}; it will not be able to remove old ones.",help:`Azure Backup keeps the snapshots of a VM in a restore point collection, in a resource group of its own
(\`AzureBackupRG_<region>_<n>\`, or the name that the backup policy sets). It must be able to delete old restore points
there. A lock on that group, on the collection or on the subscription stops the clean-up; backups fail once the limit
is reached.

Remove the lock (other things under its scope lose its protection too; lock single resources instead):

\`\`\`azurecli
az lock delete --ids "{resourceId}"
\`\`\`

\`\`\`powershell
Remove-AzResourceLock -LockId "{resourceId}" -Force
\`\`\`

Then start a backup by hand. The first one may fail; it starts the clean-up, which takes some hours. If the backups
still fail, delete the restore point collection; the recovery points in the vault stay.

A CanNotDelete lock on the VM's own group is no fault as long as the restore points are elsewhere.
`},{levels:[{when:{properties:{agentNeed:{enum:["degraded","undecided"]}}},level:"warning"}],errorCodes:["UserErrorGuestAgentStatusUnavailable","GuestAgentSnapshotTaskStatusError"],links:["https://learn.microsoft.com/azure/virtual-machines/extensions/agent-windows","https://learn.microsoft.com/azure/virtual-machines/extensions/agent-linux"],aliases:[],enabled:!0,examples:{},id:"vm-agent-provisioned",title:"The VM was created with the VM agent",subject:"vm",level:"error",precision:"medium",fails:"next-backup",when:{properties:{powerState:{const:"running"},agentNeed:{enum:["required","degraded","undecided"]}}},schema:{if:{properties:{agentSeen:{enum:["notReady","unseen"]}}},then:{properties:{agent:{properties:{provisioned:{const:!0}}}}}},message:"{name} was created with provisionVMAgent = false and no agent is seen to be ready: Azure Backup has nobody to ask for a snapshot.",help:'`osProfile.\u2026Configuration.provisionVMAgent` is false, so Azure did not install the VM agent. It may have been\ninstalled by hand since: an agent that is seen to be ready passes (scan with `--deep`).\n\nSee whether there is an agent:\n\n```azurecli\naz vm get-instance-view --ids "{resourceId}" --query "instanceView.vmAgent"\n```\n\n```powershell\n(Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" -Status).VMAgent\n```\n\nIf there is none, install it inside the guest (the MSI on Windows, the package `walinuxagent` or `WALinuxAgent` on\nLinux), then let extensions run:\n\n```azurecli\naz vm update --ids "{resourceId}" --set osProfile.allowExtensionOperations=true\n```\n\nIn templates, leave `provisionVMAgent` out (it is true by default).\n'},{levels:[{when:{properties:{agentNeed:{const:"degraded"}}},level:"warning",message:"The VM agent of {name} is not ready. The next backups will be crash-consistent only, not application-consistent."},{when:{properties:{agentNeed:{const:"undecided"}}},level:"warning",precision:"medium"}],errorCodes:["UserErrorGuestAgentStatusUnavailable","GuestAgentSnapshotTaskStatusError","ExtensionSnapshotFailedNoNetwork","ExtensionOperationFailedForManagedDisks","BackUpOperationFailed","BackUpOperationFailedV2"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-machines/extensions/agent-windows"],aliases:[],enabled:!0,examples:{},id:"vm-agent-ready",title:"The VM agent of a running VM is ready",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{powerState:{const:"running"},agentNeed:{enum:["required","degraded","undecided"]}}},schema:{properties:{agent:{properties:{status:{const:"ready"}}}}},message:"The VM agent of {name} is not ready, so Azure Backup cannot take a consistent snapshot of the running VM.",help:'Azure Backup asks the VM agent to take the snapshot. Under a Standard policy, or where Azure Backup cannot fall back\nto a crash-consistent snapshot, the backup fails without it.\n\nSee what the agent reports:\n\n```azurecli\naz vm get-instance-view --ids "{resourceId}" --query "instanceView.vmAgent"\n```\n\n```powershell\n(Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" -Status).VMAgent\n```\n\nRestart the agent inside the guest (it cannot be done from outside while the agent is down):\n\n- Windows: `Restart-Service WindowsAzureGuestAgent`. If the service is missing, install the agent\'s MSI.\n- Ubuntu: `sudo systemctl restart walinuxagent`. Other distributions: `sudo systemctl restart waagent`.\n\nIf it stays down, look inside the guest: `Extensions.Enable=y` and `Provisioning.Agent=auto` in `/etc/waagent.conf`,\n.NET Framework 4.5 or later on Windows, DHCP in the guest, TCP 80 and 32526 to 168.63.129.16.\n\nA stopped or deallocated VM has no agent state; that is no fault and is not reported.\n'},{levels:[{when:{properties:{agent:{properties:{versionSupport:{const:"outdated"}}}}},level:"warning",precision:"medium",message:"The VM agent of {name} has version {version}, which is older than the platform supports (Windows 2.7.41491.1010, Linux 2.2.53.1)."},{when:{properties:{agentNeed:{enum:["degraded","undecided"]}}},level:"warning"}],errorCodes:["UserErrorGuestAgentStatusUnavailable","GuestAgentSnapshotTaskStatusError"],links:["https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/support-extensions-agent-version","https://learn.microsoft.com/azure/backup/backup-azure-arm-vms-prepare"],aliases:[],enabled:!0,examples:{},id:"vm-agent-version",title:"The VM agent is not older than Azure supports",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{powerState:{const:"running"},agentNeed:{enum:["required","degraded","undecided"]}}},schema:{properties:{agent:{properties:{versionSupport:{const:"supported"}}}}},message:"The VM agent of {name} has version {version}; Azure Backup needs 2.6.1198.718 or later on Windows.",help:'Azure Backup needs the Windows agent 2.6.1198.718 or later. The platform supports 2.7.41491.1010 (Windows) and\n2.2.53.1 (Linux) or later; older agents also need a way out to regional storage. A Linux agent from 2.1.7 on may\nupdate itself if auto-update is on.\n\nSee the version:\n\n```azurecli\naz vm get-instance-view --ids "{resourceId}" --query "instanceView.vmAgent.vmAgentVersion"\n```\n\n```powershell\n(Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" -Status).VMAgent.VmAgentVersion\n```\n\nUpdate it inside the guest: on Windows with the newest MSI of the agent, on Linux from the repository of the\ndistribution (`sudo apt-get install walinuxagent`, `sudo dnf update WALinuxAgent`).\n\nA version that the agent does not tell is not judged here; `vm-agent-ready` speaks then.\n'},{levels:[{when:{properties:{agentNeed:{enum:["degraded","undecided"]}}},level:"warning"}],errorCodes:["UserErrorGuestAgentStatusUnavailable","GuestAgentSnapshotTaskStatusError"],links:["https://learn.microsoft.com/azure/virtual-machines/extensions/agent-windows"],aliases:[],enabled:!0,examples:{},id:"vm-extension-operations-allowed",title:"The VM lets extensions run",subject:"vm",level:"error",precision:"high",fails:"next-backup",when:{properties:{powerState:{const:"running"},agentNeed:{enum:["required","degraded","undecided"]}}},schema:{properties:{agent:{properties:{extensionOperationsAllowed:{const:!0}}}}},message:"{name} has allowExtensionOperations = false, so Azure Backup cannot install or run its snapshot extension.",help:'Azure Backup takes the snapshot through an extension (VMSnapshot or VMSnapshotLinux), which\n`osProfile.allowExtensionOperations: false` forbids.\n\n```azurecli\naz vm update --ids "{resourceId}" --set osProfile.allowExtensionOperations=true\n```\n\n```powershell\n$vm = Get-AzVM -ResourceGroupName "{resourceGroup}" -Name "{resourceName}"\n$vm.OSProfile.AllowExtensionOperations = $true\n$vm | Update-AzVM\n```\n\nIn Terraform, `provision_vm_agent = false` also forces `allow_extension_operations` to false.\n'},{levels:[],errorCodes:["UserErrorVmProvisioningStateFailed","ExtensionOperationFailedForManagedDisks"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-machines/extensions/troubleshoot"],aliases:[],enabled:!0,examples:{},id:"vm-extensions-succeeded",title:"No extension of the VM has failed",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",schema:{properties:{extensions:{items:{properties:{provisioningState:{not:{const:"Failed"}}}}}}},message:"Extension {name} is in provisioning state {provisioningState}; it can keep the backup extension from running.",help:`A failed extension can bring the VM into the state Failed or keep the agent from running the backup extension.

Remove the extension if it is not needed, or install it again:

\`\`\`azurecli
az vm extension delete --ids "{resourceId}"
\`\`\`

\`\`\`powershell
Remove-AzResource -ResourceId "{resourceId}" -Force
\`\`\`

The backup extension itself (VMSnapshot, VMSnapshotLinux) may be removed too: the next backup installs it again.
`},{levels:[],errorCodes:["ExtensionOperationFailedForManagedDisks","UserErrorCrpReportedUserError"],links:["https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources"],aliases:[],enabled:!0,examples:{},id:"vm-not-read-only",title:"No ReadOnly lock is on the VM",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",schema:{properties:{locks:{items:{properties:{blocksVmWrites:{const:!1}}}}}},message:"Lock {name} (ReadOnly) on {scope} makes {/name} read-only: Azure Backup may not be able to run its extension or to make a restore point.",help:`A ReadOnly lock forbids every write and action on the VM in Azure, starting and restarting included. Installing the
backup extension and creating a restore point are such actions. Microsoft documents the effect on starting a VM, not
on its backup, so this is a warning.

Use a CanNotDelete lock instead:

\`\`\`azurecli
az lock update --ids "{resourceId}" --lock-type CanNotDelete
\`\`\`

\`\`\`powershell
Set-AzResourceLock -LockId "{resourceId}" -LockLevel CanNotDelete -Force
\`\`\`
`},{levels:[{when:{properties:{provisioningStuck:{const:!0}}},level:"warning",precision:"medium",message:"{name} has been in provisioning state {provisioningState} for more than an hour; Azure Backup waits for it to end."},{when:{properties:{agentNeed:{enum:["degraded","none","undecided"]}}},level:"warning",precision:"medium"}],errorCodes:["UserErrorVmProvisioningStateFailed"],links:["https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout","https://learn.microsoft.com/azure/virtual-machines/states-billing"],aliases:[],enabled:!0,examples:{},id:"vm-provisioning-succeeded",title:"The VM is neither failed nor stuck in a change",subject:"vm",level:"error",precision:"high",fails:"next-backup",schema:{properties:{provisioningState:{not:{const:"Failed"}},provisioningStuck:{const:!1}}},message:"{name} is in provisioning state {provisioningState}; Azure Backup does not back up a VM whose last change failed.",help:`The last change to the VM failed, or has not ended. Often an extension is the cause; look at it first:

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

A VM that is stopped or deallocated is fine: it is backed up crash-consistently. A VM that was shut down from inside
(for example over RDP) and still shows as running should be stopped once from Azure.

Microsoft's pages differ on a failed VM under an Enhanced policy (one says it fails, one that it is backed up
crash-consistently); there this is a warning.
`},{levels:[],errorCodes:["ExtensionSnapshotFailedNoNetwork","GuestAgentSnapshotTaskStatusError"],links:["https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16","https://learn.microsoft.com/azure/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout"],aliases:[],enabled:!0,examples:{},id:"wire-server-reachable",title:"No security rule keeps the VM from the Azure host (168.63.129.16)",subject:"vm",level:"warning",precision:"medium",fails:"next-backup",when:{properties:{agentNeed:{enum:["required","degraded","undecided"]}}},schema:{if:{properties:{agentSeen:{enum:["notReady","unseen"]}}},then:{properties:{securityRules:{items:{properties:{blocksWireServer:{const:!1}}}}}}},message:"Security rule {name} (priority {priority}) denies outbound traffic to 168.63.129.16, over which the VM agent gets its work.",help:`The VM agent talks to the Azure host at 168.63.129.16, TCP ports 80 and 32526. A rule that denies this address keeps
the agent from taking snapshots. Rules that deny the Internet, \`*\` or wider prefixes are not reported: VM backup needs
no way out to the Internet.

Remove the rule, or allow the host before it:

\`\`\`azurecli
az network nsg rule create --resource-group "{resourceGroup}" --nsg-name "{resourceName}" --name AllowAzureHost --priority 100 --direction Outbound --access Allow --protocol Tcp --destination-address-prefixes 168.63.129.16 --destination-port-ranges 80 32526
\`\`\`

\`\`\`powershell
Get-AzNetworkSecurityGroup -ResourceGroupName "{resourceGroup}" -Name "{resourceName}" |
  Add-AzNetworkSecurityRuleConfig -Name AllowAzureHost -Priority 100 -Direction Outbound -Access Allow -Protocol Tcp -SourceAddressPrefix * -SourcePortRange * -DestinationAddressPrefix 168.63.129.16 -DestinationPortRange 80,32526 |
  Set-AzNetworkSecurityGroup
\`\`\`

A firewall or proxy inside the guest can do the same and cannot be seen from outside.
`}];export{e as SHIPPED_POLICIES};
