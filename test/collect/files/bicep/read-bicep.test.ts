import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../../temporary.js';
import { templateText } from '../arm/template.js';
import { newTree, type FileTree } from '../tree.js';

const SOURCE = `param vmName string
param big bool = false

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv'
}

resource data 'Microsoft.Compute/disks@2023-10-02' = if (big) {
  name: '\${vmName}-data'
  properties: {
    diskSizeGB: 64000
  }
}

resource vm 'Microsoft.Compute/virtualMachines@2023-09-01' = {
  name: vmName
  properties: {
    storageProfile: {
      dataDisks: [for i in range(0, 2): {
        lun: i
        diskSizeGB: 1
      }]
    }
    hardwareProfile: { vmSize: 'Standard_B2s' }
  }

  resource script 'extensions' = {
    name: 'script'
  }
}

module inner 'modules/inner.bicep' = {
  name: 'inner-\${vmName}'
}
`;

const MODULE = `
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'l'
  properties: {
    level: 'ReadOnly'
  }
}
`;

const INNER = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  resources: [
    {
      type: 'Microsoft.Authorization/locks',
      apiVersion: '2020-05-01',
      name: 'l',
      properties: { level: 'ReadOnly' },
    },
  ],
};

const DISK = {
  condition: "[parameters('big')]",
  type: 'Microsoft.Compute/disks',
  name: "[format('{0}-data', parameters('vmName'))]",
  properties: { diskSizeGB: 64000 },
};
const VM = {
  type: 'Microsoft.Compute/virtualMachines',
  name: "[parameters('vmName')]",
  properties: {
    storageProfile: {
      copy: [
        {
          name: 'dataDisks',
          count: '[length(range(0, 2))]',
          input: { lun: "[range(0, 2)[copyIndex('dataDisks')]]", diskSizeGB: 1 },
        },
      ],
    },
    hardwareProfile: { vmSize: 'Standard_B2s' },
  },
};
const EXTENSION = {
  type: 'Microsoft.Compute/virtualMachines/extensions',
  name: "[format('{0}/{1}', parameters('vmName'), 'script')]",
};
const MODULE_DEPLOYMENT = {
  type: 'Microsoft.Resources/deployments',
  name: "[format('inner-{0}', parameters('vmName'))]",
  properties: { expressionEvaluationOptions: { scope: 'inner' }, mode: 'Incremental', template: INNER },
};

const common = {
  metadata: { _generator: { name: 'bicep', version: '0.30.23.60470', templateHash: '1' } },
  parameters: { vmName: { type: 'string' }, big: { type: 'bool', defaultValue: true } },
};

/** As Bicep compiles it: a list, or with symbolic names. */
const COMPILED = templateText({ ...common, resources: [DISK, EXTENSION, VM, MODULE_DEPLOYMENT] });
const SYMBOLIC = templateText({
  ...common,
  languageVersion: '2.0',
  resources: {
    kv: { existing: true, type: 'Microsoft.KeyVault/vaults', name: 'kv' },
    data: DISK,
    vm: VM,
    'vm::script': EXTENSION,
    inner: MODULE_DEPLOYMENT,
  },
});

const { path: all } = temporaryFolder();
let tree: FileTree;
beforeEach(() => {
  tree = newTree(all);
});

