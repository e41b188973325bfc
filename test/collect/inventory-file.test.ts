import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openInventoryFile } from '../../src/collect/inventory-file.js';
import type { Row } from '../../src/model/row.js';
import { UserError } from '../../src/model/user-error.js';
import { scan } from '../../src/scan.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';
import * as azure from '../estate/rows.js';
import { temporaryFolder } from '../temporary.js';

const NOW = '2026-11-22T02:00:00.000Z';
const S1 = '11111111-1111-1111-1111-111111111111';
const S2 = '22222222-2222-2222-2222-222222222222';
const folder = temporaryFolder();
let count = 0;

const vm1 = azure.vm({ subscription: S1, group: 'rg', name: 'vm-1' });
const vm2 = azure.vm({ subscription: S2, group: 'rg', name: 'vm-2' });

/** Everything in a file, as ids by part. */
async function read(content: string | Buffer, name = `inventory-${count++}`) {
  const inventory = await openInventoryFile(folder.write(name, content), NOW);
  const slices: [string, string[]][] = [];
  for await (const { subscriptionId, resources } of inventory.slices) {
    slices.push([subscriptionId, [...resources].map(({ id }) => id)]);
  }
  return { ...inventory, shared: [...inventory.shared].map(({ id }) => id), slices };
}

async function mistake(content: string | Buffer): Promise<string> {
  try {
    await read(content, 'in.json');
  } catch (error) {
    if (error instanceof UserError)
      return `${error.message} ${error.hint ?? ''}`.replaceAll(`${folder.path}/`, '').trim();
    throw error;
  }
  return 'no mistake';
}

const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const header = (more: object = {}) => ({
  backupLintInventory: 1,
  source: { kind: 'azure', takenAt: NOW, collected: [] },
  ...more,
});

