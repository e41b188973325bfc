import { isAtOrAbove, lowerId, subscriptionScopeOf } from '../../model/arm-id.js';
import { TYPES, type Row } from '../../model/row.js';
import { allTrue, mostTelling, Unknown, whyAnyUnknown, type Fact } from '../../model/unknown.js';
import { at, booleanOf, lowerTextOf, objectsOf, textOf, type Properties } from '../read.js';
import type { Assignment } from './role-grants.js';
import { notTold, type SliceContext } from '../slice-context.js';

/** What Azure Backup needs for Azure Disk Encryption (https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption). */
const RIGHTS: readonly Right[] = [
  {
    name: 'secrets get',
    kind: 'secrets',
    verb: 'get',
    action: 'microsoft.keyvault/vaults/secrets/getsecret/action',
  },
  {
    name: 'secrets list',
    kind: 'secrets',
    verb: 'list',
    action: 'microsoft.keyvault/vaults/secrets/readmetadata/action',
  },
  {
    name: 'secrets backup',
    kind: 'secrets',
    verb: 'backup',
    action: 'microsoft.keyvault/vaults/secrets/backup/action',
  },
  { name: 'keys get', kind: 'keys', verb: 'get', action: 'microsoft.keyvault/vaults/keys/read' },
  { name: 'keys list', kind: 'keys', verb: 'list', action: 'microsoft.keyvault/vaults/keys/read' },
  {
    name: 'keys backup',
    kind: 'keys',
    verb: 'backup',
    action: 'microsoft.keyvault/vaults/keys/backup/action',
  },
];

/**
 * What the identity of a vault needs of a key that the vault is encrypted with
 * (https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk).
 */
export const WRAPPING_RIGHTS: readonly Right[] = [
  { name: 'keys get', kind: 'keys', verb: 'get', action: 'microsoft.keyvault/vaults/keys/read' },
  {
    name: 'keys wrapKey',
    kind: 'keys',
    verb: 'wrapkey',
    action: 'microsoft.keyvault/vaults/keys/wrap/action',
  },
  {
    name: 'keys unwrapKey',
    kind: 'keys',
    verb: 'unwrapkey',
    action: 'microsoft.keyvault/vaults/keys/unwrap/action',
  },
];

/** A right in a key vault: the permission of an access policy, and the data action of a role. */
export interface Right {
  readonly name: string;
  readonly kind: 'secrets' | 'keys';
  readonly verb: string;
  readonly action: string;
}

/** The rights that Azure Backup needs on the secrets and keys that a VM keeps in a vault. */
export function backupRights(needs: { readonly secrets: boolean; readonly keys: boolean }): readonly Right[] {
  return RIGHTS.filter((right) => needs[right.kind]);
}

/** The access that a principal has to what it needs in one vault. */
export interface Access {
  /** The rights that it certainly lacks. */
  readonly missing: readonly string[];
  /** Why other rights are not known to be held; undefined: every other right is held. */
  readonly unknown: Unknown | undefined;
}

export interface AccessInput {
  readonly vault: Row;
  readonly rights: readonly Right[];
  /** The object id of the backup service, or of the identity, in lower case; `null`: there is no such principal. */
  readonly service: Fact<string | null>;
  readonly assignments: readonly Assignment[];
}

/** Whether each right that is needed is held, missing, or not known. */
export function accessOf(context: SliceContext, input: AccessInput): Access {
  if (input.service === null) return { missing: input.rights.map(({ name }) => name), unknown: undefined };
  const roles = usesRoles(input.vault);
  if (roles instanceof Unknown) return { missing: [], unknown: roles };
  const holds = roles ? byRoles(context, input) : byAccessPolicies(input);
  const missing: string[] = [];
  let unknown: Unknown | undefined;
  for (const right of input.rights) {
    const held = holds(right);
    if (held === false) missing.push(right.name);
    else if (held instanceof Unknown) unknown = mostTelling(unknown, held);
  }
  return { missing, unknown };
}

/** Whether the vault grants access by roles; a vault that does not say uses access policies. */
export function usesRoles(vault: Row): Fact<boolean> {
  return booleanOf(at(vault.properties, 'enableRbacAuthorization')) ?? false;
}

/** Access policies: the entries of the vault's own tenant that are not bound to an application. */
function byAccessPolicies({ vault, service }: AccessInput): (right: Right) => Fact<boolean> {
  const listed = objectsOf(at(vault.properties, 'accessPolicies'));
  if (listed === undefined) return () => notTold('the access policies of the key vault');
  if (listed instanceof Unknown) return () => listed;
  const tenant = lowerTextOf(at(vault.properties, 'tenantId'));
  return (right) => {
    const given = listed.map((entry) =>
      allTrue([
        isOfTenant(entry, tenant),
        isUnbound(entry),
        entryGrants(entry, right),
        isHolder(entry, service),
      ]),
    );
    return given.includes(true) || (whyAnyUnknown(given) ?? false);
  };
}

