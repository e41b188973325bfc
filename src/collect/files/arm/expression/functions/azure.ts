import type { Context, Target } from '../context.js';
import { Unresolved } from '../unresolved.js';
import { derived, EvaluationError, type Value, type ValueObject } from '../value.js';
import { idOf } from './resource-ids.js';
import { textIn, textPartOf, type FunctionRule, type FunctionTable } from './rule.js';

const DEPLOYMENT = { kind: 'deployment' } as const;

/** A value that Azure tells while it deploys, the same each time it is asked for. */
function atDeployment(name: string, min = 0, max?: number): FunctionRule {
  const run: FunctionRule['run'] = (values, { budget }) => derived(DEPLOYMENT, name, values, budget);
  return { min, ...(max === undefined ? {} : { max }), takes: 'anything', run };
}

/** A value that is another one each time: the time, a new GUID. */
function eachTime(name: string): FunctionRule {
  const run: FunctionRule['run'] = (_, { budget }) =>
    new Unresolved(DEPLOYMENT, `${name} ${budget.serial()}`);
  return { min: 0, max: 1, takes: 'anything', run };
}

/** What Azure knows of a scope beside its id: the same for every deployment to it. */
function known(scope: Value, ...names: readonly string[]): ValueObject {
  const of = textPartOf(scope) ?? '';
  return Object.fromEntries(names.map((name) => [name, new Unresolved(DEPLOYMENT, `${name} of ${of}`)]));
}

function resourceGroup({ kind, id, resourceGroup: name, location }: Target): Value {
  if (kind !== 'resourceGroup' || name === undefined) {
    throw new EvaluationError('`resourceGroup` is for deployments to a resource group');
  }
  return {
    ...known(id, 'location', 'tags', 'managedBy', 'properties'),
    ...(location === undefined ? {} : { location }),
    id,
    name,
    type: 'Microsoft.Resources/resourceGroups',
  };
}

function subscription({ subscription: subscriptionId }: Target): Value {
  if (subscriptionId === undefined)
    throw new EvaluationError('`subscription` is for deployments to a subscription');
  const id = idOf('/subscriptions/', subscriptionId);
  return { ...known(id, 'tenantId', 'displayName'), id, subscriptionId };
}

function managementGroup({ managementGroup: name }: Target): Value {
  if (name === undefined)
    throw new EvaluationError('`managementGroup` is for deployments to a management group');
  const id = idOf('/providers/Microsoft.Management/managementGroups/', name);
  return { ...known(id, 'properties'), id, name, type: '/providers/Microsoft.Management/managementGroups' };
}

function reference(values: readonly Value[], context: Context): Value {
  const [identifier = null, , full] = values;
  return context.reference(identifier, typeof full === 'string' && full.toLowerCase() === 'full');
}

/**
 * Functions about the deployment, its scope and the resources in Azure
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment, …-scope and
 * …-resource). `parameters`, `variables` and `copyIndex` are special forms. A hash such as `uniqueString` is the same
 * for the same arguments, but its algorithm is Microsoft's own.
 */
export const AZURE: FunctionTable = {
  deployment: { min: 0, max: 0, run: (_, context) => context.deployment() },
  environment: atDeployment('environment', 0, 0),
  deployer: atDeployment('deployer', 0, 0),
  tenant: atDeployment('tenant', 0, 0),
  resourcegroup: { min: 0, max: 0, run: (_, { target }) => resourceGroup(target) },
  subscription: { min: 0, max: 0, run: (_, { target }) => subscription(target) },
  managementgroup: { min: 0, max: 0, run: (_, { target }) => managementGroup(target) },
  reference: { min: 1, max: 3, takes: 'anything', run: reference },
  references: atDeployment('references', 1, 2),
  resourceinfo: { min: 1, max: 1, run: (values, context) => context.resourceInfo(textIn(values, 0)) },
  providers: atDeployment('providers', 1, 2),
  pickzones: atDeployment('pickZones', 3, 5),
  tologicalzone: atDeployment('toLogicalZone', 3, 3),
  tologicalzones: atDeployment('toLogicalZones', 3, 3),
  tophysicalzone: atDeployment('toPhysicalZone', 3, 3),
  tophysicalzones: atDeployment('toPhysicalZones', 3, 3),
  uniquestring: atDeployment('uniqueString', 1),
  guid: atDeployment('guid', 1),
  newguid: eachTime('newGuid'),
  utcnow: eachTime('utcNow'),
  fail: {
    min: 1,
    max: 1,
    takes: 'anything',
    run: () => {
      throw new EvaluationError('the template calls `fail`');
    },
  },
};
