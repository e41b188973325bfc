import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { Verdicts } from '../../src/check/verdicts.js';
import type { Policy, PolicySchema } from '../../src/model/policy.js';
import type { Origin, Subject } from '../../src/model/subject.js';
import { Unknown } from '../../src/model/unknown.js';

const VM = '/subscriptions/S/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/';
const DISK = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/';

function policy(schema: PolicySchema, changes: Partial<Policy> = {}): Policy {
  return {
    id: 'p',
    title: 'P',
    subject: 'vm',
    level: 'error',
    levels: [],
    precision: 'high',
    fails: 'next-backup',
    errorCodes: ['E'],
    schema,
    message: '{name} has {value}',
    help: 'az disk show --ids "{resourceId}"',
    links: [],
    aliases: [],
    enabled: true,
    examples: {},
    ...changes,
  };
}

const small: PolicySchema = {
  properties: { disks: { items: { properties: { sizeGiB: { maximum: 10 } } } } },
};

interface Shape {
  readonly document?: Record<string, unknown>;
  readonly origins?: readonly Origin[];
  readonly unknown?: readonly (readonly [string, Unknown])[];
  readonly protected?: boolean | undefined;
}

function vm(
  name: string,
  { document = {}, origins = [], unknown = [], protected: isProtected = true }: Shape = {},
): Subject {
  return {
    kind: 'vm',
    id: VM + name,
    resourceType: 'microsoft.compute/virtualmachines',
    document: { id: VM + name, name, ...document },
    unknown: new Map(unknown),
    origins,
    protected: isProtected,
  };
}

const origin = (index: number, name: string, fromRow = true): Origin => ({
  prefix: `/disks/${index}`,
  resourceId: DISK + name,
  resourceType: 'microsoft.compute/disks',
  fromRow,
});
const disks = (...sizes: number[]) => ({
  disks: sizes.map((sizeGiB, index) => ({ name: `d${index}`, sizeGiB })),
});

function found(subjects: readonly Subject[], ...policies: Policy[]) {
  const verdicts = new Verdicts(policies);
  for (const subject of subjects) verdicts.judge(subject);
  return verdicts.result([]);
}

