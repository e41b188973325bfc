import { isJsonObject } from '../../to-row.js';
import type { Deployment } from './deployment.js';
import { inLoop } from './written-loop.js';
import type { Frame, Target } from './expression/context.js';
import { idOf } from './expression/functions/resource-ids.js';
import { textPartOf } from './expression/functions/rule.js';
import { placeholderOf, Unresolved } from './expression/unresolved.js';
import { propertyOf, type Value } from './expression/value.js';
import { below, type JsonPath } from './json-path.js';
import { nestedTarget } from './targets.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** The steps that a resource costs beside its values, by the memory that it takes: loops in loops make millions. */
const STEPS = 25;

/** A resource that a template declares; of a copy loop, one turn of it. */
export interface Declared {
  /** As it is written. */
  readonly body: JsonObject;
  readonly path: JsonPath | undefined;
  readonly frame: Frame;
  /** The whole type, of a child resource too. */
  readonly type: string;
  /** The whole name, of a child resource too. */
  readonly name: Value;
  readonly id: Value;
  /** Its name for people: as far as it is not known, as it is written. */
  readonly labelName: string;
  /** What it is called inside the template: the symbolic name, else type and name as they are written. */
  readonly label: string;
  /** In which turn of its loop it is, and its parents of theirs: `[0]`; empty outside of loops. */
  readonly turns: string;
  /** The symbolic name as expressions refer to it, with the number of the turn. */
  readonly symbol: string | undefined;
  /** Of a nested deployment: the scope that it goes to. */
  readonly target: Target | undefined;
  /** Why it is not certain that it is deployed. */
  readonly conditional: Unresolved | undefined;
  /** It is only referred to: the template does not deploy it. */
  readonly existing: boolean;
}

/** What is around a list of resources. */
interface Around {
  readonly deployment: Deployment;
  /** Where the resources go to: for a nested template of outer scope another one than expressions see. */
  readonly home: Target;
  readonly frame: Frame;
  /** Why it is not certain that there is any: the count of the loop around it is not known. */
  readonly conditional?: Unresolved;
  /** Of child resources inside a resource. */
  readonly parent?: Declared & { readonly scope: Value };
}

/** The resources of a template, child resources and the turns of loops included; without what is not deployed. */
export function* declaredIn(
  resources: unknown,
  path: JsonPath | undefined,
  around: Around,
): Generator<Declared> {
  const list: readonly (readonly [string | number, unknown])[] = Array.isArray(resources)
    ? (resources as unknown[]).map((each, index) => [index, each] as const)
    : isJsonObject(resources)
      ? Object.entries(resources)
      : [];
  for (const [step, body] of list) {
    if (!isJsonObject(body)) continue;
    yield* turnsOf(body, below(path, step), typeof step === 'string' ? step : undefined, around);
  }
}

/** A resource, once for each turn of its loop. Of a loop whose count is not known one turn stands for all. */
function* turnsOf(
  body: JsonObject,
  path: JsonPath | undefined,
  symbol: string | undefined,
  around: Around,
): Generator<Declared> {
  const { deployment, frame } = around;
  const loop = propertyOf(body, 'copy');
  if (!isJsonObject(loop)) {
    yield* withChildren(body, path, symbol, '', around);
    return;
  }
  deployment.enter(path);
  const name = typeof loop.name === 'string' ? loop.name : '';
  const count = deployment.countOf(loop.count, frame, below(path, 'copy', 'count'));
  if (count instanceof Unresolved) {
    const index = new Unresolved(
      count.cause,
      `${deployment.context.key} turn ${name}`,
      undefined,
      count.more,
    );
    const inside = { ...around, frame: inLoop(frame, name, index, true), conditional: count };
    yield* withChildren(body, path, symbol, '[*]', inside);
    return;
  }
  for (let index = 0; index < count; index++)
    yield* withChildren(body, path, symbol, `[${index}]`, {
      ...around,
      frame: inLoop(frame, name, index, true),
    });
}

function* withChildren(
  body: JsonObject,
  path: JsonPath | undefined,
  symbol: string | undefined,
  turn: string,
  around: Around,
): Generator<Declared> {
  const { deployment, frame } = around;
  deployment.enter(path);
  deployment.run.budget.spend(STEPS);
  const type = typeOf(body, path, around);
  // Of an extension of Bicep's, such as Microsoft Graph: no resource of ARM.
  const isForeign = Object.hasOwn(body, 'import') || Object.hasOwn(body, 'extension');
  if (type === undefined || isForeign) return;
  const condition = Object.hasOwn(body, 'condition')
    ? deployment.valueOf(body.condition, frame, below(path, 'condition'))
    : true;
  const target = isDeployment(type) ? targetOf(body, path, around) : undefined;
  const scope = target?.id ?? scopeOf(body, path, around);
  const own = deployment.valueOf(propertyOf(body, 'name') ?? '', frame, below(path, 'name'));
  const [wholeType, name] = wholeOf(type, own, around.parent);
  const written = propertyOf(body, 'name');
  const turns = (around.parent?.turns ?? '') + turn;
  const labelName = labelNameOf({ name, own, written, turns }, around.parent);
  const declared: Declared = {
    body,
    path,
    frame,
    type: wholeType,
    name,
    id: declaredId(scope, wholeType, name),
    turns,
    labelName,
    label: symbol === undefined ? `${wholeType}/${labelName}` : symbol + turns,
    symbol: symbol === undefined ? undefined : symbol + turn,
    target,
    conditional: condition instanceof Unresolved ? condition : around.conditional,
    existing: body.existing === true,
  };
  if (condition !== false && condition !== 'false' && condition !== 'False') yield declared;
  const children = propertyOf(body, 'resources');
  if (children !== undefined && !isDeployment(wholeType))
    yield* declaredIn(children, below(path, 'resources'), { ...around, parent: { ...declared, scope } });
}

