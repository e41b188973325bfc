import { subscriptionOf, lowerId } from '../../src/model/arm-id.js';
import { TYPES, type Row } from '../../src/model/row.js';
import type { EmulatorOptions } from './emulator.js';
import type { Estate } from './estate.js';
import { azureError, type Answer, type Request } from './http.js';

const TABLES: Readonly<Record<string, string>> = {
  [TYPES.subscription]: 'resourcecontainers',
  [TYPES.resourceGroup]: 'resourcecontainers',
  [TYPES.managementGroup]: 'resourcecontainers',
  [TYPES.protectedItem]: 'recoveryservicesresources',
  [TYPES.backupPolicy]: 'recoveryservicesresources',
  [TYPES.backupJob]: 'recoveryservicesresources',
  [TYPES.roleAssignment]: 'authorizationresources',
  [TYPES.roleDefinition]: 'authorizationresources',
  [TYPES.policyAssignment]: 'policyresources',
  [TYPES.policyDefinition]: 'policyresources',
  [TYPES.policySetDefinition]: 'policyresources',
  [TYPES.policyExemption]: 'policyresources',
};

interface Body {
  readonly query?: string;
  readonly subscriptions?: readonly string[];
  readonly managementGroups?: readonly string[];
  readonly options?: {
    readonly $top?: number;
    readonly $skip?: number;
    readonly $skipToken?: string;
    readonly resultFormat?: string;
    readonly authorizationScopeFilter?: string;
  };
}

/** Resource Graph: one table, one type, simple conditions; pages by offset; the quota window and its headers. */
export class ResourceGraphEmulator {
  readonly #estate: Estate;
  readonly #options: EmulatorOptions;
  readonly #begun: number[] = [];
  /** What queries gave: the pages of one are asked for one by one. */
  readonly #results = new Map<string, readonly Row[]>();

  constructor(estate: Estate, options: EmulatorOptions) {
    this.#estate = estate;
    this.#options = options;
  }

  answer(request: Request): Answer | undefined {
    if (request.method !== 'POST' || request.pathname !== '/providers/Microsoft.ResourceGraph/resources')
      return undefined;
    if (request.query.get('api-version') !== '2024-04-01')
      return azureError(400, 'InvalidApiVersion', 'Use 2024-04-01.');
    if (!String(request.headers['content-type']).startsWith('application/json'))
      return azureError(500, 'InternalServerError', '');
    const { quota } = this.#options;
    const remaining = quota === undefined ? 14 : this.#take(quota);
    const resets = quota === undefined ? 5 : Math.ceil(quota.milliseconds / 1000);
    const headers = {
      'x-ms-user-quota-remaining': String(Math.max(0, remaining)),
      'x-ms-user-quota-resets-after': `00:00:0${resets}`,
    };
    if (remaining < 0) {
      return {
        ...azureError(429, 'RateLimiting', 'Please provide below info when asking for support.'),
        headers,
      };
    }
    const answer = this.#query(request.json ?? {});
    return { ...answer, headers };
  }