describe('our inventory', () => {
  const sliced = [
    header({ sliced: true, trailer: true }),
    azure.subscription(S1),
    vm1,
    vm2,
    { end: { rows: 3, gaps: 0 } },
  ];

  test('is read slice by slice, compressed or not, whatever its name is', async () => {
    for (const content of [lines(...sliced), gzipSync(lines(...sliced))]) {
      const { declared, gaps, shared, slices, source } = await read(content);
      expect({ declared, gaps, shared, slices, takenAt: source.takenAt }).toEqual({
        declared: true,
        gaps: [],
        shared: [`/subscriptions/${S1}`],
        slices: [
          [S1, [vm1.id]],
          [S2, [vm2.id]],
        ],
        takenAt: NOW,
      });
    }
  });

  test('without the promise, rows come in any order', async () => {
    const { slices, shared } = await read(lines(header(), vm2, azure.subscription(S1), vm1));
    expect(shared).toEqual([`/subscriptions/${S1}`]);
    expect(slices.map(([id]) => id)).toEqual([S1, S2]);
  });

  test('a broken promise is told with its line', async () => {
    expect(await mistake(lines(header({ sliced: true }), vm1, vm2, vm1))).toMatch(
      /^in.json:4 breaks the promise "sliced": subscription 1+-.* in more than one piece/,
    );
    expect(await mistake(lines(header({ sliced: true }), vm1, azure.subscription(S1)))).toMatch(
      /^in.json:3 breaks the promise/,
    );
  });

  test('gaps are known before the first slice, wherever they stand', async () => {
    const gap = { what: 'x', scope: '/', reason: 'forbidden', detail: 'no' };
    const { gaps } = await read(lines(header({ sliced: true }), vm1, { gap }));
    expect(gaps).toEqual([gap]);
  });

  test('a reason that the format does not list is kept in words', async () => {
    const { gaps } = await read(
      lines(header(), vm1, { gap: { what: 'x', scope: '/', reason: 'moonPhase' } }),
    );
    expect(gaps).toEqual([{ what: 'x', scope: '/', reason: 'failed', detail: 'moonPhase.' }]);
  });

  test('a missing or wrong end is a gap over everything', async () => {
    const truncated = [expect.objectContaining({ what: '*', scope: '/', reason: 'truncated' })];
    const promised = header({ trailer: true });
    expect((await read(lines(promised, vm1))).gaps).toEqual(truncated);
    expect((await read(lines(promised, vm1, { end: { rows: 2, gaps: 0 } }))).gaps).toEqual(truncated);
    expect((await read(lines(promised, vm1, { end: { rows: 1, gaps: 1 } }))).gaps).toEqual(truncated);
    expect((await read(lines(promised, vm1, { end: { rows: 1, gaps: 0 } }))).gaps).toEqual([]);
    expect((await read(lines(header(), vm1))).gaps).toEqual([]);
  });

  test.each([['true'], [1], [{}]])(
    'an end that is promised in an odd way is missed too: %j',
    async (trailer) => {
      const { gaps } = await read(lines(header({ trailer }), vm1));
      expect(gaps).toMatchObject([{ what: '*', scope: '/', reason: 'truncated' }]);
    },
  );

  test.each([[false], [null], [undefined]])(
    'an end that is not promised (%j) need not be there',
    async (trailer) => {
      expect((await read(lines(header({ trailer }), vm1))).gaps).toEqual([]);
    },
  );

  test('a file that was cut off is read as far as it goes', async () => {
    const whole = lines(header({ sliced: true, trailer: true }), vm1, vm2, { end: { rows: 2, gaps: 0 } });
    const cut = whole.slice(0, whole.indexOf('vm-2') + 2);
    const plain = await read(cut);
    expect(plain.slices).toEqual([[S1, [vm1.id]]]);
    expect(plain.gaps).toMatchObject([{ what: '*', scope: '/', reason: 'truncated' }]);
    const zipped = gzipSync(
      lines(header({ sliced: true, trailer: true }), vm1, ...Array<Row>(200).fill(vm2)),
    );
    const half = await read(zipped.subarray(0, zipped.length - 20));
    expect(half.slices[0]).toEqual([S1, [vm1.id]]);
    expect(half.gaps).toMatchObject([{ what: '*', scope: '/', reason: 'truncated' }]);
  });

  test('a job before a boundary may belong to either slice and is in both', async () => {
    const job = azure.backupJob(azure.vaultId(S1), 'job', {});
    const { slices } = await read(lines(header({ sliced: true }), vm1, job, vm2));
    expect(slices).toEqual([
      [S1, [vm1.id, job.id]],
      [S2, [job.id, vm2.id]],
    ]);
  });

  test('protected items belong to the slice of their VM', async () => {
    const item = azure.protectedItem(
      { subscription: S2, group: 'rg', name: 'vm-2' },
      'p',
      {},
      azure.vaultId(S1),
    );
    const { slices } = await read(lines(header(), vm1, vm2, item));
    expect(slices[1]).toEqual([S2, [vm2.id, item.id]]);
  });

  test('a protected item can stand in a second slice, and alone in its own', async () => {
    const of = (subscription: string) => ({ subscription, group: 'rg', name: 'vm' });
    const [twin, orphan] = [of(S1), of('33333333-3333-3333-3333-333333333333')].map((each) =>
      azure.protectedItem(each, 'p', {}, azure.vaultId(each.subscription)),
    ) as [Row, Row];
    const { slices } = await read(lines(header({ sliced: true }), vm1, twin, vm2, twin, orphan));
    expect(slices.map(([id, rows]) => [id[0], rows.includes(twin.id), rows.includes(orphan.id)])).toEqual([
      ['1', true, false],
      ['2', true, true],
      ['3', false, true],
    ]);
  });

  test('what a header says in another type than it must is not read', async () => {
    const source = {
      kind: 7,
      cloud: null,
      takenAt: '2026-11-22T02:00:00Z',
      scope: { subscriptions: null },
      subscriptionsSeen: 'many',
      requests: { resourceGraph: 'x' },
      anything: 1,
    };
    const inventory = await read(lines({ backupLintInventory: 1, source }, vm1));
    expect(inventory.source).toEqual({
      kind: 'file',
      takenAt: '2026-11-22T02:00:00Z',
      scope: {},
      anything: 1,
    });
  });

  test('mistakes in the header', async () => {
    expect(await mistake(lines({ ...header(), backupLintInventory: 2 }))).toBe(
      'in.json:1: this backup-lint reads inventories of version 1, not 2. A newer backup-lint may have written it.',
    );
    expect(await mistake(lines({ backupLintInventory: 1, source: { takenAt: 'soon' } }))).toBe(
      'in.json:1: `takenAt` is no date: "soon".',
    );
    expect(await mistake(lines({ backupLintInventory: 1, source: { collected: 'all' } }))).toBe(
      'in.json:1: `collected` is no list of texts.',
    );
  });

  const withTime = (takenAt: string) => lines({ backupLintInventory: 1, source: { takenAt } }, vm1);
  test.each([
    ['22 Nov 2026'],
    ['Sun Nov 22 2026'],
    ['1'],
    ['2026'],
    ['2026-11'],
    ['+002026-11-22'],
    ['11/22/2026'],
    ['2026-11-22T25:00:00Z'],
    ['2026-13-01'],
  ])('takenAt is ISO 8601, not all that JavaScript takes for a date: %s', async (takenAt) => {
    expect(await mistake(withTime(takenAt))).toBe(`in.json:1: \`takenAt\` is no date: "${takenAt}".`);
  });

  test.each([
    ['2026-11-22'],
    ['2026-11-22T02:00Z'],
    ['2026-11-22T02:00:00'],
    ['2026-11-22 02:00:00'],
    ['2026-11-22T02:00:00.1234567Z'],
    ['2026-11-22T02:00:00+0100'],
    ['0001-01-01T00:00:00Z'],
  ])('what it takes for a date can be judged by: %s', async (takenAt) => {
    const inventory = await openInventoryFile(folder.write('time.json', withTime(takenAt)), NOW);
    expect(inventory.source.takenAt).toBe(takenAt);
    expect((await scan({ inventory, policies: SHIPPED_POLICIES })).summary.subjects).toBe(1);
  });

  test('mistakes in a line', async () => {
    expect(await mistake(`${lines(header())}{"id": }\n${lines(vm1)}`)).toBe(
      'in.json:2:8 is no JSON: value expected.',
    );
    expect(await mistake(lines(header(), vm1, { name: 'x' }))).toBe(
      'in.json:3 is no Azure resource: it has no `id` or no `type`.',
    );
    expect(await mistake(lines(header(), { gap: { scope: '/' } }))).toMatch(/^in.json:2: a gap needs `what`/);
  });

  test('of two mistakes the first is told, also where the second is no JSON', async () => {
    const broken = lines(header({ sliced: true }), vm1, vm2, vm1);
    expect(await mistake(`${broken}{"id": }\n`)).toMatch(/^in.json:4 breaks the promise "sliced"/);
    expect(await mistake(`${lines(header({ sliced: true }), vm1)}{"id": }\n${lines(vm2, vm1)}`)).toBe(
      'in.json:3:8 is no JSON: value expected.',
    );
  });
});

