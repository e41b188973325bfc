import type { QueryRequest, ResourceGraphClient } from '@azure/arm-resourcegraph';
import type { Cloud } from '../../model/cloud.js';
import { lowerId } from '../../model/arm-id.js';
import type { Row } from '../../model/row.js';
import { listIn } from '../recognise.js';
import { isJsonObject, rowsOf } from '../to-row.js';
import type { Clock } from './clock.js';
import { hasErrorCode, ReadFailure } from './failure.js';
import { inTime, REQUEST_TIMEOUT } from './in-time.js';
import type { Pace } from './pace.js';
import type { Query } from './queries.js';
import { quotaReset, withRetries, type HttpAnswer } from './retry.js';
import { shallow } from './shallow.js';
import { tokenPolicy, type SignIn } from './sign-in.js';

/** Which subscriptions to ask about: a list, a management group, or (neither) every one that can be seen. */
export interface GraphScope {
  readonly subscriptions?: readonly string[];
  readonly managementGroup?: string;
}

export interface ResourceGraphOptions {
  readonly cloud: Cloud;
  readonly credential: SignIn;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly userAgent: string;
  readonly onRequest: () => void;
  /** How long one request may take, in milliseconds. */
  readonly timeout?: number | undefined;
}

/** The largest page that Resource Graph gives. */
const PAGE = 1000;

/** So many pages on end without a new row, and there will be none: a service that never ends would keep us for ever. */
const MOST_BARREN_PAGES = 10;

/** Microsoft's advice: a query about a list of subscriptions names fewer than 300. */
const MOST_SUBSCRIPTIONS = 250;

/** What a query gave, beside its rows. */
export interface QueryEnd {
  /** How many rows there are, by the service's count. */
  readonly total: number;
  /** How many different rows came. */
  readonly distinct: number;
  /** Why there may be more rows than came, apart from the count; undefined: nothing says so. */
  readonly truncated?: string;
}

/** Reads the rows of queries, page by page. */
export class ResourceGraph {
  readonly #options: ResourceGraphOptions;
  #client: Promise<ResourceGraphClient> | undefined;

  constructor(options: ResourceGraphOptions) {
    this.#options = options;
  }

  /**
   * Reads all rows of a query.
   *
   * @param take is given the rows of each page, without those that came before
   * @throws ReadFailure
   */
  async read(
    query: Query,
    scope: GraphScope,
    take: (rows: readonly Row[]) => Promise<void>,
  ): Promise<QueryEnd> {
    let total = 0;
    let distinct = 0;
    let truncated: string | undefined;
    for (const part of partsOf(scope)) {
      const seen = new Seen();
      let end: Page;
      let token: string | undefined;
      let barren = 0;
      do {
        if (barren >= MOST_BARREN_PAGES) throw new ReadFailure('truncated', 'The pages do not end.');
        end = await this.#page(query, part, token);
        const rows = end.rows.filter((row) => seen.isNew(row));
        distinct += rows.length;
        barren = rows.length === 0 ? barren + 1 : 0;
        await take(rows);
        token = end.skipToken;
        truncated ??= end.truncated;
      } while (token !== undefined);
      total += end.total;
    }
    return { total, distinct, ...(truncated === undefined ? {} : { truncated }) };
  }

  /** One page; where its rows are too large for one answer, half as many. */
  async #page(query: Query, scope: GraphScope, skipToken: string | undefined): Promise<Page> {
    for (let top = PAGE; ; top = Math.floor(top / 2)) {
      try {
        return pageOf(await this.#send(requestOf(query, scope, top, skipToken)));
      } catch (error) {
        if (!(error instanceof PayloadTooLarge) || top === 1)
          throw error instanceof PayloadTooLarge ? error.failure : error;
      }
    }
  }

  async #send(request: QueryRequest): Promise<HttpAnswer> {
    const { pace, clock, signal, credential, onRequest, timeout = REQUEST_TIMEOUT } = this.#options;
    const client = await (this.#client ??= this.#connect());
    const once = async () => {
      await pace.begin(signal);
      onRequest();
      const answer = await inTime(timeout, signal, (stop) => answerOf(client, request, stop));
      const remaining = answer.headers('x-ms-user-quota-remaining');
      pace.observe(remaining === undefined ? undefined : Number(remaining), quotaReset(answer.headers));
      if (answer.status === 400 && hasErrorCode(answer.body, 'ResponsePayloadTooLarge'))
        throw new PayloadTooLarge();
      return answer;
    };
    const renew = () => {
      credential.renew();
      return Promise.resolve(true);
    };
    return withRetries(once, {
      clock,
      signal,
      renew,
      onThrottled: (milliseconds) => pace.close(milliseconds),
    });
  }

