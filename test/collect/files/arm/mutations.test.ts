import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JsonText } from '../../../../src/collect/files/json-text.js';
import { readTemplate } from '../../../../src/collect/files/arm/read-template.js';
import { givenBy } from '../../../../src/collect/files/arm/parameter-file.js';

const LOOP = { name: 'loop', count: "[length(variables('list'))]" };

/** A bit of everything. */
const TEMPLATE = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: {
    name: { type: 'string', metadata: { description: 'x' } },
    size: { type: 'int', defaultValue: 4, allowedValues: [1, 2, 4] },
    options: { type: 'object', defaultValue: { a: 1, b: { c: ['x', 'y'] } } },
    secret: { type: 'securestring', defaultValue: '' },
    typed: { $ref: '#/definitions/typed', nullable: true },
  },
  definitions: { typed: { type: 'object', properties: { x: { type: 'int' } } } },
  functions: [
    {
      namespace: 'c',
      members: {
        f: {
          parameters: [{ name: 'x', type: 'int' }],
          output: { type: 'int', value: "[mul(2, parameters('x'))]" },
        },
      },
    },
  ],
  variables: {
    list: "[map(range(0, parameters('size')), lambda('i', concat('n', lambdaVariables('i'))))]",
    copy: [
      {
        name: 'copied',
        count: 3,
        input: { index: "[copyIndex('copied')]", value: "[c.f(copyIndex('copied'))]" },
      },
    ],
    unique: '[uniqueString(resourceGroup().id)]',
  },
  resources: [
    {
      type: 'Microsoft.Compute/virtualMachines',
      name: "[format('{0}-{1}', parameters('name'), copyIndex())]",
      location: '[resourceGroup().location]',
      copy: LOOP,
      condition: "[or(equals(parameters('size'), 4), empty(parameters('typed')))]",
      tags: { a: "[tryGet(parameters('options'), 'b', 'c', 0)]" },
      properties: {
        osProfile: { customData: "[base64('#cloud-config')]", adminPassword: "[parameters('secret')]" },
        storageProfile: {
          copy: [
            {
              name: 'dataDisks',
              count: "[length(variables('copied'))]",
              input: {
                lun: "[copyIndex('dataDisks')]",
                size: "[variables('copied')[copyIndex('dataDisks')].value]",
              },
            },
          ],
        },
        networkProfile: {
          networkInterfaces: [
            { id: "[resourceId('Microsoft.Network/networkInterfaces', variables('unique'))]" },
          ],
        },
      },
      resources: [{ type: 'extensions', name: 'e', properties: { settings: { commandToExecute: 'echo' } } }],
    },
    {
      type: 'Microsoft.Authorization/locks',
      name: 'l',
      scope: "[resourceId('Microsoft.Compute/disks', 'd')]",
      properties: { level: 'ReadOnly' },
    },
    {
      type: 'Microsoft.Resources/deployments',
      name: 'inner',
      resourceGroup: "[if(equals(parameters('size'), 4), 'other', 'more')]",
      properties: {
        mode: 'Incremental',
        expressionEvaluationOptions: { scope: 'inner' },
        parameters: { p: { value: "[variables('list')]" } },
        template: {
          $schema: 'x/deploymentTemplate.json#',
          contentVersion: '1',
          languageVersion: '2.0',
          parameters: { p: { type: 'array' } },
          resources: {
            d: {
              type: 'Microsoft.Compute/disks',
              name: "[first(parameters('p'))]",
              properties: { x: "[resourceInfo('d').id]" },
            },
          },
          outputs: { o: { type: 'string', value: "[resourceInfo('d').id]" } },
        },
      },
    },
    {
      type: 'Microsoft.Compute/disks',
      name: 'd',
      properties: { from: "[reference('inner').outputs.o.value]", ofLoop: '[copyIndex()]' },
    },
  ],
};

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) =>
      pathsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

const PATHS = pathsIn(TEMPLATE).filter((path) => path.length > 0);
const TEXTS = PATHS.map((path) => at(TEMPLATE, path)).filter((value) => typeof value === 'string');

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (current, key) => (current as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
}

function replaceAt(template: object, path: Path, by: unknown): void {
  const above = at(template, path.slice(0, -1));
  if (typeof above === 'object' && above !== null)
    (above as Record<string | number, unknown>)[path.at(-1) ?? ''] = structuredClone(by);
}

const FRAGMENTS = [
  '(',
  ')',
  '[',
  ']',
  "'",
  ',',
  '.',
  '0',
  '-1',
  'concat(',
  'parameters(',
  'createArray(',
  'copyIndex()',
  'null()',
  'lambda(',
  "'x'",
  '{0}',
  ' ',
];

/** An expression with a part of it cut out, doubled or replaced. */
const brokenText = fc
  .tuple(fc.constantFrom(...TEXTS), fc.nat(80), fc.nat(10), fc.constantFrom(...FRAGMENTS))
  .map(([text, start, length, by]) => text.slice(0, start) + by + text.slice(start + length));

const replacement = fc.oneof(
  brokenText,
  fc.constantFrom(...TEXTS),
  fc.constantFrom(...PATHS).map((path) => at(TEMPLATE, path)),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '[json(\'{"__proto__": {"x": 1}}\')]',
    1e21,
    -1,
    801,
    '[range(0, 10000)]',
    { copy: LOOP },
    { copy: [{ name: 'x', count: 800, input: '[range(0, 800)]' }] },
  ),
);

test('a template that was changed at random gives rows or problems, nothing else', async () => {
  const file = await JsonText.parse('p.json', '{"parameters": {"name": {"value": "vm"}}}');
  const run = fc.asyncProperty(
    fc.array(fc.tuple(fc.constantFrom(...PATHS), replacement), { minLength: 1, maxLength: 4 }),
    async (changes) => {
      const template = structuredClone(TEMPLATE);
      for (const [path, by] of changes) replaceAt(template, path, by);
      const json = await JsonText.parse('main.json', JSON.stringify(template));
      const { rows, problems } = readTemplate(json, {
        key: 'k',
        given: givenBy(file, 'k'),
        linked: new Map(),
      });
      for (const row of rows) {
        expect(typeof row.id).toBe('string');
        expect(
          row.sighting?.placeOf(['properties', 'storageProfile', 'dataDisks', 0, 'lun']).line,
        ).toBeGreaterThan(0);
      }
      for (const { line, column } of problems) expect([line > 0, column > 0]).toEqual([true, true]);
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    },
  );
  await fc.assert(run, { numRuns: Number(process.env.FUZZ_RUNS ?? 150) });
});

test('the template itself is read without a problem', async () => {
  const json = await JsonText.parse('main.json', JSON.stringify(TEMPLATE));
  const { rows, problems } = readTemplate(json, { key: 'k', given: () => undefined, linked: new Map() });
  expect(problems).toEqual([]);
  expect(rows.map(({ type }) => type.replace(/^.*\//, '')).sort()).toEqual(
    [
      'disks',
      'disks',
      'extensions',
      'extensions',
      'extensions',
      'extensions',
      'locks',
      ...Array.from({ length: 4 }, () => 'virtualMachines'),
    ].sort(),
  );
});
