import type { Row } from '../../src/model/row.js';

/**
 * Builders of rows of Azure Policy, in the shape that ARM gives them: the scope stands in the id, what a definition
 * says in `properties`.
 */

type Json = Readonly<Record<string, unknown>>;

const GROUP_TYPE = 'Microsoft.Resources/subscriptions/resourceGroups';

const AUTHORIZATION = '/providers/Microsoft.Authorization';

/** The id of a definition; built-in ones have no scope. */
export const definitionId = (name: string, scope = '') =>
  `${scope}${AUTHORIZATION}/policyDefinitions/${name}`;
export const setId = (name: string, scope = '') => `${scope}${AUTHORIZATION}/policySetDefinitions/${name}`;
export const assignmentId = (scope: string, name: string) =>
  `${scope}${AUTHORIZATION}/policyAssignments/${name}`;
export const managementGroupScope = (name: string) =>
  `/providers/Microsoft.Management/managementGroups/${name}`;

const policyRow = (id: string, type: string, properties: Json): Row => ({
  id,
  type: `microsoft.authorization/${type}`,
  name: id.slice(id.lastIndexOf('/') + 1),
  properties,
});

export interface DefinitionOptions {
  readonly scope?: string;
  readonly mode?: string | null;
  readonly effect?: unknown;
  readonly details?: unknown;
  readonly parameters?: Json;
  readonly properties?: Json;
}

/** A policy definition with that `if`; mode `All` and effect `deny` unless said otherwise. */
export function policyDefinition(name: string, condition: unknown, options: DefinitionOptions = {}): Row {
  const { scope, mode = 'All', effect = 'deny', details, parameters = {}, properties } = options;
  return policyRow(definitionId(name, scope), 'policydefinitions', {
    displayName: `Definition ${name}`,
    policyType: scope === undefined ? 'BuiltIn' : 'Custom',
    mode,
    parameters,
    policyRule: { if: condition, then: { effect, ...(details === undefined ? {} : { details }) } },
    ...properties,
  });
}

/** A policy set (initiative) of these policies. */
export function policySetDefinition(
  name: string,
  policyDefinitions: unknown,
  parameters: Json = {},
  scope?: string,
): Row {
  return policyRow(setId(name, scope), 'policysetdefinitions', {
    displayName: `Initiative ${name}`,
    policyDefinitions,
    parameters,
  });
}

/** An assignment of a definition or set; `parameters` by name. */
export function policyAssignment(
  scope: string,
  name: string,
  policyDefinitionId: string,
  parameters: Json = {},
  properties: Json = {},
): Row {
  return policyRow(assignmentId(scope, name), 'policyassignments', {
    displayName: `Assignment ${name}`,
    policyDefinitionId,
    scope: scope === '' ? '/' : scope,
    notScopes: [],
    enforcementMode: 'Default',
    parameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, { value }])),
    ...properties,
  });
}

/** An exemption from an assignment, at a scope. */
export function policyExemption(
  scope: string,
  name: string,
  policyAssignmentId: string,
  properties: Json = {},
): Row {
  return policyRow(`${scope}${AUTHORIZATION}/policyExemptions/${name}`, 'policyexemptions', {
    displayName: `Exemption ${name}`,
    policyAssignmentId,
    exemptionCategory: 'Waiver',
    ...properties,
  });
}

const tagField = "[concat('tags[', parameters('tagName'), ']')]";
const isGroup = { field: 'type', equals: GROUP_TYPE };
const text = { type: 'String' };

/** Built-in definitions as Microsoft publishes them (https://github.com/Azure/azure-policy), by what they are called. */
export const BUILT_IN = {
  requireTag: policyDefinition(
    'require-tag',
    { allOf: [isGroup, { field: tagField, exists: 'false' }] },
    { parameters: { tagName: text } },
  ),
  requireTagAndValue: policyDefinition(
    'require-tag-and-value',
    { allOf: [isGroup, { field: tagField, notEquals: "[parameters('tagValue')]" }] },
    { parameters: { tagName: text, tagValue: text } },
  ),
  groupLocations: policyDefinition(
    'group-locations',
    { allOf: [isGroup, { field: 'location', notIn: "[parameters('listOfAllowedLocations')]" }] },
    { parameters: { listOfAllowedLocations: { type: 'Array' } } },
  ),
  locations: policyDefinition(
    'locations',
    {
      allOf: [
        { field: 'location', notIn: "[parameters('listOfAllowedLocations')]" },
        { field: 'location', notEquals: 'global' },
        { field: 'type', notEquals: 'Microsoft.AzureActiveDirectory/b2cDirectories' },
      ],
    },
    { mode: 'Indexed', parameters: { listOfAllowedLocations: { type: 'Array' } } },
  ),
  notAllowedTypes: policyDefinition(
    'not-allowed-types',
    {
      allOf: [
        { field: 'type', in: "[parameters('listOfResourceTypesNotAllowed')]" },
        { value: "[field('type')]", exists: true },
      ],
    },
    {
      effect: "[parameters('effect')]",
      parameters: {
        listOfResourceTypesNotAllowed: { type: 'Array' },
        effect: { type: 'string', defaultValue: 'Deny', allowedValues: ['Audit', 'Deny', 'Disabled'] },
      },
    },
  ),
  addTag: policyDefinition(
    'add-tag',
    { allOf: [isGroup, { field: tagField, exists: 'false' }] },
    {
      effect: 'modify',
      parameters: { tagName: text, tagValue: text },
      details: {
        roleDefinitionIds: ['/providers/microsoft.authorization/roleDefinitions/contributor'],
        operations: [{ operation: 'add', field: tagField, value: "[parameters('tagValue')]" }],
      },
    },
  ),
  appendTag: policyDefinition(
    'append-tag',
    { allOf: [isGroup, { field: tagField, exists: 'false' }] },
    {
      effect: 'append',
      parameters: { tagName: text, tagValue: text },
      details: [{ field: tagField, value: "[parameters('tagValue')]" }],
    },
  ),
  inheritTag: policyDefinition(
    'inherit-tag',
    {
      allOf: [
        { field: tagField, exists: 'false' },
        { value: "[subscription().tags[parameters('tagName')]]", notEquals: '' },
      ],
    },
    {
      mode: 'Indexed',
      effect: 'modify',
      parameters: { tagName: text },
      details: {
        operations: [
          { operation: 'add', field: tagField, value: "[subscription().tags[parameters('tagName')]]" },
        ],
      },
    },
  ),
  requireMfa: policyDefinition('require-mfa', {
    allOf: [
      { value: '[requestContext().identity.idtyp]', equals: 'user' },
      { value: 'p1', notIn: "[split(requestContext().identity.acrs, ',')]" },
    ],
  }),
} as const;