describe('what the Azure CLI prints', () => {
  const ids = async (content: string) => (await read(content)).slices.flatMap(([, rows]) => rows);

  test('lists, value, data, tables, lines, one resource', async () => {
    const table = { columns: [{ name: 'id' }, { name: 'type' }], rows: [[vm1.id, vm1.type]] };
    const forms = [
      JSON.stringify([vm1]),
      JSON.stringify([vm1], null, 2),
      JSON.stringify({ value: [vm1] }),
      JSON.stringify({ count: 1, data: [vm1], total_records: 1 }, null, 4),
      JSON.stringify({ data: table }),
      lines(vm1, vm1),
      JSON.stringify(vm1),
      JSON.stringify(vm1, null, 2),
      `\ufeff${JSON.stringify(vm1)}`,
      lines({ value: [vm1] }, { value: [] }),
    ];
    for (const form of forms)
      expect([form.slice(0, 40), await ids(form)]).toEqual([form.slice(0, 40), [vm1.id]]);
  });

  test.each([
    [
      { skip_token: 'x', total_records: 2500, count: 1000 },
      /is one page of several with 1 of 2500 resources \(skip_token\)/,
    ],
    [
      { $skipToken: 'x', totalRecords: 1 },
      /is one page of several \(\$skipToken\): what is on the others was not checked\.$/,
    ],
    [{ nextLink: 'https://management.azure.com/x' }, /is one page of several \(nextLink\)/],
  ])('one page of several says so: %j', async (more, note) => {
    const { notes, gaps, slices } = await read(JSON.stringify({ value: [vm1], ...more }, null, 2));
    expect(slices).toHaveLength(1);
    expect(gaps).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(note)]);
  });

  test.each([{ skip_token: null, total_records: 1 }, { skip_token: '' }, { nextLink: null }])(
    'the last page says nothing: %j',
    async (more) => {
      const { notes } = await read(JSON.stringify({ data: [vm1], ...more }, null, 2));
      expect(notes).toEqual([]);
    },
  );

  test('absence is never known there', async () => {
    expect((await read(JSON.stringify([vm1]))).declared).toBe(false);
  });

  test('a flat resource gets its properties back, in the spelling of Azure', async () => {
    const flat = {
      id: vm1.id,
      type: 'Microsoft.Compute/virtualMachines',
      location: 'westeurope',
      provisioningState: 'Succeeded',
      osProfile: { linuxConfiguration: { provisionVmAgent: false } },
      storageProfile: { osDisk: { diskSizeGb: 30 } },
      resources: [
        {
          id: `${vm1.id}/extensions/e`,
          type: 'Microsoft.Compute/virtualMachines/extensions',
          typePropertiesType: 'CustomScript',
          provisioningState: 'Failed',
        },
      ],
    };
    const inventory = await openInventoryFile(folder.write('flat.json', JSON.stringify(flat)), NOW);
    const rows: Row[] = [];
    for await (const slice of inventory.slices) rows.push(...slice.resources);
    expect(rows[0]).toMatchObject({
      location: 'westeurope',
      properties: {
        osProfile: { linuxConfiguration: { provisionVMAgent: false } },
        storageProfile: { osDisk: { diskSizeGB: 30 } },
      },
    });
    expect(rows[1]).toMatchObject({
      type: 'Microsoft.Compute/virtualMachines/extensions',
      properties: { type: 'CustomScript', provisioningState: 'Failed' },
    });
  });

  test('a resource without a type has the one in its id', async () => {
    expect(await ids(JSON.stringify([{ id: vm1.id, properties: {} }]))).toEqual([vm1.id]);
  });
});

