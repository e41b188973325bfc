import { randomBytes } from 'node:crypto';
import type { GitHub } from './github.js';
import { azureError, type Answer, type Request } from './http.js';

export interface Account {
  readonly tenant: string;
  readonly client: string;
  readonly secret: string;
}

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

interface Token {
  readonly audience: string;
  revoked: boolean;
}

/** Microsoft Entra: discovery and tokens for one application, with a secret or with the identity of a GitHub job. */
export class Entra {
  readonly tokens: string[] = [];
  readonly #account: Account;
  readonly #github: GitHub | undefined;
  readonly #issued = new Map<string, Token>();

  constructor(account: Account, github?: GitHub) {
    this.#account = account;
    this.#github = github;
  }

  answer(request: Request, url: string): Answer | undefined {
    if (request.pathname.endsWith('/v2.0/.well-known/openid-configuration'))
      return { status: 200, body: this.#metadata(url) };
    if (request.pathname.endsWith('/discovery/instance')) {
      return {
        status: 200,
        body: {
          tenant_discovery_endpoint: `${url}/${this.#account.tenant}/v2.0/.well-known/openid-configuration`,
          metadata: [],
        },
      };
    }
    if (request.method === 'POST' && request.pathname.endsWith('/oauth2/v2.0/token'))
      return this.#token(request);
    return undefined;
  }

  /** The answer to a request without a token that is good for it, or undefined. */
  refusal(request: Request): Answer | undefined {
    const token = /^Bearer (.+)$/i.exec(String(request.headers.authorization ?? ''))?.[1] ?? '';
    const known = this.#issued.get(token);
    const wanted = request.pathname.startsWith('/v1.0/')
      ? 'https://graph.emulator'
      : 'https://management.emulator';
    if (known?.audience === wanted && !known.revoked) return undefined;
    return azureError(401, 'InvalidAuthenticationToken', 'The access token is invalid.');
  }

  /** Makes every token useless that was given out so far. */
  revoke(): void {
    for (const token of this.#issued.values()) token.revoked = true;
  }

  #metadata(url: string) {
    const base = `${url}/${this.#account.tenant}`;
    return {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      issuer: `${base}/v2.0`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    };
  }

  #token(request: Request): Answer {
    const form = new URLSearchParams(request.text);
    if (form.get('client_id') !== this.#account.client)
      return entraError('700016', 'Application was not found in the directory.');
    const assertion = form.get('client_assertion');
    if (assertion !== null && form.get('client_assertion_type') === ASSERTION) {
      const refusal = this.#github?.refusal(assertion);
      if (refusal !== undefined) return entraError(...refusal);
    } else if (form.get('client_secret') !== this.#account.secret) {
      return entraError('7000215', 'Invalid client secret provided.');
    }
    const scope = (form.get('scope') ?? '').split(' ').find((each) => each.endsWith('/.default')) ?? '';
    const claims = {
      tid: this.#account.tenant,
      appid: this.#account.client,
      aud: scope,
      nonce: randomBytes(12).toString('hex'),
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part(claims)}.${randomBytes(8).toString('hex')}`;
    this.tokens.push(token);
    this.#issued.set(token, { audience: scope.replace(/\/\.default$/, ''), revoked: false });
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: token },
    };
  }
}

function entraError(code: string, description: string): Answer {
  return {
    status: 401,
    body: {
      error: 'invalid_client',
      error_description: `AADSTS${code}: ${description}`,
      error_codes: [Number(code)],
    },
  };
}
