import type { RowPath } from '../../../model/sighting.js';
import { UserError } from '../../../model/user-error.js';
import type { JsonText } from '../json-text.js';
import { listOf, objectOf, own, textOf, type JsonObject } from './json.js';

/** What a plan does to a resource. */
type Change = 'created' | 'kept' | 'removed';

/** An instance of a resource in a plan. */
export interface PlannedResource {
  /** For example `module.vm["x"].azurerm_managed_disk.data[0]`. */
  readonly address: string;
  /** The address of the module instance that it is in; empty for the root module. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** The key of the instance where the block has `count` or `for_each`. */
  readonly index: string | number | undefined;
  readonly change: Change;
  /** The values after the plan; of a resource that is removed, the values before. */
  readonly values: JsonObject;
  /** The same shape, `true` at what is known only after apply; undefined where the plan marks it by leaving it out. */
  readonly unknown: unknown;
  /** The same shape, `true` at what must not be shown. */
  readonly sensitive: unknown;
  /** The values before the plan, where the resource exists. */
  readonly before: JsonObject | undefined;
  /** Where the values stand in the plan's JSON. */
  readonly path: RowPath;
}

/** Whether a plan leaves a resource as it is. */
export function isUnchanged({ change, before, values }: PlannedResource): boolean {
  return change === 'kept' && (before === undefined || JSON.stringify(before) === JSON.stringify(values));
}

/** A plan, sorted by what is asked of it. */
export interface Plan {
  readonly file: string;
  readonly json: JsonText;
  /** What the plan leaves behind, and what it removes, by address. */
  readonly resources: ReadonlyMap<string, PlannedResource>;
  /** The values of the data sources, by address. */
  readonly data: ReadonlyMap<string, JsonObject>;
  /** The addresses of the data sources that were read, without the keys of their instances. */
  readonly dataBlocks: ReadonlySet<string>;
  readonly variables: JsonObject;
  readonly configuration: JsonObject;
}

/** Modules nested more deeply are none that people write. */
const MAX_MODULES = 100;

/**
 * Takes a plan apart, in one pass over its resources (https://developer.hashicorp.com/terraform/internals/json-format).
 *
 * @throws UserError with file, line and column where something is not of the shape that Terraform prints
 */
export function planOf(json: JsonText): Plan {
  const refuse = (path: RowPath, what: string): UserError => {
    const { file, line, column } = json.placeOf(path);
    return new UserError(
      `${file}:${line}:${column} is not what \`terraform show -json\` prints: ${what}.`,
      'Make the file again: terraform show -json tfplan > plan.json',
    );
  };
  const { value } = json;
  const data = new Map<string, JsonObject>();
  const resources = new Map<string, PlannedResource>();
  const planned = new Map<string, Listed>();
  for (const listed of listedIn(own(value, 'planned_values'), ['planned_values'], refuse)) {
    if (listed.mode === 'data') data.set(listed.address, listed.values);
    else planned.set(listed.address, listed);
  }
  for (const listed of listedIn(valuesOf(own(value, 'prior_state')), ['prior_state', 'values'], refuse)) {
    if (listed.mode === 'data') data.set(listed.address, listed.values);
  }
  const changes = own(value, 'resource_changes') ?? [];
  if (!Array.isArray(changes)) throw refuse(['resource_changes'], 'the changes are no list');
  const changed = new Set<string>();
  for (const [index, change] of changes.entries()) {
    const resource = changedResource(change, ['resource_changes', index], planned, refuse);
    if (resource === undefined) continue;
    changed.add(resource.address);
    if (resource.change !== 'removed' || !resources.has(resource.address))
      resources.set(resource.address, resource);
  }
  for (const listed of planned.values()) {
    if (!changed.has(listed.address)) {
      resources.set(listed.address, { ...listed, change: 'kept', unknown: undefined, before: undefined });
    }
  }
  return {
    file: json.file,
    json,
    resources,
    data,
    dataBlocks: new Set([...data.keys()].map((address) => withoutKey(address))),
    variables: objectOf(own(value, 'variables')) ?? {},
    configuration: objectOf(own(value, 'configuration')) ?? {},
  };
}

