import { TYPES } from '../../model/row.js';

/** Which subscriptions a query is about: those of the scan, or every one that can be seen. */
type Reach = 'scope' | 'tenant';

/** One query of Resource Graph: all rows of one type. */
export interface Query {
  /** The resource type, in lower case. */
  readonly type: string;
  readonly reach: Reach;
  readonly kql: string;
  /** Whether rows at scopes above the subscriptions are wanted (role assignments at management groups). */
  readonly above?: boolean;
}

/** The columns of a row that are needed beside `properties`. */
const COLUMNS = 'id, name, type, tenantId, location, resourceGroup, subscriptionId';

interface Shape {
  readonly reach?: Reach;
  readonly table?: string;
  /** A further condition. */
  readonly where?: string;
  /** More columns. */
  readonly columns?: string;
  /** The properties that are needed; all where this is left out. */
  readonly properties?: string;
  readonly above?: boolean;
}

/** Resource Graph pages by offset, so the order must be total; the ids make it so. */
function query(type: string, shape: Shape = {}): Query {
  const columns = shape.columns === undefined ? COLUMNS : `${COLUMNS}, ${shape.columns}`;
  const properties = shape.properties === undefined ? 'properties' : `properties = ${shape.properties}`;
  const kql = [
    shape.table ?? 'resources',
    `| where type =~ '${type}'`,
    ...(shape.where === undefined ? [] : [`| where ${shape.where}`]),
    `| project ${columns}, ${properties}`,
    '| order by subscriptionId asc, id asc',
  ].join('\n');
  return {
    type,
    reach: shape.reach ?? 'scope',
    kql,
    ...(shape.above === undefined ? {} : { above: shape.above }),
  };
}

/** `pack('a', properties.a, 'b', properties.b)`: a property bag with just these. */
function pack(...names: readonly string[]): string {
  return `pack(${names.map((name) => `'${name}', properties.${name}`).join(', ')})`;
}

/** The same with the version of a definition, which older ones have in their metadata. */
function withVersion(...names: readonly string[]): string {
  const metadata = "'metadata', pack('version', properties.metadata.version)";
  return pack(...names, 'version').replace(/\)$/, `, ${metadata})`);
}

const agentSetting = (os: string) =>
  `'${os}', pack('provisionVMAgent', properties.osProfile.${os}.provisionVMAgent)`;

/** The OS profile without user names, keys and custom data. `computerName` shows that there is a profile at all. */
const OS_PROFILE = `'osProfile', pack('computerName', properties.osProfile.computerName, 'allowExtensionOperations', properties.osProfile.allowExtensionOperations, ${agentSetting('windowsConfiguration')}, ${agentSetting('linuxConfiguration')})`;

const VM_PROPERTIES = pack(
  'vmId',
  'provisioningState',
  'timeCreated',
  'hardwareProfile',
  'storageProfile',
  'networkProfile',
  'securityProfile',
  'virtualMachineScaleSet',
  'extended',
).replace(/\)$/, `, ${OS_PROFILE})`);

const BACKUP = 'recoveryservicesresources';
const POLICY = 'policyresources';
const IAAS_VM = "properties.backupManagementType =~ 'AzureIaasVM'";

/** The subscriptions of the scan. They are asked for first: the other queries are about them. */
export const SUBSCRIPTIONS = query(TYPES.subscription, { table: 'resourcecontainers' });

/**
 * Everything else, one query per type however many policies there are. Types with a row or more for each VM come first,
 * so that none of them is left to be read alone at the end: the quota then is in use all the time, and splitting a type
 * over several queries would save nothing. What could hold a secret is not asked for: the
 * settings of extensions, the custom data and passwords of VMs.
 */
