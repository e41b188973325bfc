import { lowerId } from '../../../model/arm-id.js';
import type { JsonText } from '../json-text.js';
import { own, textOf } from './json.js';
import { planOf } from './plan.js';
import { TABLE } from './table.js';

/** The lower-cased ARM ids of the resources that a plan destroys. What only leaves the state is not among them. */
export function removedIn(json: JsonText): string[] {
  return [...planOf(json).resources.values()].flatMap(({ change, type, before }) => {
    const id = textOf(own(before, 'id'));
    const isRow = TABLE.get(type)?.kind === 'row' && type !== 'azurerm_resource_group';
    return change === 'removed' && isRow && id?.startsWith('/') === true ? [lowerId(id)] : [];
  });
}
