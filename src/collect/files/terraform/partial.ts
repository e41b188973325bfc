import type { Gap } from '../../../model/inventory.js';
import type { FileProblem } from '../file-problem.js';
import type { JsonText } from '../json-text.js';
import { azapiTypeOf, azapiTypeOfValues } from './azapi.js';
import { listOf, objectOf, own, textOf } from './json.js';
import { planOf, type PlannedResource } from './plan.js';
import { TABLE } from './table.js';

const DEPLOYMENT = 'microsoft.resources/deployments';

/** What azapi deploys a template by. */
const DEPLOYING: readonly (string | undefined)[] = [DEPLOYMENT, 'microsoft.resources/deploymentstacks'];

/** Nothing is gained by telling more of one plan. */
const MOST_GAPS = 20;

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

/** What a plan says that it leaves to others, or to a later plan. */
export function gapsIn(json: JsonText): Gap[] {
  return [...deferredIn(json), ...templatesIn(json)];
}

/** Resources that deploy an ARM template, which is in the plan as a text, if at all. */
function templatesIn(json: JsonText): Gap[] {
  const resources = [...planOf(json).resources.values()];
  const deployments = resources.filter((resource) => resource.change !== 'removed' && deploys(resource));
  return deployments.slice(0, MOST_GAPS).map(({ address, path }) => {
    const { file, line, column } = json.placeOf(path);
    return {
      what: DEPLOYMENT,
      scope: '/',
      reason: 'notVisible',
      detail: `${file}:${line}:${column}: ${address} deploys a template; what is in that is not judged`,
    };
  });
}

function deploys(resource: PlannedResource): boolean {
  return (
    /^azurerm_(\w+_)?template_deployment$/.test(resource.type) ||
    DEPLOYING.includes(azapiTypeOf(resource)?.toLowerCase())
  );
}

/** The gaps that a plan leaves by putting resources off to a later one (`deferred_changes`), one for each type. */
function deferredIn(json: JsonText): Gap[] {
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
