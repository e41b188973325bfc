import { configuredExpression, writtenExpression, type Followed, type Scope } from './followed.js';
import { indexBeside, keyBeside, keyOf } from './instance-key.js';
import { own } from './json.js';
import type { ModuleInstance, ModuleTree } from './module-tree.js';
import type { Plan, PlannedResource } from './plan.js';
import { nameIn, type Reference, type Step } from './reference.js';
import type { SourceExpression } from './source-block.js';

/** A planned resource that an expression refers to, and which of its attributes, where that shows. */
export interface Target {
  readonly resource: PlannedResource;
  readonly attribute: string | undefined;
}

/** How many references one link may lead over. */
const MAX_STEPS = 300;

/** How many instances of a block one link may mean. */
const MAX_INSTANCES = 500;

/** What `count`, `path` and `terraform` give is known before apply. */
const KNOWN_ROOTS: readonly string[] = ['count', 'path', 'terraform'];

/** Follows references through locals, variables and outputs to the resources that they end in. */
export class Follower {
  readonly #plan: Plan;
  readonly #tree: ModuleTree;

  constructor(plan: Plan, tree: ModuleTree) {
    this.#plan = plan;
    this.#tree = tree;
  }

  /**
   * The planned resources that an expression refers to, each once, in order. Undefined where something in it cannot
   * be followed, so that there may be others.
   */
  targetsOf(expression: Followed, scope: Scope): Target[] | undefined {
    const run: Run = { steps: 0 };
    const found = this.#follow(expression, scope, run);
    const distinct = new Map(
      found?.map((target) => [`${target.resource.address} ${target.attribute ?? ''}`, target]),
    );
    return found === undefined ? undefined : [...distinct.values()];
  }