/** A program that prints what it is given for each file, and fails for others. */
function compilerFor(outputs: Readonly<Record<string, string>>, name = 'bicep'): string {
  const folder = join(newTree(all).root, 'bin');
  mkdirSync(folder);
  const cases = Object.entries(outputs).map(([file, text], index) => {
    writeFileSync(join(folder, `${index}.out`), text);
    return `*/${file}\\ *) cat '${join(folder, `${index}.out`)}' ;;`;
  });
  const script = `#!/bin/sh
echo "$*" >> '${join(folder, 'calls')}'
case "$* " in
${cases.join('\n')}
*) echo "$2(3,7) : Error BCP018: Expected the \\"=\\" character at this location. [https://aka.ms/bicep/core-diagnostics#BCP018]" >&2; exit 1 ;;
esac
`;
  writeFileSync(join(folder, name), script);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('places in the source', () => {
  test.each([
    ['a list', COMPILED],
    ['symbolic names', SYMBOLIC],
  ])('of %s', async (_, compiled) => {
    tree.write({ 'main.bicep': SOURCE, 'modules/inner.bicep': MODULE });
    const { rows, problems } = await tree.collect(['.'], {
      searchPath: compilerFor({ 'main.bicep': compiled }),
    });
    expect(problems).toEqual([]);
    const placeOf = (type: string, ...path: (string | number)[]) =>
      rows.find((row) => row.type.endsWith(type))?.sighting?.placeOf(path);
    const file = 'main.bicep';
    expect(placeOf('/disks')).toEqual({ file, line: lineOf(SOURCE, 'resource data'), column: 1 });
    expect(placeOf('/disks', 'properties', 'diskSizeGB')).toEqual({
      file,
      line: lineOf(SOURCE, 'diskSizeGB: 64000'),
      column: 5,
    });
    expect(placeOf('/virtualMachines', 'properties', 'storageProfile', 'dataDisks', 1, 'diskSizeGB')).toEqual(
      { file, line: lineOf(SOURCE, 'diskSizeGB: 1'), column: 9 },
    );
    expect(placeOf('/virtualMachines', 'properties', 'osProfile', 'x')).toMatchObject({
      file,
      line: lineOf(SOURCE, 'name: vmName') + 1,
    });
    expect(placeOf('/extensions', 'name')).toMatchObject({ file, line: lineOf(SOURCE, "name: 'script'") });
    expect(placeOf('/locks', 'properties', 'level')).toEqual({
      file: 'modules/inner.bicep',
      line: 5,
      column: 5,
    });
  });

  test('labels have the symbolic names', async () => {
    tree.write({ 'main.bicep': SOURCE, 'modules/inner.bicep': MODULE });
    const { rows } = await tree.collect(['.'], {
      searchPath: compilerFor({ 'main.bicep': SYMBOLIC }),
      target: undefined,
    });
    expect(rows.map(({ sighting }) => sighting?.label).sort()).toEqual(
      ['main.bicep#data', 'main.bicep#inner/l', 'main.bicep#vm', 'main.bicep#vm::script'].map((label) =>
        label.replace('inner/l', 'inner/Microsoft.Authorization/locks/l'),
      ),
    );
  });

  test('where a source cannot be read, the module statement', async () => {
    tree.write({ 'main.bicep': SOURCE });
    const { rows } = await tree.collect(['.'], { searchPath: compilerFor({ 'main.bicep': SYMBOLIC }) });
    const lock = rows.find(({ type }) => type.endsWith('/locks'));
    expect(lock?.sighting?.placeOf(['properties', 'level'])).toMatchObject({
      file: 'main.bicep',
      line: lineOf(SOURCE, 'module inner'),
    });
  });
});

describe('the compiler', () => {
  test('modules that others use are not read for themselves', async () => {
    tree.write({ 'main.bicep': SOURCE, 'modules/inner.bicep': MODULE });
    const searchPath = compilerFor({ 'main.bicep': SYMBOLIC, 'inner.bicep': JSON.stringify(INNER) });
    const { rows, recognised } = await tree.collect(['.'], { searchPath });
    expect([rows.length, recognised]).toEqual([4, 2]);
  });

  test('a module that is commented out is read for itself', async () => {
    const commented = `/* not now\n${SOURCE.slice(SOURCE.indexOf('module'))}*/\n`;
    tree.write({ 'main.bicep': commented, 'modules/inner.bicep': MODULE });
    const searchPath = compilerFor({
      'main.bicep': templateText({ ...common, resources: [] }),
      'modules/inner.bicep': JSON.stringify(INNER),
    });
    expect((await tree.collect(['.'], { searchPath })).names).toEqual(['l']);
  });

  test('az is asked where there is no bicep', async () => {
    tree.write({ 'a -b.bicep': MODULE });
    const searchPath = compilerFor({ 'a\\ -b.bicep': JSON.stringify(INNER) }, 'az');
    const { names } = await tree.collect(['.'], { searchPath });
    expect(names).toEqual(['l']);
  });

  test('its errors are problems of the file', async () => {
    tree.write({ 'main.bicep': 'resource' });
    const { problems } = await tree.collect(['.'], { searchPath: compilerFor({}) });
    expect(problems).toEqual([
      {
        file: 'main.bicep',
        line: 3,
        column: 7,
        message: 'BCP018: Expected the "=" character at this location.',
      },
    ]);
  });

  test('one inside the tree is never run', async () => {
    tree.write({ 'main.bicep': MODULE, 'bin/bicep': '#!/bin/sh\ntouch ran\n' });
    chmodSync(join(tree.root, 'bin/bicep'), 0o755);
    const { problems } = await tree.collect(['.'], { searchPath: `${join(tree.root, 'bin')}:bin:.` });
    expect(problems).toMatchObject([
      { file: 'main.bicep', message: '1 Bicep file was not read: neither bicep nor az is on the PATH.' },
    ]);
  });

  test('without one, a single sentence for all files; the compiled template beside its source is read instead', async () => {
    tree.write({
      'a.bicep': MODULE,
      'b.bicep': MODULE,
      'main.bicep': SOURCE,
      'main.json': SYMBOLIC,
      'modules/inner.bicep': MODULE,
    });
    const { rows, problems } = await tree.collect();
    expect(problems.map(({ message }) => message)).toEqual([
      '2 Bicep files were not read: neither bicep nor az is on the PATH.',
    ]);
    expect(rows).toHaveLength(4);
    const disk = rows.find(({ type }) => type.endsWith('/disks'));
    expect(disk?.sighting?.placeOf(['properties', 'diskSizeGB'])).toMatchObject({
      file: 'main.bicep',
      line: lineOf(SOURCE, 'diskSizeGB: 64000'),
    });
  });

  test('a compiled template that has its source beside it is not read twice', async () => {
    tree.write({ 'main.bicep': SOURCE, 'main.json': COMPILED });
    const { rows } = await tree.collect(['.'], {
      searchPath: compilerFor({ 'main.bicep': SYMBOLIC }),
      target: undefined,
    });
    expect(rows.filter(({ type }) => type.endsWith('/virtualMachines'))).toHaveLength(1);
  });

  test('a .bicepparam file gives the parameters of its template', async () => {
    const parametersJson = JSON.stringify({ parameters: { vmName: { value: 'fromparam' } } });
    tree.write({
      'main.bicep': SOURCE,
      'prod.bicepparam': "using './main.bicep'\nparam vmName = 'fromparam'\n",
    });
    const searchPath = compilerFor({
      'prod.bicepparam': JSON.stringify({ parametersJson, templateJson: SYMBOLIC }),
      'main.bicep': SYMBOLIC,
    });
    const { names } = await tree.collect(['.'], { searchPath });
    expect(names).toEqual(['fromparam', 'fromparam-data', 'l', 'script']);
    const alone = await tree.collect(['prod.bicepparam'], { searchPath });
    expect(alone.names).toEqual(names);
  });

  // https://learn.microsoft.com/azure/azure-resource-manager/bicep/parameter-files: using a registry, a spec, none
  test('a .bicepparam file that uses a module of a registry is read; one of a template spec leaves a gap', async () => {
    const parametersJson = JSON.stringify({ parameters: { vmName: { value: 'fromparam' } } });
    tree.write({
      'registry.bicepparam': "using 'br:contoso.azurecr.io/vm:v1'\n",
      'spec.bicepparam': "// why\nusing 'ts:11111111-1111-1111-1111-111111111111/rg/spec:1.0'\n",
      'shared.bicepparam': 'using none\n',
    });
    const searchPath = compilerFor({
      'registry.bicepparam': JSON.stringify({ parametersJson, templateJson: SYMBOLIC }),
      'spec.bicepparam': JSON.stringify({ parametersJson, templateSpecId: '/subscriptions/x' }),
      'shared.bicepparam': JSON.stringify({ parametersJson }),
    });
    const { names, gaps, problems } = await tree.collect(['.'], { searchPath });
    expect([names, problems]).toEqual([['fromparam', 'fromparam-data', 'l', 'script'], []]);
    const detail = expect.stringMatching(
      /^spec\.bicepparam:2:1: the template of this deployment is not among/,
    );
    expect(gaps).toMatchObject([{ what: 'microsoft.resources/deployments', reason: 'notVisible', detail }]);
  });

  test('a .bicepparam file gives the parameters of an ARM template too, which is read once', async () => {
    const parametersJson = JSON.stringify({ parameters: { vmName: { value: 'fromparam' } } });
    const template = COMPILED.replace('"bicep"', '"other"');
    tree.write({ 'main.json': template, 'prod.bicepparam': "using './main.json'\nparam vmName = 'x'\n" });
    const searchPath = compilerFor({
      'prod.bicepparam': JSON.stringify({ parametersJson, templateJson: template }),
    });
    const { names, rows } = await tree.collect(['.'], { searchPath });
    expect(names).toEqual(['fromparam', 'fromparam-data', 'l', 'script']);
    expect(rows.map(({ sighting }) => sighting?.label)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('JSON parameters beside a Bicep file belong to it', async () => {
    const values = { contentVersion: '1.0.0.0', parameters: { vmName: { value: 'vm7' } } };
    tree.write({ 'main.bicep': SOURCE, 'main.parameters.json': JSON.stringify(values) });
    const { names } = await tree.collect(['.'], { searchPath: compilerFor({ 'main.bicep': SYMBOLIC }) });
    expect(names).toContain('vm7');
  });
});
