import type { Gap } from '../../model/inventory.js';
import type { Row } from '../../model/row.js';
import { UserError } from '../../model/user-error.js';
import { subscriptionOfRow } from './estate.js';
import type { LiveScope } from './live-options.js';
import { SUBSCRIPTIONS } from './queries.js';
import { graphScopeOf, readQuery, type Reading } from './read-query.js';

/** The subscriptions of a scan. */
export interface Listed {
  /**
   * Those that can be seen, as lower-cased GUIDs. Where the list itself cannot be read: those that were asked for, or
   * undefined (those that turn up in rows).
   */
  readonly subscriptions: readonly string[] | undefined;
  readonly gaps: readonly Gap[];
}

/**
 * Lists the subscriptions of a scope. One that was asked for and is not among them is a gap.
 *
 * @param take is given the row of each
 * @throws UserError where Azure takes no token of ours: nothing can be read at all
 */
export async function readSubscriptions(
  reading: Reading,
  scope: LiveScope,
  take: (row: Row) => void,
): Promise<Listed> {
  const asked = 'subscriptions' in scope ? scope.subscriptions : undefined;
  const seen = new Set<string>();
  const gaps = await readQuery(reading, SUBSCRIPTIONS, graphScopeOf(scope, asked ?? []), (row) => {
    take(row);
    const id = subscriptionOfRow(row);
    if (id !== undefined) seen.add(id);
  });
  const [failure] = gaps;
  if (failure?.reason === 'forbidden' && failure.detail?.startsWith('401') === true)
    throw refused(failure.detail);
  if (failure !== undefined && failure.reason !== 'forbidden') return { subscriptions: asked, gaps };
  const unseen = (asked ?? []).filter((id) => !seen.has(id));
  return {
    subscriptions: asked?.filter((id) => seen.has(id)) ?? [...seen].sort(),
    gaps: [...gaps, ...unseen.map(notVisible)],
  };
}

function notVisible(subscription: string): Gap {
  const detail = 'The subscription was asked for and is not visible: it takes Reader there.';
  return { what: '*', scope: `/subscriptions/${subscription}`, reason: 'notVisible', detail };
}

function refused(detail: string): UserError {
  return new UserError(
    `Azure Resource Manager refuses the sign-in: ${detail}`,
    'The token may be for another tenant or cloud: check `az account show`, AZURE_TENANT_ID and --cloud.',
  );
}