  #follow(expression: Followed, scope: Scope, run: Run): Target[] | undefined {
    const targets: Target[] = [];
    for (const reference of expression.references) {
      run.steps++;
      if (run.steps > MAX_STEPS) return undefined;
      const found = this.#one(reference, scope, expression, run);
      if (found === undefined) return undefined;
      targets.push(...found);
    }
    return targets;
  }

  #one(reference: Reference, scope: Scope, around: Followed, run: Run): Target[] | undefined {
    const [first, second, ...rest] = reference;
    const [root, name] = [nameIn(first), nameIn(second)];
    if (root === undefined) return undefined;
    if (KNOWN_ROOTS.includes(root) || (root === 'each' && name === 'key')) return [];
    if (name === undefined) return undefined;
    if (root === 'data') return this.#isReadData(scope.instance, name, nameIn(rest[0])) ? [] : undefined;
    if (root === 'each') return this.#eachValue(rest, scope, run);
    if (root === 'var') return this.#variable(name, [...rest, ...keyBeside(around, scope)], scope, run);
    if (root === 'local') return this.#local(name, [...rest, ...keyBeside(around, scope)], scope, run);
    if (root === 'module') return this.#output(name, [...rest, ...keyBeside(around, scope)], scope, run);
    return this.#resource(`${root}.${name}`, rest, scope, around);
  }

  /** A data source that is read after apply has no values in the plan. */
  #isReadData(instance: ModuleInstance, type: string, name: string | undefined): boolean {
    const start = `${instance.address === '' ? '' : `${instance.address}.`}data.${type}.${name ?? ''}`;
    if (this.#plan.data.has(start)) return true;
    return this.#plan.data.has(`${start}[0]`) || this.#plan.dataBlocks.has(start);
  }

  #resource(block: string, rest: readonly Step[], scope: Scope, around: Followed): Target[] | undefined {
    const instances = this.#tree.resourcesOf(scope.instance, block);
    if (instances.size === 0) return scope.instance.configured.resources.has(block) ? [] : undefined;
    const [step, ...after] = rest;
    const indexed = step !== undefined && !('name' in step);
    const attribute = nameIn((indexed ? after : rest).find((each) => 'name' in each));
    const chosen = this.#chosen(instances, indexed ? step : undefined, scope, around);
    return chosen?.map((resource) => ({ resource, attribute }));
  }

  /** The instances that a step after the name of a block means; all of them where there is none. */
  #chosen(
    instances: ReadonlyMap<string | number | undefined, PlannedResource>,
    step: Step | undefined,
    scope: Scope,
    around: Followed,
  ): PlannedResource[] | undefined {
    // Nothing links to so many at once; so each link takes its time only.
    const all = () => (instances.size > MAX_INSTANCES ? undefined : [...instances.values()]);
    const one = (key: unknown): PlannedResource[] | undefined => {
      const found = typeof key === 'string' || typeof key === 'number' ? instances.get(key) : undefined;
      return found === undefined ? undefined : [found];
    };
    if (step === undefined) {
      if (instances.has(undefined) || around.source !== undefined) return all();
      const index = indexBeside(around, scope, instances.size, this.#plan.variables);
      return index === undefined ? all() : one(index.key);
    }
    if ('all' in step) return all();
    if ('key' in step) return one(step.key);
    return 'index' in step ? one(keyOf(step.index, scope, this.#plan.variables)) : undefined;
  }

  #eachValue(rest: readonly Step[], scope: Scope, run: Run): Target[] | undefined {
    const expression = configuredExpression(scope.each?.forEach);
    if (expression === undefined) return undefined;
    const found = this.#follow(expression, { instance: scope.instance, each: undefined }, run);
    return narrowed(found, [{ key: scope.each?.key ?? '' }, ...rest]);
  }

  #variable(name: string, rest: readonly Step[], scope: Scope, run: Run): Target[] | undefined {
    const { call } = scope.instance;
    if (call === undefined) return [];
    const each = { key: call.key, forEach: call.configured.forEach, count: undefined };
    const outer = { instance: call.parent, each };
    const written = call.parent.source?.blocks.get(`module.${call.name}`)?.expressionAt([name]);
    return this.#written(written, own(call.configured.expressions, name), rest, outer, run, []);
  }

  #local(name: string, rest: readonly Step[], scope: Scope, run: Run): Target[] | undefined {
    const written = scope.instance.source?.locals.get(name);
    return this.#written(
      written,
      undefined,
      rest,
      { instance: scope.instance, each: undefined },
      run,
      undefined,
    );
  }

  #output(name: string, rest: readonly Step[], scope: Scope, run: Run): Target[] | undefined {
    const [first, ...others] = rest;
    const indexed = first !== undefined && !('name' in first);
    const [output, ...after] = indexed ? others : rest;
    const key =
      first === undefined || 'name' in first
        ? undefined
        : 'key' in first
          ? first.key
          : 'index' in first
            ? keyOf(first.index, scope, this.#plan.variables)
            : undefined;
    const instances = this.#tree
      .called(scope.instance, name)
      .filter((each) => key === undefined || each.call?.key === key);
    if (instances.length === 0 || nameIn(output) === undefined) return undefined;
    const targets: Target[] = [];
    for (const instance of instances) {
      const expression = own(own(instance.configured.outputs, nameIn(output) ?? ''), 'expression');
      const found = this.#written(
        undefined,
        expression,
        after,
        { instance, each: undefined },
        run,
        undefined,
      );
      if (found === undefined) return undefined;
      targets.push(...found);
    }
    return targets;
  }

  /** Follows an expression as it is written, else as the plan tells it, and picks what the steps behind it mean. */
  #written(
    written: SourceExpression | undefined,
    configured: unknown,
    rest: readonly Step[],
    scope: Scope,
    run: Run,
    missing: Target[] | undefined,
  ): Target[] | undefined {
    let [source, steps] = [written, rest];
    for (let name = nameIn(steps[0]); name !== undefined; name = nameIn(steps[0])) {
      const entry = source?.entries?.get(name);
      if (entry === undefined) break;
      [source, steps] = [entry.value, steps.slice(1)];
    }
    if (source === undefined && configured === undefined) return missing;
    const expression = source === undefined ? configuredExpression(configured) : writtenExpression(source);
    return expression && narrowed(this.#follow(expression, scope, run), steps);
  }
}

interface Run {
  steps: number;
}

/** Of what an expression leads to, what the steps behind the reference to it mean. */
function narrowed(targets: Target[] | undefined, steps: readonly Step[]): Target[] | undefined {
  const key = steps.find((step) => 'key' in step)?.key;
  const name = steps.map(nameIn).find((each) => each !== undefined);
  const keyed = targets?.filter(({ resource }) => resource.index === key);
  const kept = key === undefined || keyed?.length === 0 ? targets : keyed;
  return kept?.map((target) => ({ ...target, attribute: target.attribute ?? name }));
}
