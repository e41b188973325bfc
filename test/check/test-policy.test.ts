import { describe, expect, test } from '@jest/globals';
import { factsReadBy, pointersFor } from '../../src/check/facts-read.js';
import { testPolicy } from '../../src/check/test-policy.js';
import { FACTS } from '../../src/model/facts/index.js';
import { HEALTHY } from '../../src/model/healthy/index.js';
import type { Policy } from '../../src/model/policy.js';
import { parsePolicy } from '../../src/policies/parse-policy.js';

/** A policy on the size of disks that are in the backup, with these examples. */
function policyWith(examples: Policy['examples']): Policy {
  const file = {
    id: 'small-disks',
    title: 'Disks in the backup are small',
    subject: 'vm',
    level: 'warning',
    precision: 'high',
    fails: 'later',
    schema: {
      properties: {
        disks: {
          items: {
            if: { properties: { inBackup: { const: true } } },
            then: { properties: { sizeGiB: { maximum: 2048 } } },
          },
        },
        extendedLocation: { anyOf: [{ const: null }, { const: 'losangeles' }] },
      },
    },
    message: 'Disk {name} has {value} GiB',
    help: 'Split it.',
    examples,
  };
  return parsePolicy(JSON.stringify(file), 'small-disks.json');
}

const run = (examples: Policy['examples']) => testPolicy(policyWith(examples), FACTS.vm, HEALTHY.vm);

describe('testPolicy', () => {
  test('examples that come out as they say', () => {
    const result = run({
      pass: [{ name: 'small' }],
      fail: [
        { name: 'large', set: { '/disks/1/sizeGiB': 4096 }, at: ['/disks/1/sizeGiB'], level: 'warning' },
      ],
      unknown: [{ name: 'size not known', unset: ['/disks/1/sizeGiB'] }],
    });
    expect(result).toMatchObject({ examples: 3, lacks: [], failures: [], firesOnHealthy: false });
  });

  test.each<[string, Policy['examples'], string, string]>([
    [
      'an outcome',
      { pass: [{ name: 'x', set: { '/disks/1/sizeGiB': 4096 } }] },
      'pass',
      'fail at /disks/1/sizeGiB',
    ],
    [
      'a place',
      { fail: [{ name: 'x', set: { '/disks/1/sizeGiB': 4096 }, at: ['/disks/0/sizeGiB'] }] },
      'fail at /disks/0/sizeGiB',
      'fail at /disks/1/sizeGiB',
    ],
    [
      'a place too many',
      {
        fail: [
          {
            name: 'x',
            set: { '/disks/0/sizeGiB': 4096, '/disks/1/sizeGiB': 4096 },
            at: ['/disks/0/sizeGiB'],
          },
        ],
      },
      'fail at /disks/0/sizeGiB',
      'fail at /disks/0/sizeGiB, /disks/1/sizeGiB',
    ],
    [
      'a level',
      { fail: [{ name: 'x', set: { '/disks/1/sizeGiB': 4096 }, at: ['/disks/1/sizeGiB'], level: 'error' }] },
      'fail at /disks/1/sizeGiB (error)',
      'fail at /disks/1/sizeGiB (warning)',
    ],
    ['not unknown', { unknown: [{ name: 'x' }] }, 'unknown', 'pass'],
    ['not applicable', { notApplicable: [{ name: 'x' }] }, 'notApplicable', 'pass'],
    [
      'a fact that does not exist',
      { pass: [{ name: 'x', set: { '/disk/1/sizeGiB': 1 } }] },
      'pass',
      '/disk/1/sizeGiB is no fact',
    ],
    [
      'an unknown that does not exist',
      { unknown: [{ name: 'x', unset: ['/sizes'] }] },
      'unknown',
      '/sizes is no fact',
    ],
    [
      'a text where a number is',
      { pass: [{ name: 'x', set: { '/disks/1/sizeGiB': '1' } }] },
      'pass',
      '/disks/1/sizeGiB is never "1": it is integer',
    ],
    [
      'a fact that is not there inside of one that is',
      { pass: [{ name: 'x', set: { '/disks': [{ role: 'os' }, { rol: 'data' }] } }] },
      'pass',
      '/disks/1/rol is no fact',
    ],
    [
      'a list where an object is',
      { pass: [{ name: 'x', set: { '/disks/-': [] } }] },
      'pass',
      '/disks/- is never an array: it is object',
    ],
    [
      'an item that is not there',
      { pass: [{ name: 'x', set: { '/disks/7/sizeGiB': 1 } }] },
      'pass',
      '/disks/7/sizeGiB points into nothing',
    ],
    [
      'a whole item',
      { unknown: [{ name: 'x', unset: ['/disks/1'] }] },
      'unknown',
      '/disks/1 is an item of a list; only facts can be unknown',
    ],
    [
      'a prototype',
      { pass: [{ name: 'x', set: { '/__proto__/polluted': true } }] },
      'pass',
      '/__proto__/polluted is no fact',
    ],
  ])('%s that differs is a failure, told in words', (_, examples, expected, actual) => {
    const kind = Object.keys(examples)[0] ?? '';
    const pointer = `/examples/${kind}/0`;
    expect(run(examples).failures).toEqual([{ kind, name: 'x', pointer, expected, actual }]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('the facts it reads without needing them', () => {
    // The size decides while a disk is in the backup; whether it is does not matter as long as it is small.
    const result = run({ pass: [{ name: 'small' }] });
    expect(result.passesOnUnknown).toEqual(['/disks/*/inBackup']);
    expect(result.passesOnNull).toEqual(['/extendedLocation']);
    expect(result.lacks).toEqual(['fail', 'unknown']);
  });

  test('a policy that the healthy subject fails is no failure, and says so', () => {
    const policy = { ...policyWith({}), schema: { properties: { location: { const: 'northeurope' } } } };
    expect(testPolicy(policy, FACTS.vm, HEALTHY.vm)).toMatchObject({ examples: 0, firesOnHealthy: true });
  });
});

describe('factsReadBy', () => {
  test('names what decides, not what only leads there', () => {
    expect(factsReadBy(policyWith({}))).toEqual([
      '/disks/*/inBackup',
      '/disks/*/sizeGiB',
      '/extendedLocation',
    ]);
  });

  test('a fact that is only a property name of another', () => {
    const when = { not: { properties: { location: { const: 'x' } } } };
    const schema = {
      properties: { disks: { minItems: 1, contains: { properties: { role: { const: 'os' } } } } },
    };
    expect(factsReadBy({ when, schema })).toEqual(['/disks/*/role', '/location']);
  });
});

test('pointersFor finds each item, and nothing that is not there', () => {
  const document = { disks: [{ size: 1 }, {}, { size: 2 }], name: 'vm' };
  expect(pointersFor('/disks/*/size', document)).toEqual(['/disks/0/size', '/disks/2/size']);
  expect(pointersFor('/name', document)).toEqual(['/name']);
  expect(pointersFor('/constructor', document)).toEqual([]);
});
