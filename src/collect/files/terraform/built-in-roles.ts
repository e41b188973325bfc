/**
 * Built-in roles that are given by name, by lower-cased name: those that say something about key vaults. Their ids are
 * the same in every tenant (https://learn.microsoft.com/azure/role-based-access-control/built-in-roles).
 */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['contributor', 'b24988ac-6180-42a0-ab88-20f7382dd24c'],
  ['reader', 'acdd72a7-3385-48ef-bd42-f606fba81ae7'],
  ['key vault administrator', '00482a5a-887f-4fb3-b363-3b7fe8e74483'],
  ['key vault certificates officer', 'a4417e6f-fecd-4de8-b567-7b0420556985'],
  ['key vault crypto officer', '14b46e9e-c2b7-41b4-b07b-48a6ebf60603'],
  ['key vault crypto service encryption user', 'e147488a-f6f5-4113-8e2d-b22465e65bf6'],
  ['key vault crypto user', '12338af0-0e69-4776-bea7-57ae8d297424'],
  ['key vault reader', '21090545-7ca7-4776-b22c-e363652d74d2'],
  ['key vault secrets officer', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'],
  ['key vault secrets user', '4633458b-17de-408a-b874-0445c86b69e6'],
]);

/** The id of a built-in role; undefined for any other name. */
export function builtInRoleId(name: string): string | undefined {
  const guid = ROLES.get(name.toLowerCase());
  return guid === undefined ? undefined : `/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}
