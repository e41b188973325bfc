import { describe, expect, test } from '@jest/globals';
import { whyOpen, Unknown } from '../../../src/model/unknown.js';
import { TYPES, type Row } from '../../../src/model/row.js';
import {
  assignmentId,
  BUILT_IN,
  definitionId,
  managementGroupScope,
  policyAssignment,
  policyDefinition,
  policyExemption,
  policySetDefinition,
  setId,
} from '../../estate/azure-policy.js';
import { denials, GROUP, SUBSCRIPTION, verdict } from './slice.js';

const CORP = managementGroupScope('corp');

/** One of the built-in definitions, assigned to the subscription. */
function assigned(
  definition: Row,
  parameters: Record<string, unknown> = {},
  properties: Record<string, unknown> = {},
  scope = SUBSCRIPTION,
): readonly Row[] {
  return [definition, policyAssignment(scope, 'a1', definition.id, parameters, properties)];
}

const tagRequired = (properties: Record<string, unknown> = {}, scope = SUBSCRIPTION) =>
  assigned(BUILT_IN.requireTag, { tagName: 'CostCenter' }, properties, scope);

test('a required tag on resource groups denies what Azure Backup creates, which has no tags', () => {
  expect(denials(tagRequired())).toEqual([
    {
      assignmentId: assignmentId(SUBSCRIPTION, 'a1'),
      assignmentName: 'Assignment a1',
      definitionName: 'Definition require-tag',
      because: 'tags',
      requires: 'CostCenter',
    },
  ]);
});

test('without any assignment nothing denies it', () => {
  expect(denials([BUILT_IN.requireTag])).toEqual([]);
});

test.each([
  ['a tag and its value', BUILT_IN.requireTagAndValue, { tagName: 'env', tagValue: 'prod' }, 'denied'],
  ['a tag with an empty value', BUILT_IN.requireTagAndValue, { tagName: 'env', tagValue: '' }, 'open'],
  ['locations with it', BUILT_IN.groupLocations, { listOfAllowedLocations: ['West Europe'] }, 'allowed'],
  ['locations without it', BUILT_IN.groupLocations, { listOfAllowedLocations: ['northeurope'] }, 'denied'],
  ['locations of resources', BUILT_IN.locations, { listOfAllowedLocations: ['northeurope'] }, 'allowed'],
  [
    'types that are not resource groups',
    BUILT_IN.notAllowedTypes,
    { listOfResourceTypesNotAllowed: ['Microsoft.Compute/virtualMachines'] },
    'allowed',
  ],
  [
    'resource groups themselves',
    BUILT_IN.notAllowedTypes,
    { listOfResourceTypesNotAllowed: ['microsoft.resources/subscriptions/resourcegroups'] },
    'denied',
  ],
  ['a tag to inherit', BUILT_IN.inheritTag, { tagName: 'env' }, 'allowed'],
  ['how people sign in', BUILT_IN.requireMfa, {}, 'open'],
  ['no parameter', BUILT_IN.requireTag, {}, 'open'],
])('a built-in policy about %s', (_, definition, parameters, expected) => {
  expect(verdict(assigned(definition, parameters))).toBe(expected);
});

