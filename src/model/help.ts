import { groupNameOf, nameOf, subscriptionOf, lowerId } from './arm-id.js';

const PLACEHOLDER = /\{(resourceId|resourceName|resourceGroup|subscriptionId)\}/g;

/** What an id may hold to be put between double quotes in a command without meaning anything to a shell. */
const HARMLESS = /^[\p{L}\p{N}\-_.()/;:, ]+$/u;

/**
 * The help of a policy with the resource to repair filled into its commands: `{resourceId}`, `{resourceName}`,
 * `{resourceGroup}`, `{subscriptionId}`. Ids come from untrusted input, so one that a shell could take for more than
 * a name is not filled in; without a resource `<resourceId>` stands there for the reader to replace.
 */
export function helpFor(help: string, resourceId?: string): string {
  return help.replace(PLACEHOLDER, (_, name: string) => {
    const value = resourceId === undefined ? undefined : valueOf(name, resourceId);
    return value !== undefined && HARMLESS.test(value) ? value : `<${name}>`;
  });
}

function valueOf(name: string, resourceId: string): string | undefined {
  if (name === 'resourceId') return resourceId;
  if (name === 'resourceName') return nameOf(resourceId);
  return name === 'resourceGroup' ? groupNameOf(resourceId) : subscriptionOf(lowerId(resourceId));
}