  /** How many requests are left in the window after this one; negative: there was none left. */
  #take(quota: { requests: number; milliseconds: number }): number {
    const now = performance.now();
    while (this.#begun.length > 0 && (this.#begun[0] ?? 0) <= now - quota.milliseconds) this.#begun.shift();
    if (this.#begun.length >= quota.requests) return -1;
    this.#begun.push(now);
    return quota.requests - this.#begun.length;
  }

  #query(body: Body): Answer {
    const query = body.query ?? '';
    const [table = ''] = query.split('\n');
    const type = /where type =~ '([^']+)'/.exec(query)?.[1]?.toLowerCase();
    if (type === undefined || !/^\w+$/.test(table.trim()) || !query.includes('\n| project id, ')) {
      const details = [
        { code: 'InvalidQuery', message: 'Query is invalid.' },
        { code: 'ParserFailure', message: 'ParserFailure' },
      ];
      return azureError(400, 'BadRequest', 'Please provide below info when asking for support.', details);
    }
    const subscriptions = body.subscriptions?.map((id) => id.toLowerCase());
    if (
      subscriptions?.every((id) => !this.#estate.isVisible(`/subscriptions/${id}`)) === true &&
      subscriptions.length > 0
    ) {
      return azureError(403, 'Forbidden', 'No readable subscription.');
    }
    const { subscriptions: listed, managementGroups, options } = body;
    const key = JSON.stringify([query, listed, managementGroups, options?.authorizationScopeFilter]);
    let rows = this.#results.get(key);
    if (rows === undefined) {
      const expected = TABLES[type] ?? 'resources';
      const all = expected === table.trim().toLowerCase() ? this.#estate.graphRows(type) : [];
      const conditions = conditionsOf(query);
      rows = all.filter((row) => this.#isInScope(row, body, subscriptions) && meets(row, conditions));
      this.#results.set(key, rows);
    }
    return this.#page(rows, options ?? {});
  }

  #isInScope(row: Row, body: Body, subscriptions: readonly string[] | undefined): boolean {
    const subscription = subscriptionOf(lowerId(row.id));
    if (subscription === undefined) {
      const isAuthorization = row.type.startsWith('microsoft.authorization/');
      return !isAuthorization || body.options?.authorizationScopeFilter === 'AtScopeAboveAndBelow';
    }
    if (subscriptions !== undefined) return subscriptions.includes(subscription);
    const groups = body.managementGroups?.map((name) => name.toLowerCase());
    return (
      groups === undefined || this.#estate.ancestorsOf(subscription).some((name) => groups.includes(name))
    );
  }

  #page(rows: readonly Row[], options: NonNullable<Body['options']>): Answer {
    const { $skipToken: token, $skip = 0, $top = 1000 } = options;
    const skip =
      token === undefined
        ? $skip
        : (JSON.parse(Buffer.from(token, 'base64').toString()) as { RowsToSkip: number }).RowsToSkip;
    const top = Math.min($top, this.#options.pageSize ?? 1000, 1000);
    const page = rows.slice(skip, skip + top);
    if (JSON.stringify(page).length > 16 * 1024 * 1024) {
      const details = [
        { code: 'ResponsePayloadTooLarge', message: 'Response payload size exceeded the limit of 16777216.' },
      ];
      return azureError(400, 'BadRequest', 'Please provide below info when asking for support.', details);
    }
    const next = skip + top + (this.#options.shiftBetweenPages ?? 0);
    const more = skip + top < rows.length && page.length > 0;
    const skipToken = Buffer.from(
      JSON.stringify({ MaxRows: top, RowsToSkip: next, KustoClusterUrl: 'https://arg' }),
    ).toString('base64');
    const data = options.resultFormat === 'table' ? tableOf(page) : page;
    const body = {
      totalRecords: rows.length,
      count: page.length,
      data,
      facets: [],
      resultTruncated: 'false',
      ...(more ? { $skipToken: skipToken } : {}),
    };
    return { status: 200, body };
  }
}

function tableOf(rows: readonly Row[]) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    columns: names.map((name) => ({ name, type: 'object' })),
    rows: rows.map((row) => names.map((name) => (row as unknown as Record<string, unknown>)[name] ?? null)),
  };
}

interface Condition {
  readonly path: readonly string[];
  readonly isNot: boolean;
  readonly listed: readonly string[];
}

/** The conditions beyond the type: `path =~ 'x'`, `path !~ 'x'`, `path in~ ('x', 'y')`, joined by `and`. */
function conditionsOf(query: string): Condition[] {
  const conditions = [
    ...query.matchAll(/(?:\w+\()?((?:properties|id\b)[\w.]*)\)? (=~|!~|in~) (\([^)]*\)|'[^']*')/g),
  ];
  return conditions.map(([, path = '', operator, values = '']) => ({
    path: path.split('.'),
    isNot: operator === '!~',
    listed: [...values.matchAll(/'([^']*)'/g)].map(([, each = '']) => each.toLowerCase()),
  }));
}

function meets(row: Row, conditions: readonly Condition[]): boolean {
  return conditions.every(({ path, isNot, listed }) => {
    const value = path.reduce<unknown>(
      (current, key) => (current as Record<string, unknown> | undefined)?.[key],
      row,
    );
    const text = ['string', 'boolean'].includes(typeof value) ? String(value).toLowerCase() : '';
    return listed.includes(text) !== isNot;
  });
}
