import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { contosoRows } from '../../../scripts/contoso.js';
import { Estate } from '../../../src/collect/azure/estate.js';
import { policySetQueries, QUERIES, SUBSCRIPTIONS } from '../../../src/collect/azure/queries.js';
import type { Spool } from '../../../src/collect/azure/spool.js';
import { joiner } from '../../../src/join/join.js';
import type { Inventory, Slice } from '../../../src/model/inventory.js';
import { TYPES, type Row } from '../../../src/model/row.js';
import type { Subject } from '../../../src/model/subject.js';
import { fullRows } from '../../estate/full.js';
import { inventoryOf } from '../../estate/inventory.js';
import {
  carries,
  complaintsAbout,
  literalsIn,
  projected,
  projectionOf,
  propertyPathsOf,
} from './query-check.js';
import { watched } from './recorder.js';

const SET = '/providers/microsoft.authorization/policysetdefinitions/1';
const ALL = [SUBSCRIPTIONS, ...QUERIES, ...policySetQueries([SET])];
const queryOf = (type: string) => ALL.find((query) => query.type === type.toLowerCase());
const PROJECTIONS = new Map(ALL.map(({ type, kql }) => [type, projectionOf(kql)]));

/** Rows that Resource Graph gave, or that were made from recorded answers. They lie beside the repository. */
const SAMPLES = join(import.meta.dirname, '../../../../shared/azure/samples');
const hasSamples = existsSync(SAMPLES);
const describeSamples = hasSamples ? describe : describe.skip;
if (!hasSamples) console.warn(`There are no sample rows, the tests with them are skipped: ${SAMPLES}`);

