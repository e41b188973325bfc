import type { Gap, Inventory } from '../../model/inventory.js';
import { TYPES } from '../../model/row.js';
import { callsOf, secondsOf } from './deep-plan.js';
import { readDeep } from './deep.js';
import { Estate } from './estate.js';
import { gapOf, ReadFailure } from './failure.js';
import { inParallel } from './in-parallel.js';
import type { LiveOptions } from './live-options.js';
import { liveSource } from './live-source.js';
import { locksOf } from './locks.js';
import { Patience } from './patience.js';
import { policySetQueries, QUERIES, type Query } from './queries.js';
import { graphScopeOf, readQuery, type Reading } from './read-query.js';
import { lostSubscriptions, readSubscriptions } from './read-subscriptions.js';
import { readServicePrincipal } from './service-principal.js';
import { servicesOf, type Services } from './services.js';
import { defaultCredential } from './default-credential.js';
import { signIn, type Identity } from './sign-in.js';
import { slicesOf } from './spool-slices.js';
import { Spool } from './spool.js';
import { toldGaps } from './told-gaps.js';
import { READ_BUCKET } from './token-bucket.js';

/** Up to so many VMs in scope, what only Azure Resource Manager tells is read without being asked for. */
const DEEP_LIMIT = 500;

const QUERIES_AT_ONCE = 4;
const LOCKS_AT_ONCE = 8;

/** Reads a part of Azure into the same inventory that a file gives. Nothing is changed there. */
export async function collectAzure(options: LiveOptions): Promise<Inventory> {
  const signal = options.signal ?? new AbortController().signal;
  const { credential, identity } = await signIn(
    options.credential ?? defaultCredential(options.cloud),
    options.cloud,
    { timeout: options.timeout, signal },
  );
  const [spool, notes] = [await Spool.create(), await Spool.create()];
  try {
    const services = servicesOf(options, credential, signal);
    return await new Reader(options, services, spool, notes).read(identity, signal);
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
  readonly #services: Services;
  readonly #spool: Spool;
  readonly #estate: Estate;
  readonly #reading: Reading;
  readonly #gaps: Gap[] = [];

  constructor(options: LiveOptions, services: Services, spool: Spool, notes: Spool) {
    this.#options = options;
    this.#services = services;
    this.#spool = spool;
    this.#estate = new Estate(spool, notes);
    this.#reading = { graph: services.resourceGraph, onProgress: options.onProgress };
  }

  async read(identity: Identity, signal: AbortSignal): Promise<Inventory> {
    // The token for Microsoft Graph is fetched now: later the assertion behind the sign-in may be gone.
    const service = this.#readService();
    service.catch(() => undefined); // told when it is waited for
    const { scope } = this.#options;
    const { subscriptions: listed, gaps } = await readSubscriptions(this.#reading, scope, this.#estate.take);
    this.#gaps.push(...gaps);
    // Locks come from another service, with a quota of its own: they need not wait for the queries.
    const patience = new Patience();
    await Promise.all([this.#readQueries(listed), this.#readAllLocks(listed ?? [], patience)]);
    this.#gaps.push(...(await lostSubscriptions(this.#reading, scope, listed ?? [])));
    const subscriptions = this.#estate.subscriptions(listed);
    const asked = new Set(listed);
    const unlisted = subscriptions.filter((id) => !asked.has(id));
    await this.#readAllLocks(unlisted, patience);
    await service;
    await this.#estate.place();
    const notRequested = await this.#readDeep();
    const { requests } = this.#services;
    return {
      source: liveSource(this.#options, { identity, subscriptions, requests, notRequested }),
      declared: true,
      gaps: toldGaps(this.#gaps, signal.aborted),
      shared: this.#estate.shared,
      slices: slicesOf(this.#spool, subscriptions),
      close: () => this.#spool.close(),
    };
  }

  async #readQueries(listed: readonly string[] | undefined): Promise<void> {
    if (listed?.length === 0) return;
    const scope = graphScopeOf(this.#options.scope, listed ?? []);
    const read = async (query: Query) =>
      void this.#gaps.push(...(await readQuery(this.#reading, query, scope, this.#estate.take)));
    await inParallel(QUERIES, QUERIES_AT_ONCE, read);
    await inParallel(policySetQueries(this.#estate.assignedSets), QUERIES_AT_ONCE, read);
  }

  async #readAllLocks(subscriptions: readonly string[], patience: Patience): Promise<void> {
    await inParallel(subscriptions, LOCKS_AT_ONCE, (id) => this.#readLocks(id, patience));
  }

  async #readLocks(subscription: string, patience: Patience): Promise<void> {
    const { resourceManager } = this.#services;
    try {
      for await (const lock of locksOf(resourceManager, subscription, patience)) this.#estate.take(lock);
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
      const row = await readServicePrincipal(this.#services.directory, backupAppId);
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
      client: this.#services.resourceManager,
      take: this.#estate.take,
      onGap: (gap) => void this.#gaps.push(gap),
      onProgress: (done) => onProgress?.({ step: 'deep', done, of: calls }),
    });
    return 0;
  }
}
