import { expressionAt } from './configuration.js';
import { Follower, type Target } from './follow.js';
import { configuredExpression, writtenExpression, type Followed, type Scope } from './followed.js';
import { listOf } from './json.js';
import { blockKeyOf, type ModuleInstance, type ModuleTree } from './module-tree.js';
import type { Plan, PlannedResource } from './plan.js';
import { jsonPathOf, type AttributePath, type SourceExpression } from './source-block.js';
import { isLeftOut, valueAt } from './values.js';

/** What the configuration says of the attributes of planned resources: as it is written, else as the plan tells it. */
export class Expressions {
  readonly #tree: ModuleTree;
  readonly #follower: Follower;

  constructor(plan: Plan, tree: ModuleTree) {
    this.#tree = tree;
    this.#follower = new Follower(plan, tree);
  }

  /** The planned resources that an attribute refers to; undefined where they cannot be told. */
  targetsAt(resource: PlannedResource, path: AttributePath): Target[] | undefined {
    const instance = this.#tree.at(resource.module);
    if (instance === undefined) return undefined;
    const expression = this.#expressionAt(resource, path);
    return expression && this.#follower.targetsOf(expression, this.#scopeOf(resource, instance));
  }

  /** Whether the configuration certainly leaves an attribute, or a block, out. */
  isUnset(resource: PlannedResource, path: AttributePath, isBlock = false): boolean {
    const instance = this.#tree.at(resource.module);
    const written = instance?.source?.blocks.get(blockKeyOf(resource));
    const [name] = path;
    if (written !== undefined && path.length === 1 && typeof name === 'string') return !written.writes(name);
    const configured = instance?.configured.resources.get(blockKeyOf(resource));
    // The plan does not show blocks that are written as `dynamic`.
    if (configured === undefined || isBlock) return false;
    return expressionAt(configured.expressions, jsonPathOf(path), this.#countIn(resource)) === null;
  }

  /** Whether a plan that leaves out what is not known leaves out an attribute that the configuration sets. */
  isWithheld(resource: PlannedResource, path: AttributePath): boolean {
    const [name] = path;
    if (path.length !== 1 || typeof name !== 'string' || !isLeftOut(resource, name)) return false;
    const configured = this.#tree.at(resource.module)?.configured.resources.get(blockKeyOf(resource));
    return (expressionAt(configured?.expressions ?? {}, [name], () => 0)?.references.length ?? 0) > 0;
  }

  #countIn(resource: PlannedResource): (path: readonly (string | number)[]) => number {
    return (steps) => listOf(valueAt(resource, steps)).length;
  }

  /** The expression of an attribute as it stands in the source, where that was read. */
  writtenAt(resource: PlannedResource, path: AttributePath): SourceExpression | undefined {
    return this.#tree.at(resource.module)?.source?.blocks.get(blockKeyOf(resource))?.expressionAt(path);
  }

  #expressionAt(resource: PlannedResource, path: AttributePath): Followed | undefined {
    const instance = this.#tree.at(resource.module);
    const written = this.writtenAt(resource, path);
    if (written !== undefined) return writtenExpression(written);
    const configured = instance?.configured.resources.get(blockKeyOf(resource));
    const found = expressionAt(configured?.expressions ?? {}, jsonPathOf(path), this.#countIn(resource));
    return configuredExpression(found ?? undefined);
  }

  #scopeOf(resource: PlannedResource, instance: ModuleInstance): Scope {
    const block = blockKeyOf(resource);
    const forEach = instance.configured.resources.get(block)?.forEach;
    return {
      instance,
      each: { key: resource.index, forEach, count: this.#tree.resourcesOf(instance, block).size },
    };
  }
}