test('the location and the name of the group are told as the reason', () => {
  const where = denials(
    assigned(BUILT_IN.groupLocations, { listOfAllowedLocations: ['northeurope', 'uksouth'] }),
  );
  expect(where).toMatchObject([{ because: 'location', requires: 'northeurope, uksouth' }]);
  const type = { field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' };
  const naming = policyDefinition('naming', { allOf: [type, { not: { field: 'name', like: 'rg-*' } }] });
  expect(denials(assigned(naming))).toMatchObject([{ because: 'name', requires: 'rg-*' }]);
});

test('a naming rule allows a name that the backup policy gives', () => {
  const naming = policyDefinition('naming', { field: 'name', notLike: 'RG-*' });
  expect(verdict(assigned(naming), { ...GROUP, name: 'rg-backup1' })).toBe('allowed');
  expect(verdict(assigned(naming))).toBe('denied');
});

test('only the tag that is missing is told, not a condition that did not decide', () => {
  const rule = policyDefinition('either', {
    anyOf: [
      { field: 'name', like: 'rg-*' },
      { field: "tags['Cost Center']", exists: false },
      { not: { field: 'tags.owner', exists: true } },
    ],
  });
  expect(denials(assigned(rule))).toMatchObject([{ because: 'tags', requires: 'Cost Center, owner' }]);
});

test('what a computed condition and a count ask for is told with their parameters', () => {
  const parameters = { patterns: { type: 'Array' }, suffix: { type: 'String', defaultValue: '-rg' } };
  const rule = (condition: unknown) => {
    const definition = policyDefinition('d', condition, { parameters });
    return denials(assigned(definition, { patterns: ['rg-*', 'app-*'] }));
  };
  const where = { field: 'name', like: "[current('each')]" };
  const counted = rule({ count: { value: "[parameters('patterns')]", name: 'each', where }, equals: 0 });
  expect(counted).toMatchObject([{ because: 'name', requires: 'rg-*, app-*' }]);
  const computed = rule({
    value: "[toLower(field('name'))]",
    notEquals: "[concat('x', parameters('suffix'))]",
  });
  expect(computed).toMatchObject([{ because: 'name', requires: 'x-rg' }]);
});

test('a location that is not known leaves open whether it is allowed', () => {
  const rows = assigned(BUILT_IN.groupLocations, { listOfAllowedLocations: ['northeurope'] });
  const location = new Unknown('undetermined', 'x');
  expect(verdict(rows, { ...GROUP, location })).toBe('open');
  expect(verdict(tagRequired(), { ...GROUP, location })).toBe('denied');
});

test.each([
  ['a management group above', CORP, 'denied'],
  ['a management group in other letters', CORP.toUpperCase(), 'denied'],
  ['the root', '', 'denied'],
  ['a management group elsewhere', managementGroupScope('other'), 'allowed'],
  ['another subscription', '/subscriptions/22222222-aaaa-0000-0000-000000000001', 'allowed'],
  ['another group', `${SUBSCRIPTION}/resourceGroups/rg-app`, 'allowed'],
  ['the group itself', `${SUBSCRIPTION}/resourcegroups/${GROUP.name.toLowerCase()}`, 'denied'],
])('an assignment at %s', (_, scope, expected) => {
  expect(verdict(tagRequired({}, scope))).toBe(expected);
});

test.each([
  ['not enforced', { enforcementMode: 'DoNotEnforce' }, 'allowed'],
  ['not enforced, in other letters', { enforcementMode: 'donotenforce' }, 'allowed'],
  ['enforced by default', { enforcementMode: null }, 'denied'],
  ['enforced on what is enrolled', { enforcementMode: 'Enroll' }, 'open'],
  ['excludes the subscription', { notScopes: [SUBSCRIPTION.toUpperCase()] }, 'allowed'],
  ['excludes a management group above', { notScopes: ['/x', managementGroupScope('ROOT')] }, 'allowed'],
  ['excludes the group', { notScopes: [`${SUBSCRIPTION}/resourceGroups/${GROUP.name}/`] }, 'allowed'],
  ['excludes another group', { notScopes: [`${SUBSCRIPTION}/resourceGroups/${GROUP.name}0`] }, 'denied'],
  ['excludes something that cannot be read', { notScopes: [7] }, 'open'],
  ['excludes nothing', { notScopes: null }, 'denied'],
  [
    'selects its region',
    { resourceSelectors: [{ name: 's', selectors: [{ kind: 'resourceLocation', in: ['westeurope'] }] }] },
    'denied',
  ],
  [
    'selects another region',
    { resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', in: ['West US'] }] }] },
    'allowed',
  ],
  [
    'selects all but its region',
    { resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', notIn: ['West Europe'] }] }] },
    'allowed',
  ],
  [
    'selects another type',
    { resourceSelectors: [{ selectors: [{ kind: 'resourceType', in: ['Microsoft.Compute/disks'] }] }] },
    'allowed',
  ],
  [
    'selects by one of two',
    {
      resourceSelectors: [
        { selectors: [{ kind: 'resourceLocation', in: ['uksouth'] }] },
        { selectors: [{ kind: 'resourceType', notIn: ['Microsoft.Compute/disks'] }] },
      ],
    },
    'denied',
  ],
  [
    'selects by who asks',
    { resourceSelectors: [{ selectors: [{ kind: 'userPrincipalId', in: ['x'] }] }] },
    'open',
  ],
  ['is overridden', { overrides: [{ kind: 'policyEffect', value: 'audit' }] }, 'allowed'],
  [
    'is overridden elsewhere',
    {
      overrides: [
        { kind: 'policyEffect', value: 'audit', selectors: [{ kind: 'resourceLocation', in: ['uksouth'] }] },
      ],
    },
    'denied',
  ],
  [
    'is overridden twice',
    {
      overrides: [
        { kind: 'policyEffect', value: 'audit' },
        { kind: 'policyEffect', value: 'deny' },
      ],
    },
    'open',
  ],
  ['has another version', { overrides: [{ kind: 'policyVersion', value: '2.0.0' }] }, 'open'],
])('an assignment that %s', (_, properties, expected) => {
  expect(verdict(tagRequired(properties))).toBe(expected);
});

test.each([
  ['at the subscription', SUBSCRIPTION, {}, 'allowed'],
  ['at a management group above', CORP, { expiresOn: '' }, 'allowed'],
  ['at the group', `${SUBSCRIPTION}/resourceGroups/${GROUP.name.toUpperCase()}`, {}, 'allowed'],
  ['at another group', `${SUBSCRIPTION}/resourceGroups/rg-app`, {}, 'denied'],
  ['that expired', SUBSCRIPTION, { expiresOn: '2026-11-22T01:59:59.0000000Z' }, 'denied'],
  ['that expires later', SUBSCRIPTION, { expiresOn: '2026-11-22T02:00:01.0000000Z' }, 'allowed'],
  ['that expires some day', SUBSCRIPTION, { expiresOn: 'soon' }, 'open'],
  ['from another assignment', SUBSCRIPTION, { policyAssignmentId: assignmentId(CORP, 'a1') }, 'denied'],
  ['from something', SUBSCRIPTION, { policyAssignmentId: 5 }, 'open'],
  [
    'in another region',
    SUBSCRIPTION,
    { resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', in: ['uksouth'] }] }] },
    'denied',
  ],
])('an exemption %s', (_, scope, properties, expected) => {
  const exemption = policyExemption(scope, 'e', assignmentId(SUBSCRIPTION, 'a1').toLowerCase(), properties);
  expect(verdict([...tagRequired(), exemption])).toBe(expected);
});

/** An initiative that requires two tags, with its parameters. */
function initiative(
  properties: Record<string, unknown> = {},
  parameters: Record<string, unknown> = {},
): readonly Row[] {
  const tag = (referenceId: string, value: string) => ({
    policyDefinitionId: BUILT_IN.requireTag.id.toUpperCase(),
    policyDefinitionReferenceId: referenceId,
    parameters: { tagName: { value } },
  });
  const set = policySetDefinition(
    'tags',
    [tag('first', "[parameters('firstTag')]"), tag('second', "[concat(parameters('prefix'), 'Owner')]")],
    { firstTag: { type: 'String' }, prefix: { type: 'String', defaultValue: 'App' } },
    CORP,
  );
  const given = { firstTag: 'CostCenter', ...parameters };
  return [BUILT_IN.requireTag, set, policyAssignment(CORP, 'i', setId('tags', CORP), given, properties)];
}

test('the policies of an initiative get its parameters, and their defaults', () => {
  expect(denials(initiative())).toMatchObject([{ requires: 'CostCenter' }, { requires: 'AppOwner' }]);
  expect(denials(initiative({}, { prefix: 'Team' }))).toMatchObject([
    { requires: 'CostCenter' },
    { requires: 'TeamOwner' },
  ]);
});

test('an exemption and an override can be about one policy of an initiative', () => {
  const exemption = policyExemption(SUBSCRIPTION, 'e', assignmentId(CORP, 'i'), {
    policyDefinitionReferenceIds: ['FIRST'],
  });
  expect(denials([...initiative(), exemption])).toMatchObject([{ requires: 'AppOwner' }]);
  const selectors = [{ kind: 'policyDefinitionReferenceId', in: ['second'] }];
  const overrides = [{ kind: 'policyEffect', value: 'Disabled', selectors }];
  expect(denials(initiative({ overrides }))).toMatchObject([{ requires: 'CostCenter' }]);
});

test('the effect goes through the parameters of an initiative and a definition', () => {
  const condition = { field: 'tags.env', exists: false };
  const parameters = { effect: { type: 'String', defaultValue: 'Audit' } };
  const definition = policyDefinition('d', condition, { effect: "[parameters('effect')]", parameters });
  const set = policySetDefinition(
    's',
    [{ policyDefinitionId: definition.id, parameters: { effect: { value: "[parameters('tagEffect')]" } } }],
    { tagEffect: { type: 'String', defaultValue: 'Deny' } },
  );
  const by = (id: string, given: Record<string, unknown>) =>
    verdict([definition, set, policyAssignment(CORP, 'a', id, given)]);
  expect(by(definition.id, {})).toBe('allowed');
  expect(by(definition.id, { EFFECT: 'DENY' })).toBe('denied');
  expect(by(set.id, {})).toBe('denied');
  expect(by(set.id, { tagEffect: 'DenyAction' })).toBe('allowed');
  expect(by(set.id, { tagEffect: 'Refuse' })).toBe('open');
});

test.each([
  ['all', 'denied'],
  ['Indexed', 'allowed'],
  [null, 'allowed'],
  ['Microsoft.Kubernetes.Data', 'allowed'],
  ['Some', 'open'],
])('a definition of mode %s', (mode, expected) => {
  const definition = policyDefinition('d', { field: 'tags.env', exists: false }, { mode });
  expect(verdict(assigned(definition))).toBe(expected);
});

test('an override cannot make a policy see resource groups that its mode does not let it see', () => {
  const definition = policyDefinition('d', { field: 'tags.env', exists: false }, { mode: 'Indexed' });
  const overrides = [{ kind: 'policyEffect', value: 'deny' }];
  expect(verdict(assigned(definition, {}, { overrides }))).toBe('allowed');
});

test.each([
  ['adds the tag', BUILT_IN.addTag, { tagName: 'costcenter', tagValue: '42' }, 'allowed'],
  ['appends the tag', BUILT_IN.appendTag, { tagName: 'CostCenter', tagValue: '42' }, 'allowed'],
  ['adds another tag', BUILT_IN.addTag, { tagName: 'owner', tagValue: 'me' }, 'denied'],
  ['adds a tag that is not known', BUILT_IN.addTag, { tagValue: 'me' }, 'open'],
  ['adds the tag with a value that is not known', BUILT_IN.addTag, { tagName: 'CostCenter' }, 'open'],
  ['adds the tag to resources only', BUILT_IN.inheritTag, { tagName: 'CostCenter' }, 'denied'],
])('beside a policy that %s first', (_, definition, parameters, expected) => {
  const adds = [definition, policyAssignment(CORP, 'adds', definition.id, parameters)];
  expect(verdict([...tagRequired(), ...adds])).toBe(expected);
});

test('the value that another policy adds is compared', () => {
  const wants = assigned(BUILT_IN.requireTagAndValue, { tagName: 'env', tagValue: 'prod' });
  const adds = (value: string, name = 'adds') => [
    BUILT_IN.addTag,
    policyAssignment(CORP, name, BUILT_IN.addTag.id, { tagName: 'env', tagValue: value }),
  ];
  expect(verdict([...wants, ...adds('PROD')])).toBe('allowed');
  expect(verdict([...wants, ...adds('test')])).toBe('denied');
  expect(verdict([...wants, ...adds('prod'), ...adds('test', 'too')])).toBe('open');
});

test('a policy that may add the tag leaves open whether it is denied', () => {
  const sometimes = policyDefinition(
    'sometimes',
    { value: '[requestContext().apiVersion]', equals: '2021-04-01' },
    { effect: 'append', details: [{ field: "tags['CostCenter']", value: 'x' }] },
  );
  const rows = [...tagRequired(), sometimes, policyAssignment(CORP, 'b', sometimes.id)];
  expect(verdict(rows)).toBe('open');
});

describe('a definition that has no row', () => {
  const lost = policyAssignment(SUBSCRIPTION, 'lost', definitionId('gone'));
  const lostSet = policyAssignment(SUBSCRIPTION, 'lost', setId('gone'));
  const set = policySetDefinition('s', [{ policyDefinitionId: definitionId('gone') }]);
  const inSet = [set, policyAssignment(SUBSCRIPTION, 'lost', set.id)];

  test('may deny where definitions could not all be read; the reason names the assignment', () => {
    const gaps = [TYPES.policyDefinition, TYPES.policySetDefinition].map((what) => ({
      what,
      scope: '/',
      reason: 'truncated' as const,
    }));
    expect(whyOpen(denials([lost], GROUP, { gaps }))?.detail).toBe(
      'Policy assignment Assignment lost may deny it: The definition gone was not read: microsoft.authorization/policydefinitions could not be read completely at /: truncated.',
    );
    expect(verdict([lostSet], GROUP, { gaps })).toBe('open');
    expect(verdict(inSet, GROUP, { gaps })).toBe('open');
  });

  test('may deny where it is in a management group that cannot be seen', () => {
    const hidden = managementGroupScope('elsewhere');
    expect(verdict([policyAssignment(SUBSCRIPTION, 'lost', definitionId('gone', hidden))])).toBe('open');
  });

  test('is about no resource group where all were read that are evaluated for them', () => {
    expect([verdict([lost]), verdict([lostSet]), verdict(inSet)]).toEqual(['allowed', 'allowed', 'allowed']);
  });
});

test('an older version that is assigned never denies for certain', () => {
  const definition = { ...BUILT_IN.requireTag };
  const versioned = { ...definition, properties: { ...(definition.properties as object), version: '2.1.0' } };
  const by = (definitionVersion: string) =>
    verdict(assigned(versioned, { tagName: 'env' }, { definitionVersion }));
  expect(by('2.*.*')).toBe('denied');
  expect(by('2.1.*')).toBe('denied');
  expect(by('1.*.*')).toBe('open');
});

test('a scan that cannot see all assignments says so; what denies by name still denies', () => {
  const naming = policyDefinition('naming', { field: 'name', notLike: 'rg-*' });
  const rows = assigned(naming);
  const gap = (what: string) => ({
    gaps: [{ what, scope: '/', reason: 'forbidden' as const }],
  });
  expect(verdict(rows, GROUP, gap('microsoft.authorization/policyassignments'))).toBe('denied, open');
  expect(verdict(tagRequired(), GROUP, gap('microsoft.authorization/policyassignments'))).toBe('open');
  expect(verdict(rows, GROUP, gap('microsoft.authorization/policyexemptions'))).toBe('open');
  expect(verdict([], GROUP, gap('microsoft.authorization/policyassignments'))).toBe('open');
  expect(verdict([], GROUP, { visible: ['corp'] })).toBe('open');
  expect(verdict(rows, GROUP, { declared: false })).toBe('open');
});

test('rows in the flat shape that az prints, and property names that begin with a capital, are understood', () => {
  const flat = (row: Row): Row => ({
    ...(row.properties as object),
    id: row.id,
    type: row.type,
    name: row.name,
  });
  expect(verdict(tagRequired().map(flat))).toBe('denied');
  expect(verdict(tagRequired({ enforcementMode: 'DoNotEnforce' }).map(flat))).toBe('allowed');
  const capital = (row: Row): Row => {
    const entries = Object.entries(row.properties as object);
    const named = entries.map(([key, value]): [string, unknown] => [
      key.charAt(0).toUpperCase() + key.slice(1),
      value,
    ]);
    return { ...row, properties: Object.fromEntries(named) };
  };
  expect(verdict(tagRequired().map(capital))).toBe('denied');
  expect(verdict(tagRequired({ notScopes: [CORP] }).map(capital))).toBe('allowed');
});

test('a definition that does not say its mode may be for resource groups', () => {
  const { mode: _, ...properties } = BUILT_IN.requireTag.properties as Record<string, unknown>;
  expect(verdict(assigned({ ...BUILT_IN.requireTag, properties }, { tagName: 'env' }))).toBe('open');
});

test('a gap in another resource group or subscription does not matter', () => {
  const scopes = [`${SUBSCRIPTION}/resourceGroups/rg-app`, '/subscriptions/2'];
  const gaps = scopes.map((scope) => ({ what: '*', scope, reason: 'failed' as const }));
  expect(verdict([], GROUP, { gaps })).toBe('allowed');
});
