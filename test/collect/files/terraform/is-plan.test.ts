import { expect, test } from '@jest/globals';
import { isPlan, whyBinaryPlan, whyNoPlan } from '../../../../src/collect/files/terraform/is-plan.js';
import { JsonText } from '../../../../src/collect/files/json-text.js';
import { UserError } from '../../../../src/model/user-error.js';
import { RESOURCES } from './estate.js';
import { planOf, rowsIn } from './plan.js';

test('a plan is known by its shape', () => {
  expect(isPlan(planOf({ resources: [RESOURCES.disk] }))).toBe(true);
  expect(isPlan({ format_version: '0.1', planned_values: {} })).toBe(true);
  expect(isPlan({ format_version: '1.2', resource_changes: [] })).toBe(true);
  for (const other of [null, 1, [], {}, { format_version: '1.0', values: {} }, { resources: [] }])
    expect(isPlan(other)).toBe(false);
});

test('a state is told from a plan, and what to do is said', () => {
  const stored = { version: 4, terraform_version: '1.9.8', serial: 3, lineage: 'a-b-c', resources: [] };
  const shown = { format_version: '1.0', terraform_version: '1.9.8', values: { root_module: {} } };
  for (const state of [stored, shown]) {
    const error = whyNoPlan(state, 'terraform.tfstate');
    expect(error).toBeInstanceOf(UserError);
    expect(error?.message).toBe(
      'terraform.tfstate is a Terraform state: it tells what was, not what is planned.',
    );
    expect(error?.hint).toContain('terraform show -json');
  }
  expect(whyNoPlan({ '@level': 'info', '@message': 'Terraform 1.9.8' }, 'log.json')?.message).toContain(
    'log',
  );
  // What `terraform show -json` prints without a plan where nothing was applied yet.
  expect(whyNoPlan({ format_version: '1.0' }, 'plan.json')?.message).toMatch(/^plan\.json holds nothing: /);
  expect(whyNoPlan({ $schema: 'x' }, 'main.json')).toBeUndefined();
  expect(whyNoPlan(planOf({ resources: [] }), 'plan.json')).toBeUndefined();
});

test('a binary plan is told by its first bytes', () => {
  const head = Buffer.alloc(100);
  head.write('PK\x03\x04', 'latin1');
  head.write('tfplan', 30);
  expect(whyBinaryPlan(head, 'out.tfplan')?.hint).toContain('terraform show -json out.tfplan');
  head.write('images', 30);
  expect(whyBinaryPlan(head, 'photos.zip')).toBeUndefined();
  expect(whyBinaryPlan(Buffer.alloc(0), 'empty')).toBeUndefined();
});

test.each([
  ['a change that is no object', { format_version: '1.2', resource_changes: [3] }, 'address'],
  [
    'changes that are no list',
    { format_version: '1.2', planned_values: {}, resource_changes: {} },
    'no list',
  ],
  [
    'a change without actions',
    { format_version: '1.2', resource_changes: [{ address: 'a.b', type: 'a', name: 'b' }] },
    'actions',
  ],
])('%s: file, line and column', async (_, plan, what) => {
  await expect(rowsIn(plan)).rejects.toThrow(UserError);
  await expect(rowsIn(plan)).rejects.toThrow(/^plans\/tfplan\.json:\d+:\d+ is not what/);
  await expect(rowsIn(plan)).rejects.toThrow(what);
});

test('modules that are nested without end are refused', async () => {
  let module: object = {};
  for (let depth = 0; depth < 150; depth++) module = { child_modules: [module] };
  await expect(rowsIn({ format_version: '1.2', planned_values: { root_module: module } })).rejects.toThrow(
    UserError,
  );
  let called: object = {};
  for (let depth = 0; depth < 60; depth++) called = { module_calls: { m: { module: called } } };
  const plan = { format_version: '1.2', resource_changes: [], configuration: { root_module: called } };
  expect(await rowsIn(plan)).toEqual([]);
  await expect(JsonText.parse('p.json', '{"a":'.repeat(5000))).rejects.toThrow(UserError);
});
