import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contosoRows } from '../../scripts/contoso.js';
import { compilePolicy, judgePolicy, openListsOf } from '../../src/check/judge-policy.js';
import { joiner } from '../../src/join/join.js';
import type { Policy } from '../../src/model/policy.js';
import { TYPES, type Row } from '../../src/model/row.js';
import { Unknown } from '../../src/model/unknown.js';
import { SHIPPED_POLICIES } from '../../src/shipped-policies.js';
import { inventoryOf } from '../estate/inventory.js';

/** What only Azure writes: no file has rows of these types. */
const LIVE_ONLY: readonly string[] = [
  TYPES.instanceView,
  TYPES.backupJob,
  TYPES.restorePointCollection,
  TYPES.subscription,
  TYPES.managementGroup,
  TYPES.servicePrincipal,
];

/** A value of which Azure, not a file, is the author: Azure names and dates things itself. */
const LIVE_VALUE =
  /provisioningState|timeCreated|protectionState|lastBackup|health|extended|ResourceId$|ResourceID$/i;

/** Policies that speak without knowing, by design: `agentNeed` is then `undecided`. */
const speaksAnyway = ({ when, schema }: Policy) => JSON.stringify([when, schema]).includes('agentNeed');

const policies = SHIPPED_POLICIES.filter((policy) => !speaksAnyway(policy)).map(compilePolicy);

/** The outcome of every policy for every VM, by `policy vm`. */
async function outcomes(rows: readonly Row[]): Promise<Map<string, string>> {
  const inventory = await inventoryOf(rows, { declared: false, source: { kind: 'files' } });
  const join = joiner(inventory);
  const found = new Map<string, string>();
  for await (const slice of inventory.slices) {
    for (const subject of join.slice(slice)) {
      const open = openListsOf(subject);
      for (const compiled of policies) {
        if (compiled.policy.subject !== subject.kind) continue;
        const { outcome } = judgePolicy(compiled, subject, open);
        found.set(`${compiled.policy.id} ${subject.id.toLowerCase()}`, outcome);
      }
    }
  }
  return found;
}

type Path = (string | number)[];

/** The ways to all values in the properties of a row. */
function pathsIn(value: unknown, path: Path = ['properties']): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsIn(child, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

test('a value that a file leaves unresolved turns certain answers into unknown ones, never into others', async () => {
  const rows = contosoRows();
  const expected = await outcomes(rows);
  const choices = rows.flatMap((row, index) =>
    LIVE_ONLY.includes(row.type.toLowerCase())
      ? []
      : pathsIn(row.properties)
          .filter((path) => !LIVE_VALUE.test(path.join('.')))
          .map((path) => ({ index, path })),
  );
  expect(choices.length).toBeGreaterThan(1000);
  const unresolved = new Unknown('unresolved', "[parameters('x')]");
  await fc.assert(
    fc.asyncProperty(fc.subarray(choices, { minLength: 1, maxLength: 40 }), async (chosen) => {
      const changed = [...rows];
      for (const { index, path } of chosen) {
        const row = changed[index];
        if (row !== undefined && reaches(row, path)) changed[index] = replaced(row, path, unresolved) as Row;
      }
      for (const [key, outcome] of await outcomes(changed)) {
        const before = expected.get(key);
        // A pass says less than "not applicable": with `when` unknown it may be either.
        const allowed = before === 'notApplicable' ? [before, 'unknown', 'pass'] : [before, 'unknown'];
        expect([key, outcome, chosen, allowed]).toEqual([
          key,
          expect.anything(),
          chosen,
          expect.arrayContaining([outcome]),
        ]);
      }
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 30) },
  );
}, 30_000);

/** Whether nothing above the path was replaced before. */
function reaches(row: Row, path: Path): boolean {
  let current: unknown = row;
  for (const key of path) {
    if (current instanceof Unknown || typeof current !== 'object' || current === null) return false;
    current = (current as Record<string | number, unknown>)[key];
  }
  return !(current instanceof Unknown);
}
