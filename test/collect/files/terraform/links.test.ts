import { expect, test } from '@jest/globals';
import type { Row } from '../../../../src/model/row.js';
import { Unknown } from '../../../../src/model/unknown.js';
import { changed, estate, PROVIDERS, RESOURCES } from './estate.js';
import { configurationOf, constant, planOf, refers, rowsIn, type Planned, type PlanParts } from './plan.js';

const VM = 'Microsoft.Compute/virtualMachines';
const NIC = 'Microsoft.Network/networkInterfaces';

/** The interfaces of each VM, by the names of both. */
function interfacesIn(rows: readonly Row[]): Record<string, unknown> {
  const vms = rows.filter(({ type }) => type === VM);
  return Object.fromEntries(
    vms.map(({ name, properties }) => {
      const profile = (properties as { networkProfile?: { networkInterfaces?: unknown } }).networkProfile;
      const listed = profile?.networkInterfaces;
      const ids = Array.isArray(listed) ? listed.map((each: { id: unknown }) => each.id) : [listed];
      return [
        String(name),
        ids.map((id) => (typeof id === 'string' ? id.split('/').at(-1) : id instanceof Unknown ? '?' : id)),
      ];
    }),
  );
}

const vm = (address: string, name: string, more: Partial<Planned>): Planned => ({
  ...changed(RESOURCES.vm, { name }),
  address,
  ...more,
});
const nic = (address: string, name: string, more: Partial<Planned> = {}): Planned => ({
  ...changed(RESOURCES.nic, { name }),
  address,
  ...more,
});
const rowsOf = (resources: readonly Planned[], more: Partial<PlanParts> = {}) =>
  rowsIn(planOf({ resources, providers: PROVIDERS, ...more }));

test('instances of count go with the same index', async () => {
  const expressions = {
    network_interface_ids: { references: ['azurerm_network_interface.app', 'count.index'] },
  };
  const resources = [0, 1].flatMap((index) => [
    vm(`azurerm_linux_virtual_machine.app[${index}]`, `vm-${index}`, { expressions }),
    nic(`azurerm_network_interface.app[${index}]`, `nic-${index}`),
  ]);
  expect(interfacesIn(await rowsOf(resources))).toEqual({ 'vm-0': ['nic-0'], 'vm-1': ['nic-1'] });
});

test('an index may be computed: with another number of instances nothing is guessed', async () => {
  const expressions = {
    network_interface_ids: { references: ['azurerm_network_interface.app', 'count.index'] },
  };
  const resources = [
    ...[0, 1].map((index) =>
      vm(`azurerm_linux_virtual_machine.app[${index}]`, `vm-${index}`, { expressions }),
    ),
    ...[0, 1, 2, 3].map((index) => nic(`azurerm_network_interface.app[${index}]`, `nic-${index}`)),
  ];
  expect(interfacesIn(await rowsOf(resources))).toEqual({ 'vm-0': ['?'], 'vm-1': ['?'] });
});

test('instances of for_each go with the same key', async () => {
  const expressions = {
    network_interface_ids: { references: ['azurerm_network_interface.app', 'each.key'] },
  };
  const resources = ['a', 'b.c'].flatMap((key) => [
    vm(`azurerm_linux_virtual_machine.app["${key}"]`, `vm-${key}`, { expressions }),
    nic(`azurerm_network_interface.app["${key}"]`, `nic-${key}`),
  ]);
  expect(interfacesIn(await rowsOf(resources))).toEqual({ 'vm-a': ['nic-a'], 'vm-b.c': ['nic-b.c'] });
});

test('for_each over other resources: each.value is the instance of the same key', async () => {
  const more = {
    expressions: { network_interface_ids: { references: ['each.value.id', 'each.value'] } },
    forEach: { references: ['azurerm_network_interface.app'] },
  };
  const resources = ['a', 'b'].flatMap((key) => [
    vm(`azurerm_linux_virtual_machine.app["${key}"]`, `vm-${key}`, more),
    nic(`azurerm_network_interface.app["${key}"]`, `nic-${key}`),
  ]);
  expect(interfacesIn(await rowsOf(resources))).toEqual({ 'vm-a': ['nic-a'], 'vm-b': ['nic-b'] });
});

test('each.value may name another key, in a variable that the plan knows', async () => {
  const more = {
    expressions: {
      network_interface_ids: {
        references: ['azurerm_network_interface.app', 'each.value.nic', 'each.value'],
      },
    },
    forEach: { references: ['var.machines'] },
  };
  const resources = [
    vm('azurerm_linux_virtual_machine.app["a"]', 'vm-a', more),
    nic('azurerm_network_interface.app["x"]', 'nic-x'),
    nic('azurerm_network_interface.app["a"]', 'nic-a'),
  ];
  const variables = { machines: { value: { a: { nic: 'x' } } } };
  expect(interfacesIn(await rowsOf(resources, { variables }))).toEqual({ 'vm-a': ['nic-x'] });
});

test('a list of links keeps its order; one that is too short or too long is not guessed', async () => {
  const expressions = {
    network_interface_ids: refers('azurerm_network_interface.a.id', 'azurerm_network_interface.b.id'),
  };
  const nics = [nic('azurerm_network_interface.b', 'nic-b'), nic('azurerm_network_interface.a', 'nic-a')];
  const withLength = (length: number) => {
    const changes = { network_interface_ids: Array(length).fill(null) };
    const marks = { network_interface_ids: Array(length).fill(true) };
    return rowsOf([{ ...changed(RESOURCES.vm, changes, marks), expressions }, ...nics]);
  };
  expect(interfacesIn(await withLength(2))).toEqual({ 'vm-app': ['nic-a', 'nic-b'] });
  expect(interfacesIn(await withLength(1))).toEqual({ 'vm-app': ['?'] });
  expect(interfacesIn(await withLength(3))).toEqual({ 'vm-app': ['?', '?', '?'] });
});

