import { UserError } from '../../../model/user-error.js';
import { listOf, objectOf, own, textOf, type JsonObject } from './json.js';

/** A resource block as the plan tells it: what its expressions refer to, not what they say. */
export interface ConfiguredResource {
  /** Which configuration of the provider it uses: `azurerm`, `azurerm.hub`. */
  readonly provider: string | undefined;
  readonly expressions: JsonObject;
  readonly forEach: unknown;
}

export interface ConfiguredCall {
  readonly source: string | undefined;
  readonly expressions: JsonObject;
  readonly forEach: unknown;
  readonly module: ConfiguredModule;
}

/** A module as it is written; its instances share it. */
export interface ConfiguredModule {
  /** By `azurerm_subnet.name` or `data.azurerm_subnet.name`. */
  readonly resources: ReadonlyMap<string, ConfiguredResource>;
  readonly calls: ReadonlyMap<string, ConfiguredCall>;
  readonly outputs: JsonObject;
}

/** Modules nested more deeply are none that people write. */
const MAX_MODULES = 100;

/**
 * Reads the `configuration` of a plan
 * (https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation). Without one, the
 * modules are empty.
 *
 * @throws UserError where the modules are nested too deeply
 */
export function moduleOf(module: unknown, file: string, depth = 0): ConfiguredModule {
  if (depth > MAX_MODULES) throw new UserError(`${file}: the modules of the plan are nested too deeply.`);
  const resources = new Map<string, ConfiguredResource>();
  for (const resource of listOf(own(module, 'resources'))) {
    const [type, name] = [textOf(own(resource, 'type')), textOf(own(resource, 'name'))];
    if (type === undefined || name === undefined) continue;
    const key = `${own(resource, 'mode') === 'data' ? 'data.' : ''}${type}.${name}`;
    resources.set(key, {
      provider: textOf(own(resource, 'provider_config_key')),
      expressions: objectOf(own(resource, 'expressions')) ?? {},
      forEach: own(resource, 'for_each_expression'),
    });
  }
  const calls = new Map<string, ConfiguredCall>();
  for (const [name, call] of Object.entries(objectOf(own(module, 'module_calls')) ?? {})) {
    calls.set(name, {
      source: textOf(own(call, 'source')),
      expressions: objectOf(own(call, 'expressions')) ?? {},
      forEach: own(call, 'for_each_expression'),
      module: moduleOf(own(call, 'module'), file, depth + 1),
    });
  }
  return { resources, calls, outputs: objectOf(own(module, 'outputs')) ?? {} };
}

/** What a plan tells of one expression. */
export interface Expression {
  /** The references in it, as Terraform lists them; none where it is constant, or a call with constants only. */
  readonly references: readonly string[];
}

/** An expression in a plan, or undefined where the value is none. */
export function expressionOf(value: unknown): Expression | undefined {
  if (objectOf(value) === undefined) return undefined;
  const references = listOf(own(value, 'references'));
  return { references: references.filter((each) => typeof each === 'string') };
}

/**
 * The expression of an attribute: `['os_disk', 0, 'disk_size_gb']`. `null` where the configuration certainly does not
 * set it; undefined where the plan does not say: blocks that are written as `dynamic` are left out of it.
 *
 * @param count how many blocks the values have at a step, so that the configured ones are known to be the same
 */
export function expressionAt(
  expressions: JsonObject,
  path: readonly (string | number)[],
  count: (path: readonly (string | number)[]) => number,
): Expression | null | undefined {
  let current: unknown = expressions;
  for (const [position, step] of path.entries()) {
    if (typeof step === 'number') {
      // One expression gives the whole list: its items are not told apart.
      if (!Array.isArray(current)) return expressionOf(current);
      if (current.length !== count(path.slice(0, position))) return undefined;
      current = (current as unknown[])[step];
    } else {
      const found = own(current, step);
      const isExpression =
        own(current, 'references') !== undefined || own(current, 'constant_value') !== undefined;
      if (found === undefined && position > 0 && isExpression) return expressionOf(current);
      if (found === undefined) return position === path.length - 1 ? null : undefined;
      current = found;
    }
  }
  return Array.isArray(current) ? undefined : expressionOf(current);
}
