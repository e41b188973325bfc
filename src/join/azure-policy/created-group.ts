import { Unknown, type Fact } from '../../model/unknown.js';
import { undetermined } from './logic.js';

/** A resource group that Azure Backup is going to create in the slice's subscription. */
export interface GroupToCreate {
  readonly name: string;
  /** The region, in the spelling of {@link regionOf}. */
  readonly location: Fact<string>;
}

/** The tags that a new group has when `deny` is evaluated: none, but for those that other policies add. */
export interface Tags {
  /** The value of a tag by its name in lower case: `undefined`: there is none; `Unknown`: there may be one. */
  readonly get: (name: string) => unknown;
  /** All of them as one value; `undefined`: there is none. */
  readonly all: unknown;
}

/** The resource group as Azure Policy sees it, or any resource group where a part is not known. */
export interface CreatedGroup {
  readonly subscriptionId: Fact<string>;
  readonly name: Fact<string>;
  readonly location: Fact<string>;
  readonly tags: Tags;
}

/** The type of what is created. */
export const GROUP_TYPE = 'Microsoft.Resources/subscriptions/resourceGroups';

/** What a condition looks at. */
export type Aspect = 'type' | 'tags' | 'name' | 'location' | 'other';

/** A field of the group. */
export interface Field {
  readonly aspect: Aspect;
  /** The name of the tag, in the spelling of the rule, where the field is one tag. */
  readonly tag?: string;
  /** `undefined`: the group has none; `Unknown`: it cannot be told. */
  readonly value: unknown;
  /** Whether the value is in the letter case that Azure compares; Azure spells types, ids and regions itself. */
  readonly exactCase: boolean;
}

/**
 * A field of a policy rule
 * (https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#fields). The service
 * sends a location and `managedBy`, nothing else (https://github.com/Azure/azure-policy/issues/345); `managedBy` is
 * not among the documented fields, nor are the aliases that other types have.
 */
export function fieldOf(group: CreatedGroup, name: string): Field {
  const lower = name.toLowerCase();
  switch (lower) {
    case 'type':
      return { aspect: 'type', value: GROUP_TYPE, exactCase: false };
    case 'name':
    case 'fullname':
      return { aspect: 'name', value: group.name, exactCase: true };
    case 'id':
      return { aspect: 'name', value: idOf(group), exactCase: false };
    case 'location':
      return { aspect: 'location', value: group.location, exactCase: false };
    case 'kind':
    case 'identity.type':
      return { aspect: 'other', value: undefined, exactCase: true };
    case 'tags':
      return { aspect: 'tags', value: group.tags.all, exactCase: true };
  }
  const tag = /^tags[.[]/.test(lower) ? tagOf(name) : undefined;
  if (tag !== undefined) {
    return { aspect: 'tags', tag, value: group.tags.get(tag.toLowerCase()), exactCase: true };
  }
  const why = undetermined('Its rule reads a field that resource groups may not have.');
  return { aspect: 'other', value: why, exactCase: false };
}

function idOf({ subscriptionId, name }: CreatedGroup): Fact<string> {
  if (subscriptionId instanceof Unknown) return subscriptionId;
  return name instanceof Unknown ? name : `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
}

/** The name in `tags.name`, `tags[name]`, `tags['name']` and `tags['''name''']`; undefined where there is none. */
export function tagOf(field: string): string | undefined {
  if (field.startsWith('.', 4)) return nameOrNone(field.slice(5));
  if (!field.endsWith(']')) return undefined;
  const inside = field.slice(5, -1);
  const quoted = /^'(.*)'$/s.exec(inside)?.[1];
  return nameOrNone(quoted === undefined ? inside : quoted.replaceAll("''", "'"));
}

/** A tag name has no `<`, `>`, `%`, `&`, `\`, `?` or `/`; `*` is all tags and `(` an expression without its brackets. */
function nameOrNone(name: string): string | undefined {
  return name === '' || name.length > 512 || /[<>%&\\?/*()]/.test(name) ? undefined : name;
}
