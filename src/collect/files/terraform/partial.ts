import type { Gap } from '../../../model/inventory.js';
import type { FileProblem } from '../file-problem.js';
import type { JsonText } from '../json-text.js';
import { azapiTypeOfValues } from './azapi.js';
import { listOf, objectOf, own, textOf } from './json.js';
import { TABLE } from './table.js';

/**
 * What is wrong with a plan that Terraform did not finish: it holds only what was planned before the failure
 * (`errored`, https://developer.hashicorp.com/terraform/internals/json-format#plan-representation).
 */
export function problemIn(json: JsonText): FileProblem | undefined {
  if (own(json.value, 'errored') !== true) return undefined;
  return {
    ...json.placeOf(['errored']),
    message: 'Terraform failed while it made this plan: what is missing in it was not judged.',
    hint: 'Mend what `terraform plan` says, and make the plan again.',
  };
}

/** The gaps that a plan leaves by putting resources off to a later one (`deferred_changes`), one for each type. */
export function gapsIn(json: JsonText): Gap[] {
  const byType = new Map<string, { readonly first: string; readonly count: number }>();
  for (const deferred of listOf(own(json.value, 'deferred_changes'))) {
    const change = own(deferred, 'resource_change');
    const type = armTypeIn(change);
    if (type === undefined) continue;
    const { first = textOf(own(change, 'address')) ?? '', count = 0 } = byType.get(type) ?? {};
    byType.set(type, { first, count: count + 1 });
  }
  return [...byType].map(([what, { first, count }]) => ({
    what,
    scope: '/',
    reason: 'truncated',
    detail: `${json.file}: the plan puts off ${first}${count === 1 ? '' : ` and ${count - 1} more`} to a later one`,
  }));
}

function armTypeIn(change: unknown): string | undefined {
  const type = textOf(own(change, 'type'));
  if (type === undefined || own(change, 'mode') === 'data') return undefined;
  const mapping = TABLE.get(type);
  if (mapping !== undefined)
    return (mapping.kind === 'row' ? mapping.armType : mapping.parent.armType).toLowerCase();
  return azapiTypeOfValues(type, objectOf(own(own(change, 'change'), 'after')) ?? {})?.toLowerCase();
}
