import { lowerId } from '../../../model/arm-id.js';
import type { JsonText } from '../json-text.js';
import { azapiTypeOf } from './azapi.js';
import { own, textOf } from './json.js';
import { planOf, type PlannedResource } from './plan.js';
import { TABLE } from './table.js';

/** What else is in a group does not go with it for certain: azurerm refuses to destroy a group that is not empty. */
const GROUP = 'microsoft.resources/resourcegroups';

/**
 * The lower-cased ARM ids of the resources that a plan destroys, and Terraform's own of the data disks that it
 * detaches, `<VM>/dataDisks/<name>`. What only leaves the state is not among them.
 */
export function removedIn(json: JsonText): string[] {
  return [...planOf(json).resources.values()].flatMap((resource) => {
    const id = textOf(own(resource.before, 'id'));
    const isGone = isDisk(resource) ? isDetached(resource) : resource.change === 'removed' && isRow(resource);
    return isGone && id?.startsWith('/') === true ? [lowerId(id)] : [];
  });
}

function isDisk({ type }: PlannedResource): boolean {
  const mapping = TABLE.get(type);
  return mapping?.kind === 'part' && mapping.at === 'properties.storageProfile.dataDisks';
}

/** One that is replaced comes back as the plan says, for example at another LUN. */
function isDetached({ change, before }: PlannedResource): boolean {
  return change === 'removed' || (change === 'created' && before !== undefined);
}

/** An `azapi_update_resource` that goes leaves the resource as it is. */
function isRow(resource: PlannedResource): boolean {
  const { type } = resource;
  if (type === 'azapi_resource') return azapiTypeOf(resource)?.toLowerCase() !== GROUP;
  return TABLE.get(type)?.kind === 'row' && type !== 'azurerm_resource_group';
}