describe('one finding per thing to repair', () => {
  test('faults of one policy at one resource are one finding, over subjects and letter case', () => {
    const shared = (name: string, id: string, index: number) =>
      vm(name, {
        document: disks(...Array<number>(index).fill(1), 20),
        origins: [{ ...origin(index, ''), resourceId: id }],
      });
    const { findings, summary } = found(
      [shared('b', `${DISK}X`, 0), shared('a', `${DISK}x`, 1)],
      policy(small),
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      resourceId: `${DISK}x`,
      resourceType: 'microsoft.compute/disks',
      subjects: [`${VM}a`, `${VM}b`],
      places: [{ path: '/disks/1/sizeGiB', value: 20, resourceId: `${DISK}x` }],
      message: 'd1 has 20',
      help: `az disk show --ids "${DISK}x"`,
    });
    expect(summary).toMatchObject({ subjects: 2, protected: 2, failing: 2, outcomes: { fail: 2 } });
  });

  test('without an origin it is the finding of the subject, with a place for each fault', () => {
    const { findings } = found([vm('a', { document: disks(20, 1, 30) })], policy(small));
    expect(findings[0]?.resourceId).toBe(`${VM}a`);
    expect(findings[0]?.places.map(({ path, value }) => [path, value])).toEqual([
      ['/disks/0/sizeGiB', 20],
      ['/disks/2/sizeGiB', 30],
    ]);
  });

  test('the id is spelled as in its own row, whichever subject comes first', () => {
    const seen = (name: string, id: string, fromRow: boolean) =>
      vm(name, { document: disks(20), origins: [{ ...origin(0, '', fromRow), resourceId: id }] });
    const subjects = [seen('a', `${DISK}AS-ROW`, false), seen('b', `${DISK}As-Row`, true)];
    expect(found(subjects, policy(small)).findings[0]?.resourceId).toBe(`${DISK}As-Row`);
    const referred = [seen('b', `${DISK}second`.toUpperCase(), false), seen('a', `${DISK}second`, false)];
    expect(found(referred, policy(small)).findings[0]?.resourceId).toBe(`${DISK}second`);
  });

  test('the nearest origin counts', () => {
    const nested: Origin = { ...origin(0, ''), prefix: '/disks/0/sizeGiB', resourceId: '/nearer' };
    const subject = vm('a', { document: disks(20), origins: [origin(0, 'x'), nested] });
    expect(found([subject], policy(small)).findings[0]?.resourceId).toBe('/nearer');
    const similar = vm('a', { document: disks(...Array<number>(11).fill(20)), origins: [origin(1, 'one')] });
    expect(
      found([similar], policy(small))
        .findings.map(({ places }) => places.length)
        .sort(),
    ).toEqual([1, 10]);
  });

  test('at most 20 places, in the order of indexes as numbers', () => {
    const { findings } = found([vm('a', { document: disks(...Array<number>(25).fill(20)) })], policy(small));
    expect(findings[0]?.places.map(({ path }) => path)).toEqual(
      Array.from({ length: 20 }, (_, index) => `/disks/${index}/sizeGiB`),
    );
  });

  test('the highest level wins, with the words of the first place at that level', () => {
    const levels = [
      {
        when: { properties: { it: { properties: { sizeGiB: { maximum: 20 } } } } },
        level: 'note' as const,
        message: 'hardly',
      },
    ];
    const subjects = [
      vm('b', { document: disks(50) }),
      vm('c', { document: disks(40) }),
      vm('a', { document: disks(15) }),
    ];
    const one = subjects.map((subject) => ({ ...subject, origins: [origin(0, 'x')] }));
    expect(found(one, policy(small, { levels })).findings[0]).toMatchObject({
      level: 'error',
      message: 'd0 has 50',
      subjects: [`${VM}a`, `${VM}b`, `${VM}c`],
    });
  });

  test('findings are ordered by level, policy and resource', () => {
    const note = policy(small, { id: 'a-note', level: 'note' });
    const { findings } = found(
      [vm('b', { document: disks(20) }), vm('A', { document: disks(20) })],
      note,
      policy(small, { id: 'z' }),
    );
    expect(findings.map(({ policy: id, resourceId }) => `${id} ${resourceId.at(-1) ?? ''}`)).toEqual([
      'z A',
      'z b',
      'a-note A',
      'a-note b',
    ]);
  });

  test('the fingerprint: SHA-256 of the oldest name and the lower-cased id', () => {
    const { findings } = found(
      [vm('A', { document: disks(20) })],
      policy(small, { aliases: ['oldest', 'older'] }),
    );
    const expected = createHash('sha256').update(`oldest\0${VM}A`.toLowerCase()).digest('hex');
    expect(findings[0]?.fingerprint).toBe(expected);
  });
});

describe('values and messages', () => {
  test('a list shows its length, an object nothing, null itself', () => {
    const list = found(
      [vm('a', { document: disks(1, 2, 3) })],
      policy({ properties: { disks: { maxItems: 2 } } }),
    );
    expect(list.findings[0]).toMatchObject({ message: 'a has 3', places: [{ path: '/disks', value: 3 }] });
    const object = found(
      [vm('a', { document: { agent: {} } })],
      policy({ properties: { agent: { not: { type: 'object' } } } }),
    );
    expect(object.findings[0]?.places[0]).not.toHaveProperty('value');
    const none = found(
      [vm('a', { document: { agent: null } })],
      policy({ properties: { agent: { type: 'object' } } }),
    );
    expect(none.findings[0]?.places[0]).toMatchObject({ value: null });
  });

  test('{name} is of the nearest object, else of the subject; {/pointer} is of the subject', () => {
    const message = '{name} {sizeGiB} {/name} {location} {/disks/1/name}';
    const subject = vm('a', { document: { location: 'westeurope', ...disks(20, 1) } });
    expect(found([subject], policy(small, { message })).findings[0]?.message).toBe('d0 20 a westeurope d1');
  });
});

