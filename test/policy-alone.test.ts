import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contosoRows } from '../scripts/contoso.js';
import { exampleSubject } from '../src/check/apply-example.js';
import { factsWantedBy } from '../src/check/facts-wanted.js';
import { compilePolicy, judgePolicy, openListsOf } from '../src/check/judge-policy.js';
import { faultOf } from '../src/check/places.js';
import { HEALTHY } from '../src/model/healthy/index.js';
import type { Policy } from '../src/model/policy.js';
import type { Row } from '../src/model/row.js';
import type { Subject } from '../src/model/subject.js';
import { parsePolicy } from '../src/policies/parse-policy.js';
import { scan } from '../src/scan.js';
import { SHIPPED_POLICIES } from '../src/shipped-policies.js';
import { fullRows } from './estate/full.js';
import { inventoryOf, type EstateOptions } from './estate/inventory.js';

/** A scan joins only what its policies read. So a policy alone must say what it says among all others. */

const rows: readonly Row[] = [...contosoRows(), ...fullRows()];
const TYPES_HERE = [...new Set(rows.map(({ type }) => type))];

async function said(policies: readonly Policy[], estate: readonly Row[], options: EstateOptions) {
  const report = await scan({ inventory: await inventoryOf(estate, options), policies });
  const { findings, unknowns, summary } = report;
  return { findings, unknowns, outcomes: summary.outcomes, failing: summary.protected };
}

async function expectSameAlone(estate: readonly Row[], options: EstateOptions = {}): Promise<void> {
  const together = await said(SHIPPED_POLICIES, estate, options);
  const sums = { pass: 0, fail: 0, notApplicable: 0, unknown: 0 };
  for (const policy of SHIPPED_POLICIES) {
    const alone = await said([policy], estate, options);
    const ofPolicy = <T extends { readonly policy: string }>(list: readonly T[]) =>
      list.filter((each) => each.policy === policy.id);
    expect(alone.findings).toEqual(ofPolicy(together.findings));
    expect(alone.unknowns).toEqual(ofPolicy(together.unknowns));
    expect(alone.failing).toBe(together.failing);
    for (const outcome of Object.keys(sums) as (keyof typeof sums)[])
      sums[outcome] += alone.outcomes[outcome];
  }
  expect(sums).toEqual(together.outcomes);
}

describe('a policy alone says what it says among all others', () => {
  test('where everything was read', () => expectSameAlone(rows));

  test('where the source does not say what it looked for', () => expectSameAlone(rows, { declared: false }));

  test('where rows are missing, or could not be read', async () => {
    const without = fc.subarray(TYPES_HERE, { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(without, fc.boolean(), async (types, isGap) => {
        const gaps = types.map((what) => ({ what, scope: '/', reason: 'forbidden' }) as const);
        const left = rows.filter(({ type }) => !types.includes(type));
        await expectSameAlone(left, isGap ? { gaps } : {});
      }),
      { numRuns: 6 },
    );
  });
});

describe('the examples of a policy come out the same', () => {
  const ofVms = readdirSync('policies')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => parsePolicy(readFileSync(`policies/${name}`, 'utf8'), name))
    .filter(({ subject }) => subject === 'vm');

  test.each(ofVms.map((policy) => [policy.id, policy] as const))('%s', (_id, policy) => {
    const wanted = factsWantedBy([policy], 'vm');
    for (const example of Object.values(policy.examples).flat()) {
      const full = exampleSubject('vm', HEALTHY.vm, example);
      const facts = Object.entries(full.document).filter(([fact]) => wanted.has(fact));
      const narrow = { ...full, document: Object.fromEntries(facts) };
      expect(judged(policy, narrow)).toEqual(judged(policy, full));
    }
  });

  function judged(policy: Policy, subject: Subject) {
    const compiled = compilePolicy(policy);
    const open = openListsOf(subject);
    const { outcome, faults, unknowns } = judgePolicy(compiled, subject, open);
    return { outcome, unknowns, faults: faults.map((pointer) => faultOf(compiled, subject, pointer, open)) };
  }
});

describe('the facts that policies read', () => {
  const [some] = SHIPPED_POLICIES;
  const wanted = (policy: Partial<Policy>) => {
    const plain = { when: {}, subject: 'vm', schema: {}, levels: [], message: '' } as const;
    return [...factsWantedBy([{ ...some!, ...plain, ...policy }], 'vm')];
  };
  const of = (fact: string) => ({ properties: { [fact]: { const: true } } });

  test('are those of conditions, requirements, levels and messages', () => {
    const policy = {
      when: { anyOf: [of('size'), { not: of('tags') }] },
      schema: { properties: { disks: { items: of('managed') } } },
      levels: [{ when: of('agentNeed'), level: 'note', message: 'See {/backupPolicy/name}.' }],
      message: '{name} has {osName}.',
    } as const;
    const read = ['size', 'tags', 'disks', 'agentNeed', 'backupPolicy', 'name', 'osName'];
    expect(wanted(policy)).toEqual(expect.arrayContaining(read));
    expect(wanted(policy)).not.toContain('locks');
    expect(wanted(policy)).not.toContain('managed');
  });

  test('of `it` are those below it, since it can be the whole document', () => {
    const when = { properties: { it: of('powerState') } };
    expect(wanted({ levels: [{ when, level: 'note' }] })).toContain('powerState');
  });

  test('of another kind of subject are not asked of VMs', () => {
    expect(wanted({ subject: 'vault', schema: of('locks') })).not.toContain('locks');
  });
});