export const QUERIES: readonly Query[] = [
  query(TYPES.vm, { columns: 'managedBy, tags, zones, extendedLocation', properties: VM_PROPERTIES }),
  query(TYPES.extension, {
    properties: pack(
      'publisher',
      'type',
      'typeHandlerVersion',
      'provisioningState',
      'autoUpgradeMinorVersion',
    ),
  }),
  query(TYPES.disk, {
    columns: 'managedBy, sku',
    properties: pack(
      'diskSizeGB',
      'diskState',
      'provisioningState',
      'osType',
      'encryption',
      'encryptionSettingsCollection',
      'maxShares',
      'dataAccessAuthMode',
      'networkAccessPolicy',
      'publicNetworkAccess',
      'securityProfile',
    ),
  }),
  query(TYPES.nic, {
    properties: pack('ipConfigurations', 'networkSecurityGroup', 'virtualMachine', 'primary'),
  }),
  query(TYPES.restorePointCollection),
  query(TYPES.protectedItem, { table: BACKUP, reach: 'tenant', where: IAAS_VM }),
  query(TYPES.snapshot, {
    // Only these count towards the limit of 500 for each disk.
    where: "tostring(properties.incremental) =~ 'true'",
    properties:
      "pack('incremental', properties.incremental, 'creationData', pack('sourceResourceId', properties.creationData.sourceResourceId))",
  }),
  query(TYPES.securityGroup, { properties: pack('securityRules', 'subnets', 'networkInterfaces') }),
  query(TYPES.keyVault),
  query(TYPES.resourceGroup, { table: 'resourcecontainers', columns: 'managedBy, tags' }),
  query(TYPES.managementGroup, { table: 'resourcecontainers', reach: 'tenant' }),
  query(TYPES.recoveryVault, { reach: 'tenant', columns: 'sku, identity' }),
  query(TYPES.backupPolicy, { table: BACKUP, reach: 'tenant', where: IAAS_VM }),
  query(TYPES.backupJob, {
    table: BACKUP,
    reach: 'tenant',
    where: `${IAAS_VM} and properties.status in~ ('InProgress', 'Failed')`,
  }),
  query(TYPES.roleAssignment, {
    table: 'authorizationresources',
    where: "properties.principalType !~ 'User'",
    properties: pack('principalId', 'principalType', 'roleDefinitionId', 'scope', 'condition'),
    above: true,
  }),
  query(TYPES.roleDefinition, {
    table: 'authorizationresources',
    properties: pack('roleName', 'type', 'permissions'),
    above: true,
  }),
  query(TYPES.policyAssignment, {
    table: POLICY,
    properties: pack(
      'displayName',
      'policyDefinitionId',
      'definitionVersion',
      'scope',
      'notScopes',
      'parameters',
      'enforcementMode',
      'overrides',
      'resourceSelectors',
    ),
    above: true,
  }),
  query(TYPES.policyDefinition, {
    table: POLICY,
    // Policies of other modes are not evaluated for resource groups.
    where: "properties.mode =~ 'All'",
    properties: withVersion('displayName', 'mode', 'parameters', 'policyRule'),
    above: true,
  }),
  query(TYPES.policyExemption, {
    table: POLICY,
    properties: pack(
      'displayName',
      'policyAssignmentId',
      'policyDefinitionReferenceIds',
      'policyDefinitionReferenceId',
      'exemptionCategory',
      'expiresOn',
      'resourceSelectors',
    ),
    above: true,
  }),
];

/** A query has room for so many ids. */
const IDS_PER_QUERY = 100;

/**
 * The initiatives of these ids: those that are assigned. All initiatives would be many megabytes, for the built-in ones
 * list hundreds of policies each.
 */
export function policySetQueries(ids: readonly string[]): Query[] {
  const queries: Query[] = [];
  for (let from = 0; from < ids.length; from += IDS_PER_QUERY) {
    const listed = ids.slice(from, from + IDS_PER_QUERY).map(literal);
    queries.push(
      query(TYPES.policySetDefinition, {
        table: POLICY,
        where: `id in~ (${listed.join(', ')})`,
        properties: withVersion('displayName', 'parameters', 'policyDefinitions'),
        above: true,
      }),
    );
  }
  return queries;
}

/** A string of the query language; an id has no control characters, so none gets in. */
function literal(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  return `'${text.replace(/[\u0000-\u001f]/g, '').replace(/[\\']/g, '\\$&')}'`;
}