  /**
   * The SDK's client, told the cloud's own host (its setting for sovereign clouds leaves the token scope of the public
   * one), without its retries (they need a `Retry-After` that Resource Graph does not always send) and redirects.
   */
  async #connect(): Promise<ResourceGraphClient> {
    const { ResourceGraphClient } = await import('@azure/arm-resourcegraph');
    const { cloud, credential, userAgent } = this.#options;
    const client = new ResourceGraphClient(credential, {
      endpoint: cloud.resourceManager,
      retryOptions: { maxRetries: 0 },
      redirectOptions: { maxRetries: 0 },
      userAgentOptions: { userAgentPrefix: userAgent },
    });
    client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' });
    client.pipeline.addPolicy(tokenPolicy(credential, cloud.resourceManagerAudience));
    return client;
  }
}

/** The answer would be larger than the service gives (16 MiB). */
class PayloadTooLarge extends Error {
  readonly failure = new ReadFailure('failed', 'A single row is larger than Resource Graph gives.');
}

function* partsOf(scope: GraphScope): Generator<GraphScope> {
  const { subscriptions } = scope;
  if (subscriptions === undefined) yield scope;
  else {
    for (let from = 0; from < subscriptions.length; from += MOST_SUBSCRIPTIONS) {
      yield { subscriptions: subscriptions.slice(from, from + MOST_SUBSCRIPTIONS) };
    }
  }
}

function requestOf(
  query: Query,
  scope: GraphScope,
  top: number,
  skipToken: string | undefined,
): QueryRequest {
  const { subscriptions, managementGroup } = scope;
  return {
    query: query.kql,
    ...(subscriptions === undefined ? {} : { subscriptions: [...subscriptions] }),
    ...(managementGroup === undefined ? {} : { managementGroups: [managementGroup] }),
    options: {
      resultFormat: 'objectArray',
      top,
      ...(skipToken === undefined ? {} : { skipToken }),
      ...(subscriptions === undefined ? { allowPartialScopes: true } : {}),
      ...(query.above === true ? { authorizationScopeFilter: 'AtScopeAboveAndBelow' } : {}),
    },
  };
}

/**
 * The answer as it came. What the SDK makes of it is not used: it throws whatever happens to be thrown where a proxy or
 * a broken service answers in another form.
 */
async function answerOf(
  client: ResourceGraphClient,
  request: QueryRequest,
  abortSignal: AbortSignal,
): Promise<HttpAnswer> {
  let raw: RawAnswer | undefined;
  const onResponse = (response: RawAnswer) => void (raw = response);
  const done = client.resources(request, { abortSignal, onResponse });
  const failure: unknown = await done.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (raw === undefined) throw failure;
  const { status, headers, bodyAsText, parsedBody }: RawAnswer = raw;
  if (status < 300 && (parsedBody === undefined || typeof parsedBody === 'string')) {
    const { RestError } = await import('@azure/core-rest-pipeline');
    throw new RestError('The answer is no JSON.', { code: RestError.PARSE_ERROR });
  }
  const body = shallow(parsedBody, bodyAsText ?? '') ?? bodyAsText;
  return { status, headers: (name) => headers.get(name), body };
}

/** What the SDK tells of an answer; no `parsedBody`: the body is empty or no JSON. */
interface RawAnswer {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | undefined };
  readonly bodyAsText?: string | null;
  readonly parsedBody?: unknown;
}

interface Page {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly skipToken?: string;
  readonly truncated?: string;
}

/** A page in the answer. The text `resultTruncated` can say "false" beside a token: the token decides. */
function pageOf({ body, headers }: HttpAnswer): Page {
  const { data, totalRecords, $skipToken: skipToken, resultTruncated } = isJsonObject(body) ? body : {};
  const list = listIn({ data }, 'The answer of Resource Graph');
  if (list === undefined || typeof totalRecords !== 'number')
    throw new ReadFailure('failed', 'The answer is no page of rows.');
  const rows = list.flatMap((each) => {
    const found = rowsOf(each);
    if (found === undefined) throw new ReadFailure('failed', 'The answer has a row without an id.');
    return found;
  });
  const hasToken = typeof skipToken === 'string' && skipToken !== '';
  const cut = !hasToken && resultTruncated === 'true' ? 'Resource Graph cut the result short.' : undefined;
  const limit = headers('x-ms-tenant-subscription-limit-hit')?.toLowerCase() === 'true';
  const truncated = limit ? 'There are more subscriptions than Resource Graph looks at.' : cut;
  return {
    rows,
    total: totalRecords,
    ...(hasToken ? { skipToken } : {}),
    ...(truncated === undefined ? {} : { truncated }),
  };
}

/**
 * Which rows came before. Rows come by subscription, so only those of the current one are remembered. A row of an
 * earlier one counts as seen: pages that go round in a circle would bring new rows for ever.
 */
class Seen {
  #subscription: unknown;
  #ids = new Set<string>();
  readonly #earlier = new Set<unknown>();

  isNew({ id, subscriptionId }: Row): boolean {
    const subscription = subscriptionId ?? '';
    if (subscription !== this.#subscription) {
      if (this.#earlier.has(subscription)) return false;
      this.#earlier.add(this.#subscription);
      this.#subscription = subscription;
      this.#ids = new Set();
    }
    const lower = lowerId(id);
    if (this.#ids.has(lower)) return false;
    this.#ids.add(lower);
    return true;
  }
}
