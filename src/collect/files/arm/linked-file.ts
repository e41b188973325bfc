import { posix } from 'node:path';
import { Unresolved } from './expression/unresolved.js';
import { isObject, propertyOf, type Value } from './expression/value.js';

/**
 * The file that a template link means, as a path from the folder of the main template; undefined for one that lies
 * elsewhere: nothing is fetched
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates).
 *
 * @param from the template that has the link, as a path of the same kind
 */
export function linkedFile(link: Value, from: string): string | undefined {
  if (!isObject(link)) return undefined;
  const relative = propertyOf(link, 'relativePath');
  if (typeof relative === 'string')
    return relative.startsWith('/') ? undefined : posix.normalize(posix.join(posix.dirname(from), relative));
  const uri = propertyOf(link, 'uri');
  return uri instanceof Unresolved ? uri.more.file : undefined;
}
