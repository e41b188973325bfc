import type { Row } from '../../model/row.js';
import { Unknown, whyAnyUnknown, type Fact } from '../../model/unknown.js';
import { lowerTextOf, objectOf } from '../read.js';
import { notTold } from '../slice-context.js';

/**
 * Whether the firewall lets Azure Backup, a trusted service, in. `bypass` is AzureServices where it is not set
 * (https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/get). What a vault without public access does is
 * not documented. In a network security perimeter the rules of the perimeter take the place of the firewall's
 * (https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition).
 */
export function trustedServicesAllowedOf(row: Row): Fact<boolean> {
  const body = objectOf(row.properties);
  if (body === undefined) return notTold('the firewall of the key vault');
  const acls = objectOf(body.networkAcls);
  const action = lowerTextOf(acls?.defaultAction);
  const bypass = lowerTextOf(acls?.bypass) ?? 'azureservices';
  const publicAccess = lowerTextOf(body.publicNetworkAccess);
  if (publicAccess === 'securedbyperimeter')
    return notTold('whether the network security perimeter of the key vault lets Azure Backup in');
  const bypassed =
    bypass instanceof Unknown ? bypass : bypass.split(',').some((each) => each.trim() === 'azureservices');
  if (action === 'deny' && bypassed === false) return false;
  if (publicAccess === 'disabled')
    return notTold('whether a key vault without public network access still lets Azure Backup in');
  const closed =
    action instanceof Unknown ? bypassed !== true : action === 'deny' && bypassed instanceof Unknown;
  return whyAnyUnknown([publicAccess, ...(closed ? [action, bypassed] : [])]) ?? true;
}
