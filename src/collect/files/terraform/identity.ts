import { groupNameOf, nameOf, withoutSlashes } from '../../../model/arm-id.js';
import { Unknown } from '../../../model/unknown.js';
import { azapiIdTemplate, azapiTypeOf } from './azapi.js';
import { Expressions } from './expressions.js';
import type { Target } from './follow.js';
import { listOf } from './json.js';
import type { ModuleTree } from './module-tree.js';
import type { Plan, PlannedResource } from './plan.js';
import type { AttributePath } from './source-block.js';
import type { Subscriptions } from './subscriptions.js';
import { TABLE } from './table.js';
import { unreadTypeOf } from './unread-scope.js';
import { isUnknownAt, valueAt, whyUnknown } from './values.js';

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
  /** The file of the plan as a part of ids: what is not known of one is nothing of another plan. */
  readonly file: string;
  /** What the configuration says of the attributes. */
  readonly expressions: Expressions;
  readonly #subscriptions: Subscriptions;
  readonly #ordinals = new Map<string, number>();
  readonly #known = new Map<string, Identity | undefined>();

  constructor(plan: Plan, tree: ModuleTree, subscriptions: Subscriptions) {
    this.file = plan.file.replace(/[\s/]/g, ':');
    this.expressions = new Expressions(plan, tree);
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
    const missing = value === undefined && this.expressions.isWithheld(resource, path);
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
        : value === undefined && this.expressions.isWithheld(resource, path);
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
    if (whole)
      return ids.length === 1 && this.expressions.writtenAt(resource, path)?.items?.length === 1
        ? ids
        : whyUnknown(resource, path);
    const inOrder = ids.length === open.length ? ids.values() : undefined;
    return items.map((item) => (item instanceof Unknown ? (inOrder?.next().value ?? item) : item));
  }

  /** `null`: the configuration does not set the attribute, so that there is nothing to follow. */
  #targetsAt(
    resource: PlannedResource,
    path: AttributePath,
    armType: string | undefined,
  ): Target[] | undefined | null {
    if (path.length === 1 && this.expressions.isUnset(resource, path)) return null;
    return this.expressions.targetsAt(resource, path)?.filter((target) => {
      const type = armTypeOf(target.resource);
      const fits = armType === undefined || type?.toLowerCase() === armType.toLowerCase();
      return type !== undefined && fits && ID_ATTRIBUTES.includes(target.attribute);
    });
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
      if (typeof link !== 'string') {
        const beside = isVm ? undefined : this.#besideVms(resource, name);
        return beside ?? { ...own, id: isVm ? own.id : `/${own.id}` };
      }
      const id = isVm ? `${groupNameOf(link) ?? ''};${nameOf(link)}` : withoutSlashes(link);
      return { id, certain: !link.includes('<'), placed: true };
    }
    const value = valueAt(resource, [name]);
    if (typeof value === 'string' && value !== '')
      return { id: segmentOf(value), certain: true, placed: true };
    const named = name === 'name' ? undefined : this.#namedBy(resource, name);
    return named ?? own;
  }

  /** What stands for the id of a resource that is not read, so that a lock on it is not taken for one on anything. */
  #besideVms(resource: PlannedResource, attribute: string): Identity | undefined {
    const type = unreadTypeOf(this.expressions.targetsAt(resource, [attribute]));
    if (type === undefined) return undefined;
    const { id } = this.#subscriptions.of(resource);
    const rest = `${this.#placeholder(resource)}/providers/Terraform/${type}/${this.#placeholder(resource)}`;
    return { id: `/subscriptions/${id}/resourceGroups/${rest}`, certain: false, placed: true };
  }

  /** The name of the resource that an attribute takes the name of. */
  #namedBy(resource: PlannedResource, attribute: string): Identity | undefined {
    const targets = this.expressions.targetsAt(resource, [attribute]) ?? [];
    const named = targets.filter(
      (each) => each.attribute === 'name' && armTypeOf(each.resource) !== undefined,
    );
    const [target] = named;
    const identity = named.length === 1 && target !== undefined ? this.of(target.resource) : undefined;
    return identity === undefined ? undefined : { id: nameOf(identity.id), certain: false, placed: true };
  }

  /** What stands for a name that is not known, in this plan alone: no name in Azure has angle brackets. */
  #placeholder({ address }: PlannedResource): string {
    return `<${this.#ordinals.get(address) ?? 0}@${this.file}>`;
  }
}

/** The ARM type of a planned resource, where it has one. */
export function armTypeOf(resource: PlannedResource): string | undefined {
  const mapping = TABLE.get(resource.type);
  return mapping?.kind === 'row' ? mapping.armType : azapiTypeOf(resource);
}

/** A name from a plan is one segment of an id, whatever is in it. */
function segmentOf(name: string): string {
  return name.replaceAll('/', '%2F').replaceAll('<', '%3C');
}