describe('what is no inventory', () => {
  test.each([
    ['', 'in.json is empty. An inventory has at least one resource.'],
    ['\n \n', 'in.json is empty. An inventory has at least one resource.'],
    ['{"id": "x",\n "type": }', 'in.json:2:10 is no JSON: value expected.'],
    ['[{"id": "x"', 'in.json:1:12 is no JSON: the file ends in the middle.'],
    ['hello', 'in.json:1:1 is no JSON: invalid symbol.'],
    [
      '{"error": {"code": "Throttled", "message": "Wait."}}',
      'in.json holds an error that Azure answered, no resources: Throttled: Wait.',
    ],
    ['[{"name": "vm"}]', /^in.json: item 1 is no Azure resource: it has no `id` or no `type`/],
    ['[[]]', /^in.json: item 1 is no Azure resource/],
    ['"text"', /^in.json is JSON, but no inventory/],
    [
      '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}',
      /is an ARM template/,
    ],
    ['{"terraform_version": "1.9"}', /is a Terraform plan/],
  ])('%j', async (content, expected) => {
    if (typeof expected === 'string') expect(await mistake(content)).toBe(expected);
    else expect(await mistake(content)).toMatch(expected);
  });

  test('other encodings', async () => {
    expect(await mistake(Buffer.from('\ufeff[]', 'utf16le'))).toMatch(
      /^in.json is encoded as UTF-16; backup-lint reads UTF-8. In Windows PowerShell/,
    );
    expect(await mistake(Buffer.from([0x5b, 0x22, 0xe9, 0x22, 0x5d]))).toBe('in.json is not UTF-8 text.');
    expect(
      await mistake(Buffer.concat([Buffer.from(lines(header())), Buffer.from([0x22, 0xff, 0x22, 0x0a])])),
    ).toBe('in.json:2 is not UTF-8 text.');
  });

  test('nesting without end', async () => {
    const deep = (levels: number) =>
      `{"id":"/a","type":"t","properties":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(await mistake(deep(5000))).toBe('in.json:1 is nested more than 200 levels deep.');
    expect(await mistake(deep(3_000_000))).toMatch(/^in.json:1 is (no JSON|nested)/);
  });

  test('damaged or missing files', async () => {
    const damaged = gzipSync('x'.repeat(5000));
    damaged[15] = (damaged[15] ?? 0) ^ 0xff;
    expect(await mistake(damaged)).toMatch(/^in.json (is damaged|ends early)/);
    await expect(openInventoryFile(join(folder.path, 'nowhere'), NOW)).rejects.toThrow('does not exist');
    await expect(openInventoryFile(folder.path, NOW)).rejects.toThrow(
      'is a directory, not an inventory file',
    );
  });
});
