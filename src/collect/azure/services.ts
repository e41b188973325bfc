import { setMaxListeners } from 'node:events';
import { SYSTEM_CLOCK } from './clock.js';
import type { LiveOptions } from './live-options.js';
import { Pace, RESOURCE_GRAPH_QUOTA } from './pace.js';
import { ResourceGraph } from './resource-graph.js';
import { RestClient } from './rest-client.js';
import type { SignIn } from './credential.js';
import { Buckets, READ_BUCKET } from './token-bucket.js';

/** The services that a live scan reads, each within its own limits, and how many requests each was sent. */
export interface Services {
  readonly resourceGraph: ResourceGraph;
  readonly resourceManager: RestClient;
  readonly directory: RestClient;
  readonly requests: Readonly<Record<'resourceGraph' | 'resourceManager' | 'graph', number>>;
}

/** A request may arrive so many milliseconds later than another that began after it. */
const ARRIVAL = 250;

/**
 * Makes the clients of one scan. Nothing is sent yet.
 *
 * @param signal gives up every request that is under way
 */
export function servicesOf(options: LiveOptions, credential: SignIn, signal: AbortSignal): Services {
  const { cloud, userAgent, timeout, clock = SYSTEM_CLOCK, quota = RESOURCE_GRAPH_QUOTA } = options;
  setMaxListeners(0, signal); // every request that is under way listens
  const requests = { resourceGraph: 0, resourceManager: 0, graph: 0 };
  const common = { credential, clock, signal, userAgent, timeout };
  const pace = new Pace({ ...quota, milliseconds: quota.milliseconds + ARRIVAL }, clock);
  return {
    requests,
    resourceGraph: new ResourceGraph({
      ...common,
      cloud,
      pace,
      onRequest: () => (requests.resourceGraph += 1),
    }),
    resourceManager: new RestClient({
      ...common,
      baseUrl: cloud.resourceManager,
      audience: cloud.resourceManagerAudience,
      buckets: new Buckets(READ_BUCKET, clock),
      onRequest: () => (requests.resourceManager += 1),
    }),
    directory: new RestClient({
      ...common,
      baseUrl: cloud.graph,
      audience: cloud.graphAudience,
      onRequest: () => (requests.graph += 1),
    }),
  };
}
