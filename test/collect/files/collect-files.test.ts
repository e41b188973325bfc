import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { collectFiles } from '../../../src/collect/files/collect-files.js';
import { PLANS } from '../../../src/collect/files/terraform/plans.js';
import { temporaryFolder } from '../../temporary.js';
import { disk, templateText } from './arm/template.js';
import { Unknown } from '../../../src/model/unknown.js';
import { newTree, TARGET, type FileTree } from './tree.js';

const PARAMETERS = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

const { path: all } = temporaryFolder();
let tree: FileTree;
beforeEach(() => {
  tree = newTree(all);
});

const parameters = (values: Readonly<Record<string, unknown>>) =>
  JSON.stringify({
    $schema: PARAMETERS,
    contentVersion: '1.0.0.0',
    parameters: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
  });

const SIZED = templateText({
  parameters: { name: { type: 'string', defaultValue: 'default' }, size: { type: 'int', defaultValue: 1 } },
  resources: [disk("[parameters('name')]", { diskSizeGB: "[parameters('size')]" })],
});

describe('walking', () => {
  test('finds templates by content, leaves out what git ignores and what is no template', async () => {
    tree.write({
      '.gitignore': 'ignored/\n',
      'main.json': templateText({ resources: [disk('a')] }),
      'deep/er/with comments.jsonc': `// why\n${templateText({ resources: [disk('b')] })}`,
      'ignored/c.json': templateText({ resources: [disk('c')] }),
      'node_modules/x/d.json': templateText({ resources: [disk('d')] }),
      'package.json': '{"name": "x", "resources": []}',
      'broken.json': '{ not json',
      'list.json': '[{"id": "/subscriptions/s/x", "type": "t"}]',
      'inventory.json': '{"backupLintInventory":1}\n{"id": "/subscriptions/s/x", "type": "t"}\n',
    });
    const { names, problems, recognised, source, declared, gaps } = await tree.collect();
    expect(names).toEqual(['a', 'b']);
    expect([problems, recognised, declared, gaps]).toEqual([[], 2, false, []]);
    expect(source).toEqual({ kind: 'files', takenAt: '2026-11-22T02:00:00Z', paths: ['.'] });
  });

  test('finds templates in folders whose names begin with a dot, but not in those of tools', async () => {
    const folders = ['.azure', '.git', '.terraform/modules', '.terragrunt-cache'];
    for (const [index, folder] of folders.entries())
      tree.write({ [`${folder}/main.json`]: templateText({ resources: [disk(`d${index}`)] }) });
    expect((await tree.collect()).names).toEqual(['d0']);
  });

  test('reads UTF-16 of either order', async () => {
    const little = (name: string) =>
      Buffer.from(`\uFEFF${templateText({ resources: [disk(name)] })}`, 'utf16le');
    writeFileSync(join(tree.root, 'little.json'), little('a'));
    writeFileSync(join(tree.root, 'big.json'), little('b').swap16());
    writeFileSync(join(tree.root, 'cut.json'), Buffer.concat([little('c').swap16(), Buffer.from([0])]));
    const { names, problems } = await tree.collect();
    expect([names, problems]).toEqual([['a', 'b', 'c'], []]);
  });

  test('does not follow links out of the folder', async () => {
    const outside = newTree(all).root;
    writeFileSync(join(outside, 'x.json'), templateText({ resources: [disk('x')] }));
    symlinkSync(outside, join(tree.root, 'folder'));
    symlinkSync(join(outside, 'x.json'), join(tree.root, 'x.json'));
    symlinkSync(join(outside, 'x.json'), join(tree.root, 'main.parameters.json'));
    tree.write({ 'main.json': templateText({ resources: [disk('a')] }) });
    const { names, problems } = await tree.collect();
    expect([names, problems]).toEqual([['a'], []]);
  });

  test('places are relative to the root', async () => {
    tree.write({ 'a/b/main.json': templateText({ resources: [disk('a')] }) });
    const { rows } = await tree.collect(['a'], { target: undefined });
    expect(rows[0]?.sighting?.label).toBe('a/b/main.json#Microsoft.Compute/disks/a');
    expect(rows[0]?.sighting?.placeOf(['name'])).toEqual({ file: 'a/b/main.json', line: 8, column: 7 });
  });

  test('names of two templates never meet where they are not fully known', async () => {
    tree.write({
      'a.json': templateText({ resources: [disk('d')] }),
      'b.json': templateText({ resources: [disk('d')] }),
    });
    const { rows } = await tree.collect(['.'], { target: undefined });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
  });
});