/** An address without the key of one of several instances: `a.b["x"]` is `a.b`. */
function withoutKey(address: string): string {
  if (!address.endsWith(']')) return address;
  const opens = address.indexOf('[', address.lastIndexOf(']', address.length - 2) + 1);
  return opens < 0 ? address : address.slice(0, opens);
}

type Refuse = (path: RowPath, what: string) => UserError;
type Listed = Omit<PlannedResource, 'change' | 'unknown' | 'before'> & { readonly mode: string };

function valuesOf(state: unknown): unknown {
  return own(state, 'values');
}

/** The resources in a "values representation": of the root module, then of the modules in it. */
function* listedIn(values: unknown, path: RowPath, refuse: Refuse): Generator<Listed> {
  const modules: { module: unknown; path: RowPath; depth: number }[] = [
    { module: own(values, 'root_module'), path: [...path, 'root_module'], depth: 0 },
  ];
  for (let next = modules.pop(); next !== undefined; next = modules.pop()) {
    const { module, path: here, depth } = next;
    if (depth > MAX_MODULES) throw refuse(here, 'the modules are nested too deeply');
    const address = textOf(own(module, 'address')) ?? '';
    for (const [index, resource] of listOf(own(module, 'resources')).entries()) {
      const found = identityOf(resource, [...here, 'resources', index], refuse);
      const values = objectOf(own(resource, 'values')) ?? {};
      const sensitive = own(resource, 'sensitive_values');
      const mode = textOf(own(resource, 'mode')) ?? 'managed';
      yield {
        ...found,
        module: address,
        mode,
        values,
        sensitive,
        path: [...here, 'resources', index, 'values'],
      };
    }
    for (const [index, child] of listOf(own(module, 'child_modules')).entries())
      modules.push({ module: child, path: [...here, 'child_modules', index], depth: depth + 1 });
  }
}

function identityOf(resource: unknown, path: RowPath, refuse: Refuse) {
  const address = textOf(own(resource, 'address'));
  const type = textOf(own(resource, 'type'));
  const name = textOf(own(resource, 'name'));
  if (address === undefined || type === undefined || name === undefined)
    throw refuse(path, 'a resource has no address, type or name');
  const index = own(resource, 'index');
  return {
    address,
    type,
    name,
    index: typeof index === 'string' || typeof index === 'number' ? index : undefined,
  };
}

/** One of the `resource_changes`; undefined for data sources, deposed objects and what only leaves the state. */
function changedResource(
  entry: unknown,
  path: RowPath,
  planned: ReadonlyMap<string, Listed>,
  refuse: Refuse,
): PlannedResource | undefined {
  const found = identityOf(entry, path, refuse);
  const change = objectOf(own(entry, 'change'));
  const actions = own(change, 'actions');
  if (change === undefined || !Array.isArray(actions)) throw refuse(path, 'a change has no actions');
  const isManaged = (textOf(own(entry, 'mode')) ?? 'managed') === 'managed';
  // "create, forget" replaces: the old object only leaves the state, the new one is made.
  const isForgotten = actions.includes('forget') && !actions.includes('create');
  if (!isManaged || own(entry, 'deposed') !== undefined || isForgotten) return undefined;
  const after = objectOf(own(change, 'after'));
  const before = objectOf(own(change, 'before'));
  const shared = { ...found, module: textOf(own(entry, 'module_address')) ?? '' };
  if (after === undefined) {
    if (before === undefined) return undefined;
    const removed = { change: 'removed', values: before, unknown: {}, before } as const;
    return {
      ...shared,
      ...removed,
      sensitive: own(change, 'before_sensitive'),
      path: [...path, 'change', 'before'],
    };
  }
  return {
    ...shared,
    change: actions.includes('create') ? 'created' : 'kept',
    values: after,
    unknown: own(change, 'after_unknown') ?? {},
    sensitive: own(change, 'after_sensitive'),
    before,
    path: planned.get(found.address)?.path ?? [...path, 'change', 'after'],
  };
}