describe('protection', () => {
  test('a place of an unprotected VM is at most a warning, when protection is enabled', () => {
    const [error] = found([vm('a', { document: disks(20), protected: false })], policy(small)).findings;
    expect(error).toMatchObject({ level: 'warning', fails: 'enable-protection' });
    const [note] = found(
      [vm('a', { document: disks(20), protected: false })],
      policy(small, { level: 'note' }),
    ).findings;
    expect(note).toMatchObject({ level: 'note', fails: 'enable-protection' });
  });

  test('each VM is lowered by itself: a protected one beside it keeps the level', () => {
    const subjects = [vm('a', { document: disks(20), protected: false }), vm('b', { document: disks(20) })];
    const one = subjects.map((subject) => ({ ...subject, origins: [origin(0, 'x')] }));
    const { findings, summary } = found(one, policy(small));
    expect(findings[0]).toMatchObject({
      level: 'error',
      fails: 'next-backup',
      subjects: [`${VM}a`, `${VM}b`],
    });
    expect(summary).toMatchObject({ protected: 1, failing: 1 });
  });

  test('counts are null only where protection is known of none', () => {
    const unknown = { document: disks(20), protected: undefined };
    const a: Subject = { ...vm('a', unknown), protected: undefined };
    expect(found([a], policy(small)).summary).toMatchObject({ protected: null, failing: null });
    expect(found([a, vm('b')], policy(small)).summary).toMatchObject({ protected: 1, failing: 0 });
    expect(found([], policy(small)).summary).toMatchObject({ protected: 0, failing: 0 });
  });
});

describe('what stays unknown', () => {
  const unreadable = new Unknown('unreadable', 'no right');
  const deep = new Unknown('not-requested', 'not asked', '--deep');
  const both: PolicySchema = {
    properties: { agent: { properties: { status: { const: 'ready' } } }, locks: { maxItems: 0 } },
  };

  test('the longest prefix of a pointer tells why; the first reason in the fixed order wins', () => {
    const one = vm('a', {
      document: { agent: {}, locks: [] },
      unknown: [
        ['', new Unknown('undetermined', 'far')],
        ['/agent', deep],
      ],
    });
    expect(found([one], policy(both)).unknowns).toEqual([
      { policy: 'p', reason: 'not-requested', detail: 'not asked', needs: '--deep', subjects: [`${VM}a`] },
    ]);
    const two = vm('a', {
      document: { agent: {}, locks: [] },
      unknown: [
        ['/agent', deep],
        ['/locks/-', unreadable],
      ],
    });
    expect(found([two], policy(both)).unknowns).toMatchObject([{ reason: 'unreadable' }]);
  });

  test('one entry per policy, reason and need; the detail is that of the first subject', () => {
    const lacking = (name: string, why: Unknown) =>
      vm(name, { document: { locks: [] }, unknown: [['/agent', why]] });
    const { unknowns, summary } = found(
      [
        lacking('b', deep),
        lacking('A', new Unknown('not-requested', 'of A', '--deep')),
        lacking('c', unreadable),
      ],
      policy(both),
    );
    expect(unknowns).toEqual([
      { policy: 'p', reason: 'unreadable', detail: 'no right', subjects: [`${VM}c`] },
      {
        policy: 'p',
        reason: 'not-requested',
        detail: 'of A',
        needs: '--deep',
        subjects: [`${VM}A`, `${VM}b`],
      },
    ]);
    expect(summary).toMatchObject({ complete: false, outcomes: { unknown: 3 } });
  });

  test('a failing outcome lists its unknowns too', () => {
    const subject = vm('a', { document: { locks: [{}] }, unknown: [['/agent', deep]] });
    const { findings, unknowns, summary } = found([subject], policy(both));
    expect(findings).toHaveLength(1);
    expect(unknowns).toHaveLength(1);
    expect(summary.outcomes).toEqual({ pass: 0, fail: 1, notApplicable: 0, unknown: 0 });
  });

  test('when: certainly false is not applicable; unknown leaves a pass a pass and a failure open', () => {
    const when: PolicySchema = { properties: { powerState: { const: 'running' } } };
    const run = (document: Record<string, unknown>) =>
      found([vm('a', { document, unknown: [['/powerState', deep]] })], policy(small, { when })).summary
        .outcomes;
    expect(run({ powerState: 'stopped', ...disks(20) })).toMatchObject({ notApplicable: 1 });
    expect(run({ powerState: 'running', ...disks(20) })).toMatchObject({ fail: 1 });
    expect(run(disks(20))).toMatchObject({ unknown: 1 });
    expect(run(disks(1))).toMatchObject({ pass: 1 });
  });
});