describe('what was named', () => {
  test('is a problem where it is not recognised, or broken', async () => {
    tree.write({
      'a.txt': 'hello',
      'b.json': '{"a": 1}',
      'c.json': '{\n  "$schema": "x/deploymentTemplate.json#",\n  "resources": [\n}',
    });
    const { problems, recognised } = await tree.collect(['a.txt', 'b.json', 'c.json']);
    expect(recognised).toBe(0);
    expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      'a.txt:1 The file is no ARM template, Bicep file or Terraform plan.',
      'b.json:1 The file is no ARM template, Bicep file or Terraform plan.',
      'c.json:4 The file is no JSON: value expected.',
    ]);
  });

  test('an inventory belongs to --inventory', async () => {
    tree.write({
      'a.ndjson': '{"backupLintInventory":1}\n',
      'b.json': '[{"id": "/subscriptions/s/x", "type": "t"}]',
    });
    await expect(tree.collect(['a.ndjson'])).rejects.toMatchObject({
      hint: 'Read it with --inventory a.ndjson.',
    });
    await expect(tree.collect(['b.json'])).rejects.toThrow(
      'b.json is an inventory, not an infrastructure file.',
    );
  });

  test('must be there', async () => {
    await expect(tree.collect(['nothing.json'])).rejects.toThrow(/nothing\.json does not exist\.$/);
  });
});

describe('paths that name no file', () => {
  const options = { takenAt: '2026-11-22T02:00:00Z' };

  test('an empty path is not the working directory', async () => {
    const { root } = tree;
    await expect(collectFiles([''], { ...options, root })).rejects.toThrow('A path is empty.');
    await expect(collectFiles([root], { ...options, root, parameters: [''] })).rejects.toThrow(
      'A path is empty.',
    );
  });

  test('a pipe or device is no file', async () => {
    const { root } = tree;
    await expect(collectFiles(['/dev/null'], { ...options, root })).rejects.toThrow(
      '/dev/null is neither a file nor a folder.',
    );
  });

  test('a folder is no parameter file', async () => {
    tree.write({ 'main.json': SIZED, 'values/x.json': '{}' });
    await expect(tree.collect(['.'], { parameters: [join(tree.root, 'values')] })).rejects.toThrow(
      'values is a folder, not a file.',
    );
  });
});

describe('parameter files', () => {
  test('beside the template, by its name', async () => {
    tree.write({
      'main.json': SIZED,
      'main.parameters.json': parameters({ size: 5 }),
      'other.parameters.json': parameters({ size: 6 }),
    });
    const { rows, recognised, problems } = await tree.collect();
    expect(rows.map(({ properties }) => properties)).toEqual([{ diskSizeGB: 5 }]);
    expect([recognised, problems]).toEqual([3, []]);
  });

  test('several: each outcome that differs, once; none of them goes to the target for certain', async () => {
    tree.write({
      'main.json': SIZED,
      'main.parameters.dev.json': parameters({ size: 5 }),
      'main.parameters.prod.json': parameters({ size: 6 }),
      'main.test.parameters.json': parameters({ size: 5 }),
    });
    const { rows } = await tree.collect();
    expect(rows.map(({ properties }) => properties)).toEqual([{ diskSizeGB: 5 }, { diskSizeGB: 6 }]);
    expect(rows.map(({ sighting }) => sighting?.label)).toEqual([
      'main.json#Microsoft.Compute/disks/default (main.parameters.dev.json)',
      'main.json#Microsoft.Compute/disks/default (main.parameters.prod.json)',
    ]);
  });

  test('several with the same outcome count once, and keep the target', async () => {
    tree.write({
      'main.json': SIZED,
      'main.parameters.a.json': parameters({ size: 5 }),
      'main.parameters.b.json': parameters({ SIZE: 5 }),
    });
    const { rows } = await tree.collect();
    expect(rows.map(({ id }) => id)).toEqual([`${TARGET}/providers/Microsoft.Compute/disks/default`]);
  });

  test('given ones are used instead, for the templates that declare what they set', async () => {
    tree.write({
      'main.json': SIZED,
      'main.parameters.json': parameters({ size: 5 }),
      'mine.json': parameters({ size: 7 }),
      'x.json': parameters({ nobody: 1 }),
    });
    const { rows, problems } = await tree.collect(['main.json'], {
      parameters: [join(tree.root, 'mine.json'), join(tree.root, 'x.json')],
    });
    expect(rows.map(({ properties }) => properties)).toEqual([{ diskSizeGB: 7 }]);
    expect(problems).toMatchObject([
      { file: 'x.json', message: 'The parameter file sets a parameter that no template here declares.' },
    ]);
  });

  // https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-parameters-file#externalinput
  test('what a tool puts in at deployment is not known, and is no default value', async () => {
    const given = { size: { expression: "[externalInputs('size_0')]" } };
    tree.write({
      'main.json': SIZED,
      'main.parameters.json': JSON.stringify({ parameters: given, externalInputDefinitions: {} }),
    });
    const { rows } = await tree.collect();
    expect(rows.map(({ properties }) => properties)).toEqual([{ diskSizeGB: expect.any(Unknown) }]);
  });

  test('a broken one is a problem, the template is read all the same', async () => {
    tree.write({
      'main.json': SIZED,
      'main.parameters.json': `{"$schema": "${PARAMETERS}", "parameters": {`,
    });
    const { names, problems } = await tree.collect();
    expect(names).toEqual(['default']);
    expect(problems).toHaveLength(1);
  });
});

