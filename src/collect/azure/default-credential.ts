import type { Cloud } from '../../model/cloud.js';
import type { CredentialFactory } from './credential.js';
import { REQUEST_TIMEOUT } from './in-time.js';

/**
 * The credential for a cloud: `DefaultAzureCredential`, with the cloud's authority. A cloud file may name the tenant
 * for a client secret whose environment names none.
 */
export function defaultCredential(cloud: Cloud): CredentialFactory {
  return async () => {
    const { ClientSecretCredential, DefaultAzureCredential } = await import('@azure/identity');
    const options = {
      authorityHost: cloud.authority,
      processTimeoutInMs: REQUEST_TIMEOUT,
      ...(cloud.custom ? { disableInstanceDiscovery: true } : {}),
    };
    const [tenant, client, secret] = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'].map(
      variable,
    );
    const tenantId = tenant ?? cloud.tenantId;
    if (tenant === undefined && tenantId !== undefined && client !== undefined && secret !== undefined) {
      return new ClientSecretCredential(tenantId, client, secret, options);
    }
    return new DefaultAzureCredential({ ...options, ...(tenantId === undefined ? {} : { tenantId }) });
  };
}

/** A variable of the environment that says something. */
function variable(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
