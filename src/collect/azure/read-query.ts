import type { Gap } from '../../model/inventory.js';
import type { Row } from '../../model/row.js';
import { gapOf, ReadFailure } from './failure.js';
import type { LiveScope } from './live-options.js';
import type { Progress } from './progress.js';
import type { Query } from './queries.js';
import type { GraphScope, ResourceGraph } from './resource-graph.js';

/** What goes with every query of a scan. */
export interface Reading {
  readonly graph: ResourceGraph;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/**
 * Reads a query. A count that does not match is read again once, then it is a gap: the rows stay, but a row that is not
 * there proves nothing.
 *
 * @param take is given each row
 * @returns what could not be read
 */
export async function readQuery(
  { graph, onProgress }: Reading,
  query: Query,
  scope: GraphScope,
  take: (row: Row) => void,
): Promise<readonly Gap[]> {
  const where = query.reach === 'tenant' ? {} : scope;
  let [pages, rows] = [0, 0];
  const takePage = async (page: readonly Row[]) => {
    page.forEach(take);
    rows += page.length;
    onProgress?.({ step: 'read', type: query.type, pages: ++pages, rows });
    await Promise.resolve();
  };
  try {
    let end = await graph.read(query, where, takePage);
    if (end.total !== end.distinct) end = await graph.read(query, where, takePage);
    const counted = `Resource Graph counts ${end.total} rows and gave ${end.distinct}.`;
    const detail = end.truncated ?? (end.total === end.distinct ? undefined : counted);
    if (detail !== undefined) throw new ReadFailure('truncated', detail);
    return [];
  } catch (error) {
    // Rows above the subscriptions are in no scope that was asked for.
    const scopes = query.above === true ? ['/'] : armScopesOf(where);
    return scopes.map((each) => gapOf(error, query.type, each));
  }
}

/** The scope of the queries of a scan, `subscriptions` being those that it may name. */
export function graphScopeOf(scope: LiveScope, subscriptions: readonly string[]): GraphScope {
  if ('managementGroup' in scope) return { managementGroup: scope.managementGroup };
  return 'subscriptions' in scope ? { subscriptions } : {};
}

/** The ARM scopes that a query was about, for its gaps. */
function armScopesOf({ subscriptions, managementGroup }: GraphScope): string[] {
  if (managementGroup !== undefined)
    return [`/providers/Microsoft.Management/managementGroups/${managementGroup}`];
  return subscriptions === undefined ? ['/'] : subscriptions.map((id) => `/subscriptions/${id}`);
}
