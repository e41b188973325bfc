/**
 * Azure Resource Manager ids. Azure's services disagree about their letter case, so every comparison is made on
 * the lower-cased id; the functions below take such an id unless they say otherwise.
 */

const SLASH = 47;

/** The id in the one spelling that we compare: lower case, no trailing slash. Takes any spelling. */
export function lowerId(id: string): string {
  return withoutSlashes(id.toLowerCase());
}

/** A path or URL without the slashes at its end. A pattern would need the square of their number in steps. */
export function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path.charCodeAt(end - 1) === SLASH) end--;
  return end === path.length ? path : path.slice(0, end);
}

/** The subscription's GUID (or whatever stands in its place), or undefined for an id without a subscription. */
export function subscriptionOf(id: string): string | undefined {
  if (!id.startsWith('/subscriptions/')) return undefined;
  const end = id.indexOf('/', 15);
  const subscription = end < 0 ? id.slice(15) : id.slice(15, end);
  return subscription === '' ? undefined : subscription;
}

/** The id of the subscription above this id: `/subscriptions/<guid>`. */
export function subscriptionScopeOf(id: string): string | undefined {
  const subscription = subscriptionOf(id);
  return subscription === undefined ? undefined : `/subscriptions/${subscription}`;
}

/** The id of the resource group above this id (or of the group itself), or undefined where there is none. */
export function groupScopeOf(id: string): string | undefined {
  return /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/.exec(id)?.[0];
}

/** The name of the resource group in this id, in the spelling of the id. Takes any spelling. */
export function groupNameOf(id: string): string | undefined {
  return /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)/i.exec(id)?.[1];
}

/** The last segment of the id, in the spelling of the id. Takes any spelling. */
export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The lower-cased resource type that the id's last provider names, or undefined for an id that names none. */
export function typeOf(id: string): string | undefined {
  const lower = lowerId(id);
  const provider = lower.lastIndexOf('/providers/');
  if (provider < 0) {
    if (/^\/subscriptions\/[^/]+$/.test(lower)) return 'microsoft.resources/subscriptions';
    if (/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/.test(lower)) {
      return 'microsoft.resources/subscriptions/resourcegroups';
    }
    return undefined;
  }
  const [namespace, ...rest] = lower.slice(provider + 11).split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  return namespace === undefined || types.length === 0 ? undefined : [namespace, ...types].join('/');
}

/** Whether `scope` is the same as `id` or a scope above it. The root scope is `/`. */
export function isAtOrAbove(scope: string, id: string): boolean {
  return scope === '/' || scope === id || (id.startsWith(scope) && id[scope.length] === '/');
}
