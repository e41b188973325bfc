import { groupNameOf, nameOf, withoutSlashes } from '../../../model/arm-id.js';
import { Unknown } from '../../../model/unknown.js';
import { azapiIdTemplate, azapiTypeOf } from './azapi.js';
import { expressionAt } from './configuration.js';
import {
  configuredExpression,
  Follower,
  writtenExpression,
  type Followed,
  type Scope,
  type Target,
} from './follow.js';
import { listOf } from './json.js';
import { blockKeyOf, type ModuleTree } from './module-tree.js';
import type { Plan, PlannedResource } from './plan.js';
import { jsonPathOf, type AttributePath, type SourceExpression } from './source-block.js';
import type { Subscriptions } from './subscriptions.js';
import { TABLE } from './table.js';
import { isLeftOut, isUnknownAt, valueAt, whyUnknown } from './values.js';

/** The ARM id of a planned resource. */
export interface Identity {
  readonly id: string;
  /** Whether it is the id that Azure will give: nothing in it stands for something that is not known. */
  readonly certain: boolean;
  /** Whether all but its own name could be resolved: then it is below the right parent. */
  readonly placed: boolean;
}

/** The attributes by which people refer to a resource's id. */
const ID_ATTRIBUTES: readonly (string | undefined)[] = [
  'id',
  'resource_id',
  'role_definition_resource_id',
  undefined,
];

/** The ids of planned resources, and what links between them mean, in one plan. */
export class Identities {
  readonly #tree: ModuleTree;
  readonly #follower: Follower;
  readonly #subscriptions: Subscriptions;
  readonly #ordinals = new Map<string, number>();
  readonly #known = new Map<string, Identity | undefined>();

  constructor(plan: Plan, tree: ModuleTree, subscriptions: Subscriptions) {
    this.#tree = tree;
    this.#follower = new Follower(plan, tree);
    this.#subscriptions = subscriptions;
    for (const address of plan.resources.keys()) this.#ordinals.set(address, this.#ordinals.size + 1);
  }

