import { gzipSync } from 'node:zlib';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contosoRows } from '../../scripts/contoso.js';
import { collectFiles } from '../../src/collect/files/collect-files.js';
import { PLANS } from '../../src/collect/files/terraform/plans.js';
import { openInventoryFile } from '../../src/collect/inventory-file.js';
import type { Inventory } from '../../src/model/inventory.js';
import { UserError } from '../../src/model/user-error.js';
import { REPORTERS } from '../../src/report/index.js';
import { scan } from '../../src/scan.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';
import { disk, templateText } from '../collect/files/arm/template.js';
import { estate, PROVIDERS } from '../collect/files/terraform/estate.js';
import { planOf } from '../collect/files/terraform/plan.js';
import { COLLECTED, TAKEN_AT } from '../estate/inventory.js';
import { temporaryFolder } from '../temporary.js';

const RUNS = Math.ceil(Number(process.env.FUZZ_RUNS ?? 300) / 10);
/** Much longer than any of these scans takes on a busy machine, much shorter than a hang. */
const MOST_SECONDS = 20;

const PRESENTATION = { color: false, quiet: false };

const folder = temporaryFolder();
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
process.on('unhandledRejection', note);
afterAll(() => void process.off('unhandledRejection', note));

const deep = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

/** Values that nobody expects. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    [],
    {},
    true,
    -0,
    1e308,
    -1,
    2 ** 53,
    'x'.repeat(100_000),
    '/'.repeat(50_000),
    ' '.repeat(50_000),
    '[[[[',
    "[concat('",
    `[${'concat('.repeat(500)}`,
    '\u001b]0;title\u0007\u001b[2J',
    '\u202Etxt.exe',
    '::error file=x::y',
    '##[set-env name=PATH]x',
    '<script>alert(1)</script>',
    '](https://evil.example) `|',
    '../../../../etc/passwd',
    '/subscriptions//resourceGroups//providers//',
    '${jndi:x}',
    '\ud800',
    '\u0000',
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
    deep(150),
    Array.from({ length: 3000 }, (_, index) => ({ id: index })),
    { $ref: 'file:///etc/passwd' },
    '2026-13-45T99:99:99Z',
  ),
  fc.json().map((text) => JSON.parse(text) as unknown),
);
const change = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  key: fc.constantFrom<string | undefined>(
    undefined,
    undefined,
    '__proto__',
    'constructor',
    'toString',
    'id',
  ),
  value: fc.option(hostile, { nil: undefined }),
});
const changes = fc.array(change, { minLength: 1, maxLength: 6 });
type Change = { at: number; key: string | undefined; value: unknown };

const virtualMachine = (name: string) => ({
  type: 'Microsoft.Compute/virtualMachines',
  apiVersion: '2024-07-01',
  name,
  location: 'westeurope',
  properties: {
    hardwareProfile: { vmSize: 'Standard_D2s_v3' },
    storageProfile: { osDisk: { createOption: 'FromImage', diskSizeGB: 40000, osType: 'Linux' } },
    osProfile: { computerName: name, customData: "[base64('#cloud-config\nnetwork: {}')]" },
  },
});

/** A copy in which at some places something else stands, or nothing. */
function mutated(document: unknown, made: readonly Change[]): unknown {
  const copy = structuredClone(document);
  for (const { at, key, value: shared } of made) {
    const value: unknown = shared === undefined ? undefined : structuredClone(shared);
    const slots: [Record<string, unknown>, string][] = [];
    const visit = (parent: unknown, depth: number): void => {
      if (typeof parent !== 'object' || parent === null || depth > 30) return;
      for (const each of Object.keys(parent)) {
        slots.push([parent as Record<string, unknown>, each]);
        visit((parent as Record<string, unknown>)[each], depth + 1);
      }
    };
    visit(copy, 0);
    const slot = slots[Math.floor(at * slots.length)];
    if (slot === undefined) continue;
    const [parent, own] = slot;
    if (value === undefined) Reflect.deleteProperty(parent, own);
    else
      Object.defineProperty(parent, Array.isArray(parent) ? own : (key ?? own), {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
  }
  return copy;
}

/** Everything that a scan prints, or the one clear sentence why there is nothing. */
async function outcomeOf(open: () => Promise<Inventory>): Promise<Record<string, string> | UserError> {
  const start = performance.now();
  try {
    const report = await scan({ inventory: await open(), policies: SHIPPED_POLICIES });
    return Object.fromEntries(
      Object.entries(REPORTERS).map(([name, reporter]) => [
        name,
        [...reporter(report, PRESENTATION)].join(''),
      ]),
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error;
  } finally {
    expect((performance.now() - start) / 1000).toBeLessThan(MOST_SECONDS);
  }
}

// eslint-disable-next-line no-control-regex -- these are what must not get through
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

function check(outcome: Record<string, string> | UserError): void {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  if (outcome instanceof UserError) {
    expect(outcome.message.length).toBeLessThan(2000);
    return;
  }
  const { text = '', github = '', markdown = '', json = '', sarif = '' } = outcome;
  for (const plain of [text, github, json, sarif]) {
    expect(UNSAFE.exec(plain)).toBeNull();
    expect(plain).not.toContain('##[');
  }
  for (const line of github.split('\n'))
    expect(line).toMatch(/^(::(error|warning|notice|group|endgroup)|[^:]|$)(?!.*##\[)/);
  expect(markdown).not.toContain('<script>');
  for (const each of [json, sarif]) expect(() => JSON.parse(each) as unknown).not.toThrow();
}

/** The example estate, as small as it may be with every type in it. */
const rows = (() => {
  const counts = new Map<string, number>();
  return contosoRows().filter(({ type }) => {
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    return count <= 4;
  });
})();
const HEADER = {
  backupLintInventory: 1,
  source: { kind: 'azure', scope: { tenant: true }, takenAt: TAKEN_AT, collected: COLLECTED },
};
const lines = (document: readonly unknown[]) => document.map((each) => JSON.stringify(each)).join('\n');

describe('whatever stands in it, a scan ends with a report or one clear sentence', () => {
  test('an inventory', async () => {
    await fc.assert(
      fc.asyncProperty(changes, fc.boolean(), async (made, asList) => {
        const document = mutated(asList ? rows : [HEADER, ...rows], made);
        const text = asList || !Array.isArray(document) ? JSON.stringify(document) : lines(document);
        const file = folder.write('inventory.ndjson', text);
        check(await outcomeOf(() => openInventoryFile(file, TAKEN_AT)));
      }),
      { numRuns: RUNS },
    );
  }, 3_600_000);

  test('bytes that are changed, lost, or come twice', async () => {
    const whole = Buffer.from(lines([{ ...HEADER, trailer: true, sliced: true }, ...rows.slice(0, 20)]));
    const cut = fc.tuple(fc.nat(whole.length), fc.nat(200), fc.uint8Array({ maxLength: 20 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(cut, async ([at, length, put, zipped]) => {
        const bytes = zipped ? gzipSync(whole) : whole;
        const [head, tail] = [bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + length))];
        const file = folder.write('bytes.ndjson', Buffer.concat([head, put, tail]));
        check(await outcomeOf(() => openInventoryFile(file, TAKEN_AT)));
      }),
      { numRuns: RUNS },
    );
  }, 3_600_000);

  const template = JSON.parse(
    templateText({
      parameters: { name: { type: 'string', defaultValue: 'vm' }, size: { type: 'int', defaultValue: 4 } },
      variables: {
        names: "[map(range(0, parameters('size')), lambda('i', concat('n', lambdaVariables('i'))))]",
      },
      resources: [virtualMachine("[parameters('name')]"), disk("[variables('names')[0]]")],
    }),
  ) as unknown;
  test.each([
    ['a template', template],
    ['a plan', planOf({ resources: estate(), providers: PROVIDERS })],
  ])(
    '%s',
    async (_, document) => {
      await fc.assert(
        fc.asyncProperty(changes, async (made) => {
          const file = folder.write('main.json', JSON.stringify(mutated(document, made)));
          const options = { takenAt: TAKEN_AT, root: folder.path, plans: PLANS, searchPath: '' };
          check(await outcomeOf(() => collectFiles([file], options)));
        }),
        { numRuns: RUNS },
      );
    },
    3_600_000,
  );

  test('and no promise is left alone with its failure', async () => {
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  });
});

describe('compressed files', () => {
  const bomb = (byte: string, megabytes: number) => {
    const piece = gzipSync(Buffer.alloc(1 << 20, byte), { level: 9 });
    return Buffer.concat([
      gzipSync(`${JSON.stringify(HEADER)}\n`),
      ...Array.from({ length: megabytes }, () => piece),
    ]);
  };

  test.each([
    ['empty lines', '\n'],
    ['one line without end', 'x'],
    ['blank lines', ' \n'],
  ])(
    'a small file that grows without end is refused: %s',
    async (_, byte) => {
      const file = folder.write('bomb.ndjson.gz', bomb(byte, 200));
      const outcome = await outcomeOf(() => openInventoryFile(file, TAKEN_AT));
      expect(outcome).toBeInstanceOf(UserError);
      expect((outcome as UserError).message).toMatch(/expands to more than|is longer than/);
    },
    60_000,
  );

  test('one that shrinks well is read', async () => {
    const vm = JSON.stringify(rows.find(({ type }) => type.toLowerCase().endsWith('/virtualmachines')));
    const text = Array.from({ length: 2000 }, (_, index) => vm.replaceAll('web01', `web-${index}`)).join(
      '\n',
    );
    const file = folder.write('good.ndjson.gz', gzipSync(text, { level: 9 }));
    expect(await outcomeOf(() => openInventoryFile(file, TAKEN_AT))).not.toBeInstanceOf(UserError);
  });
});

describe('millions of small things', () => {
  test('a hundred thousand tiny resources in one subscription', async () => {
    const tiny = Array.from(
      { length: 100_000 },
      (_, index) => `{"id":"/subscriptions/s/resourceGroups/g/providers/a.b/c/${index}","type":"a.b/c"}`,
    );
    const file = folder.write('tiny.ndjson', tiny.join('\n'));
    check(await outcomeOf(() => openInventoryFile(file, TAKEN_AT)));
  }, 60_000);

  test('many locks, disks and items that all name one VM', async () => {
    const group = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/g';
    const vm = `${group}/providers/Microsoft.Compute/virtualMachines/vm`;
    const made = Array.from({ length: 5000 }, (_, index) => [
      {
        id: `${vm}/providers/Microsoft.Authorization/locks/l${index}`,
        type: 'microsoft.authorization/locks',
        properties: { level: 'ReadOnly' },
      },
      {
        id: `${group}/providers/Microsoft.Compute/restorePointCollections/c${index}`,
        type: 'microsoft.compute/restorepointcollections',
        properties: { source: { id: vm } },
      },
      {
        id: `${vm}/extensions/e${index}`,
        type: 'microsoft.compute/virtualmachines/extensions',
        properties: { provisioningState: 'Failed' },
      },
    ]).flat();
    const all = [HEADER, { id: vm, type: 'microsoft.compute/virtualmachines', properties: {} }, ...made];
    const file = folder.write('many.ndjson', lines(all));
    check(await outcomeOf(() => openInventoryFile(file, TAKEN_AT)));
  }, 60_000);
});

describe('nothing outside of the tree is read', () => {
  test('through a link, or a path in a template', async () => {
    const root = join(folder.path, 'tree');
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root);
    folder.write('outside.json', templateText({ resources: [virtualMachine('stolen')] }));
    symlinkSync(join(folder.path, 'outside.json'), join(root, 'link.json'));
    symlinkSync(folder.path, join(root, 'folder'));
    const linked = (path: string) => ({
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2022-09-01',
      name: 'linked',
      properties: {
        mode: 'Incremental',
        templateLink: path.startsWith('http') ? { uri: path } : { relativePath: path },
      },
    });
    const paths = ['../outside.json', 'folder/outside.json', 'link.json', join(folder.path, 'outside.json')];
    folder.write(
      'tree/main.json',
      templateText({ resources: [virtualMachine('own'), ...paths.map(linked)] }),
    );
    const options = { takenAt: TAKEN_AT, root, plans: PLANS, searchPath: '' };
    const outcome = await outcomeOf(() => collectFiles([root], options));
    expect(JSON.stringify(outcome)).not.toContain('stolen');
  });
});
