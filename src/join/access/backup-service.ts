import { lowerId, nameOf } from '../../model/arm-id.js';
import { publishedCloud } from '../../model/cloud.js';
import type { Source } from '../../model/inventory.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import type { Knowledge } from '../knowledge.js';
import { at, knownTextOf } from '../read.js';

/**
 * The lower-cased object id of the Backup Management Service in the tenant of a key vault (the one that was scanned,
 * where the key vault does not say); `null` where that tenant has no such principal.
 */
export type BackupService = (tenant: Fact<string> | undefined) => Fact<string | null>;

/**
 * The service in each tenant: by Azure Lighthouse a scan reads subscriptions of other tenants too, where the same
 * application has another object id (https://learn.microsoft.com/azure/lighthouse/concepts/cross-tenant-management-experience).
 */
export function backupServicesOf(
  given: string | undefined,
  source: Source,
  shared: ResourceSet,
  knowledge: Knowledge,
): BackupService {
  const service = backupServiceOf(given, source, shared, knowledge);
  const home = knownTextOf(source.tenantId)?.toLowerCase();
  return (tenant) => {
    if (given !== undefined || home === undefined || tenant === undefined || tenant === home) return service;
    if (tenant instanceof Unknown) return tenant;
    return new Unknown(
      'not-in-source',
      `The object id of the Backup Management Service in tenant ${tenant} is not known; scan it by itself with --backup-service-object-id.`,
    );
  };
}

/**
 * The lower-cased object id of the Backup Management Service in the tenant: the one that was given, else the one in
 * the inventory; `null` where the tenant has no such principal.
 */
function backupServiceOf(
  given: string | undefined,
  source: Source,
  shared: ResourceSet,
  knowledge: Knowledge,
): Fact<string | null> {
  if (given !== undefined) return given.toLowerCase();
  const cloud = publishedCloud(source.cloud ?? 'AzureCloud');
  const appId = knownTextOf(source.backupAppId)?.toLowerCase() ?? cloud?.backupAppId ?? '';
  for (const [id, row] of shared.ofType(TYPES.servicePrincipal)) {
    const rowAppId = knownTextOf(at(row.properties, 'appId'))?.toLowerCase();
    if (appId === '' || rowAppId === appId) return nameOf(lowerId(id));
  }
  const why = knowledge.whyAbsenceUnknown(TYPES.servicePrincipal, '/');
  if (why === undefined) return null;
  const lookUp = appId ? ` (az ad sp show --id ${appId} --query id)` : '';
  return new Unknown(
    why.reason,
    `The object id of the Backup Management Service is not known; give it with --backup-service-object-id${lookUp}. ${why.detail}`,
  );
}
