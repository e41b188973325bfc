import { setMaxListeners } from 'node:events';
import type { Cloud } from '../../model/cloud.js';
import type { Gap, Inventory, Source } from '../../model/inventory.js';
import { TYPES, type Row } from '../../model/row.js';
import { UserError } from '../../model/user-error.js';
import { SYSTEM_CLOCK, type Clock } from './clock.js';
import { callsOf, readDeep, secondsOf } from './deep.js';
import { Estate, subscriptionOfRow, type VmFilter } from './estate.js';
import { gapOf, ReadFailure } from './failure.js';
import { inParallel } from './in-parallel.js';
import { locksOf } from './locks.js';
import { Patience } from './patience.js';
import { Pace, RESOURCE_GRAPH_QUOTA, type Quota } from './pace.js';
import type { Progress } from './progress.js';
import { policySetQueries, QUERIES, SUBSCRIPTIONS, type Query } from './queries.js';
import { ResourceGraph, type GraphScope } from './resource-graph.js';
import { RestClient } from './rest-client.js';
import { readServicePrincipal } from './service-principal.js';
import { defaultCredential, signIn, type CredentialFactory, type Identity } from './sign-in.js';
import { slicesOf } from './spool-slices.js';
import { Spool } from './spool.js';
import { toldGaps } from './told-gaps.js';
import { Buckets, READ_BUCKET } from './token-bucket.js';

/** What a live scan is about: a list of subscriptions, a management group, or everything that can be seen. */
export type LiveScope =
  | { readonly subscriptions: readonly string[] }
  | { readonly managementGroup: string }
  | { readonly tenant: true };

export interface LiveOptions {
  readonly cloud: Cloud;
  readonly scope: LiveScope;
  /** True or false: as asked; undefined: where at most {@link DEEP_LIMIT} VMs are in scope. */
  readonly deep?: boolean | undefined;
  readonly filter?: VmFilter | undefined;
  /** What counts as now. */
  readonly takenAt: string;
  readonly userAgent: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly credential?: CredentialFactory | undefined;
  readonly clock?: Clock | undefined;
  readonly quota?: Quota | undefined;
  /** How long one request may take, in milliseconds. */
  readonly timeout?: number | undefined;
}

/** Up to so many VMs in scope, what only Azure Resource Manager tells is read without being asked for. */
const DEEP_LIMIT = 500;

/** A request may arrive so many milliseconds later than another that began after it. */
const ARRIVAL = 250;

const QUERIES_AT_ONCE = 4;
const LOCKS_AT_ONCE = 8;

/** Reads a part of Azure into the same inventory that a file gives. Nothing is changed there. */
export async function collectAzure(options: LiveOptions): Promise<Inventory> {
  const { credential, identity } = await signIn(
    options.credential ?? defaultCredential(options.cloud),
    options.cloud,
    { timeout: options.timeout, signal: options.signal ?? new AbortController().signal },
  );
  const [spool, notes] = [await Spool.create(), await Spool.create()];
  try {
    const reader = new Reader(options, credential, identity, { spool, notes });
    return await reader.read();
  } catch (error) {
    await spool.close();
    throw error;
  } finally {
    await notes.close();
  }
}

/** One live scan. */
class Reader {
  readonly #options: LiveOptions;
  readonly #identity: Identity;
  readonly #spool: Spool;
  readonly #estate: Estate;
  readonly #graph: ResourceGraph;
  readonly #arm: RestClient;
  readonly #directory: RestClient;
  readonly #signal: AbortSignal;
  readonly #gaps: Gap[] = [];
  readonly #requests = { resourceGraph: 0, resourceManager: 0, graph: 0 };

