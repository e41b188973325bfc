import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JsonText } from '../../../../src/collect/files/json-text.js';
import { isPlan } from '../../../../src/collect/files/terraform/is-plan.js';
import { readPlan } from '../../../../src/collect/files/terraform/read-plan.js';
import { UserError } from '../../../../src/model/user-error.js';
import { scan } from '../../../../src/scan.js';
import { SHIPPED_POLICIES } from '../../../../src/shipped-policies.js';
import { CORPUS, isThere } from '../../../corpus/bodies.js';
import { inventoryOf } from '../../../estate/inventory.js';
import { changed, estate, PROVIDERS, RESOURCES } from './estate.js';
import { only, planOf, rowsIn } from './plan.js';

test('names that every object has are plain data', async () => {
  const text = JSON.stringify(planOf({ resources: estate(), providers: PROVIDERS }))
    .replaceAll('"team":"shop"', '"__proto__":"a","constructor":"b"')
    .replaceAll('azurerm_managed_disk.data', 'azurerm_managed_disk.__proto__');
  const rows = await rowsIn(JSON.parse(text));
  const { tags } = only(rows, 'Microsoft.Compute/virtualMachines');
  expect(Object.entries(tags as object)).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
  expect(only(rows, 'Microsoft.Compute/disks').sighting).toBeDefined();
  expect(Object.prototype).not.toHaveProperty('a');
});

test('a name cannot leave its segment of an id', async () => {
  const disk = changed(RESOURCES.disk, { name: 'x/../../providers/y', resource_group_name: '<1>' });
  const rows = await rowsIn(planOf({ resources: [disk], providers: PROVIDERS }));
  expect(rows[0]?.id).toMatch(
    /\/resourceGroups\/%3C1>\/providers\/Microsoft\.Compute\/disks\/x%2F\.\.%2F\.\.%2Fproviders%2Fy$/,
  );
});

type Path = (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) =>
      pathsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** Replaces the value at a path, as far as it is still there. */
function replace(root: unknown, path: Path, by: unknown): void {
  let at = root as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) {
    const next = at[step];
    if (typeof next !== 'object' || next === null) return;
    at = next as Record<string | number, unknown>;
  }
  const last = path.at(-1);
  if (last !== undefined) at[last] = by;
}

const whole = planOf({
  resources: estate({
    again: { ...RESOURCES.disk, address: 'module.m["x"].azurerm_managed_disk.data[0]' },
  }),
  providers: PROVIDERS,
});
const paths = pathsIn(whole);

/** What may stand anywhere in a file that nobody checked. */
const anything = fc.oneof(
  fc.constantFrom(null, true, false, '', 0, -1, 1e21, [], {}, [null], [true], [[]], { references: ['x'] }),
  fc.constantFrom(
    'azurerm_managed_disk.data.id',
    'each.value',
    'module.a.b',
    'count.index',
    '/subscriptions/',
    '{1}',
    '__proto__',
    '[',
    'a[0',
  ),
  fc.constantFrom(
    { references: ['azurerm_linux_virtual_machine.app.id', 'local.x', 'var.x'] },
    { constant_value: {} },
    ['delete'],
  ),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
);

test('whatever stands in a plan, it is read, or refused in one sentence', async () => {
  const changes = fc.array(fc.tuple(fc.constantFrom(...paths), anything), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      const plan = structuredClone(whole);
      for (const [path, value] of list) replace(plan, path, structuredClone(value));
      try {
        const rows = await rowsIn(plan);
        for (const { id, type, sighting } of rows) {
          expect([typeof id, typeof type]).toEqual(['string', 'string']);
          expect(sighting?.placeOf(['properties', 'x', 0]).line).toBeGreaterThan(0);
        }
        const inventory = await inventoryOf(rows, { declared: false });
        await scan({ inventory, policies: SHIPPED_POLICIES });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        expect(error.message).not.toContain('\n');
      }
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 60) },
  );
});

test('a large plan takes linear time', async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => [
      {
        ...changed(RESOURCES.disk, { name: `disk-${index}` }),
        address: `azurerm_managed_disk.data[${index}]`,
      },
      {
        ...RESOURCES.attachment,
        address: `azurerm_virtual_machine_data_disk_attachment.data[${index}]`,
        expressions: {
          managed_disk_id: { references: ['azurerm_managed_disk.data', 'count.index'] },
          virtual_machine_id: RESOURCES.attachment.expressions.virtual_machine_id,
        },
      },
    ]).flat();
  const timeOf = async (count: number) => {
    const plan = planOf({ resources: [RESOURCES.vm, ...many(count)], providers: PROVIDERS });
    const json = await JsonText.parse('p.json', JSON.stringify(plan));
    const start = performance.now();
    await readPlan(json, { root: '/nowhere', folder: '/nowhere', file: 'p.json' });
    return performance.now() - start;
  };
  await timeOf(200);
  const [small, large] = [await timeOf(150), await timeOf(1200)];
  // Eight times as much: quadratic work would take sixty-four times as long.
  expect(large).toBeLessThan(30 * Math.max(small, 5));
});

const FOLDERS = ['tf-plan-infracost', 'tf-plan-policy-library-avm', 'tf-plan-terraform-compliance'];

/** The plans in a file of the corpus: itself, or the cases of a mock. */
function plansIn(value: unknown): unknown[] {
  if (isPlan(value)) return [value];
  const mocks = (value as { mock?: Record<string, object> }).mock ?? {};
  return Object.values(mocks).map((mock) => ({ format_version: '1.0', ...mock }));
}

(isThere ? test : test.skip)(
  'the plans of the corpus, which lies beside the repository, are read',
  async () => {
    let plans = 0;
    for (const folder of FOLDERS) {
      const index = join(CORPUS, folder, 'index.json');
      expect(existsSync(index)).toBe(true);
      for (const { file } of JSON.parse(readFileSync(index, 'utf8')) as { file: string }[]) {
        for (const plan of plansIn(JSON.parse(readFileSync(join(CORPUS, folder, file), 'utf8')))) {
          const rows = await rowsIn(plan);
          const inventory = await inventoryOf(rows, { declared: false });
          const { findings } = await scan({ inventory, policies: SHIPPED_POLICIES });
          expect(findings).toEqual([]);
          plans++;
        }
      }
    }
    expect(plans).toBe(16);
  },
);
