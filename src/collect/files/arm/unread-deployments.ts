import type { Gap } from '../../../model/inventory.js';
import type { FilePlace } from '../../../model/sighting.js';
import { distinct } from './outcomes.js';

/**
 * The gaps that deployments, and parameter files, leave whose templates are not among the files (a URI elsewhere, a
 * template spec): nobody looks at what they deploy, and the report says so.
 */
export function gapsOf(unread: readonly FilePlace[]): Gap[] {
  return distinct(unread).map(({ file, line, column }) => ({
    what: 'microsoft.resources/deployments',
    scope: '/',
    reason: 'notVisible',
    detail: `${file}:${line}:${column}: the template of this deployment is not among the files, so what it deploys is not judged`,
  }));
}
