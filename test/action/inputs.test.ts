import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { FLAG_INPUTS, OWN_INPUTS, readInputs } from '../../src/action/inputs.js';
import { SCAN_FLAGS } from '../../src/cli/flags.js';

const input = (name: string, value: string) => ({ [`INPUT_${name.toUpperCase()}`]: value });
const CLIENT = '00000000-0000-0000-0000-000000000001';

describe('action.yml', () => {
  const action = parse(readFileSync('action.yml', 'utf8')) as {
    readonly inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly outputs: Readonly<Record<string, { readonly description: string }>>;
    readonly runs: unknown;
  };

  test('has an input for every flag of scan, and no default of its own', () => {
    const names = [...FLAG_INPUTS.map(([name]) => name), ...OWN_INPUTS];
    expect(Object.keys(action.inputs).sort()).toEqual(names.sort());
    const flags = FLAG_INPUTS.map(([, flag]) => flag).filter((flag) => flag !== 'paths');
    expect(flags).toEqual(Object.keys(SCAN_FLAGS).filter((flag) => !['quiet', 'verbose'].includes(flag)));
    for (const each of Object.values(action.inputs)) {
      expect(Object.keys(each)).toEqual(['description']);
      expect(String(each.description)).toMatch(/^[A-Z`].*\.$/);
    }
  });

  test('runs the bundle on Node 24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/action.js' });
  });
});

describe('inputs', () => {
  test('nothing given leaves everything to the flags and the configuration', () => {
    // The runner sets an input that is not given to an empty text.
    const { flags, ...own } = readInputs({ ...input('fail-on', ''), ...input('paths', '\n') });
    expect(own).toEqual({
      saveInventory: undefined,
      application: undefined,
      stepSummary: true,
      annotations: true,
    });
    expect(flags).toMatchObject({
      paths: [],
      subscription: [],
      tenant: false,
      onlyPlanned: false,
      output: [],
    });
    const settable = [flags.failOn, flags.redact, flags.deep, flags.baseline, flags.config, flags.cloud];
    expect(settable.every((flag) => flag === undefined)).toBe(true);
  });

  test('lists are lines; of names also what stands between commas', () => {
    const { flags } = readInputs({
      ...input('paths', 'infra/a, b\r\n\n  modules  \n'),
      ...input('subscriptions', 'one, two\nthree'),
      ...input('outputs', 'json:a.json\ntext'),
      ...input('skip-policy', 'vm-agent-ready,,guest-dhcp'),
    });
    expect(flags).toMatchObject({
      paths: ['infra/a, b', 'modules'],
      subscription: ['one', 'two', 'three'],
      output: ['json:a.json', 'text'],
      skipPolicy: ['vm-agent-ready', 'guest-dhcp'],
    });
  });

  test('a comma in the brackets of a label ends no name', () => {
    const label =
      "infra/main.json#Microsoft.Compute/virtualMachines/[format('{0}-{1}', variables('v')[0], 'a')]";
    const { flags } = readInputs(
      input('vms', `${label}, app01,plan.json#azurerm_virtual_machine.a["x,y"]\ndb]1,db2`),
    );
    expect(flags.vm).toEqual([label, 'app01', 'plan.json#azurerm_virtual_machine.a["x,y"]', 'db]1', 'db2']);
  });

  test('true and false, choices, and what false takes back', () => {
    const { flags, stepSummary, annotations } = readInputs({
      ...input('redact', 'True'),
      ...input('deep', 'false'),
      ...input('fail-on', 'warning'),
      ...input('config', 'false'),
      ...input('baseline', 'false'),
      ...input('inventory', 'false'),
      ...input('step-summary', 'FALSE'),
      ...input('annotations', 'false'),
      RUNNER_DEBUG: '1',
    });
    expect(flags).toMatchObject({
      redact: true,
      deep: false,
      failOn: 'warning',
      config: false,
      baseline: false,
      inventory: 'false',
      verbose: true,
    });
    expect([stepSummary, annotations]).toEqual([false, false]);
  });

  test('an application needs both ids', () => {
    const both = { ...input('client-id', CLIENT), ...input('tenant-id', 'contoso.onmicrosoft.com') };
    expect(readInputs(both).application).toEqual({ clientId: CLIENT, tenantId: 'contoso.onmicrosoft.com' });
  });

  test.each([
    [input('fail-on', 'eror'), /^The input fail-on cannot be "eror"\. Did you mean "error"\?/],
    [input('tenant', 'yes'), /^The input tenant is "yes": it can be true or false\.$/],
    [input('client-id', CLIENT), /^The input client-id needs tenant-id\.$/],
    [input('tenant-id', 'contoso'), /^The input tenant-id needs client-id\.$/],
    [
      { ...input('client-id', 'me'), ...input('tenant-id', 'contoso') },
      /^The input client-id is no application id/,
    ],
    [{ ...input('client-id', CLIENT), ...input('tenant-id', 'a/../b') }, /^The input tenant-id is no tenant/],
  ])('%j is refused', (env, message) => expect(() => readInputs(env)).toThrow(message));
});
