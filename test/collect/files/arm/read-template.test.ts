import { describe, expect, test } from '@jest/globals';
import { JsonText } from '../../../../src/collect/files/json-text.js';
import { Unknown } from '../../../../src/model/unknown.js';
import { detailOf, disk, GROUP, idsIn, read, rowsOf, templateText } from './template.js';

const properties = (rows: readonly { properties?: unknown }[], index = 0) =>
  rows[index]?.properties as Record<string, unknown>;

describe('values', () => {
  test('parameters, variables and functions of the template, names in any letter case', async () => {
    const rows = await rowsOf({
      parameters: {
        size: { type: 'int', defaultValue: 64 },
        prefix: { type: 'string', defaultValue: "[concat('a', 'b')]" },
      },
      variables: { NAME: "[concat(parameters('Prefix'), '-disk')]" },
      functions: [
        {
          namespace: 'contoso',
          members: {
            twice: {
              parameters: [{ name: 'n', type: 'int' }],
              output: { type: 'int', value: "[mul(parameters('n'), 2)]" },
            },
          },
        },
      ],
      resources: [
        disk("[variables('name')]", {
          diskSizeGB: "[contoso.twice(parameters('size'))]",
          text: '[[literal]',
        }),
      ],
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      id: `${GROUP}/providers/Microsoft.Compute/disks/ab-disk`,
      name: 'ab-disk',
    });
    expect(rows[0]?.sighting?.label).toBeUndefined();
    expect(properties(rows)).toEqual({ diskSizeGB: 128, text: '[literal]' });
  });

  test('what cannot be resolved is unknown at the deepest place, with the expression', async () => {
    const rows = await rowsOf({
      parameters: { size: { type: 'int' }, secret: { type: 'securestring', defaultValue: 'hunter2' } },
      resources: [
        disk('d', {
          creationData: {
            createOption: 'Empty',
            size: "[parameters('size')]",
            more: "[concat('x', parameters('secret'))]",
          },
          list: [1, "[reference('other').x]"],
        }),
      ],
    });
    const { creationData, list } = properties(rows) as {
      creationData: Record<string, unknown>;
      list: unknown[];
    };
    expect(creationData.createOption).toBe('Empty');
    expect(detailOf(creationData.size)).toBe(
      "Parameter size has no default value and no parameter file sets it: [parameters('size')].",
    );
    expect(detailOf(creationData.more)).toBe(
      "Parameter secret is secret and is not read: [concat('x', parameters('secret'))].",
    );
    expect(list[0]).toBe(1);
    expect(detailOf(list[1])).toBe("The value is known only at deployment: [reference('other').x].");
    expect(JSON.stringify(rows)).not.toContain('hunter2');
  });

  test('a parameter file gives values; placeholders of pipelines are none', async () => {
    const rows = await rowsOf(
      {
        parameters: { a: { type: 'int', defaultValue: 1 }, b: { type: 'string' } },
        resources: [disk('d', { a: "[parameters('a')]", b: "[parameters('b')]" })],
      },
      { parameters: { A: 2, b: 'GEN-UNIQUE' } },
    );
    expect(properties(rows).a).toBe(2);
    expect(detailOf(properties(rows).b)).toBe(
      "The parameter file has only a placeholder for b: [parameters('b')].",
    );
  });

  test('loops in properties and variables', async () => {
    const rows = await rowsOf({
      variables: { copy: [{ name: 'sizes', count: 2, input: "[mul(add(copyIndex('sizes'), 1), 10)]" }] },
      resources: [
        disk('d', {
          copy: [
            {
              name: 'list',
              count: "[length(variables('sizes'))]",
              input: { at: "[copyIndex('list')]", size: "[variables('sizes')[copyIndex('list')]]" },
            },
          ],
          other: 1,
        }),
      ],
    });
    expect(properties(rows)).toEqual({
      list: [
        { at: 0, size: 10 },
        { at: 1, size: 20 },
      ],
      other: 1,
    });
  });

  test('names of properties get the spelling of Azure', async () => {
    const rows = await rowsOf({
      resources: [disk('d', { DiskSizeGb: 5, mine: 1 }, { tags: { diskSizeGb: 'x' } })],
    });
    expect(properties(rows)).toEqual({ diskSizeGB: 5, mine: 1 });
    expect(rows[0]?.tags).toEqual({ diskSizeGb: 'x' });
  });

  test('names of Object are plain data', async () => {
    const rows = await rowsOf({
      parameters: {
        p: {
          type: 'object',
          defaultValue: JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}') as object,
        },
      },
      resources: [
        disk('d', {
          a: "[parameters('p')['__proto__'].x]",
          b: "[parameters('p').constructor]",
          c: "[parameters('p').toString]",
        }),
      ],
    });
    expect(properties(rows).a).toBe(1);
    expect(properties(rows).b).toBe(2);
    expect(properties(rows).c).toBeInstanceOf(Unknown);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('what could be secret is not in the row', async () => {
    const rows = await rowsOf({
      resources: [
        {
          type: 'Microsoft.Compute/virtualMachines',
          name: 'vm',
          properties: {
            userData: 'secret-1',
            osProfile: {
              computerName: 'vm',
              AdminPassword: 'secret-2',
              customData: 'secret-3',
              linuxConfiguration: { ssh: 'secret-4', provisionVMAgent: true },
            },
          },
          resources: [
            {
              type: 'extensions',
              name: 'e',
              properties: { publisher: 'p', settings: { x: 'secret-5' }, protectedSettings: 'secret-6' },
            },
          ],
        },
      ],
    });
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain('secret-');
    expect(properties(rows)).toEqual({
      osProfile: { computerName: 'vm', linuxConfiguration: { provisionVMAgent: true } },
    });
  });
});

describe('resources', () => {
  test('loops, and conditions that are false', async () => {
    const rows = await rowsOf({
      resources: [
        disk("[concat('d', copyIndex(1))]", {}, { copy: { name: 'disks', count: 2 } }),
        disk('never', {}, { condition: '[equals(1, 2)]' }),
        disk('none', {}, { copy: { name: 'none', count: 0 } }),
      ],
    });
    expect(idsIn(rows)).toEqual(['Microsoft.Compute/disks/d1', 'Microsoft.Compute/disks/d2']);
  });

  test('of a loop whose count is not known, one stands for all', async () => {
    const rows = await rowsOf({
      parameters: { count: { type: 'int' } },
      resources: [
        disk(
          "[concat('d', copyIndex())]",
          { at: '[copyIndex()]' },
          { copy: { name: 'disks', count: "[parameters('count')]" } },
        ),
      ],
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sighting?.label).toBe("main.json#Microsoft.Compute/disks/[concat('d', copyIndex())][*]");
    expect(properties(rows).at).toBeInstanceOf(Unknown);
  });

  test('children inside and outside, in full and in short', async () => {
    const extension = { publisher: 'p' };
    const rows = await rowsOf({
      resources: [
        {
          type: 'Microsoft.Compute/virtualMachines',
          name: 'vm',
          properties: {},
          resources: [
            { type: 'extensions', name: 'short', properties: extension },
            { type: 'Microsoft.Compute/virtualMachines/extensions', name: 'vm/long', properties: extension },
          ],
        },
        { type: 'Microsoft.Compute/virtualMachines/extensions', name: 'vm/outside', properties: extension },
      ],
    });
    expect(idsIn(rows)).toEqual(
      ['', '/extensions/short', '/extensions/long', '/extensions/outside'].map(
        (end) => `Microsoft.Compute/virtualMachines/vm${end}`,
      ),
    );
    expect(rows.map(({ name }) => name)).toEqual(['vm', 'short', 'long', 'outside']);
  });

  test('languageVersion 2.0: symbolic names, existing resources, no foreign ones', async () => {
    const rows = await rowsOf(
      {
        languageVersion: '2.0',
        resources: {
          old: { existing: true, type: 'Microsoft.Compute/disks', name: 'old' },
          graph: { import: 'graph', type: 'Microsoft.Graph/groups@v1.0', properties: {} },
          fresh: disk("[uniqueString('x')]", {
            other: "[resourceInfo('old').id]",
            own: "[resourceInfo('fresh').id]",
          }),
        },
      },
      { target: undefined },
    );
    expect(rows).toHaveLength(1);
    const { other, own } = properties(rows);
    expect(other).toMatch(
      /^\/subscriptions\/<[0-9a-f]{12}>\/resourceGroups\/<[0-9a-f]{12}>\/providers\/Microsoft.Compute\/disks\/old$/,
    );
    expect(own).toBe(rows[0]?.id);
    expect(rows[0]?.sighting?.label).toBe('main.json#fresh');
  });

  test('properties in any letter case have the spelling of Azure', async () => {
    const written = {
      extendedproperties: { DiskExclusionProperties: { disklunlist: [1], isinclusionlist: false } },
      Condition: 'x',
      SchedulePolicy: { hourlyschedule: { INTERVAL: 4 } },
      mine: { Foo: 1 },
    };
    expect(properties(await rowsOf({ resources: [disk('d', written)] }))).toEqual({
      extendedProperties: { diskExclusionProperties: { diskLunList: [1], isInclusionList: false } },
      condition: 'x',
      schedulePolicy: { hourlySchedule: { interval: 4 } },
      mine: { Foo: 1 },
    });
  });

  test('a type that is an expression is evaluated; one that is not known is told', async () => {
    const { type, ...rest } = disk('d');
    const split = "[concat('Microsoft.Compute', '/disks')]";
    expect(await rowsOf({ resources: [{ ...rest, type: split }] })).toMatchObject([{ type }]);
    const unknown = {
      parameters: { t: { type: 'string' } },
      resources: [{ ...rest, type: "[parameters('t')]" }],
    };
    expect((await read(unknown)).problems).toMatchObject([
      { message: 'The type of the resource is not known.' },
    ]);
  });

  test('locks and role assignments get the id of their scope', async () => {
    const lock = (more: object) => ({
      type: 'Microsoft.Authorization/locks',
      name: 'l',
      properties: { level: 'ReadOnly' },
      ...more,
    });
    const rows = await rowsOf({
      resources: [
        lock({}),
        lock({ scope: "[resourceId('Microsoft.Compute/virtualMachines', 'vm')]" }),
        lock({ scope: 'Microsoft.Compute/virtualMachines/other' }),
        {
          type: 'Microsoft.Compute/virtualMachines/providers/locks',
          name: 'vm3/Microsoft.Authorization/l',
          properties: {},
        },
      ],
    });
    expect(rows.map(({ type }) => type)).toEqual(
      Array.from({ length: 4 }, () => 'Microsoft.Authorization/locks'),
    );
    const end = '/providers/Microsoft.Authorization/locks/l';
    expect(rows.map(({ id }) => id)).toEqual([
      `${GROUP}${end}`,
      `${GROUP}/providers/Microsoft.Compute/virtualMachines/vm${end}`,
      `${GROUP}/providers/Microsoft.Compute/virtualMachines/other${end}`,
      `${GROUP}/providers/Microsoft.Compute/virtualMachines/vm3${end}`,
    ]);
  });

  test('rules, subnets and access policies written for themselves are in their parents', async () => {
    const rows = await rowsOf({
      resources: [
        {
          type: 'Microsoft.Network/networkSecurityGroups/securityRules',
          name: 'nsg/late',
          properties: { priority: 200 },
        },
        {
          type: 'Microsoft.Network/networkSecurityGroups',
          name: 'nsg',
          properties: { securityRules: [{ name: 'early', properties: { priority: 100 } }] },
        },
        { type: 'Microsoft.KeyVault/vaults', name: 'kv', properties: {} },
        {
          type: 'Microsoft.KeyVault/vaults/accessPolicies',
          name: 'kv/add',
          properties: { accessPolicies: [{ objectId: 'o' }] },
        },
      ],
    });
    expect(idsIn(rows)).toEqual([
      'Microsoft.Network/networkSecurityGroups/nsg',
      'Microsoft.KeyVault/vaults/kv',
    ]);
    expect(properties(rows).securityRules).toMatchObject([
      { name: 'early' },
      { name: 'late', properties: { priority: 200 } },
    ]);
    expect(properties(rows, 1)).toEqual({ accessPolicies: [{ objectId: 'o' }] });
    const place = rows[0]?.sighting?.placeOf(['properties', 'securityRules', 1, 'properties', 'priority']);
    expect(place?.line).toBe(9);
  });

  test('one resource declared twice under conditions that are not known: what both agree about', async () => {
    const rows = await rowsOf({
      parameters: { big: { type: 'bool' } },
      resources: [
        disk('d', { diskSizeGB: 64000, sku: 'x' }, { condition: "[parameters('big')]" }),
        disk('d', { diskSizeGB: 10, sku: 'x', only: 1 }, { condition: "[not(parameters('big'))]" }),
      ],
    });
    expect(rows).toHaveLength(1);
    const { diskSizeGB, sku, only } = properties(rows);
    expect([diskSizeGB, sku, only]).toEqual([expect.any(Unknown), 'x', expect.any(Unknown)]);
  });
});

describe('what runs in the guest', () => {
  const off = '#cloud-config\nruncmd:\n- systemctl disable walinuxagent\n';
  const vm = (customData: string) => ({
    type: 'Microsoft.Compute/virtualMachines',
    name: 'vm',
    properties: { osProfile: { customData } },
  });
  const path = ['properties', 'osProfile', 'customData'];

  test.each([
    ['in base64', Buffer.from(off).toString('base64')],
    ['by an expression', "[base64(variables('cloudInit'))]"],
    ['partly unresolved', "[base64(concat(variables('cloudInit'), parameters('more')))]"],
  ])('of custom data %s', async (_, customData) => {
    const rows = await rowsOf({
      parameters: { more: { type: 'string' } },
      variables: { cloudInit: off },
      resources: [vm(customData)],
    });
    expect(rows[0]?.guest).toEqual({ agentOff: { what: 'systemctl disable walinuxagent', path } });
  });

  test('of a script extension, at the extension', async () => {
    const settings = { commandToExecute: 'systemctl disable walinuxagent' };
    const [, extension] = await rowsOf({
      resources: [
        {
          ...vm(''),
          resources: [{ type: 'extensions', name: 'e', properties: { protectedSettings: settings } }],
        },
      ],
    });
    expect(extension?.guest?.agentOff?.path).toEqual(['properties', 'protectedSettings', 'commandToExecute']);
  });

  test('nothing, where nothing is known of it', async () => {
    const rows = await rowsOf({
      parameters: { x: { type: 'string' } },
      resources: [vm("[parameters('x')]")],
    });
    expect(rows[0]?.guest).toBeUndefined();
  });
});

describe('ids that are not fully known', () => {
  test('join all the same: the same expression is the same id', async () => {
    const rows = await rowsOf(
      {
        parameters: { vm: { type: 'string' } },
        variables: { nic: "[toLower(format('{0}-nic', parameters('vm')))]" },
        resources: [
          { type: 'Microsoft.Network/networkInterfaces', name: "[variables('nic')]", properties: {} },
          {
            type: 'Microsoft.Compute/virtualMachines',
            name: "[parameters('vm')]",
            properties: {
              networkProfile: {
                networkInterfaces: [
                  { id: "[resourceId('Microsoft.Network/networkInterfaces', variables('nic'))]" },
                  {
                    id: "[concat(resourceGroup().id, '/providers/Microsoft.Network/networkInterfaces/', variables('nic'))]",
                  },
                ],
              },
            },
          },
          {
            type: 'Microsoft.Compute/virtualMachines/extensions',
            name: "[concat(parameters('vm'), '/ext')]",
            properties: {},
          },
        ],
      },
      { target: undefined },
    );
    const [nic, vm, extension] = rows;
    expect(nic?.sighting?.label).toBe("main.json#Microsoft.Network/networkInterfaces/[variables('nic')]");
    expect(vm?.properties).toMatchObject({
      networkProfile: { networkInterfaces: [{ id: nic?.id }, { id: nic?.id }] },
    });
    expect(extension?.id).toBe(`${String(vm?.id)}/extensions/ext`);
    expect(vm?.name).toBeInstanceOf(Unknown);
  });

  test('a target completes them, and the subscription alone as far as it goes', async () => {
    const template = { resources: [disk('d')] };
    const [whole] = await rowsOf(template);
    expect(whole?.id).toBe(`${GROUP}/providers/Microsoft.Compute/disks/d`);
    const [part] = await rowsOf(template, { target: '/subscriptions/s' });
    expect(part?.id).toMatch(
      /^\/subscriptions\/s\/resourceGroups\/<[0-9a-f]{12}>\/providers\/Microsoft.Compute\/disks\/d$/,
    );
    expect(part?.sighting?.label).toBe('main.json#Microsoft.Compute/disks/d');
  });
});

describe('nested deployments', () => {
  const nested = (template: object, more: object = {}, scope?: string) => ({
    type: 'Microsoft.Resources/deployments',
    name: 'inner',
    ...more,
    properties: {
      mode: 'Incremental',
      template: { $schema: 'x/deploymentTemplate.json#', contentVersion: '1.0.0.0', ...template },
      ...(scope === undefined ? {} : { expressionEvaluationOptions: { scope } }),
      ...('parameters' in more ? { parameters: more.parameters } : {}),
    },
  });

  test('the scope of expressions: outer by default, inner with its own parameters', async () => {
    const inner = {
      parameters: { p: { type: 'string' } },
      variables: { v: 'inner' },
      resources: [disk('d', { p: "[parameters('p')]", v: "[variables('v')]" })],
    };
    const given = { parameters: { p: { value: "[concat(parameters('p'), '!')]" } } };
    const template = (scope?: string) => ({
      parameters: { p: { type: 'string', defaultValue: 'outer' } },
      variables: { v: 'outer' },
      resources: [nested(inner, given, scope)],
    });
    expect(properties(await rowsOf(template()))).toEqual({ p: 'outer', v: 'outer' });
    expect(properties(await rowsOf(template('inner')))).toEqual({ p: 'outer!', v: 'inner' });
    // https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#languageversion-20
    const second = { ...template(), languageVersion: '2.0', resources: { m: nested(inner, given) } };
    expect(properties(await rowsOf(second))).toEqual({ p: 'outer!', v: 'inner' });
  });

  test('go to other resource groups and subscriptions', async () => {
    const lock = { resources: [{ type: 'Microsoft.Authorization/locks', name: 'l', properties: {} }] };
    const rows = await rowsOf({
      resources: [
        nested(lock, { name: 'a', resourceGroup: 'other' }),
        nested(lock, { name: 'b', resourceGroup: 'other', subscriptionId: 's2' }),
        nested(lock, { name: 'c', subscriptionId: 's3', location: 'x' }),
      ],
    });
    const end = '/providers/Microsoft.Authorization/locks/l';
    expect(rows.map(({ id }) => id)).toEqual([
      `/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/other${end}`,
      `/subscriptions/s2/resourceGroups/other${end}`,
      `/subscriptions/s3${end}`,
    ]);
  });

  test('a subscription template makes a group and deploys into it; its outputs and its region are known', async () => {
    const rows = await rowsOf(
      {
        schema: '2018-05-01/subscriptionDeploymentTemplate.json',
        resources: [
          { type: 'Microsoft.Resources/resourceGroups', name: 'made', location: 'westeurope' },
          nested(
            {
              resources: [disk('d', {}, { location: '[resourceGroup().location]' })],
              outputs: { id: { type: 'string', value: "[resourceId('Microsoft.Compute/disks', 'd')]" } },
            },
            { resourceGroup: 'made' },
            'inner',
          ),
          nested(
            {
              parameters: { disk: { type: 'string' } },
              resources: [disk('copy', { from: "[parameters('disk')]" })],
            },
            {
              name: 'second',
              resourceGroup: 'made',
              parameters: {
                disk: {
                  value:
                    "[reference(extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}', subscription().subscriptionId, 'made'), 'Microsoft.Resources/deployments', 'inner'), '2022-09-01').outputs.id.value]",
                },
              },
            },
            'inner',
          ),
        ],
      },
      { target: '/subscriptions/s' },
    );
    const [group, first, second] = rows;
    expect(group).toMatchObject({
      id: '/subscriptions/s/resourceGroups/made',
      type: 'microsoft.resources/subscriptions/resourcegroups',
    });
    expect(first).toMatchObject({
      id: '/subscriptions/s/resourceGroups/made/providers/Microsoft.Compute/disks/d',
      location: 'westeurope',
    });
    expect(second?.properties).toEqual({ from: first?.id });
  });

  test('linked templates inside the tree are read; their links are relative to themselves', async () => {
    const link = (templateLink: object) => ({
      type: 'Microsoft.Resources/deployments',
      name: 'inner',
      properties: { mode: 'Incremental', templateLink },
    });
    const main = {
      parameters: {
        base: { type: 'string', defaultValue: '[deployment().properties.templateLink.uri]' },
        sas: { type: 'securestring', defaultValue: '' },
      },
      resources: [link({ uri: "[uri(parameters('base'), concat('nested/a.json', parameters('sas')))]" })],
    };
    const first = await read(main);
    expect([...first.wanted]).toEqual(['nested/a.json']);
    const a = await JsonText.parse(
      'nested/a.json',
      templateText({ resources: [{ ...link({ relativePath: '../b.json' }), name: 'more' }] }),
    );
    const second = await read(main, { linked: new Map([['nested/a.json', a]]) });
    expect([...second.wanted]).toEqual(['b.json']);
    const b = await JsonText.parse('b.json', templateText({ resources: [disk('d')] }));
    const { rows, wanted } = await read(main, {
      linked: new Map([
        ['nested/a.json', a],
        ['b.json', b],
      ]),
    });
    expect(wanted.size).toBe(0);
    expect(idsIn(rows)).toEqual(['Microsoft.Compute/disks/d']);
    expect(rows[0]?.sighting?.placeOf([])).toMatchObject({ file: 'b.json' });
  });

  test('the folder of the artifacts is that of the template, where nobody says otherwise', async () => {
    const uri = "[uri(parameters('_artifactsLocation'), 'nested/a.json')]";
    const written = (more: object) => ({
      parameters: { _artifactsLocation: { type: 'string', ...more } },
      resources: [
        { type: 'Microsoft.Resources/deployments', name: 'x', properties: { templateLink: { uri } } },
      ],
    });
    expect([...(await read(written({}))).wanted]).toEqual(['nested/a.json']);
    const placeholder = { parameters: { _artifactsLocation: 'GEN-PARAMETER' } };
    expect([...(await read(written({}), placeholder)).wanted]).toEqual(['nested/a.json']);
    const elsewhere = { defaultValue: 'https://raw.githubusercontent.com/a/b/main/' };
    expect((await read(written(elsewhere))).wanted.size).toBe(0);
  });

  test('go to a scope that is not known, wherever the template itself goes', async () => {
    const rows = await rowsOf({
      parameters: { where: { type: 'string' } },
      resources: [
        nested(
          { resources: [disk('d', { own: '[resourceGroup().name]' })] },
          { scope: "[parameters('where')]" },
          'inner',
        ),
      ],
    });
    const text = '<[0-9a-f]{12}>';
    expect(rows[0]?.id).toMatch(
      new RegExp(`^/subscriptions/${text}/resourceGroups/${text}/providers/Microsoft.Compute/disks/d$`),
    );
    expect(rows[0]?.sighting?.label).toBe(
      'main.json#Microsoft.Resources/deployments/inner/Microsoft.Compute/disks/d',
    );
    expect(properties(rows).own).toBeInstanceOf(Unknown);
  });

  test('the outputs of a template that is not read are known only at deployment', async () => {
    const uri = 'https://example.com/x.json';
    const rows = await rowsOf({
      resources: [
        { type: 'Microsoft.Resources/deployments', name: 'far', properties: { templateLink: { uri } } },
        disk('d', { x: "[reference(resourceId('Microsoft.Resources/deployments', 'far')).outputs.o.value]" }),
      ],
    });
    expect(detailOf(properties(rows).x)).toMatch(/^The value is known only at deployment: /);
  });

  test('labels of children name their parents, and the turns of loops around them', async () => {
    const vm = (name: string, more: object = {}) => ({
      type: 'Microsoft.Compute/virtualMachines',
      name,
      ...more,
      resources: [{ type: 'extensions', name: 'e' }],
    });
    const { rows } = await read({
      parameters: { a: { type: 'string' }, b: { type: 'string' } },
      resources: [
        vm("[parameters('a')]"),
        vm("[parameters('b')]"),
        vm("[concat(parameters('a'), copyIndex())]", { copy: { name: 'vms', count: 2 } }),
      ],
    });
    const labels = rows
      .map(({ sighting }) => sighting?.label ?? '')
      .filter((label) => label.includes('/ext'));
    const type = 'main.json#Microsoft.Compute/virtualMachines/extensions/';
    expect(labels.map((label) => label.replace(type, ''))).toEqual([
      "[parameters('a')]/e",
      "[parameters('b')]/e",
      "[concat(parameters('a'), copyIndex())][0]/e",
      "[concat(parameters('a'), copyIndex())][1]/e",
    ]);
  });

  test('long labels are cut, and stay different', async () => {
    const name = (end: string) => `[concat(parameters('a'), '${'x'.repeat(200)}', '${end}')]`;
    const { rows } = await read({
      parameters: { a: { type: 'string' } },
      resources: [disk(name('1')), disk(name('2'))],
    });
    const labels = rows.map(({ sighting }) => sighting?.label ?? '');
    expect(new Set(labels).size).toBe(2);
    for (const label of labels)
      expect(label).toMatch(/^main\.json#Microsoft\.Compute\/disks\/\[concat.{60,90}$/);
  });

  test('labels name the way to the resource', async () => {
    const rows = await rowsOf(
      {
        languageVersion: '2.0',
        resources: { module: nested({ languageVersion: '2.0', resources: { data: disk('d') } }) },
      },
      { target: undefined },
    );
    expect(rows[0]?.sighting?.label).toBe('main.json#module/data');
  });
});

describe('places', () => {
  test('of a property, of what a loop makes, of what is missing, in a nested template', async () => {
    const text = templateText({
      parameters: { n: { type: 'int', defaultValue: 2 } },
      resources: [
        disk('d', {
          diskSizeGB: 1,
          copy: [{ name: 'list', count: 2, input: { size: "[parameters('n')]" } }],
        }),
        {
          type: 'Microsoft.Resources/deployments',
          name: 'x',
          properties: { template: { resources: [disk('e', { diskSizeGB: 2 })] } },
        },
      ],
    });
    const { rows } = await read(text);
    const lineOf = (part: string, from = 0) => text.slice(0, text.indexOf(part, from)).split('\n').length;
    const place = (row: number, ...path: (string | number)[]) => rows[row]?.sighting?.placeOf(path).line;
    expect(place(0, 'properties', 'diskSizeGB')).toBe(lineOf('"diskSizeGB": 1'));
    expect(place(0, 'properties', 'list', 1, 'size')).toBe(lineOf('"size"'));
    expect(place(0, 'properties', 'list')).toBe(lineOf('"name": "list"') - 1);
    expect(place(0, 'properties', 'missing', 'deeper')).toBe(lineOf('"properties"'));
    expect(place(1, 'properties', 'diskSizeGB')).toBe(lineOf('"diskSizeGB": 2'));
  });
});

describe('broken templates', () => {
  test.each([
    [
      'an expression',
      { resources: [disk('d', { diskSizeGB: '[add(1, 2]' })] },
      /^The expression is broken/,
      '"diskSizeGB"',
    ],
    ['no resources', { resources: 5 }, /^The template has no list of resources\.$/, '"resources"'],
    [
      'too many copies',
      { resources: [disk('d', {}, { copy: { name: 'c', count: 801 } })] },
      /^The count of a copy loop is no number from 0 to 800\.$/,
      '"count"',
    ],
    [
      'endless work',
      {
        variables: { a: '[range(0, 10000)]' },
        resources: [
          disk('d', { x: "[map(variables('a'), lambda('i', map(variables('a'), lambda('j', 1))))]" }),
        ],
      },
      /takes more steps/,
      '{',
    ],
  ])('%s is a problem with its place', async (_, written, message, at) => {
    const text = templateText(written);
    const { problems } = await read(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    const lines = text.split('\n');
    expect(lines[(problems[0]?.line ?? 0) - 1]).toContain(at);
  });

  test('what refers to itself is unresolved, however long the way', async () => {
    const { rows } = await read({
      variables: { a: "[variables('b')]", b: "[variables('a')]" },
      resources: [disk('d', { x: "[variables('a')]" })],
    });
    expect(detailOf(properties(rows).x)).toMatch(/depends on itself/);
    const variables = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`v${index}`, `[variables('v${index + 1}')]`]),
    );
    const long = await read({ variables, resources: [disk('d', { x: "[variables('v0')]" })] });
    expect(long.problems).toHaveLength(1);
  });

  test('loops in loops stop before they fill the memory', async () => {
    const loops = (depth: number): object[] =>
      depth === 0
        ? [disk('d')]
        : [
            {
              type: 'Microsoft.Resources/deployments',
              apiVersion: '2022-09-01',
              name: `d${depth}`,
              copy: { name: 'c', count: 800 },
              properties: { mode: 'Incremental', template: { resources: loops(depth - 1) } },
            },
          ];
    const before = performance.now();
    const { problems, rows } = await read({ resources: loops(4) });
    expect(problems[0]?.message).toMatch(/more steps/);
    expect(rows.length).toBeLessThan(2_000_000 / 25);
    expect(performance.now() - before).toBeLessThan(8000);
  });

  test('values that double and double stop', async () => {
    const variables = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `v${index}`,
        index === 0 ? 'x' : `[createArray(variables('v${index - 1}'), variables('v${index - 1}'))]`,
      ]),
    );
    const { problems } = await read({ variables, resources: [disk('d', { x: "[variables('v59')]" })] });
    expect(problems[0]?.message).toMatch(/more steps|too long/);
  });
});
