import { withoutSlashes } from '../../model/arm-id.js';
import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Cloud } from '../../model/cloud.js';
import { UserError } from '../../model/user-error.js';
import { ReadFailure } from './failure.js';
import { inTime, REQUEST_TIMEOUT, TimedOut } from './in-time.js';
import { proxyMistake } from './proxy.js';
import { signInError } from './sign-in-error.js';

/** Who is signed in, as far as the token tells. */
export interface Identity {
  readonly tenantId?: string;
  /** A name or an application id, for the head of the report. */
  readonly principal?: string;
}

/** Makes a credential; called again when a token must be new. */
export type CredentialFactory = () => Promise<TokenCredential>;

/** A token is renewed this long before it ends; it stays in use where that fails, as the assertion behind it may be gone. */
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
    this.#credential = this.#made();
  }

  async getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> {
    const key = [scopes].flat().join(' ');
    const pending = options?.claims === undefined ? this.#tokens.get(key) : undefined;
    const known = pending === undefined ? undefined : await pending;
    if (known && livesLongerThan(known, MARGIN)) return known;
    const newer = this.#tokens.get(key);
    const isAsked = pending !== undefined && newer !== undefined && newer !== pending;
    try {
      return await (isAsked ? newer : this.#ask(key, scopes, options));
    } catch (error) {
      if (!known || !livesLongerThan(known, 0)) throw error;
      return known;
    }
  }

  /** Forgets every token: the service no longer takes them. */
  renew(): void {
    this.#tokens.clear();
    this.#credential = this.#made();
  }

  /** Asks for a token; whoever needs it meanwhile waits for the same. Where there is none, the one before stays. */
  async #ask(key: string, scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> {
    const before = this.#tokens.get(key);
    const token = this.#credential.then((credential) => credential.getToken(scopes, options));
    this.#tokens.set(key, token);
    try {
      return await token;
    } catch (error) {
      if (this.#tokens.get(key) === token) {
        if (before === undefined) this.#tokens.delete(key);
        else this.#tokens.set(key, before);
      }
      throw error;
    }
  }

  #made(): Promise<TokenCredential> {
    const credential = this.#make();
    credential.catch(() => undefined); // told by whoever asks it for a token
    return credential;
  }
}

function livesLongerThan({ expiresOnTimestamp }: AccessToken, milliseconds: number): boolean {
  return expiresOnTimestamp - milliseconds > Date.now();
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
  return `${withoutSlashes(audience)}/.default`;
}

/** How long a sign-in may take, in milliseconds, and what gives it up. */
export interface SignInLimits {
  readonly timeout?: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * Signs in for Azure Resource Manager and tells who it is.
 *
 * @throws UserError that says what to do
 */
export async function signIn(
  make: CredentialFactory,
  cloud: Cloud,
  { timeout = REQUEST_TIMEOUT, signal }: SignInLimits,
): Promise<{ credential: SignIn; identity: Identity }> {
  const credential = new SignIn(make);
  const scope = scopeOf(cloud.resourceManagerAudience);
  try {
    const token = await inTime(timeout, signal, (abortSignal) => credential.getToken(scope, { abortSignal }));
    if (token === null) throw new UserError('Not signed in to Azure.', 'az login');
    return { credential, identity: identityOf(token.token) };
  } catch (error) {
    if (signal.aborted) throw new UserError('The scan was interrupted before the sign-in was done.');
    if (error instanceof TimedOut) {
      throw new UserError(
        'The sign-in to Azure did not end in time.',
        'Check --cloud, HTTPS_PROXY and `az account show`.',
      );
    }
    throw signInError(error, isInActions(), proxyMistake(process.env));
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
