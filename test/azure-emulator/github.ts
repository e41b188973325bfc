import { randomBytes } from 'node:crypto';
import type { Answer, Request } from './http.js';

/** A job of GitHub Actions that may ask for its identity. */
export interface EmulatedJob {
  readonly subject: string;
  /** The subject that the application trusts; default: the job's. */
  readonly trusted?: string;
  /** How long an assertion lives, in seconds; default 300. Negative: it is over when it is made. */
  readonly lifetime?: number;
}

const ISSUER = 'https://token.actions.githubusercontent.com';
const REQUEST_TOKEN = 'emulator-request-token';

/** GitHub's service for the identity of a job (https://docs.github.com/actions/reference/security/oidc). */
export class GitHub {
  /** Every assertion that was given out. */
  readonly assertions: string[] = [];
  readonly #job: EmulatedJob;

  constructor(job: EmulatedJob) {
    this.#job = job;
  }

  env(url: string): Record<string, string> {
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/github/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    };
  }

  answer(request: Request): Answer | undefined {
    if (request.pathname !== '/github/token') return undefined;
    if (request.headers.authorization !== `Bearer ${REQUEST_TOKEN}`) return { status: 401, body: {} };
    if (request.query.get('api-version') !== '2.0') return { status: 400, body: {} };
    const { subject, lifetime = 300 } = this.#job;
    const claims = {
      iss: ISSUER,
      sub: subject,
      aud: request.query.get('audience'),
      exp: Math.floor(Date.now() / 1000) + lifetime,
      jti: randomBytes(12).toString('hex'),
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const assertion = `${part({ alg: 'none' })}.${part(claims)}.${randomBytes(8).toString('hex')}`;
    this.assertions.push(assertion);
    return { status: 200, body: { count: assertion.length, value: assertion } };
  }

  /** What Entra says against an assertion: the code and the text; undefined: nothing. */
  refusal(assertion: string): readonly [code: string, text: string] | undefined {
    if (!this.assertions.includes(assertion)) return ['5002727', 'Invalid JWT header type specified.'];
    const payload = Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { sub, aud, exp } = JSON.parse(payload) as { sub: string; aud: string; exp: number };
    if (exp * 1000 < Date.now()) return ['700024', 'Client assertion is not within its valid time range.'];
    if (aud !== 'api://AzureADTokenExchange')
      return [
        '700212',
        `No matching federated identity record found for presented assertion audience '${aud}'.`,
      ];
    const { subject, trusted = subject } = this.#job;
    if (sub !== trusted)
      return [
        '700213',
        `No matching federated identity record found for presented assertion subject '${sub}'.`,
      ];
    return undefined;
  }
}