/**
 * The type of a resource. It is to be a constant
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions#compile-time-constraints), but older templates have
 * expressions there.
 */
function typeOf(
  body: JsonObject,
  path: JsonPath | undefined,
  { deployment, frame }: Around,
): string | undefined {
  const written = propertyOf(body, 'type');
  const type = deployment.valueOf(written ?? '', frame, below(path, 'type'));
  if (type instanceof Unresolved)
    deployment.run.problem(
      deployment.template.json,
      below(path, 'type'),
      'The type of the resource is not known.',
    );
  return typeof type === 'string' && type !== '' ? type : undefined;
}

/** The name for a label: as it is, else as it is written, with the turns of the loops around it. */
function labelNameOf(
  { name, own, written, turns }: { name: Value; own: Value; written: unknown; turns: string },
  parent: Declared | undefined,
): string {
  if (!(name instanceof Unresolved)) return textPartOf(name) ?? '';
  if (own instanceof Unresolved) return String(written) + turns;
  const text = textPartOf(own) ?? '';
  return parent === undefined ? text + turns : `${parent.labelName}/${text}`;
}

export function isDeployment(type: string): boolean {
  return type.toLowerCase() === 'microsoft.resources/deployments';
}

/**
 * The whole type and name of a resource; a child inside its parent may leave the parent's part out
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/child-resource-name-type).
 */
function wholeOf(type: string, name: Value, parent: Declared | undefined): [string, Value] {
  if (parent === undefined) return [type, name];
  const isWhole = type.toLowerCase().startsWith(`${parent.type.toLowerCase()}/`);
  if (isWhole) {
    const parts = (textPartOf(name) ?? '').split('/').length;
    return [type, parts === type.split('/').length - 1 ? name : idOf(parent.name, '/', name)];
  }
  // Another provider's type, such as a lock written inside a resource with its whole type.
  if (/^[\w-]+\.[\w.-]+\//.test(type)) return [type, name];
  return [`${parent.type}/${type}`, idOf(parent.name, '/', name)];
}

/** The scope that a nested deployment goes to; the deployment itself lies there too. */
function targetOf(body: JsonObject, path: JsonPath | undefined, { deployment, home, frame }: Around): Target {
  const part = (name: string): Value | undefined => {
    const written = propertyOf(body, name);
    return written === undefined ? undefined : deployment.valueOf(written, frame, below(path, name));
  };
  const properties = propertyOf(body, 'properties');
  const template = isJsonObject(properties) ? propertyOf(properties, 'template') : undefined;
  return nestedTarget(
    {
      template,
      scope: part('scope'),
      subscriptionId: part('subscriptionId'),
      resourceGroup: part('resourceGroup'),
    },
    home,
  );
}

/** The id of what the resource lies in: of an extension resource its `scope`, else where the deployment goes to. */
function scopeOf(body: JsonObject, path: JsonPath | undefined, around: Around): Value {
  const { deployment, home, frame, parent } = around;
  const written = propertyOf(body, 'scope');
  if (typeof written !== 'string') return parent?.scope ?? home.id;
  const scope = deployment.valueOf(written, frame, below(path, 'scope'));
  const text = textPartOf(scope) ?? '';
  if (text === '/') return '';
  if (text.startsWith('/')) return scope;
  // `Microsoft.Compute/virtualMachines/name`: a resource of the same deployment. Else all of it is unresolved.
  return /^[\w.-]+\//.test(text) ? idOf(home.id, '/providers/', scope) : scope;
}

/** The id of a resource; one whose name is not known at all has an id of its own all the same. */
function declaredId(scope: Value, type: string, name: Value): Value {
  const [namespace = '', ...types] = type.split('/');
  const text = textPartOf(name) ?? '';
  const names = text.split('/');
  const told =
    names.length === types.length ? names : types.map((_, at) => placeholderOf(`${at} of ${text}`));
  const why = name instanceof Unresolved ? name : scope instanceof Unresolved ? scope : undefined;
  const whole =
    type.toLowerCase() === 'microsoft.resources/resourcegroups'
      ? `/resourceGroups/${told[0] ?? ''}`
      : `/providers/${namespace}${types.map((each, at) => `/${each}/${told[at] ?? ''}`).join('')}`;
  const id = `${(textPartOf(scope) ?? '').replace(/\/$/, '')}${whole}`;
  return why === undefined ? id : new Unresolved(why.cause, `id ${id.toLowerCase()}`, id);
}