  /** The id of a resource; undefined for a type without one, and for ids that lead in a circle. */
  of(resource: PlannedResource): Identity | undefined {
    const { address } = resource;
    if (this.#known.has(address)) return this.#known.get(address);
    this.#known.set(address, undefined);
    const identity = this.#given(resource) ?? this.#made(resource);
    this.#known.set(address, identity);
    return identity;
  }

  /** The id that an attribute holds: the text, undefined where it is not set, or why it is not known. */
  linkAt(resource: PlannedResource, path: AttributePath, armType: string | undefined): unknown {
    const value = valueAt(resource, path);
    const missing = value === undefined && this.isWithheld(resource, path);
    if (!missing && !(value instanceof Unknown && isUnknownAt(resource, path))) return value;
    const targets = this.#targetsAt(resource, path, armType);
    if (targets === null) return value;
    return (targets?.length === 1 ? this.#idOf(targets[0]) : undefined) ?? whyUnknown(resource, path);
  }

  /** The same for an attribute that holds a list of ids. */
  linksAt(resource: PlannedResource, path: AttributePath, armType: string | undefined): unknown {
    const value = valueAt(resource, path);
    const whole =
      value instanceof Unknown
        ? isUnknownAt(resource, path)
        : value === undefined && this.isWithheld(resource, path);
    if (!whole && !Array.isArray(value)) return value;
    const items = listOf(value);
    const open = items.filter(
      (item, index) => item instanceof Unknown && isUnknownAt(resource, [...path, index]),
    );
    if (!whole && open.length === 0) return value;
    const targets = this.#targetsAt(resource, path, armType);
    if (targets === null && whole) return value;
    const ids = targets?.map((target) => this.#idOf(target));
    if (ids === undefined || ids.includes(undefined)) return value ?? whyUnknown(resource, path);
    // A list of which not even the length is known may leave out some of what its expression names.
    if (whole) return ids.length === 1 && this.#isListed(resource, path) ? ids : whyUnknown(resource, path);
    const inOrder = ids.length === open.length ? ids.values() : undefined;
    return items.map((item) => (item instanceof Unknown ? (inOrder?.next().value ?? item) : item));
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

  #isListed(resource: PlannedResource, path: AttributePath): boolean {
    const expression = this.#expressionAt(resource, path);
    return expression?.source?.items?.length === 1;
  }

  /** `null`: the configuration does not set the attribute, so that there is nothing to follow. */
  #targetsAt(
    resource: PlannedResource,
    path: AttributePath,
    armType: string | undefined,
  ): Target[] | undefined | null {
    const instance = this.#tree.at(resource.module);
    if (instance === undefined) return undefined;
    if (path.length === 1 && this.isUnset(resource, path)) return null;
    const expression = this.#expressionAt(resource, path);
    const targets = expression && this.#follower.targetsOf(expression, this.#scopeOf(resource));
    return targets?.filter(
      (target) =>
        ID_ATTRIBUTES.includes(target.attribute) &&
        (armType === undefined
          ? armTypeOf(target.resource) !== undefined
          : sameType(armTypeOf(target.resource), armType)),
    );
  }

  #expressionAt(resource: PlannedResource, path: AttributePath): Followed | undefined {
    const instance = this.#tree.at(resource.module);
    const written = this.writtenAt(resource, path);
    if (written !== undefined) return writtenExpression(written);
    const configured = instance?.configured.resources.get(blockKeyOf(resource));
    const found = expressionAt(configured?.expressions ?? {}, jsonPathOf(path), this.#countIn(resource));
    return configuredExpression(found ?? undefined);
  }

  #scopeOf(resource: PlannedResource): Scope {
    const instance = this.#tree.at(resource.module);
    if (instance === undefined) throw new TypeError(`no module at ${resource.module}`);
    const block = blockKeyOf(resource);
    const forEach = instance.configured.resources.get(block)?.forEach;
    return {
      instance,
      each: { key: resource.index, forEach, count: this.#tree.resourcesOf(instance, block).size },
    };
  }

  #idOf(target: Target | undefined): string | undefined {
    return target === undefined ? undefined : this.of(target.resource)?.id;
  }

  /** The id in the values. Terraform's own ids of some types have more behind a bar. */
  #given(resource: PlannedResource): Identity | undefined {
    const names =
      resource.type === 'azurerm_role_definition' ? ['role_definition_resource_id', 'id'] : ['id'];
    for (const name of names) {
      const id = valueAt(resource, [name]);
      if (typeof id === 'string' && /^\/(subscriptions|providers)\//i.test(id))
        return { id: id.replace(/\|.*$/s, ''), certain: true, placed: true };
    }
    return undefined;
  }

  #made(resource: PlannedResource): Identity | undefined {
    const mapping = TABLE.get(resource.type);
    const template = mapping?.kind === 'row' ? mapping.id : azapiIdTemplate(resource);
    if (template === undefined) return undefined;
    let [certain, placed] = [true, true];
    const id = template.replace(/\{(vm:|text:)?(\w+)\}/g, (_, how: string | undefined, name: string) => {
      const segment = this.#segment(resource, name, how);
      certain &&= segment.certain;
      placed &&= segment.placed || name === 'name' || how === 'text:';
      return segment.id;
    });
    return { id: id.replace(/^\/\//, '/'), certain, placed };
  }

  #segment(resource: PlannedResource, name: string, how: string | undefined): Identity {
    const own = { id: this.#placeholder(resource), certain: false, placed: false };
    const isVm = how === 'vm:';
    if (name === 'subscription') return { ...this.#subscriptions.of(resource), placed: true };
    if (isVm || (how === undefined && /_id$|^scope$/.test(name))) {
      const link = this.linkAt(resource, [name], undefined);
      if (typeof link !== 'string') return { ...own, id: isVm ? own.id : `/${own.id}` };
      const id = isVm ? `${groupNameOf(link) ?? ''};${nameOf(link)}` : withoutSlashes(link);
      return { id, certain: !link.includes('{'), placed: true };
    }
    const value = valueAt(resource, [name]);
    if (typeof value === 'string' && value !== '')
      return { id: segmentOf(value), certain: true, placed: true };
    const named = name === 'name' ? undefined : this.#namedBy(resource, name);
    return named ?? own;
  }

  /** The name of the resource that an attribute takes the name of. */
  #namedBy(resource: PlannedResource, attribute: string): Identity | undefined {
    if (this.#tree.at(resource.module) === undefined) return undefined;
    const expression = this.#expressionAt(resource, [attribute]);
    const targets = expression && this.#follower.targetsOf(expression, this.#scopeOf(resource));
    const named =
      targets?.filter((target) => target.attribute === 'name' && armTypeOf(target.resource) !== undefined) ??
      [];
    const [target] = named;
    const identity = named.length === 1 && target !== undefined ? this.of(target.resource) : undefined;
    return identity === undefined ? undefined : { id: nameOf(identity.id), certain: false, placed: true };
  }

  /** What stands for a name that is not known: no name in Azure has braces. */
  #placeholder({ address }: PlannedResource): string {
    return `{${this.#ordinals.get(address) ?? 0}}`;
  }
}

/** The ARM type of a planned resource, where it has one. */
export function armTypeOf(resource: PlannedResource): string | undefined {
  const mapping = TABLE.get(resource.type);
  return mapping?.kind === 'row' ? mapping.armType : azapiTypeOf(resource);
}

function sameType(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

/** A name from a plan is one segment of an id, whatever is in it. */
function segmentOf(name: string): string {
  return name.replaceAll('/', '%2F').replaceAll('{', '%7B');
}
