import { lowerId } from '../../../model/arm-id.js';
import type { JsonText } from '../json-text.js';
import { azapiTypeOf } from './azapi.js';
import { own, textOf } from './json.js';
import { planOf, type PlannedResource } from './plan.js';
import { TABLE } from './table.js';

/** What else is in a group does not go with it for certain: azurerm refuses to destroy a group that is not empty. */
const GROUP = 'microsoft.resources/resourcegroups';

/** The lower-cased ARM ids of the resources that a plan destroys. What only leaves the state is not among them. */
export function removedIn(json: JsonText): string[] {
  return [...planOf(json).resources.values()].flatMap((resource) => {
    const id = textOf(own(resource.before, 'id'));
    const isGone = resource.change === 'removed' && isRow(resource);
    return isGone && id?.startsWith('/') === true ? [lowerId(id)] : [];
  });
}

/** An `azapi_update_resource` that goes leaves the resource as it is. */
function isRow(resource: PlannedResource): boolean {
  const { type } = resource;
  if (type === 'azapi_resource') return azapiTypeOf(resource)?.toLowerCase() !== GROUP;
  return TABLE.get(type)?.kind === 'row' && type !== 'azurerm_resource_group';
}
