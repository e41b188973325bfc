import { TYPES, type Row } from '../../model/row.js';
import { isJsonObject } from '../to-row.js';
import { ReadFailure } from './failure.js';
import type { RestClient } from './rest-client.js';

/**
 * How Graph says that there is none (https://learn.microsoft.com/graph/errors). A 404 of a gateway or of another service
 * says nothing about the tenant.
 */
const NONE = '404 Request_ResourceNotFound';

/**
 * Asks Microsoft Graph for the Backup Management Service in the tenant, whose object id the access policies of key
 * vaults name. Undefined: the tenant has no such principal (the service was never used there).
 *
 * @throws ReadFailure
 */
export async function readServicePrincipal(directory: RestClient, appId: string): Promise<Row | undefined> {
  try {
    const path = `/v1.0/servicePrincipals(appId='${encodeURIComponent(appId)}')?$select=id,appId,displayName`;
    const body = await directory.get(path);
    if (!isJsonObject(body) || typeof body.id !== 'string')
      throw new ReadFailure('failed', 'The answer is no principal.');
    const { id, appId: answered, displayName } = body;
    return {
      id: `/servicePrincipals/${id}`,
      type: TYPES.servicePrincipal,
      properties: { appId: answered ?? appId, displayName },
    };
  } catch (error) {
    if (error instanceof ReadFailure && error.detail.startsWith(NONE)) return undefined;
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  if (!(error instanceof ReadFailure) || error.status !== 403) return error;
  const detail = `${error.detail}. It takes Application.Read.All in Microsoft Graph, or --backup-service-object-id.`;
  return new ReadFailure(error.reason, detail, error.status);
}