test('one of two that an expression names: not guessed', async () => {
  const expressions = {
    network_interface_ids: refers(
      'var.second',
      'azurerm_network_interface.a.id',
      'azurerm_network_interface.b.id',
    ),
  };
  const resources = [
    { ...RESOURCES.vm, expressions },
    nic('azurerm_network_interface.a', 'nic-a'),
    nic('azurerm_network_interface.b', 'nic-b'),
  ];
  expect(interfacesIn(await rowsOf(resources))).toEqual({ 'vm-app': ['?'] });
});

test('links lead into modules through variables, and out of them through outputs', async () => {
  const inner = vm('azurerm_linux_virtual_machine.this', '', {
    expressions: { network_interface_ids: refers('var.nic_id') },
  });
  const resources = [
    ...['a', 'b'].map((key) => vm(`module.vm["${key}"].azurerm_linux_virtual_machine.this`, `vm-${key}`, {})),
    ...['a', 'b'].map((key) => nic(`module.net.azurerm_network_interface.all["${key}"]`, `nic-${key}`)),
  ];
  const calls = {
    vm: {
      source: './vm',
      expressions: { nic_id: { references: ['module.net.nic_ids', 'module.net', 'each.key'] } },
      for_each_expression: { references: ['var.names'] },
      module: { resources: configurationOf([inner]), variables: { nic_id: {} } },
    },
    net: {
      source: './net',
      module: {
        resources: configurationOf([nic('azurerm_network_interface.all["a"]', '')]),
        outputs: { nic_ids: { expression: { references: ['azurerm_network_interface.all'] } } },
      },
    },
  };
  // As `module.net.nic_ids[each.key]` is listed.
  expect(interfacesIn(await rowsOf(resources, { calls }))).toEqual({ 'vm-a': ['nic-a'], 'vm-b': ['nic-b'] });
  const one = {
    ...calls,
    net: {
      ...calls.net,
      module: {
        ...calls.net.module,
        outputs: { nic_ids: { expression: refers('azurerm_network_interface.all["b"].id') } },
      },
    },
  };
  expect(interfacesIn(await rowsOf(resources, { calls: one }))).toEqual({
    'vm-a': ['nic-b'],
    'vm-b': ['nic-b'],
  });
});

test('expressions that lead in a circle end', async () => {
  const calls = {
    a: {
      expressions: { x: { references: ['module.a.y', 'module.a'] } },
      module: {
        resources: configurationOf([
          vm('azurerm_linux_virtual_machine.this', '', {
            expressions: { network_interface_ids: refers('var.x') },
          }),
        ]),
        outputs: { y: { expression: refers('var.x') } },
      },
    },
  };
  const rows = await rowsOf([vm('module.a.azurerm_linux_virtual_machine.this', 'vm', {})], { calls });
  expect(interfacesIn(rows)).toEqual({ vm: ['?'] });
});

test('a group whose name is only known after apply holds what is put into it', async () => {
  const group = changed(RESOURCES.group, { name: undefined }, { name: true });
  const named = (resource: Planned): Planned => ({
    ...changed(resource, { resource_group_name: undefined }, { resource_group_name: true }),
    expressions: { ...resource.expressions, resource_group_name: refers('azurerm_resource_group.app.name') },
  });
  const rows = await rowsOf([group, named(RESOURCES.vm), named(RESOURCES.nic)]);
  const groupId = rows.find(({ type }) => type.endsWith('resourceGroups'))!.id;
  expect(groupId).toMatch(/\/resourceGroups\/<\d+@plans:tfplan\.json>$/);
  expect(rows.map(({ id }) => id.startsWith(groupId))).toEqual([true, true, true]);
  expect(interfacesIn(rows)).toEqual({ 'vm-app': ['nic-app'] });
  expect(rows.map(({ sighting }) => sighting?.label)).toContain(
    'plans/tfplan.json#azurerm_linux_virtual_machine.app',
  );
});

test('an attachment to a VM that cannot be told may be to any VM', async () => {
  const attachment = {
    ...RESOURCES.attachment,
    expressions: {
      managed_disk_id: refers('azurerm_managed_disk.data.id'),
      virtual_machine_id: refers('local.vm'),
    },
  };
  const rows = await rowsOf(estate({ attachment }));
  const { storageProfile } = rows.find(({ type }) => type === VM)!.properties as {
    storageProfile: { dataDisks: unknown[] };
  };
  expect(storageProfile.dataDisks).toEqual([expect.any(Unknown)]);
});

test('plans without changes leave out what is not known; links hold all the same', async () => {
  const { planned_values, configuration, format_version } = planOf({
    resources: [
      changed(RESOURCES.vm, { network_interface_ids: undefined, size: undefined }),
      RESOURCES.nic,
    ].map((each) => ({
      ...each,
      expressions: { ...each.expressions, size: refers('random_shuffle.size.result'), name: constant('x') },
    })),
    providers: PROVIDERS,
  });
  const rows = await rowsIn(JSON.parse(JSON.stringify({ planned_values, configuration, format_version })));
  expect(rows.find(({ type }) => type === VM)!.properties).toMatchObject({
    hardwareProfile: { vmSize: expect.any(Unknown) },
  });
  expect(rows.some(({ type }) => type === NIC)).toBe(true);
});
