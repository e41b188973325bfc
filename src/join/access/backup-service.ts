import { lowerId, nameOf } from '../../model/arm-id.js';
import { publishedCloud } from '../../model/cloud.js';
import type { Source } from '../../model/inventory.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES } from '../../model/row.js';
import { Unknown, type Fact } from '../../model/unknown.js';
import { at, knownTextOf } from '../read.js';
import type { SliceContext } from '../slice-context.js';

/**
 * The lower-cased object id of the Backup Management Service in the tenant of a subscription: the one that was given,
 * else the one in the inventory; `null` where the tenant has no such principal. Each tenant has one of its own, and an
 * inventory holds the one of the tenant that was signed in to.
 */
export function backupServiceOf(
  given: string | undefined,
  source: Source,
  { shared, knowledge, slice }: SliceContext,
): Fact<string | null> {
  if (given !== undefined) return given.toLowerCase();
  const own = knownTextOf(source.tenantId)?.toLowerCase();
  const tenant = tenantOf(shared, slice.subscriptionId);
  if (own !== undefined && tenant !== undefined && tenant !== own) return ofOtherTenant(tenant);
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

/** The lower-cased id of the tenant that a subscription is in: another one where it is delegated (Azure Lighthouse). */
function tenantOf(shared: ResourceSet, subscriptionId: string): string | undefined {
  const row = shared.get(TYPES.subscription, `/subscriptions/${subscriptionId}`);
  return knownTextOf(row?.tenantId)?.toLowerCase();
}

function ofOtherTenant(tenant: string): Unknown {
  return new Unknown(
    'undetermined',
    `The object id of the Backup Management Service in tenant ${tenant} is not known: it is another one in each tenant. Give it with --backup-service-object-id and scan the subscriptions of that tenant alone.`,
  );
}
