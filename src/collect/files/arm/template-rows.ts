import type { Addition } from '../../addition.js';
import { TYPES, type Row } from '../../../model/row.js';
import type { FilePlace, GuestSetup, RowPath, Sighting } from '../../../model/sighting.js';
import { ACCESS_POLICIES } from './access-policies.js';
import { isDeployment, type Declared } from './declared.js';
import { withDiskEncryption } from './disk-encryption.js';
import type { DeployedTemplate } from './deployed-template.js';
import type { Budget } from './expression/budget.js';
import { textPartOf } from './expression/functions/rule.js';
import { Unresolved } from './expression/unresolved.js';
import { commonOf, isObject, propertyOf, type Value } from './expression/value.js';
import { additionsOf } from './additions.js';
import { foldChildren } from './fold-children.js';
import { guestOf } from './guest.js';
import { below, stepsOf, writtenPath } from './json-path.js';
import { rowValue, tagsValue } from './row-value.js';
import { withoutSecrets } from './secrets.js';

/** A resource with its values, before it becomes a row. */
export interface Evaluated {
  readonly id: Value;
  readonly type: string;
  readonly columns: Readonly<Record<string, Value>>;
  readonly properties: Value;
  readonly conditional: Unresolved | undefined;
  readonly label: string;
  readonly placeOf: (path: RowPath) => FilePlace;
}

const COLUMNS = ['location', 'managedBy', 'sku', 'identity', 'tags', 'zones', 'extendedLocation'] as const;

/** What backup-lint reads, and the child resources that are part of their parents. */
const KNOWN: ReadonlySet<string> = new Set([
  ...Object.values(TYPES),
  'microsoft.resources/resourcegroups',
  ACCESS_POLICIES,
  'microsoft.network/networksecuritygroups/securityrules',
  'microsoft.network/virtualnetworks/subnets',
]);

/**
 * The rows of what a template deploys, nested deployments included, and what it adds to resources that it does not
 * declare. Only of types that backup-lint reads.
 *
 * @param labelOf makes the label of a resource whose id is not fully known
 */
export function rowsOfTemplate(
  main: DeployedTemplate,
  labelOf: (labels: readonly string[]) => string,
): { readonly rows: Row[]; readonly additions: Addition[] } {
  const { budget } = main.deployment.run;
  const { resources, orphans } = foldChildren(merged([...evaluatedIn(main, labelOf)], budget));
  return {
    rows: withDiskEncryption(resources).map((each) => rowOf(each, budget)),
    additions: orphans.flatMap((each) => additionsOf(each, budget)),
  };
}

function* evaluatedIn(
  template: DeployedTemplate,
  labelOf: (labels: readonly string[]) => string,
): Generator<Evaluated> {
  for (const declared of template.declared) {
    if (declared.existing) continue;
    template.deployment.enter(declared.path);
    if (isDeployment(declared.type)) {
      const nested = template.nested(declared);
      if (nested === undefined) template.deployment.run.leaveOut(template.template.json, declared.path);
      else
        for (const each of evaluatedIn(nested, labelOf))
          yield { ...each, conditional: each.conditional ?? declared.conditional };
    } else if (isStack(declared)) template.deployment.run.leaveOut(template.template.json, declared.path);
    else if (KNOWN.has(rowTypeOf(declared).toLowerCase())) yield evaluate(template, declared, labelOf);
  }
}

/** A deployment stack deploys a template of its own, which is not looked into. */
function isStack({ type }: Declared): boolean {
  return type.toLowerCase() === 'microsoft.resources/deploymentstacks';
}

function evaluate(
  template: DeployedTemplate,
  declared: Declared,
  labelOf: (labels: readonly string[]) => string,
): Evaluated {
  const { deployment, labels } = template;
  const { body, frame, path } = declared;
  const { json } = template.template;
  const part = (name: string): Value | undefined => {
    const written = propertyOf(body, name);
    return written === undefined ? undefined : deployment.valueOf(written, frame, below(path, name));
  };
  const columns = COLUMNS.flatMap((name) => {
    const value = part(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    id: declared.id,
    type: rowTypeOf(declared),
    columns: { name: declared.name, ...Object.fromEntries(columns) },
    properties: part('properties') ?? {},
    conditional: declared.conditional,
    label: labelOf([...labels, declared.label]),
    placeOf: (wanted) => json.placeOf([...stepsOf(path), ...writtenPath(body, wanted)]),
  };
}

/** An extension resource written as a child (`…/providers/locks`) has the type of its own provider. */
function rowTypeOf({ type, id }: Declared): string {
  if (type.toLowerCase() === 'microsoft.resources/resourcegroups') return TYPES.resourceGroup;
  const parts = type.split('/');
  const at = parts.findLastIndex((part) => part.toLowerCase() === 'providers');
  if (at < 0) return type;
  const text = textPartOf(id) ?? '';
  const [namespace, ...rest] = text.slice(text.toLowerCase().lastIndexOf('/providers/') + 11).split('/');
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/');
}

/**
 * One resource for each id. Where a template declares one twice, under conditions that are not known, what both agree
 * about is known; else the later one is what is there at the end. Access policies are no resources but changes: each of
 * those named `add` adds something.
 */
function merged(list: readonly Evaluated[], budget: Budget): Evaluated[] {
  const byId = new Map<string, Evaluated>();
  for (const [index, each] of list.entries()) {
    const isChange = each.type.toLowerCase() === ACCESS_POLICIES;
    const key = `${each.type} ${textPartOf(each.id) ?? ''} ${isChange ? index : ''}`.toLowerCase();
    const earlier = byId.get(key);
    const why = earlier?.conditional ?? each.conditional;
    byId.set(key, earlier === undefined || why === undefined ? each : eitherOf(earlier, each, why, budget));
  }
  return [...byId.values()];
}

function eitherOf(one: Evaluated, other: Evaluated, why: Unresolved, budget: Budget): Evaluated {
  const differing = new Unresolved(why.cause, `either ${budget.serial()}`, undefined, why.more);
  const columns = commonOf(one.columns, other.columns, differing, budget);
  return {
    ...one,
    columns: isObject(columns) ? columns : one.columns,
    properties: commonOf(one.properties, other.properties, differing, budget),
    conditional: one.conditional === undefined ? undefined : other.conditional,
  };
}

/** What forbids or grants something by being there: while that is not certain, what it says is not either. */
const EFFECTIVE: ReadonlySet<string> = new Set([TYPES.lock, TYPES.roleAssignment]);

function rowOf(resource: Evaluated, budget: Budget): Row {
  const { id, type, columns, placeOf, label, conditional } = resource;
  const properties =
    conditional !== undefined && EFFECTIVE.has(type.toLowerCase()) ? conditional : resource.properties;
  const entries = Object.entries(columns).map(([name, value]) => [
    name,
    name === 'tags' ? tagsValue(value, budget) : rowValue(value, budget),
  ]);
  const name = columns.name ?? null;
  const sighting: Sighting = id instanceof Unresolved ? { label, placeOf } : { placeOf };
  const guest: GuestSetup | undefined = guestOf(type, properties);
  return {
    ...(Object.fromEntries(entries) as Record<string, unknown>),
    ...(name instanceof Unresolved ? {} : { name: (textPartOf(name) ?? '').split('/').at(-1) }),
    id: textPartOf(id) ?? '',
    type,
    properties: rowValue(withoutSecrets(type, properties, budget), budget),
    sighting,
    ...(guest === undefined ? {} : { guest }),
  };
}
