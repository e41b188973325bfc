import { groupScopeOf, lowerId } from '../../src/model/arm-id.js';
import { TYPES, type Row } from '../../src/model/row.js';
import type { Estate } from './estate.js';
import { azureError, type Answer, type Request } from './http.js';

/** Azure Resource Manager: locks, instance views, restore points, the items of a vault, a resource provider. */
export function armAnswer(
  request: Request,
  estate: Estate,
  url: string,
  pageSize: number,
): Answer | undefined {
  if (request.method !== 'GET' || !request.pathname.toLowerCase().startsWith('/subscriptions/'))
    return undefined;
  if (!request.query.has('api-version'))
    return azureError(400, 'MissingApiVersionParameter', 'The api-version is missing.');
  const path = lowerId(request.pathname);
  const resource = path
    .replace(/\/(instanceview|backupprotecteditems)$/, '')
    .replace(/\/providers\/microsoft\.authorization\/locks$/, '');
  if (!estate.isVisible(path)) {
    const message = `The client does not have authorization to perform action over scope '${resource}'.`;
    return azureError(403, 'AuthorizationFailed', message);
  }
  if (path.endsWith('/providers/microsoft.authorization/locks'))
    return pages(request, url, pageSize, locksOf(resource, estate));
  if (path.endsWith('/instanceview')) return instanceView(resource, estate);
  if (path.endsWith('/backupprotecteditems')) return pages(request, url, pageSize, itemsOf(resource, estate));
  if (path.endsWith('/providers/microsoft.recoveryservices')) return provider(path, estate);
  const collection = estate.resources.get(TYPES.restorePointCollection, path);
  return collection === undefined ? undefined : restorePoints(collection, request);
}

function locksOf(subscription: string, estate: Estate): Row[] {
  return [...estate.resources.ofType(TYPES.lock)]
    .filter(([id]) => id.startsWith(`${subscription}/`))
    .map(([, row]) => row);
}

function instanceView(vm: string, estate: Estate): Answer {
  const row = estate.resources.get(TYPES.instanceView, `${vm}/instanceview`);
  if (estate.resources.get(TYPES.vm, vm) === undefined || row === undefined) {
    return azureError(404, 'ResourceNotFound', `The Resource '${vm}' was not found.`);
  }
  return { status: 200, body: row.properties };
}

/** A registration; a subscription of which the estate tells none has the provider registered. */
function provider(id: string, estate: Estate): Answer {
  const row = estate.resources.get(TYPES.provider, id);
  const told = row?.properties as { registrationState?: string } | undefined;
  const registrationState = told?.registrationState ?? 'Registered';
  return { status: 200, body: { id, namespace: 'Microsoft.RecoveryServices', registrationState } };
}

function itemsOf(vault: string, estate: Estate): Row[] {
  return [...estate.resources.ofType(TYPES.protectedItem)]
    .filter(([id]) => id.startsWith(`${vault}/`))
    .map(([, row]) => asArmRow(row));
}

function restorePoints(row: Row, request: Request): Answer {
  const properties = { restorePoints: [], ...(row.properties as Record<string, unknown>) };
  const { restorePoints: _, ...withoutPoints } = properties;
  const expanded = request.query.get('$expand') === 'restorePoints';
  return { status: 200, body: { ...asArmRow(row), properties: expanded ? properties : withoutPoints } };
}

/** ARM spells ids in another letter case than Resource Graph: the group in capitals. */
function asArmRow({ id, name, type, location, properties }: Row): Row {
  const group = groupScopeOf(lowerId(id)) ?? '';
  const spelled =
    id.slice(0, group.length).replace(/[^/]+$/, (each) => each.toUpperCase()) + id.slice(group.length);
  return { id: spelled, name, type, location, properties };
}

/** A list in small pages with a `nextLink`, as ARM gives it. */
function pages(request: Request, url: string, pageSize: number, rows: readonly Row[]): Answer {
  const from = Number(request.query.get('$skiptoken') ?? 0);
  const next = new URL(`${url}${request.pathname}`);
  next.search = request.query.toString();
  next.searchParams.set('$skiptoken', String(from + pageSize));
  const more = from + pageSize < rows.length ? { nextLink: next.href } : {};
  return { status: 200, body: { value: rows.slice(from, from + pageSize), ...more } };
}
