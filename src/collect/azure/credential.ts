import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';

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
