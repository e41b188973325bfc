import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contosoRows } from '../scripts/contoso.js';
import type { Row } from '../src/model/row.js';
import type { Report } from '../src/model/report.js';
import { scan } from '../src/scan.js';
import { SHIPPED_POLICIES } from '../src/shipped-policies.js';
import { inventoryOf } from './estate/inventory.js';

/** What a report says, with ids in one spelling. */
async function said(rows: readonly Row[]): Promise<unknown> {
  const report: Report = await scan({ inventory: await inventoryOf(rows), policies: SHIPPED_POLICIES });
  const { findings, unknowns, summary } = report;
  return JSON.parse(JSON.stringify({ findings, unknowns, summary }).toLowerCase());
}

const CASES: readonly ((id: string) => string)[] = [
  (id) => id,
  (id) => id.toLowerCase(),
  (id) => id.toUpperCase(),
];

test('the order of rows and the letter case of ids change nothing', async () => {
  const rows = contosoRows();
  const expected = await said(rows);
  const shuffled = fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length });
  const spellings = fc.array(fc.nat(CASES.length - 1), { minLength: rows.length, maxLength: rows.length });
  await fc.assert(
    fc.asyncProperty(shuffled, spellings, async (order, cases) => {
      const spelled = order.map((row, index) => ({
        ...row,
        id: CASES[cases[index] ?? 0]?.(row.id) ?? row.id,
      }));
      expect(await said(spelled)).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});