  constructor(
    options: LiveOptions,
    credential: ConstructorParameters<typeof RestClient>[0]['credential'],
    identity: Identity,
    { spool, notes }: { spool: Spool; notes: Spool },
  ) {
    const { cloud, userAgent, timeout, clock = SYSTEM_CLOCK, quota = RESOURCE_GRAPH_QUOTA } = options;
    const signal = (this.#signal = options.signal ?? new AbortController().signal);
    setMaxListeners(0, signal); // every request that is under way listens
    const requests = this.#requests;
    const common = { credential, clock, signal, userAgent, timeout };
    this.#options = options;
    this.#identity = identity;
    this.#spool = spool;
    this.#estate = new Estate(spool, notes);
    const pace = new Pace({ ...quota, milliseconds: quota.milliseconds + ARRIVAL }, clock);
    this.#graph = new ResourceGraph({
      ...common,
      cloud,
      pace,
      onRequest: () => (requests.resourceGraph += 1),
    });
    const arm = { baseUrl: cloud.resourceManager, audience: cloud.resourceManagerAudience };
    const buckets = new Buckets(READ_BUCKET, clock);
    this.#arm = new RestClient({
      ...common,
      ...arm,
      buckets,
      onRequest: () => (requests.resourceManager += 1),
    });
    const directory = { baseUrl: cloud.graph, audience: cloud.graphAudience };
    this.#directory = new RestClient({ ...common, ...directory, onRequest: () => (requests.graph += 1) });
  }

  async read(): Promise<Inventory> {
    // The token for Microsoft Graph is fetched now: later the assertion behind the sign-in may be gone.
    const service = this.#readService();
    const listed = await this.#readSubscriptions();
    // Locks come from another service, with a quota of its own: they need not wait for the queries.
    const patience = new Patience();
    await Promise.all([this.#readQueries(listed), this.#readAllLocks(listed ?? [], patience)]);
    const subscriptions = this.#estate.subscriptions(listed);
    const asked = new Set(listed);
    const unlisted = subscriptions.filter((id) => !asked.has(id));
    await this.#readAllLocks(unlisted, patience);
    await service;
    await this.#estate.place();
    const notRequested = await this.#readDeep();
    return this.#inventory(subscriptions, notRequested);
  }

  async #readQueries(listed: readonly string[] | undefined): Promise<void> {
    if (listed?.length === 0) return;
    const scope = this.#graphScope(listed ?? []);
    const read = (query: Query) => this.#readQuery(query, scope);
    await inParallel(QUERIES, QUERIES_AT_ONCE, read);
    await inParallel(policySetQueries(this.#estate.assignedSets), QUERIES_AT_ONCE, read);
  }

  async #readAllLocks(subscriptions: readonly string[], patience: Patience): Promise<void> {
    await inParallel(subscriptions, LOCKS_AT_ONCE, (id) => this.#readLocks(id, patience));
  }

  /**
   * The subscriptions that can be seen, as lower-cased GUIDs. One that was asked for and is not among them is a gap.
   * Where the list itself cannot be read: those that were asked for, or undefined (those that turn up in rows).
   */
  async #readSubscriptions(): Promise<string[] | undefined> {
    const { scope } = this.#options;
    const asked = 'subscriptions' in scope ? scope.subscriptions : undefined;
    const seen = new Set<string>();
    const take = (row: Row) => {
      this.#estate.take(row);
      const id = subscriptionOfRow(row);
      if (id !== undefined) seen.add(id);
    };
    await this.#readQuery(SUBSCRIPTIONS, this.#graphScope(asked ?? []), take);
    const failure = this.#gaps.find(({ what }) => what === SUBSCRIPTIONS.type);
    if (failure?.reason === 'forbidden' && failure.detail?.startsWith('401') === true)
      throw refused(failure.detail);
    if (failure !== undefined && failure.reason !== 'forbidden')
      return asked === undefined ? undefined : [...asked];
    for (const id of asked ?? []) {
      if (seen.has(id)) continue;
      const detail = 'The subscription was asked for and is not visible: it takes Reader there.';
      this.#gaps.push({ what: '*', scope: `/subscriptions/${id}`, reason: 'notVisible', detail });
    }
    return asked?.filter((id) => seen.has(id)) ?? [...seen].sort();
  }

  #graphScope(subscriptions: readonly string[]): GraphScope {
    const { scope } = this.#options;
    if ('managementGroup' in scope) return { managementGroup: scope.managementGroup };
    return 'subscriptions' in scope ? { subscriptions } : {};
  }

  /**
   * Reads a query. A count that does not match is read again once, then it is a gap: the rows stay, but a row that is
   * not there proves nothing.
   */
  async #readQuery(
    query: Query,
    scope: GraphScope,
    take: (row: Row) => void = this.#estate.take,
  ): Promise<void> {
    const where = query.reach === 'tenant' ? {} : scope;
    const { onProgress } = this.#options;
    let [pages, rows] = [0, 0];
    const takePage = async (page: readonly Row[]) => {
      page.forEach(take);
      rows += page.length;
      onProgress?.({ step: 'read', type: query.type, pages: ++pages, rows });
      await Promise.resolve();
    };
    try {
      let end = await this.#graph.read(query, where, takePage);
      if (end.total !== end.distinct) end = await this.#graph.read(query, where, takePage);
      const counted = `Resource Graph counts ${end.total} rows and gave ${end.distinct}.`;
      const detail = end.truncated ?? (end.total === end.distinct ? undefined : counted);
      if (detail !== undefined) throw new ReadFailure('truncated', detail);
    } catch (error) {
      // Rows above the subscriptions are in no scope that was asked for.
      const scopes = query.above === true ? ['/'] : this.#scopesOf(where);
      for (const each of scopes) this.#gaps.push(gapOf(error, query.type, each));
    }
  }

  /** The ARM scopes that a query was about, for its gaps. */
  #scopesOf({ subscriptions, managementGroup }: GraphScope): string[] {
    if (managementGroup !== undefined)
      return [`/providers/Microsoft.Management/managementGroups/${managementGroup}`];
    return subscriptions === undefined ? ['/'] : subscriptions.map((id) => `/subscriptions/${id}`);
  }

  async #readLocks(subscription: string, patience: Patience): Promise<void> {
    try {
      for await (const lock of locksOf(this.#arm, subscription, patience)) this.#estate.take(lock);
    } catch (error) {
      // Locks can always be listed, be there none: 404 means that the subscription went away during the scan.
      const isGone = error instanceof ReadFailure && error.reason === 'notFound';
      this.#gaps.push(gapOf(error, isGone ? '*' : TYPES.lock, `/subscriptions/${subscription}`));
    }
  }

  async #readService(): Promise<void> {
    const { backupAppId } = this.#options.cloud;
    if (backupAppId === null) return;
    try {
      const row = await readServicePrincipal(this.#directory, backupAppId);
      if (row !== undefined) this.#estate.take(row);
    } catch (error) {
      this.#gaps.push(gapOf(error, TYPES.servicePrincipal, '/'));
    }
  }

  /** Reads what only Azure Resource Manager tells, or gives the number of calls that it would have taken. */
  async #readDeep(): Promise<number> {
    const { deep, filter = {}, onProgress } = this.#options;
    const protectionKnown = !this.#gaps.some(({ what }) => what === TYPES.protectedItem);
    const plan = await this.#estate.plan(filter, protectionKnown);
    const calls = callsOf(plan);
    if (!(deep ?? plan.vmsInScope <= DEEP_LIMIT)) return calls;
    onProgress?.({ step: 'plan', calls, seconds: secondsOf(plan, READ_BUCKET) });
    await readDeep(plan, {
      client: this.#arm,
      take: this.#estate.take,
      onGap: (gap) => void this.#gaps.push(gap),
      onProgress: (done) => onProgress?.({ step: 'deep', done, of: calls }),
    });
    return 0;
  }

  #inventory(subscriptions: readonly string[], notRequested: number): Inventory {
    return {
      source: this.#source(subscriptions, notRequested),
      declared: true,
      gaps: toldGaps(this.#gaps, this.#signal.aborted),
      shared: this.#estate.shared,
      slices: slicesOf(this.#spool, subscriptions),
      close: () => this.#spool.close(),
    };
  }

  #source(subscriptions: readonly string[], notRequested: number): Source {
    const { cloud, scope, takenAt } = this.#options;
    const types = [SUBSCRIPTIONS, ...QUERIES].map(({ type }) => type);
    const asked =
      'subscriptions' in scope ? { subscriptions: scope.subscriptions } : { ...scope, subscriptions };
    return {
      kind: 'azure',
      cloud: cloud.name,
      ...this.#identity,
      scope: asked,
      subscriptionsSeen: subscriptions.length,
      takenAt,
      collected: [
        ...types,
        TYPES.policySetDefinition,
        TYPES.lock,
        ...(cloud.backupAppId === null ? [] : [TYPES.servicePrincipal]),
      ],
      requests: { ...this.#requests },
      ...(notRequested === 0 ? {} : { notRequested }),
      ...(cloud.custom && cloud.backupAppId !== null ? { backupAppId: cloud.backupAppId } : {}),
    };
  }
}

/** Azure takes no token of ours: nothing can be read at all. */
function refused(detail: string): UserError {
  return new UserError(
    `Azure Resource Manager refuses the sign-in: ${detail}`,
    'The token may be for another tenant or cloud: check `az account show`, AZURE_TENANT_ID and --cloud.',
  );
}
