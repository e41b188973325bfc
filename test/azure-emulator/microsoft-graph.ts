import { nameOf } from '../../src/model/arm-id.js';
import { TYPES } from '../../src/model/row.js';
import type { Estate } from './estate.js';
import { azureError, type Answer, type Request } from './http.js';

/** Microsoft Graph: one service principal by its application id. */
export function graphAnswer(request: Request, estate: Estate): Answer | undefined {
  const appId = /^\/v1\.0\/servicePrincipals\(appId='([^']+)'\)$/.exec(request.pathname)?.[1];
  if (request.method !== 'GET' || appId === undefined) return undefined;
  for (const row of estate.resources.ofType(TYPES.servicePrincipal).values()) {
    const properties = row.properties as { appId?: string; displayName?: string };
    if (properties.appId?.toLowerCase() === appId.toLowerCase()) {
      return {
        status: 200,
        body: { id: nameOf(row.id), appId: properties.appId, displayName: properties.displayName },
      };
    }
  }
  return azureError(404, 'Request_ResourceNotFound', `Resource '${appId}' does not exist.`);
}
