import { expressionAt, type ConfiguredResource } from './configuration.js';
import { Follower, type Target } from './follow.js';
import { configuredExpression, writtenExpression, type Followed, type Scope } from './followed.js';
import { listOf } from './json.js';
import { nameIn } from './reference.js';
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

  /**
   * Whether the configuration certainly leaves an attribute, or a block, out. What the plan tells of it counts first: the
   * source beside it may be newer. But the plan does not show blocks that are written as `dynamic`.
   */
  isUnset(resource: PlannedResource, path: AttributePath, isBlock = false): boolean {
    const configured = this.#configured(resource);
    const said =
      configured && expressionAt(configured.expressions, jsonPathOf(path), this.#countIn(resource));
    const [name] = path;
    if (path.length !== 1 || typeof name !== 'string') return !isBlock && said === null;
    if (configured !== undefined && said !== null) return false;
    const written = this.#tree.at(resource.module)?.source?.blocks.get(blockKeyOf(resource));
    if (written?.writes(name) === true) return false;
    return written !== undefined || (configured !== undefined && !isBlock);
  }

  /** Whether a plan that leaves out what is not known leaves out an attribute that the configuration sets. */
  isWithheld(resource: PlannedResource, path: AttributePath): boolean {
    const [name] = path;
    if (path.length !== 1 || typeof name !== 'string' || !isLeftOut(resource, name)) return false;
    const configured = this.#configured(resource);
    return (expressionAt(configured?.expressions ?? {}, [name], () => 0)?.references.length ?? 0) > 0;
  }

  #countIn(resource: PlannedResource): (path: readonly (string | number)[]) => number {
    return (steps) => listOf(valueAt(resource, steps)).length;
  }

  /** The expression of an attribute as it stands in the source, where that was read and is what the plan was made of. */
  writtenAt(resource: PlannedResource, path: AttributePath): SourceExpression | undefined {
    const written = this.#tree
      .at(resource.module)
      ?.source?.blocks.get(blockKeyOf(resource))
      ?.expressionAt(path);
    return written === undefined || this.#isOther(written, resource, path) ? undefined : written;
  }

  /** Whether the source has changed since the plan was made: it refers to what the plan's expression does not. */
  #isOther(written: SourceExpression, resource: PlannedResource, path: AttributePath): boolean {
    const configured = this.#configured(resource);
    if (configured === undefined) return false;
    const said = expressionAt(configured.expressions, jsonPathOf(path), this.#countIn(resource));
    if (said === undefined) return false;
    // An attribute inside of a `dynamic` block is not in the plan.
    if (said === null) return path.length === 1;
    return !written.references.every((reference) => {
      const names = reference.slice(0, nameIn(reference[0]) === 'data' ? 3 : 2).map(nameIn);
      return names.includes(undefined) || said.references.includes(names.join('.'));
    });
  }

  #configured(resource: PlannedResource): ConfiguredResource | undefined {
    return this.#tree.at(resource.module)?.configured.resources.get(blockKeyOf(resource));
  }

  #expressionAt(resource: PlannedResource, path: AttributePath): Followed | undefined {
    const written = this.writtenAt(resource, path);
    if (written !== undefined) return writtenExpression(written);
    const { expressions = {} } = this.#configured(resource) ?? {};
    const found = expressionAt(expressions, jsonPathOf(path), this.#countIn(resource));
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
