import type { Budget } from './expression/budget.js';
import { Unresolved } from './expression/unresolved.js';
import { isList, isObject, refuseDepth, type Value } from './expression/value.js';

/**
 * ARM reads the names of properties in any letter case, and people write them so. These are the ones that are read
 * further on, as Azure itself spells them.
 */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  `access accessPolicies actions addressPrefix addressPrefixes allowExtensionOperations applicationId availabilitySet
azureBackupRGNamePrefix azureBackupRGNameSuffix backupManagementType bypass caching condition count createOption
creationData dailySchedule dataAccessAuthMode dataActions dataDisks daysOfTheMonth defaultAction delegations
destinationAddressPrefix destinationAddressPrefixes destinationApplicationSecurityGroups destinationPortRange
destinationPortRanges diffDiskSettings direction diskControllerType diskEncryptionKey diskEncryptionSet
diskExclusionProperties diskLunList diskSizeGB durationType enableRbacAuthorization encryption encryptionAtHost
encryptionSettings encryptionSettingsCollection extendedProperties forceUpdateTag hardwareProfile hourlySchedule id
imageReference instantRPDetails instantRpRetentionRangeInDays interval ipConfigurations isInclusionList kekIdentity
keyEncryptionKey keys keyUri keyUrl keyVaultProperties level linuxConfiguration lun managedBy managedDisk maxShares
name networkAcls networkInterfaces networkProfile networkSecurityGroup notActions notDataActions notes objectId offer
option osDisk osProfile osType permissions placement policyId policyType primary principalId principalType priority
privateIPAddress privateIPAddressVersion privateIPAllocationMethod properties protectedItemType protectionState
protocol provisionVMAgent publicNetworkAccess publisher retentionDuration retentionPolicy roleDefinitionId
scheduleFrequencyInMins schedulePolicy schedulePolicyType scheduleRunFrequency scheduleRunTimes scheduleWindowDuration
scheduleWindowStartTime scope secrets secretUrl secureBootEnabled securityEncryptionType securityProfile securityRules
securityType sku snapshotConsistencyType source sourceAddressPrefix sourceAddressPrefixes
sourceApplicationSecurityGroups sourcePortRange sourceResourceId sourceVault storageAccountType storageProfile subnet
subnets tenantId tier type uefiSettings uri userAssignedIdentity useSystemAssignedIdentity value vault version vhd
virtualMachineId virtualMachineScaleSet virtualNetwork vmSize vTpmEnabled weeklySchedule windowsConfiguration
writeAcceleratorEnabled`
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
);

const ID = /^\/(?:subscriptions|providers)\//i;

/**
 * A value as it stands in a row. An id of which a part is unresolved stays an id, with placeholders in it, so that it
 * still joins; every other unresolved value is an `Unknown`. A property that is null is not given: Azure ignores it, as
 * if it were not in the template
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions#null-values).
 */
export function rowValue(value: Value, budget: Budget, depth = 0): unknown {
  budget.spend();
  if (value instanceof Unresolved) return ID.test(value.text) ? value.text : value.toUnknown();
  refuseDepth(depth);
  if (isList(value)) return value.map((item) => rowValue(item, budget, depth + 1));
  if (!isObject(value)) return value;
  const given = Object.entries(value).filter(([, child]) => child !== null);
  const entries = given.map(([name, child]) => [
    SPELLINGS.get(name.toLowerCase()) ?? name,
    rowValue(child, budget, depth + 1),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** The tags, whose names are people's own. */
export function tagsValue(value: Value, budget: Budget): unknown {
  if (!isObject(value)) return rowValue(value, budget);
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, rowValue(child, budget)]));
}
