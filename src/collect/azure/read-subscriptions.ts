import type { Gap } from '../../model/inventory.js';
import type { Row } from '../../model/row.js';
import { UserError } from '../../model/user-error.js';
import { subscriptionOfRow } from './estate.js';
import type { LiveScope } from './live-options.js';
import { SUBSCRIPTIONS } from './queries.js';
import { graphScopeOf, readQuery, type Reading } from './read-query.js';
import type { GraphScope } from './resource-graph.js';

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
  const { seen, gaps, failure } = await listed(reading, graphScopeOf(scope, asked ?? []), take);
  if (failure?.reason === 'forbidden' && failure.detail?.startsWith('401') === true)
    throw refused(failure.detail);
  if (failure !== undefined && failure.reason !== 'forbidden') return { subscriptions: asked, gaps };
  const unseen = (asked ?? []).filter((id) => !seen.has(id));
  return {
    subscriptions: asked?.filter((id) => seen.has(id)) ?? [...seen].sort(),
    gaps: [...gaps, ...unseen.map((id) => notVisible(id, NEVER_SEEN))],
  };
}

/**
 * Lists the subscriptions of a scan again, after its queries. One whose rights ended meanwhile, or that was moved out of
 * the management group, is a gap: Resource Graph leaves out what may not be read without a word.
 *
 * @param before those that could be seen at the beginning
 */
export async function lostSubscriptions(
  reading: Reading,
  scope: LiveScope,
  before: readonly string[],
): Promise<readonly Gap[]> {
  if (before.length === 0) return [];
  const { seen, gaps, failure } = await listed(reading, graphScopeOf(scope, before), () => undefined);
  if (failure !== undefined && failure.reason !== 'forbidden') return gaps;
  const lost = before.filter((id) => !seen.has(id));
  return [...gaps, ...lost.map((id) => notVisible(id, LOST))];
}

/** The subscriptions that can be seen, as lower-cased GUIDs, and what could not be read of the list. */
async function listed(
  reading: Reading,
  where: GraphScope,
  take: (row: Row) => void,
): Promise<{ seen: ReadonlySet<string>; gaps: readonly Gap[]; failure: Gap | undefined }> {
  const seen = new Set<string>();
  const gaps = await readQuery(reading, SUBSCRIPTIONS, where, (row) => {
    take(row);
    const id = subscriptionOfRow(row);
    if (id !== undefined) seen.add(id);
  });
  return { seen, gaps, failure: gaps[0] };
}

const NEVER_SEEN = 'The subscription was asked for and is not visible: it takes Reader there.';
const LOST = 'The subscription was visible at the beginning of the scan and is not any more.';

function notVisible(subscription: string, detail: string): Gap {
  return { what: '*', scope: `/subscriptions/${subscription}`, reason: 'notVisible', detail };
}

function refused(detail: string): UserError {
  return new UserError(
    `Azure Resource Manager refuses the sign-in: ${detail}`,
    'The token may be for another tenant or cloud: check `az account show`, AZURE_TENANT_ID and --cloud.',
  );
}
