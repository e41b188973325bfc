import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Cloud } from '../../model/cloud.js';
import { UserError } from '../../model/user-error.js';
import { ReadFailure } from './failure.js';
import { signInError } from './sign-in-error.js';

/** Who is signed in, as far as the token tells. */
export interface Identity {
  readonly tenantId?: string;
  /** A name or an application id, for the head of the report. */
  readonly principal?: string;
}

/** Makes a credential; called again when a token must be new. */
export type CredentialFactory = () => Promise<TokenCredential>;

/** A token is renewed this long before it ends: the assertion behind it may be gone by then. */
const MARGIN = 120_000;

/**
 * A credential that asks once for each audience and keeps the token. In GitHub Actions the assertion behind a sign-in
 * lives five minutes, so every token is fetched at the start (Azure/login issue 180).
 */
export class SignIn implements TokenCredential {
  readonly #make: CredentialFactory;
  #credential: Promise<TokenCredential>;
  readonly #tokens = new Map<string, Promise<AccessToken | null>>();

  constructor(make: CredentialFactory) {
    this.#make = make;
    this.#credential = make();
  }

  async getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> {
    const key = [scopes].flat().join(' ');
    const known = options?.claims === undefined ? await this.#tokens.get(key) : undefined;
    if (known && known.expiresOnTimestamp - MARGIN > Date.now()) return known;
    const token = this.#credential.then((credential) => credential.getToken(scopes, options));
    this.#tokens.set(key, token);
    try {
      return await token;
    } catch (error) {
      this.#tokens.delete(key);
      throw error;
    }
  }

  /** Forgets every token: the service no longer takes them. */
  renew(): void {
    this.#tokens.clear();
    this.#credential = this.#make();
  }
}

/**
 * The policy that puts our token on a request. Unlike the SDK's own it asks the credential every time, so that a token
 * that was renewed after a 401 is used at once.
 */
export function tokenPolicy(credential: SignIn, audience: string): PipelinePolicy {
  return {
    name: 'backupLintToken',
    async sendRequest(request, next) {
      const token = await credential.getToken(scopeOf(audience)).catch((error: unknown) => {
        throw noToken(error);
      });
      if (token === null) throw new ReadFailure('failed', 'There is no token for it.');
      request.headers.set('authorization', `Bearer ${token.token}`);
      return next(request);
    },
  };
}

/** A token that cannot be had in mid-scan is a failed read; whether it matters, the policies decide. */
function noToken(error: unknown): unknown {
  const known = signInError(error, isInActions());
  return known instanceof UserError ? new ReadFailure('failed', known.message) : error;
}

const isInActions = () => process.env.GITHUB_ACTIONS === 'true';

/** The scope of a token: the audience without a trailing slash, and `/.default`. */
function scopeOf(audience: string): string {
  return `${audience.replace(/\/+$/, '')}/.default`;
}

/**
 * Signs in for Azure Resource Manager and tells who it is.
 *
 * @throws UserError that says what to do
 */
export async function signIn(
  make: CredentialFactory,
  cloud: Cloud,
): Promise<{ credential: SignIn; identity: Identity }> {
  const credential = new SignIn(make);
  try {
    const token = await credential.getToken(scopeOf(cloud.resourceManagerAudience));
    if (token === null) throw new UserError('Not signed in to Azure.', 'az login');
    return { credential, identity: identityOf(token.token) };
  } catch (error) {
    throw signInError(error, isInActions());
  }
}

/**
 * The credential for a cloud: `DefaultAzureCredential`, with the cloud's authority. A cloud file may name the tenant
 * for a client secret whose environment names none.
 */
export function defaultCredential(cloud: Cloud): CredentialFactory {
  return async () => {
    const { ClientSecretCredential, DefaultAzureCredential } = await import('@azure/identity');
    const options = {
      authorityHost: cloud.authority,
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

/** What the claims of a token say. It is not verified: it is only shown. */
function identityOf(token: string): Identity {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    const claims = JSON.parse(payload) as Record<string, unknown>;
    const text = (...names: string[]) =>
      names.map((name) => claims[name]).find((value) => typeof value === 'string');
    const [tenantId, principal] = [
      text('tid'),
      text('upn', 'unique_name', 'app_displayname', 'appid', 'azp', 'oid'),
    ];
    return {
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(principal === undefined ? {} : { principal }),
    };
  } catch {
    return {};
  }
}
