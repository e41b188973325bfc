import type { Target } from '../context.js';
import { Unresolved } from '../unresolved.js';
import { derived, EvaluationError, type Value } from '../value.js';
import { textPartOf, wrongType, type FunctionRule, type FunctionTable } from './rule.js';

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** An id of parts; where a part is unresolved so is the id, but it still equals itself wherever it is made. */
export function idOf(...parts: readonly Value[]): Value {
  const text = parts.map((part) => textPartOf(part) ?? '').join('');
  const why = parts.find((part) => part instanceof Unresolved);
  return why instanceof Unresolved ? new Unresolved(why.cause, `id ${text.toLowerCase()}`, text) : text;
}

/**
 * The id of a resource below a scope: `{scope}/providers/{namespace}/{type}/{name}/{type}/{name}…`. A resource group,
 * which is no provider's, has its own form.
 *
 * @param scope the id of the scope, without a slash at its end
 * @param type the whole type; one name for each part after the namespace
 */
function resourceIdBelow(scope: Value, type: string, names: readonly Value[]): Value {
  // Templates with a slash behind the type deploy all the same.
  const [namespace = '', ...types] = type.replace(/\/$/, '').split('/');
  if (types.length !== names.length) {
    throw new EvaluationError(`${type} takes ${types.length} names, not ${names.length}`);
  }
  if (type.toLowerCase() === 'microsoft.resources/resourcegroups')
    return idOf(scope, '/resourceGroups/', names[0] ?? '');
  const pairs = types.flatMap((each, index) => [`/${each}/`, names[index] ?? '']);
  return idOf(scope, `/providers/${namespace}`, ...pairs);
}

/** The arguments before the type, the type, and the names after it; undefined where no argument is a type. */
function signature(
  values: readonly Value[],
): { before: readonly Value[]; type: string; names: readonly Value[] } | undefined {
  const index = values.findIndex((value) => typeof value === 'string' && value.includes('/'));
  const type = values[index];
  if (typeof type !== 'string') return undefined;
  return { before: values.slice(0, index), type, names: values.slice(index + 1) };
}

/** A function that makes an id below a scope, which it finds with the arguments before the type. */
function idFunction(
  name: string,
  scopeOf: (before: readonly Value[], target: Target) => Value,
): FunctionRule {
  return {
    min: 2,
    takes: 'anything',
    run: (values, { budget, target }) => {
      const wrong = values.findIndex((value) => textPartOf(value) === undefined || value === null);
      if (wrong >= 0) throw wrongType(wrong, 'a text');
      const parts = signature(values);
      if (parts === undefined) {
        const why = values.find((value) => value instanceof Unresolved);
        if (why instanceof Unresolved) return derived(why.cause, name, values, budget);
        throw new EvaluationError(`\`${name}\` needs a type such as Microsoft.Compute/virtualMachines`);
      }
      return resourceIdBelow(scopeOf(parts.before, target), parts.type, parts.names);
    },
  };
}

function subscriptionId(target: Target, given: Value | undefined): Value {
  const id = given ?? target.subscription;
  if (id === undefined) throw new EvaluationError('the deployment is in no subscription');
  return idOf('/subscriptions/', id);
}

/** Of `resourceId`: the scope of the deployment, with another resource group or subscription where they are given. */
function scopeOfResourceId(before: readonly Value[], target: Target): Value {
  if (before.length > 2)
    throw new EvaluationError('`resourceId` takes at most two arguments before the type');
  const [first, second] = before;
  if (first === undefined) return target.kind === 'managementGroup' ? '' : target.id;
  if (second !== undefined) return idOf(subscriptionId(target, first), '/resourceGroups/', second);
  const isSubscription = typeof first === 'string' && GUID.test(first) && target.kind !== 'resourceGroup';
  return isSubscription
    ? subscriptionId(target, first)
    : idOf(subscriptionId(target, undefined), '/resourceGroups/', first);
}

function scopeOfManagementGroup([given]: readonly Value[], target: Target): Value {
  const group = given ?? target.managementGroup;
  if (group === undefined) throw new EvaluationError('the deployment is in no management group');
  return idOf('/providers/Microsoft.Management/managementGroups/', group);
}

/**
 * Functions that make resource ids
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource).
 */
export const RESOURCE_IDS: FunctionTable = {
  resourceid: idFunction('resourceId', scopeOfResourceId),
  subscriptionresourceid: idFunction('subscriptionResourceId', ([given], target) =>
    subscriptionId(target, given),
  ),
  tenantresourceid: idFunction('tenantResourceId', () => ''),
  managementgroupresourceid: idFunction('managementGroupResourceId', scopeOfManagementGroup),
  extensionresourceid: {
    min: 3,
    takes: 'anything',
    run: ([scope = null, type, ...names], { budget }) => {
      if (textPartOf(scope) === undefined) throw wrongType(0, 'a text');
      if (type instanceof Unresolved)
        return derived(type.cause, 'extensionResourceId', [scope, type, ...names], budget);
      if (typeof type !== 'string') throw wrongType(1, 'a text');
      return resourceIdBelow(typeof scope === 'string' ? scope.replace(/\/$/, '') : scope, type, names);
    },
  },
};