/** An entry for another tenant's principal grants nothing here; one that names no tenant is the vault's own. */
function isOfTenant(entry: Properties, tenant: string | Unknown | undefined): Fact<boolean> {
  const own = lowerTextOf(entry.tenantId);
  if (own === undefined || tenant === undefined) return true;
  return whyAnyUnknown([own, tenant]) ?? own === tenant;
}

/** An entry with an application grants only on behalf of a user. */
function isUnbound(entry: Properties): Fact<boolean> {
  const application = textOf(entry.applicationId);
  return application instanceof Unknown ? application : application === undefined;
}

/** Resource Graph leaves personal data out; an entry without an object id may be anybody's. */
function isHolder(entry: Properties, service: Fact<string | null>): Fact<boolean> {
  const holder = lowerTextOf(entry.objectId) ?? notTold('whose access policy it is');
  return whyAnyUnknown([holder, service]) ?? holder === service;
}

function entryGrants(entry: Properties, right: Right): Fact<boolean> {
  const verbs = at(entry, 'permissions', right.kind);
  if (verbs instanceof Unknown) return verbs;
  if (!Array.isArray(verbs)) return false;
  const granted = verbs.map((verb: unknown) => lowerTextOf(verb));
  return granted.some((verb) => verb === 'all' || verb === right.verb) || (whyAnyUnknown(granted) ?? false);
}

/**
 * Roles: assignments at the vault and at every scope above it add up. One on a single secret or key
 * (https://learn.microsoft.com/azure/key-vault/general/rbac-guide) may be enough: that is not known.
 */
function byRoles(
  context: SliceContext,
  { vault, service, assignments }: AccessInput,
): (right: Right) => Fact<boolean> {
  const id = lowerId(vault.id);
  const above = context.knowledge.managementGroupsAbove(subscriptionScopeOf(id) ?? '');
  const reaches = (scope: string) => isAtOrAbove(scope, id) || (above?.includes(scope) ?? false);
  const ofServices = assignments.filter((assignment) => !assignment.isPerson);
  const effective = ofServices.filter(({ scope }) => reaches(scope));
  const single = ofServices.filter(({ scope }) => scope.startsWith(`${id}/`));
  const incomplete = whyAssignmentsIncomplete(context, id);
  return (right) => {
    const own = effective.filter((each) => each.principalId === service && !each.conditional);
    if (own.some((each) => each.allows(right.action) === true)) return true;
    const onOne = single.filter(({ scope }) => scope.startsWith(`${id}/${right.kind}/`));
    const possible = [...effective, ...onOne].some(
      (each) => mayBeServices(each, service) && each.allows(right.action) !== false,
    );
    const whyPossible = service instanceof Unknown ? service : whyOnlyPossible();
    return mostTelling(possible ? whyPossible : undefined, incomplete) ?? false;
  };
}

/** Whether the assignment may be the service's: its own, a group's, one of unknown type, or any application's. */
function mayBeServices(assignment: Assignment, service: Fact<string | null>): boolean {
  if (assignment.principalId === service) return true;
  return service instanceof Unknown || assignment.principalId === undefined || !assignment.isServicePrincipal;
}

function whyOnlyPossible(): Unknown {
  return new Unknown(
    'undetermined',
    'Only a group, an assignment that names nobody, has a condition or is on a single secret or key, or a role whose definition was not read grants the right.',
  );
}

/**
 * Why some role assignments that reach the vault may not have been read: a gap, or a management group above the
 * subscription that the scan cannot see.
 */
function whyAssignmentsIncomplete(context: SliceContext, vaultId: string): Unknown | undefined {
  const { knowledge, shared } = context;
  const why = knowledge.whyAbsenceUnknown(TYPES.roleAssignment, vaultId);
  if (why !== undefined) return why;
  const above = knowledge.managementGroupsAbove(subscriptionScopeOf(vaultId) ?? '');
  if (above === undefined) {
    return new Unknown(
      'not-in-source',
      'The management groups above the subscription of the key vault are not known.',
    );
  }
  const hidden = above.find((group) => shared.get(TYPES.managementGroup, group) === undefined);
  return hidden === undefined
    ? undefined
    : new Unknown(
        'not-in-source',
        `The role assignments at ${hidden} cannot be seen; it takes Reader there.`,
      );
}
