import type { QueryRequest, ResourceGraphClient } from '@azure/arm-resourcegraph';
import type { Cloud } from '../../model/cloud.js';
import type { Row } from '../../model/row.js';
import type { Clock } from './clock.js';
import { hasErrorCode, ReadFailure } from './failure.js';
import { answerOf, graphClient } from './graph-client.js';
import { pageOf, type Page } from './graph-page.js';
import { inTime, REQUEST_TIMEOUT } from './in-time.js';
import type { Pace } from './pace.js';
import type { Query } from './queries.js';
import { quotaReset, withRetries, type HttpAnswer } from './retry.js';
import { SeenRows } from './seen-rows.js';
import type { SignIn } from './credential.js';

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
  /** How many rows there are, by the service's count: the most that one of its pages told. */
  readonly total: number;
  /** How many different rows came. */
  readonly distinct: number;
  /** Why there may be more rows than came, apart from the count; undefined: nothing says so. */
  readonly truncated?: string;
}

type Take = (rows: readonly Row[]) => Promise<void>;

/** Reads the rows of queries, page by page. */
export class ResourceGraph {
  readonly #options: ResourceGraphOptions;
  #client: Promise<ResourceGraphClient> | undefined;

  constructor(options: ResourceGraphOptions) {
    this.#options = options;
  }

  /**
   * Reads all rows of a query. Where none of the subscriptions in one part of a long list may be read, the others are.
   *
   * @param take is given the rows of each page, without those that came before
   * @throws ReadFailure
   */
  async read(query: Query, scope: GraphScope, take: Take): Promise<QueryEnd> {
    const whole: QueryEnd[] = [];
    let refusal: ReadFailure | undefined;
    for (const part of partsOf(scope)) {
      try {
        whole.push(await this.#part(query, part, take));
      } catch (error) {
        if (!(error instanceof ReadFailure) || error.status !== 403) throw error;
        refusal ??= error;
      }
    }
    if (refusal !== undefined) throw refusal;
    const sum = (key: 'total' | 'distinct') => whole.reduce((all, each) => all + each[key], 0);
    const truncated = whole.find((each) => each.truncated !== undefined)?.truncated;
    return {
      total: sum('total'),
      distinct: sum('distinct'),
      ...(truncated === undefined ? {} : { truncated }),
    };
  }

  async #part(query: Query, part: GraphScope, take: Take): Promise<QueryEnd> {
    const seen = new SeenRows();
    // Pages are offsets: a row that is deleted behind us moves another one past the page that we ask for next. The count
    // of the last page alone would be right again.
    let total = 0;
    let [distinct, barren, top] = [0, 0, PAGE];
    let [token, truncated]: (string | undefined)[] = [];
    do {
      if (barren >= MOST_BARREN_PAGES) throw new ReadFailure('truncated', 'The pages do not end.');
      // A token goes with the page size that it was given for, and where one page is too large, the next ones are.
      const { top: taken, ...page } = await this.#page(query, part, token, top);
      top = taken;
      const rows = page.rows.filter((row) => seen.isNew(row));
      distinct += rows.length;
      barren = rows.length === 0 ? barren + 1 : 0;
      await take(rows);
      token = page.skipToken;
      truncated ??= page.truncated;
      total = Math.max(total, page.total);
    } while (token !== undefined);
    return { total, distinct, ...(truncated === undefined ? {} : { truncated }) };
  }

  /** One page, of `most` rows; where these are too large for one answer, of half as many. */
  async #page(
    query: Query,
    scope: GraphScope,
    skipToken: string | undefined,
    most: number,
  ): Promise<Page & { readonly top: number }> {
    for (let top = most; ; top = Math.floor(top / 2)) {
      try {
        return { ...pageOf(await this.#send(requestOf(query, scope, top, skipToken))), top };
      } catch (error) {
        if (!(error instanceof PayloadTooLarge) || top === 1)
          throw error instanceof PayloadTooLarge ? error.failure : error;
      }
    }
  }

  async #send(request: QueryRequest): Promise<HttpAnswer> {
    const { cloud, userAgent, pace, clock, signal, credential, onRequest } = this.#options;
    const { timeout = REQUEST_TIMEOUT } = this.#options;
    const client = await (this.#client ??= graphClient(cloud, credential, userAgent));
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
