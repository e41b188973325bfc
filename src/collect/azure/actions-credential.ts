import type { AccessToken, TokenCredential } from '@azure/core-auth';
import type { Cloud } from '../../model/cloud.js';
import { assertionSource, type ActionsIdentity } from './github-assertion.js';
import { federationError } from './federation-error.js';
import { forkError } from './fork-error.js';
import type { CredentialFactory } from './credential.js';
import { defaultCredential } from './default-credential.js';

/** How a job of GitHub Actions signs in. */
export interface ActionsSignIn {
  /** An application that trusts the job's own identity (OIDC); undefined: whoever is signed in, as on any machine. */
  readonly application?: { readonly clientId: string; readonly tenantId: string } | undefined;
  /** What the runner gives a job that may ask for its identity. */
  readonly identity: ActionsIdentity;
  /** Called with every token before it is used, so that the log can hide it. */
  readonly onSecret: (secret: string) => Promise<void>;
}

/**
 * The credential of a job in GitHub Actions: with an application, the job's own identity is exchanged for tokens
 * (https://learn.microsoft.com/entra/workload-id/workload-identity-federation); else `DefaultAzureCredential`, which finds
 * what `azure/login` left.
 */
export function actionsCredential(cloud: Cloud, signIn: ActionsSignIn): CredentialFactory {
  return async () => {
    const { application, identity, onSecret } = signIn;
    const inner = await (application === undefined
      ? defaultCredential(cloud)()
      : federated(cloud, application, signIn));
    return {
      async getToken(scopes, options) {
        const token = await inner.getToken(scopes, options).catch((error: unknown) => {
          throw application === undefined ? explained(error, identity) : error;
        });
        if (token !== null) await onSecret(token.token);
        return token;
      },
    };
  };
}

/** The credential that exchanges the job's identity for tokens of an application. */
async function federated(
  cloud: Cloud,
  { clientId, tenantId }: NonNullable<ActionsSignIn['application']>,
  { identity, onSecret }: ActionsSignIn,
): Promise<TokenCredential> {
  const source = assertionSource(cloud, identity, onSecret);
  // Asked for now: the library would wrap what goes wrong within it.
  await source.next();
  const { ClientAssertionCredential } = await import('@azure/identity');
  const credential = new ClientAssertionCredential(tenantId, clientId, () => source.next(), {
    authorityHost: cloud.authority,
    ...(cloud.custom ? { disableInstanceDiscovery: true } : {}),
  });
  return {
    async getToken(scopes, options): Promise<AccessToken | null> {
      try {
        return await credential.getToken(scopes, options);
      } catch (error) {
        throw source.failure ?? federationError(error, source.claims);
      }
    },
  };
}

/** A job for a fork's pull request has no secrets, so that nobody is signed in: that is no mistake in the workflow. */
function explained(error: unknown, { isFork }: ActionsIdentity): unknown {
  const isNobody =
    error instanceof Error && /^(AggregateAuthentication|CredentialUnavailable)Error$/.test(error.name);
  return isFork && isNobody ? forkError() : error;
}
