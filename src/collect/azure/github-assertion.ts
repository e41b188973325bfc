import type { Cloud } from '../../model/cloud.js';
import { UserError } from '../../model/user-error.js';
import { forkError } from './fork-error.js';

/** What a runner gives a job that may ask GitHub for its identity. */
export interface ActionsIdentity {
  /** `ACTIONS_ID_TOKEN_REQUEST_URL`; undefined without `permissions: id-token: write`. */
  readonly requestUrl: string | undefined;
  /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN`. */
  readonly requestToken: string | undefined;
  /** Whether the job runs for a pull request from a fork, which gets neither. */
  readonly isFork: boolean;
}

/** What the assertion says of the job; people need it for the federated credential. */
export interface AssertionClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** Gives assertions of the job's identity. */
export interface AssertionSource {
  /** @throws UserError that names what is missing */
  next(): Promise<string>;
  /** Why the last one could not be had. */
  readonly failure: UserError | undefined;
  readonly claims: AssertionClaims | undefined;
}

/**
 * For whom the assertion must be: what Entra of each cloud takes
 * (https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity).
 */
const AUDIENCES: Readonly<Record<string, string>> = {
  AzureUSGovernment: 'api://AzureADTokenExchangeUSGov',
  AzureChinaCloud: 'api://AzureADTokenExchangeChina',
};
const AUDIENCE = 'api://AzureADTokenExchange';

/** An assertion is used again until so long before its end, in milliseconds; without an end, that long. */
const MARGIN = 60_000;

/** GitHub's answer is small and quick; in milliseconds. */
const TIMEOUT = 30_000;

/**
 * Asks GitHub for the identity of the job (https://docs.github.com/actions/reference/security/oidc). Assertions live some
 * minutes; one is used again as long as it is good.
 *
 * @param onSecret called with each assertion before it is used
 */
export function assertionSource(
  cloud: Cloud,
  identity: ActionsIdentity,
  onSecret: (secret: string) => Promise<void>,
): AssertionSource {
  const audience = Object.hasOwn(AUDIENCES, cloud.name) ? AUDIENCES[cloud.name] : undefined;
  const url = () => requestUrlOf(identity, audience ?? AUDIENCE);
  let known: { readonly assertion: string; readonly until: number } | undefined;
  let failure: UserError | undefined;
  let claims: AssertionClaims | undefined;
  return {
    get failure() {
      return failure;
    },
    get claims() {
      return claims;
    },
    async next() {
      if (known !== undefined && Date.now() < known.until) return known.assertion;
      try {
        const assertion = await ask(url(), identity.requestToken ?? '');
        await onSecret(assertion);
        const read = claimsOf(assertion);
        claims = read.claims;
        known = { assertion, until: read.end === undefined ? Date.now() + MARGIN : read.end - MARGIN };
        return assertion;
      } catch (error) {
        failure = error instanceof UserError ? error : new UserError(NO_ANSWER, RERUN, { cause: error });
        throw failure;
      }
    },
  };
}

const NO_ANSWER = 'GitHub did not give the job its identity (OIDC).';
const RERUN = 'Run the job again; see https://www.githubstatus.com.';

function requestUrlOf({ requestUrl, requestToken, isFork }: ActionsIdentity, audience: string): string {
  const hasToken = requestToken !== undefined && requestToken !== '';
  if (hasToken && requestUrl !== undefined && URL.canParse(requestUrl)) {
    const url = new URL(requestUrl);
    url.searchParams.set('audience', audience);
    if (url.protocol === 'https:') return url.href;
  }
  if (isFork) throw forkError();
  throw new UserError(
    'The job may not ask GitHub for its identity (OIDC), which `client-id` and `tenant-id` need.',
    'Add to the job:\n  permissions:\n    id-token: write\n    contents: read',
  );
}

/** Gets one assertion; what the service says otherwise is never quoted, it may hold a token. */
async function ask(url: string, token: string): Promise<string> {
  const rest = await import('@azure/core-rest-pipeline');
  const pipeline = rest.createPipelineFromOptions({ retryOptions: { maxRetries: 3 } });
  const request = rest.createPipelineRequest({ url, method: 'GET', timeout: TIMEOUT });
  request.headers.set('authorization', `Bearer ${token}`);
  request.headers.set('accept', 'application/json');
  const response = await pipeline.sendRequest(rest.createDefaultHttpClient(), request);
  if (response.status !== 200) {
    throw new UserError(`${NO_ANSWER} It answered ${response.status}.`, RERUN);
  }
  const body = JSON.parse(response.bodyAsText ?? '') as { value?: unknown } | null;
  if (typeof body?.value !== 'string' || body.value === '') throw new UserError(NO_ANSWER, RERUN);
  return body.value;
}

/** What an assertion says. It is not verified: Entra does that. */
function claimsOf(assertion: string): {
  claims: AssertionClaims | undefined;
  /** In milliseconds since 1970. */
  end: number | undefined;
} {
  try {
    const payload = Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { iss, sub, aud, exp } = JSON.parse(payload) as Record<string, unknown>;
    const isWhole = typeof iss === 'string' && typeof sub === 'string' && typeof aud === 'string';
    return {
      claims: isWhole ? { issuer: iss, subject: sub, audience: aud } : undefined,
      end: typeof exp === 'number' ? exp * 1000 : undefined,
    };
  } catch {
    return { claims: undefined, end: undefined };
  }
}
