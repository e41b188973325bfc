/**
 * How a type of Terraform's azurerm provider becomes a row in Azure's own shape: the language of the table. Names of
 * attributes are those of the provider's documentation (https://registry.terraform.io/providers/hashicorp/azurerm),
 * paths are those of the ARM API, with dots.
 */
export type Mapping = RowMapping | PartMapping;

/** A type that is a resource of its own in Azure. */
export interface RowMapping {
  readonly kind: 'row';
  readonly armType: string;
  /**
   * The ARM id, with the attributes that it is made of in braces. `{subscription}` is the provider's; an attribute
   * that is named `…_id` or `scope` holds an id, except behind `text:`; `{vm:…}` is `<group>;<name>` of the VM whose id
   * the attribute holds.
   */
  readonly id: string;
  readonly fields: readonly Field[];
  /** Where its parent lists it, if it does; the row itself is then left out where the parent is in the plan too. */
  readonly listedAt?: string;
  /**
   * What Terraform does not read back: of a resource that exists, others may have set it or added to it. It is then
   * not known, or not known to be complete.
   */
  readonly addedTo?: string;
}

/** A type that exists in Terraform only: in Azure it is a part of another resource. */
export interface PartMapping {
  readonly kind: 'part';
  /** The attribute with the id of the resource that it is a part of, and the ARM type of that. */
  readonly parent: { readonly from: string; readonly armType: string };
  /** Where it stands there. */
  readonly at: string;
  /** Of a list: the property that tells its items apart. Without it the place holds one value. */
  readonly key?: string;
  readonly fields: readonly Field[];
}

export type Field = Attribute | Link | Block | Constant | Derived;

/** What a new resource has where the configuration does not set the attribute, and the plan says "known after apply". */
interface Fresh {
  readonly value: unknown;
}

interface Attribute {
  readonly kind: 'attribute';
  readonly from: string;
  readonly to: string;
  readonly as?: (value: unknown) => unknown;
  /** What the provider sends where the attribute is not set; without it, nothing. */
  readonly absent?: unknown;
  readonly fresh?: Fresh;
}

/** An attribute that holds the id of another resource, or a list of them. */
interface Link {
  readonly kind: 'link';
  readonly from: string;
  readonly to: string;
  /** The ARM type of the other resource; any where it is left out. */
  readonly armType: string | undefined;
  readonly fresh?: Fresh;
  /** For a list: what each item becomes, given its id and its place in the list. */
  readonly item?: (id: unknown, index: number) => unknown;
}

/** A nested block. */
interface Block {
  readonly kind: 'block';
  readonly from: string;
  readonly to: string;
  readonly fields: readonly Field[];
  /** Of a list of blocks: by which attribute they are told apart. Without it there is one block. */
  readonly key?: string;
  readonly fresh?: Fresh;
}

interface Constant {
  readonly kind: 'constant';
  readonly to: string;
  readonly value: unknown;
}

/** A property that several attributes decide. `undefined` leaves it out. */
interface Derived {
  readonly kind: 'derived';
  readonly from: readonly string[];
  readonly to: string;
  /** Takes the values, each of which may be an `Unknown`, or undefined where it is not set. */
  readonly of: (...values: readonly unknown[]) => unknown;
  /** An attribute that is not set counts as not set, also where the provider tells a value of its own after apply. */
  readonly fresh?: true;
}

export function attribute(from: string, to: string, more: Partial<Attribute> = {}): Attribute {
  return { kind: 'attribute', from, to, ...more };
}

export function link(from: string, to: string, armType?: string, more: Partial<Link> = {}): Link {
  return { kind: 'link', from, to, armType, ...more };
}

export function block(from: string, to: string, fields: readonly Field[], more: Partial<Block> = {}): Block {
  return { kind: 'block', from, to, fields, ...more };
}

export function constant(value: unknown, to: string): Constant {
  return { kind: 'constant', value, to };
}

export function derived(
  from: readonly string[],
  to: string,
  of: Derived['of'],
  more: Partial<Derived> = {},
): Derived {
  return { kind: 'derived', from, to, of, ...more };
}

/** For a property that is a list where the attribute is one value. */
export const inList = (value: unknown): unknown => [value];

/** For a property that says Enabled or Disabled where the attribute says true or false. */
export const enabledOrDisabled = (value: unknown): unknown => (value === false ? 'Disabled' : 'Enabled');

/** For a list of ids that ARM writes as a list of objects. */
export const byIdOnly = (id: unknown): unknown => ({ id });

/** What most resources have. */
export const COMMON: readonly Field[] = [attribute('location', 'location'), attribute('tags', 'tags')];

/** An id in the resource group of the resource. */
export function inGroup(rest: string): string {
  return `/subscriptions/{subscription}/resourceGroups/{resource_group_name}/providers/${rest}`;
}