/** The rows of a type; there are none of some: then every property must be on a page. */
function readSamples(type: string): Row[] {
  const path = join(SAMPLES, `${type.replace(/[./]/g, '-')}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Row[]) : [];
}
const SAMPLED = new Map(ALL.map(({ type }) => [type, readSamples(type)]));
const samplesOf = (type: string): Row[] => SAMPLED.get(type) ?? [];

/** Properties that no sample has, because the sampled resources do not use them; the pages that document them. */
const ARM = 'https://learn.microsoft.com/rest/api';
const POLICY = 'https://learn.microsoft.com/azure/templates/microsoft.authorization';
const onPage = (page: string, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [`properties.${name}`, page]));
const DOCUMENTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [TYPES.vm]: {
    'properties.securityProfile': `Trusted Launch, confidential VMs: ${ARM}/compute/virtual-machines/get`,
    'properties.virtualMachineScaleSet': `members of a scale set: ${ARM}/compute/virtual-machines/get`,
    'properties.osProfile.windowsConfiguration.provisionVMAgent': `both sampled VMs run Linux: ${ARM}/compute/virtual-machines/get`,
  },
  [TYPES.disk]: {
    'properties.encryption': `newer than the samples: ${ARM}/compute/disks/get`,
    'properties.encryptionSettingsCollection': `Azure Disk Encryption: ${ARM}/compute/disks/get`,
    'properties.maxShares': `shared disks: ${ARM}/compute/disks/get`,
    'properties.dataAccessAuthMode': `export and upload: ${ARM}/compute/disks/get`,
    'properties.networkAccessPolicy': `newer than the samples: ${ARM}/compute/disks/get`,
    'properties.publicNetworkAccess': `newer than the samples: ${ARM}/compute/disks/get`,
    'properties.securityProfile': `Trusted Launch, confidential disks: ${ARM}/compute/disks/get`,
  },
  [TYPES.nic]: {
    'properties.networkSecurityGroup': `a group on the interface: ${ARM}/virtualnetwork/network-interfaces/get`,
  },
  [TYPES.securityGroup]: {
    'properties.networkInterfaces': `a group on interfaces: ${ARM}/virtualnetwork/network-security-groups/get`,
  },
  [TYPES.roleAssignment]: {
    'properties.condition': `conditional assignments: ${ARM}/authorization/role-assignments/get`,
  },
  [TYPES.snapshot]: {
    'properties.incremental': `${ARM}/compute/snapshots/get`,
    'properties.creationData.sourceResourceId': `${ARM}/compute/snapshots/get`,
  },
  [TYPES.policyAssignment]: onPage(`${POLICY}/policyassignments`, [
    'displayName',
    'policyDefinitionId',
    'definitionVersion',
    'scope',
    'notScopes',
    'parameters',
    'enforcementMode',
    'overrides',
    'resourceSelectors',
  ]),
  [TYPES.policyDefinition]: onPage(`${POLICY}/policydefinitions`, [
    'displayName',
    'mode',
    'parameters',
    'policyRule',
    'version',
    // Built-in definitions have it: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-basics
    'metadata.version',
  ]),
  [TYPES.policySetDefinition]: onPage(`${POLICY}/policysetdefinitions`, [
    'displayName',
    'parameters',
    'policyDefinitions',
    'version',
    'metadata.version',
  ]),
  [TYPES.policyExemption]: {
    ...onPage(`${POLICY}/policyexemptions`, [
      'displayName',
      'policyAssignmentId',
      'policyDefinitionReferenceIds',
      'exemptionCategory',
      'expiresOn',
      'resourceSelectors',
    ]),
    'properties.policyDefinitionReferenceId':
      'the name before 2022, still on some pages: https://docs.azure.cn/fr-fr/governance/policy/concepts/exemption-structure',
  },
};

/** What the join reads of rows that do not come from these queries. */
const FROM_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  // ARM's answer with `$expand=instanceView`, and what `az vm list --show-details` prints.
  [TYPES.vm]: ['properties.instanceView', 'properties.powerState'],
  // Azure Disk Encryption in API versions before 2018-09-30; Resource Graph uses the latest.
  [TYPES.disk]: ['properties.encryptionSettings'],
};

/** What rows of infrastructure files have. */
const FROM_FILES = ['guest', 'sighting'];

/** Azure PowerShell prints what Azure Policy has with capitals: `PolicyRule`. */
const isOtherSpelling = (type: string, path: string) =>
  type.startsWith('microsoft.authorization/policy') && /\.[A-Z]/.test(path);

/** What no fact needs yet; it is in saved inventories for policies to come. */
const NOT_READ_YET: Readonly<Record<string, readonly string[]>> = {
  [TYPES.vm]: ['vmId', 'virtualMachineScaleSet'],
  [TYPES.extension]: ['typeHandlerVersion', 'autoUpgradeMinorVersion'],
  [TYPES.disk]: [
    'diskState',
    'provisioningState',
    'osType',
    'encryption',
    'networkAccessPolicy',
    'publicNetworkAccess',
  ],
  [TYPES.nic]: ['virtualMachine'],
  [TYPES.securityGroup]: ['networkInterfaces'],
  [TYPES.roleDefinition]: ['roleName', 'type'],
  // The id of an assignment tells its scope.
  [TYPES.policyAssignment]: ['scope'],
  [TYPES.policyExemption]: ['displayName', 'exemptionCategory'],
};

const has = (row: Row, path: string) => {
  let here: unknown = row;
  for (const key of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return false;
    here = (here as Record<string, unknown>)[key];
  }
  return true;
};

/** The property paths of a query that neither a sample nor a page knows. */
const unknownPathsOf = (type: string, kql: string) =>
  propertyPathsOf(kql).filter(
    (path) => !samplesOf(type).some((row) => has(row, path)) && !Object.hasOwn(DOCUMENTED[type] ?? {}, path),
  );

describe('the queries', () => {
  test.each(ALL.map(({ type, kql }) => [type, kql] as const))('%s', (type, kql) => {
    expect(complaintsAbout({ type, kql })).toEqual([]);
  });

  test('are one for each type', () => {
    expect(new Set(ALL.map(({ type }) => type)).size).toBe(ALL.length);
  });
});

describe('the initiatives that are assigned', () => {
  test('may have anything in their ids but control characters', () => {
    const asked: readonly (readonly [id: string, as?: string])[] = [
      ["/x/it's"],
      ["/x/') or (1 == 1"],
      ['/x/a\\b'],
      ["/x/a\\'"],
      ['/x/a\\'],
      ['/x/"a"'],
      ['/x/a\r\n| take 1', '/x/a| take 1'],
      ['/x/\u0000a\u001f\t', '/x/a'],
      ['/x//a'],
      ['/x/Ünï日本'],
      [''],
    ];
    const [query, ...more] = policySetQueries(asked.map(([id]) => id));
    expect(more).toEqual([]);
    expect(complaintsAbout(query!)).toEqual([]);
    const texts = literalsIn(query!.kql);
    expect(texts.slice(0, asked.length + 2)).toEqual([
      TYPES.policySetDefinition,
      ...asked.map(([id, as = id]) => as),
      'displayName',
    ]);
  });

  test.each([
    [0, []],
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('are asked for a hundred at a time: %i', (count, expected) => {
    const ids = Array.from({ length: count }, (_, index) => `/x/${index}`);
    const lists = policySetQueries(ids).map(({ kql }) =>
      [...kql.matchAll(/'(\/x\/\d+)'/g)].map(([, id]) => id),
    );
    expect(lists.map((list) => list.length)).toEqual(expected);
    expect(lists.flat()).toEqual(ids);
  });
});

describeSamples('every property of a query is in a sample or on a page', () => {
  test.each(ALL.map(({ type, kql }) => [type, kql] as const))('%s', (type, kql) => {
    expect(unknownPathsOf(type, kql)).toEqual([]);
  });

  test('and no page is named in vain', () => {
    const listed = Object.entries(DOCUMENTED).flatMap(([type, paths]) =>
      Object.keys(paths).map((path) => [type, path] as const),
    );
    const needed = listed.filter(
      ([type, path]) =>
        propertyPathsOf(queryOf(type)!.kql).includes(path) && !samplesOf(type).some((row) => has(row, path)),
    );
    expect(needed).toEqual(listed);
  });
});

describe('the checks find', () => {
  const disks = queryOf(TYPES.disk)!.kql;
  const wrong = (from: string, to: string) => {
    expect(disks).toContain(from);
    return { type: TYPES.disk, kql: disks.replace(from, to) };
  };
  test.each<[string, string, string, RegExp]>([
    ['an unknown column', 'tenantId', 'tenant', /KS142.*'tenant'/],
    ['an unknown table', 'resources', 'resource', /KS204/],
    ['the wrong table', 'resources', 'resourcecontainers', /is in resources, not in resourcecontainers/],
    ['an unknown function', 'pack(', 'packed(', /KS211/],
    ['a function that Resource Graph may not have', 'pack(', 'bag_pack(', /function bag_pack is not known/],
    ['a syntax error', '| project', '| projekt', /KS/],
    [
      'an operator that Resource Graph does not know',
      '| order',
      '| as x | order',
      /does not know AsOperator/,
    ],
    [
      'a join',
      '| order',
      '| join kind=inner (resourcecontainers | project subscriptionId) on subscriptionId | order',
      /no query needs JoinOperator/,
    ],
    ['a union', '| order', '| union resourcecontainers | order', /no query needs UnionOperator/],
    ['an mv-expand', '| order', '| mv-expand zones = sku | order', /no query needs MvExpandOperator/],
    ['a let statement', 'resources', 'let x = 1;\nresources', /no query needs LetStatement/],
    ['a comparison of one letter case', '=~', '==', /no comparison ==/],
    ['another type', "'microsoft.compute/disks'", "'microsoft.compute/disk'", /does not ask for/],
    ['a missing column', 'id, name', 'name', /no column id/],
    ['a column of another name', 'sku, properties', 'disk = sku, properties', /column disk: dynamic/],
    ['an order that is not total', ', id asc', '', /order is not total/],
    ['no order', '\n| order by subscriptionId asc, id asc', '', /order is not total/],
  ])('%s', (_, from, to, complaint) => {
    expect(complaintsAbout(wrong(from, to)).join('\n')).toMatch(complaint);
  });

  (hasSamples ? test : test.skip)('a misspelt property', () => {
    const { type, kql } = wrong('properties.diskSizeGB', 'properties.diskSizeGb');
    expect(unknownPathsOf(type, kql)).toEqual(['properties.diskSizeGb']);
  });

  test('a property under another name, and one that is left out', () => {
    const path = ['properties', 'diskSizeGB'];
    expect(carries(projectionOf(disks), path)).toBe(true);
    expect(carries(projectionOf(wrong('properties.diskSizeGB', 'properties.diskSizeGb').kql), path)).toBe(
      false,
    );
    expect(carries(projectionOf(wrong("'diskSizeGB'", "'diskSizeGb'").kql), path)).toBe(false);
    expect(carries(projectionOf(wrong('managedBy, sku', 'managedBy').kql), ['sku', 'name'])).toBe(false);
    expect(carries(projectionOf(wrong(', sku', ', sku = plan').kql), ['sku', 'name'])).toBe(false);
  });

  test('a read of a row, at any depth', () => {
    const reads: string[] = [];
    const row = watched({ id: 'x', type: 't', properties: { list: [{ deep: { er: 1 } }], no: 2 } }, (path) =>
      reads.push(path),
    );
    const properties = row.properties as { list: { deep: object }[]; other?: unknown };
    expect(Object.hasOwn(properties.list.find(Boolean)?.deep ?? {}, 'absent')).toBe(false);
    expect(properties.other).toBeUndefined();
    expect(reads).toContain('properties.list.*.deep.absent');
    expect(reads).toContain('properties.other');
    expect(reads).not.toContain('properties.no');
  });
});

/** What every row that Resource Graph gives has. */
const ALWAYS = ['id', 'type', 'properties'];

/** A stand-in for the file that the rows of a live scan go through; writing a row there would read all of it. */
const NO_SPOOL = { add: () => [0, 0], alsoIn: () => undefined, subscriptions: [] } as unknown as Spool;

/** Everything that is known of the VMs in these rows. */
async function subjectsOf(rows: readonly Row[]): Promise<Subject[]> {
  const inventory: Inventory = await inventoryOf(rows);
  const join = joiner(inventory);
  const subjects: Subject[] = [];
  for (const slice of inventory.slices as Iterable<Slice>) subjects.push(...join.slice(slice));
  return [...subjects, ...join.end()];
}

/** The paths that are read of the rows of each type. */
type Reads = ReadonlyMap<string, ReadonlySet<string>>;

/** What is read when the rows are collected and joined. */
async function readsOf(rows: readonly Row[]): Promise<Reads> {
  const reads = new Map<string, Set<string>>();
  const watchedRows = rows.map((row) => {
    const type = row.type.toLowerCase();
    const paths = reads.get(type) ?? new Set();
    reads.set(type, paths);
    return watched(row, (path) => paths.add(path));
  });
  await subjectsOf(watchedRows);
  const estate = new Estate(NO_SPOOL, NO_SPOOL);
  watchedRows.forEach(estate.take);
  await estate.place();
  await estate.plan({}, true);
  for (const paths of reads.values()) paths.delete('then'); // asked of whatever is awaited
  return reads;
}

/** The rows without what stands at a path of those of a type: the join then looks where else it may be. */
function without(rows: readonly Row[], type: string, path: readonly string[]): Row[] {
  const remove = (value: unknown, [key = '', ...rest]: readonly string[]): unknown => {
    if (key === '*') {
      if (!Array.isArray(value)) return value;
      const left = value.map((each: unknown) => remove(each, rest));
      return left.some((each, index) => each !== value[index]) ? left : value;
    }
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
    const { [key]: found, ...others } = value as Record<string, unknown>;
    if (rest.length === 0) return others;
    const left = remove(found, rest);
    return left === found ? value : { ...others, [key]: left };
  };
  return rows.map((row) => (row.type.toLowerCase() === type ? (remove(row, path) as Row) : row));
}

/** Two slices, and every kind of fault that is known: see scripts/contoso.ts. */
const CONTOSO: readonly Row[] = contosoRows();
/** One slice with few rows, and all that they can have. */
const FULL: readonly Row[] = fullRows();

/** What is read of rows that a query gives, and is not in what it gives. */
const missing = (reads: Reads) =>
  [...reads].flatMap(([type, paths]) => {
    const projection = PROJECTIONS.get(type);
    if (projection === undefined) return [];
    const elsewhere = [...FROM_FILES, ...(FROM_ELSEWHERE[type] ?? [])];
    return [...paths]
      .filter((path) => !carries(projection, path.split('.')))
      .filter((path) => !elsewhere.some((each) => path.startsWith(each)) && !isOtherSpelling(type, path))
      .map((path) => `${type} ${path}`);
  });

/** The same in one list, for the types that queries give. */
const pathsOf = (reads: Reads) =>
  [...reads].flatMap(([type, paths]) =>
    PROJECTIONS.has(type) ? [...paths].map((path) => `${type} ${path}`) : [],
  );

describe('a query gives everything that is read of its rows', () => {
  let reads: Reads = new Map();
  const readAnyhow = new Set<string>();

  test('of whole rows', async () => {
    reads = await readsOf(FULL);
    for (const each of pathsOf(reads)) readAnyhow.add(each);
    expect(missing(reads)).toEqual([]);
    expect([...PROJECTIONS.keys()].filter((type) => !reads.has(type))).toEqual([]);
  });

  test('of rows that lack any one thing', async () => {
    const found = new Set<string>();
    for (const [type, paths] of reads) {
      for (const path of PROJECTIONS.has(type) ? paths : []) {
        if (ALWAYS.includes(path)) continue;
        const rows = without(FULL, type, path.split('.'));
        if (rows.every((row, index) => row === FULL[index])) continue; // no row has it
        const others = await readsOf(rows);
        for (const each of missing(others)) found.add(each);
        for (const each of pathsOf(others)) readAnyhow.add(each);
      }
    }
    expect([...found]).toEqual([]);
  }, 60_000);

  test('and a larger estate shows nothing that is not read of these rows', async () => {
    expect(pathsOf(await readsOf(CONTOSO)).filter((each) => !readAnyhow.has(each))).toEqual([]);
  });

  test('so what is known of each VM does not change', async () => {
    const rows = [...CONTOSO, ...FULL];
    const cut = rows.map((row) => {
      const projection = PROJECTIONS.get(row.type.toLowerCase());
      return projection === undefined ? row : projected(row, projection);
    });
    const [whole, narrow] = [await subjectsOf(rows), await subjectsOf(cut)];
    expect(whole.length).toBeGreaterThan(30);
    expect(narrow).toEqual(whole);
  });

  test('and gives nothing for which there is no reason', () => {
    const unread = [...PROJECTIONS].flatMap(([type, projection]) => {
      const properties = projection.get('properties');
      if (properties === undefined || !('bag' in properties)) return [];
      const isRead = (key: string) =>
        [...readAnyhow].some((path) => `${path}.`.startsWith(`${type} properties.${key}.`));
      return [...properties.bag.keys()].filter((key) => !isRead(key)).map((key) => `${type} ${key}`);
    });
    const listed = Object.entries(NOT_READ_YET).flatMap(([type, keys]) =>
      keys.map((key) => `${type} ${key}`),
    );
    expect(unread.sort()).toEqual(listed.sort());
  });
});

describe('what must not be asked for', () => {
  test('extension settings, custom data, passwords, keys and user names', () => {
    const secrets =
      /settings'|protectedSettings|customData|userData|password|adminUsername|publicKeys|secrets/i;
    expect(ALL.filter(({ kql }) => secrets.test(kql.replace(/encryptionSettingsCollection/g, '')))).toEqual(
      [],
    );
    for (const type of [TYPES.vm, TYPES.extension]) {
      const properties = PROJECTIONS.get(type)?.get('properties');
      expect(properties !== undefined && 'bag' in properties).toBe(true);
    }
  });
});
