import { describe, expect, test } from '@jest/globals';
import { joiner } from '../../src/join/join.js';
import { FACTS } from '../../src/model/facts/index.js';
import type { Subject } from '../../src/model/subject.js';
import { inventoryOf } from '../estate/inventory.js';
import { fullRows } from '../estate/full.js';

const facts = Object.keys((FACTS.vm as { properties: object }).properties);

/** The VMs, joined for those who read these facts; undefined: all. */
async function vmsFor(vmFacts?: readonly string[]): Promise<Subject[]> {
  const inventory = await inventoryOf(fullRows());
  const wanted = vmFacts === undefined ? {} : { vmFacts: new Set(vmFacts) };
  const join = joiner(inventory, { kinds: new Set(['vm']), ...wanted });
  const subjects: Subject[] = [];
  for await (const slice of inventory.slices) subjects.push(...join.slice(slice));
  return subjects;
}

describe('a fact that is read by itself', () => {
  test.each(facts)('%s: is the same as among all others', async (fact) => {
    const [whole, alone] = [await vmsFor(), await vmsFor([fact])];
    const told = (vms: readonly Subject[]) =>
      vms.map(({ id, document, unknown, origins }) => {
        const below = (pointer: string) => pointer === `/${fact}` || pointer.startsWith(`/${fact}/`);
        return {
          id,
          value: document[fact],
          unknown: [...unknown].filter(([pointer]) => below(pointer)),
          origins: origins.filter(({ prefix }) => below(prefix)),
        };
      });
    expect(told(alone)).toEqual(told(whole));
  });
});

test('what nobody reads is not made, and is not known', async () => {
  const [vm] = await vmsFor(['powerState']);
  expect(vm?.document.locks).toBeUndefined();
  expect(vm?.document.disks).toBeUndefined();
  expect([...(vm?.unknown.keys() ?? [])]).not.toContain('/locks');
  expect(vm?.origins.filter(({ prefix }) => prefix.startsWith('/locks'))).toEqual([]);
});
