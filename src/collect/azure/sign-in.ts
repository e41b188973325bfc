import type { Cloud } from '../../model/cloud.js';
import { UserError } from '../../model/user-error.js';
import { SignIn, type CredentialFactory } from './credential.js';
import { inTime, REQUEST_TIMEOUT, TimedOut } from './in-time.js';
import { proxyMistake } from './proxy.js';
import { isInActions, signInError } from './sign-in-error.js';
import { scopeOf } from './token-policy.js';

/** Who is signed in, as far as the token tells. */
export interface Identity {
  readonly tenantId?: string;
  /** A name or an application id, for the head of the report. */
  readonly principal?: string;
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