describe('several templates', () => {
  const sized = (size: number) => templateText({ resources: [disk('d', { diskSizeGB: size }), disk('e')] });
  const idsOf = async (files: Readonly<Record<string, string>>) => {
    tree.write(files);
    const { rows } = await tree.collect();
    return rows.map(({ id, sighting }) => sighting?.label ?? id.slice(TARGET.length)).sort();
  };

  test('that declare one resource of the target otherwise are judged each for itself', async () => {
    const other = templateText({ resources: [disk('f')] });
    expect(await idsOf({ 'a.json': sized(70_000), 'b.json': sized(64), 'c.json': other })).toEqual([
      '/providers/Microsoft.Compute/disks/f',
      'a.json#Microsoft.Compute/disks/d',
      'a.json#Microsoft.Compute/disks/e',
      'b.json#Microsoft.Compute/disks/d',
      'b.json#Microsoft.Compute/disks/e',
    ]);
  });

  test('that declare it alike go there', async () => {
    expect(await idsOf({ 'a.json': sized(64), 'b.json': sized(64) })).toEqual([
      '/providers/Microsoft.Compute/disks/d',
      '/providers/Microsoft.Compute/disks/e',
    ]);
  });
});

describe('linked templates', () => {
  const link = (relativePath: string) => ({
    type: 'Microsoft.Resources/deployments',
    name: 'linked',
    properties: { templateLink: { relativePath }, parameters: { name: { value: 'linked' } } },
  });

  test('are read as a part of the one that links to them, and alone only when they were named', async () => {
    tree.write({
      'main.json': templateText({ resources: [link('nested/x.json')] }),
      'nested/x.json': SIZED,
    });
    expect((await tree.collect()).names).toEqual(['linked']);
    expect((await tree.collect(['.', 'nested/x.json'])).names).toEqual(['default', 'linked']);
  });

  test('that are not among the files leave a gap where they are linked to', async () => {
    const far = (name: string, templateLink: object, more: object = {}) => ({
      type: 'Microsoft.Resources/deployments',
      name,
      ...more,
      properties: { templateLink },
    });
    const uri = 'https://example.com/x.json';
    const id = `${TARGET}/providers/Microsoft.Resources/templateSpecs/spec/versions/1`;
    const resources = [
      far('far', { uri }),
      far('spec', { id }, { copy: { name: 'c', count: 2 } }),
      far('never', { uri }, { condition: false }),
      { ...far('stack', { uri }), type: 'Microsoft.Resources/deploymentStacks' },
    ];
    tree.write({ 'main.json': templateText({ resources: [link('x.json'), ...resources] }), 'x.json': SIZED });
    const { gaps } = await tree.collect();
    expect(gaps).toEqual(
      ['main.json:19:5', 'main.json:28:5', 'main.json:51:5'].map((place) => ({
        what: 'microsoft.resources/deployments',
        scope: '/',
        reason: 'notVisible',
        detail: expect.stringMatching(`^${place}: the template of this deployment is not among the files`),
      })),
    );
  });

  test('are read inside the tree only', async () => {
    const outside = newTree(all).root;
    writeFileSync(join(outside, 'x.json'), SIZED);
    tree.write({
      'main.json': templateText({ resources: [link(`../../../../../../../../../..${outside}/x.json`)] }),
    });
    expect((await tree.collect()).names).toEqual([]);
  });
});

describe('Terraform plans', () => {
  // https://developer.hashicorp.com/terraform/internals/machine-readable-ui
  test('are told from what `terraform plan -json` prints, which has JSON on each line', async () => {
    const line = (more: object) =>
      JSON.stringify({ '@level': 'info', '@message': 'Terraform 1.9.8', ...more });
    tree.write({ 'plan.json': `${line({ type: 'version' })}\n${line({ type: 'planned_change' })}\n` });
    expect((await tree.collect(['plan.json'], { plans: PLANS })).problems).toMatchObject([
      { message: 'The file is the log of a Terraform run, not the plan.' },
    ]);
  });

  test('are found in a folder also where `jq -S` has put the configuration first', async () => {
    const plan = {
      applyable: true,
      complete: true,
      configuration: { provider_config: {}, root_module: { resources: [{ name: 'x'.repeat(100_000) }] } },
      errored: false,
      format_version: '1.2',
      planned_values: {},
    };
    tree.write({ 'plan.json': JSON.stringify(plan, null, 2) });
    expect((await tree.collect(['.'], { plans: PLANS })).recognised).toBe(1);
  });

  test('go to the reader that is given', async () => {
    tree.write({
      'plan.json': '{"format_version": "1.2", "planned_values": {}}',
      'main.json': templateText({ resources: [disk('a')] }),
    });
    const plans = {
      isPlan: (value: unknown) => typeof value === 'object' && value !== null && 'planned_values' in value,
      whyNoPlan: () => undefined,
      whyBinaryPlan: () => undefined,
      readPlan: () =>
        Promise.resolve([
          {
            id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/t',
            type: 'Microsoft.Compute/disks',
          },
        ]),
    };
    const { names, recognised } = await tree.collect(['.'], { plans });
    expect([names, recognised]).toEqual([['a', 't'], 2]);
    expect((await tree.collect()).problems).toEqual([]);
  });
});
