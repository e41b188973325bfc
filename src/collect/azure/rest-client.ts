import { withoutSlashes } from '../../model/arm-id.js';
import type { PipelineRequest, RestError } from '@azure/core-rest-pipeline';
import type { Clock } from './clock.js';
import { ReadFailure } from './failure.js';
import { inTime, REQUEST_TIMEOUT } from './in-time.js';
import { withRetries, type HttpAnswer } from './retry.js';
import { shallow } from './shallow.js';
import type { SignIn } from './credential.js';
import { tokenPolicy } from './token-policy.js';
import type { Buckets } from './token-bucket.js';

export interface RestClientOptions {
  /** Base URL of the service; nothing is ever sent to another host. */
  readonly baseUrl: string;
  readonly audience: string;
  readonly credential: SignIn;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly userAgent: string;
  /** What keeps requests within the service's limits; left out: nothing does. */
  readonly buckets?: Buckets | undefined;
  /** Called before each request that is sent. */
  readonly onRequest: () => void;
  /** How long one request may take, in milliseconds. */
  readonly timeout?: number | undefined;
}

/** The longest chain of pages that is followed: a service that never ends would keep us for ever. */
const MOST_PAGES = 10_000;

/** A small client for reading JSON from Azure Resource Manager and Microsoft Graph. */
export class RestClient {
  readonly #options: RestClientOptions;
  #pipeline: Promise<(request: PipelineRequest) => Promise<HttpAnswer>> | undefined;

  constructor(options: RestClientOptions) {
    this.#options = options;
  }

  /**
   * Reads one resource.
   *
   * @param path below the base URL, or a whole URL that Azure gave (`nextLink`)
   * @throws ReadFailure
   */
  async get(path: string): Promise<unknown> {
    const url = this.#urlOf(path);
    const { clock, signal, credential } = this.#options;
    const renew = () => {
      credential.renew();
      return Promise.resolve(true);
    };
    const bucket = this.#options.buckets?.of(new URL(url).pathname);
    const send = async () => {
      await bucket?.begin(signal);
      const answer = await this.#send(url);
      bucket?.observe(answer.headers);
      return answer;
    };
    const onThrottled = (milliseconds: number) => bucket?.close(milliseconds);
    const answer = await withRetries(send, { clock, signal, renew, onThrottled });
    return answer.body;
  }

  /**
   * Reads a list over all its pages.
   *
   * @throws ReadFailure, also where the pages go round in a circle or leave the cloud
   */
  async *list(path: string): AsyncGenerator {
    const seen = new Set<string>();
    for (let next: string | undefined = path; next !== undefined;) {
      if (seen.has(next) || seen.size >= MOST_PAGES)
        throw new ReadFailure('truncated', 'The pages of the list do not end.');
      seen.add(next);
      const page = (await this.get(next)) as { value?: unknown; nextLink?: unknown } | null;
      if (!Array.isArray(page?.value)) throw new ReadFailure('failed', 'The answer is no list.');
      yield* page.value as unknown[];
      const { nextLink } = page;
      if (typeof nextLink !== 'string' && nextLink !== undefined && nextLink !== null)
        throw new ReadFailure('failed', 'The link to the next page is no text.');
      next = nextLink === '' || nextLink === null ? undefined : nextLink;
    }
  }

  /** The URL to read; a link to another host never gets our token. */
  #urlOf(path: string): string {
    const base = new URL(this.#options.baseUrl);
    if (path.startsWith('/')) return `${withoutSlashes(this.#options.baseUrl)}${path}`;
    const url = URL.canParse(path) ? new URL(path) : undefined;
    if (url?.origin !== base.origin || url.username !== '' || url.password !== '') {
      throw new ReadFailure('failed', 'Azure gave a link to another host; it was not followed.');
    }
    return url.href;
  }

  async #send(url: string): Promise<HttpAnswer> {
    this.#pipeline ??= this.#connect();
    const send = await this.#pipeline;
    const { createPipelineRequest } = await import('@azure/core-rest-pipeline');
    const { signal, timeout = REQUEST_TIMEOUT, onRequest } = this.#options;
    onRequest();
    return inTime(timeout, signal, (abortSignal) => {
      const request = createPipelineRequest({ url, method: 'GET', abortSignal });
      request.headers.set('accept', 'application/json');
      return send(request);
    });
  }

  async #connect(): Promise<(request: PipelineRequest) => Promise<HttpAnswer>> {
    const rest = await import('@azure/core-rest-pipeline');
    const pipeline = rest.createPipelineFromOptions({
      retryOptions: { maxRetries: 0 },
      redirectOptions: { maxRetries: 0 },
      userAgentOptions: { userAgentPrefix: this.#options.userAgent },
    });
    const { credential, audience } = this.#options;
    pipeline.addPolicy(tokenPolicy(credential, audience));
    const http = rest.createDefaultHttpClient();
    return async (request) => {
      const response = await pipeline.sendRequest(http, request);
      return {
        status: response.status,
        headers: (name) => response.headers.get(name),
        body: parseBody(response.bodyAsText, response.status, request, rest.RestError),
      };
    };
  }
}

type RestErrorClass = typeof RestError;

/** The body as JSON. A success whose body is no JSON counts as a broken connection: it may be whole next time. */
function parseBody(
  text: string | null | undefined,
  status: number,
  request: PipelineRequest,
  ErrorClass: RestErrorClass,
): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text ?? '');
  } catch {
    if (status >= 300) return text;
    throw new ErrorClass('The answer is no JSON.', { code: ErrorClass.PARSE_ERROR, request });
  }
  return shallow(body, text ?? '');
}
