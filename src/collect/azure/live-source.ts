import type { Source } from '../../model/inventory.js';
import { TYPES } from '../../model/row.js';
import type { LiveOptions } from './live-options.js';
import { QUERIES, SUBSCRIPTIONS } from './queries.js';
import type { Services } from './services.js';
import type { Identity } from './sign-in.js';

/** What a live scan found out about itself. */
interface Done {
  readonly identity: Identity;
  /** Those that were seen. */
  readonly subscriptions: readonly string[];
  readonly requests: Services['requests'];
  /** Calls that would tell more and were not made. */
  readonly notRequested: number;
}

/** The source of a live scan's inventory: what was asked, where, by whom. */
export function liveSource({ cloud, scope, takenAt }: LiveOptions, done: Done): Source {
  const { identity, subscriptions, requests, notRequested } = done;
  const types = [SUBSCRIPTIONS, ...QUERIES].map(({ type }) => type);
  return {
    kind: 'azure',
    cloud: cloud.name,
    ...identity,
    scope: 'subscriptions' in scope ? { subscriptions: scope.subscriptions } : { ...scope, subscriptions },
    subscriptionsSeen: subscriptions.length,
    takenAt,
    collected: [
      ...types,
      TYPES.policySetDefinition,
      TYPES.lock,
      ...(cloud.backupAppId === null ? [] : [TYPES.servicePrincipal]),
    ],
    requests: { ...requests },
    ...(notRequested === 0 ? {} : { notRequested }),
    ...(cloud.custom && cloud.backupAppId !== null ? { backupAppId: cloud.backupAppId } : {}),
  };
}
