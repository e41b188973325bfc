import { describe, expect, test } from '@jest/globals';
import type { EarlierFinding, Finding, Report } from '../../src/model/report.js';
import { withUnreadFiles } from '../../src/report/unread-files.js';
import { withBaseline } from '../../src/triage/compare.js';
import { redact } from '../../src/triage/redact.js';
import { finding, sample } from '../report/sample.js';

const S = '/subscriptions/11111111-1111-1111-1111-111111111111';
const vm = (name: string) => `${S}/resourceGroups/rg-a/providers/Microsoft.Compute/virtualMachines/${name}`;
const on = (name: string, changes: Partial<Finding> = {}) =>
  finding('vm-agent-ready', {
    resourceId: vm(name),
    subjects: [vm(name)],
    fingerprint: name.padEnd(64, '0'),
    ...changes,
  });

/** A scan of one subscription that saw everything, with these VMs judged. */
function scanned(
  names: readonly string[],
  findings: readonly Finding[],
  changes: Partial<Report> = {},
): Report {
  return {
    ...sample,
    source: { ...sample.source, collected: ['microsoft.compute/virtualmachines'] },
    findings,
    unknowns: [],
    gaps: [],
    judged: { policies: ['vm-agent-ready', 'guest-dhcp'], subjects: names.map(vm) },
    ...changes,
  };
}
const names = (findings: readonly EarlierFinding[] = []) =>
  findings.map(({ resourceId }) => resourceId.slice(resourceId.lastIndexOf('/') + 1));
const marks = ({ findings }: Report) => findings.map(({ baseline }) => baseline);
const open = (name: string, reason: 'unreadable' | 'not-requested' = 'not-requested') => ({
  policy: 'vm-agent-ready',
  reason,
  detail: 'The agent is only in the instance view.',
  subjects: [vm(name)],
});

test('new, unchanged, fixed', () => {
  const earlier = scanned(['a', 'b', 'c'], [on('a'), on('b')]);
  const report = withBaseline(scanned(['a', 'b', 'c'], [on('b'), on('c')]), earlier);
  expect(marks(report)).toEqual(['unchanged', 'new']);
  expect(names(report.fixed)).toEqual(['a']);
  expect(report.unsettled).toEqual([]);
  expect(report.summary.baseline).toEqual({
    takenAt: '2026-11-22T02:00:00.000Z',
    new: 1,
    unchanged: 1,
    fixed: 1,
    unknown: 0,
  });
});

test('letter case of ids does not matter', () => {
  const earlier = scanned(['a'], [on('a')]);
  const lower = { policies: ['vm-agent-ready'], subjects: [vm('a').toLowerCase()] };
  expect(names(withBaseline(scanned([], [], { judged: lower }), earlier).fixed)).toEqual(['a']);
});

test('one that got worse is new, one that got better is not', () => {
  const earlier = scanned(['a', 'b'], [on('a', { level: 'warning' }), on('b', { level: 'error' })]);
  const now = scanned(['a', 'b'], [on('a', { level: 'error' }), on('b', { level: 'note' })]);
  const { findings } = withBaseline(now, earlier);
  expect(findings.map(({ baseline, baselineLevel }) => [baseline, baselineLevel])).toEqual([
    ['new', 'warning'],
    ['unchanged', 'error'],
  ]);
});

describe('what fails because of it', () => {
  const of = (fails: unknown, level: Finding['level'] = 'error') =>
    scanned(['a'], [on('a', { level, fails: fails as Finding['fails'] })]);

  test.each([
    ['later', 'next-backup'],
    ['check-by-hand', 'later'],
    ['enable-protection', 'next-backup'],
  ])('%s, then %s is new', (was, is) => {
    const [found] = withBaseline(of(is), of(was)).findings;
    expect(found).toMatchObject({ baseline: 'new', baselineFails: was });
  });

  test('one that became less near, or a lower level, is unchanged', () => {
    const [found] = withBaseline(of('later'), of('next-backup')).findings;
    expect(found).toMatchObject({ baseline: 'unchanged', baselineFails: 'next-backup' });
    expect(marks(withBaseline(of('next-backup', 'warning'), of('later')))).toEqual(['unchanged']);
  });

  test.each([undefined, 'soon'])('a report that says %s of it says nothing', (was) => {
    const [found] = withBaseline(of('next-backup'), of(was)).findings;
    expect(found).toMatchObject({ baseline: 'unchanged' });
    expect(found).not.toHaveProperty('baselineFails');
  });
});

describe('one that affects more', () => {
  const lock = (...subjects: string[]) => on('lock', { subjects: subjects.map(vm) });
  const earlier = scanned(['a', 'b'], [lock('a')]);

  test.each([
    ['a VM that it did not affect', scanned(['a', 'b'], [lock('a', 'b')]), [vm('b')]],
    ['a VM that was created since', scanned(['a', 'b', 'c'], [lock('a', 'c')]), [vm('c')]],
  ])('is new: %s', (_, now, added) => {
    const { findings, summary } = withBaseline(now, earlier);
    expect(findings[0]).toMatchObject({ baseline: 'new', baselineAdded: added });
    expect(summary.baseline).toMatchObject({ new: 1, unchanged: 0 });
  });

  test('is not where the earlier scan could not tell, nor in other letters', () => {
    const open = {
      policy: 'vm-agent-ready',
      reason: 'unreadable',
      detail: 'x',
      subjects: [vm('b')],
    } as const;
    const now = scanned(['a', 'b'], [lock('A', 'b')]);
    const { findings } = withBaseline(now, scanned(['a', 'b'], [lock('a')], { unknowns: [open] }));
    expect(findings[0]).toMatchObject({ baseline: 'unchanged' });
    expect(findings[0]).not.toHaveProperty('baselineAdded');
  });

  test('one that affects fewer is unchanged', () => {
    expect(marks(withBaseline(earlier, scanned(['a', 'b'], [lock('a', 'b')])))).toEqual(['unchanged']);
  });
});

test('a VM that was created since has new findings, one that was deleted has none', () => {
  const report = withBaseline(scanned(['b'], [on('b')]), scanned(['a'], [on('a')]));
  expect(marks(report)).toEqual(['new']);
  expect(names(report.fixed)).toEqual(['a']);
});

describe('what was not known in one of the runs is neither new nor fixed', () => {
  const seen = scanned(['a', 'z'], [on('a')]);
  const without: readonly [string, Report][] = [
    ['the policy could not decide', scanned(['a', 'z'], [], { unknowns: [open('a')] })],
    [
      'the policy was not run',
      scanned(['a'], [], { judged: { policies: ['guest-dhcp'], subjects: [vm('a'), vm('z')] } }),
    ],
    [
      'VMs could not be read',
      scanned([], [], {
        gaps: [{ what: 'Microsoft.Compute/virtualMachines', scope: S, reason: 'forbidden' }],
      }),
    ],
    ['everything was cut short', scanned([], [], { gaps: [{ what: '*', scope: '/', reason: 'truncated' }] })],
    [
      'the subscription was not scanned',
      scanned(['z'], [], { source: { ...seen.source, scope: { subscriptions: ['2'] } } }),
    ],
    [
      'the scan was narrowed to others',
      scanned(['z'], [], {
        judged: { policies: ['vm-agent-ready'], subjects: [vm('z')], only: { vms: ['z'] } },
      }),
    ],
    [
      'a file without a header',
      scanned(['z'], [], { source: { kind: 'file', takenAt: seen.source.takenAt } }),
    ],
  ];

  test.each(without)('%s: then', (_, earlier) => {
    const report = withBaseline(seen, earlier);
    expect(marks(report)).toEqual(['unknown']);
    expect(report.findings[0]?.baselineDetail).toEqual(expect.any(String));
    expect(report.summary.baseline).toMatchObject({ new: 0, fixed: 0, unknown: 1 });
  });

  test.each(without)('%s: now', (_, now) => {
    const report = withBaseline(now, seen);
    expect(report.fixed).toEqual([]);
    expect(names(report.unsettled)).toEqual(['a']);
    expect(report.summary.baseline).toMatchObject({ new: 0, fixed: 0, unknown: 1 });
  });

  test('only findings that files bring were kept: now', () => {
    const judged = { policies: ['vm-agent-ready'], subjects: [vm('a')], only: { planned: true } };
    expect(names(withBaseline(scanned([], [], { judged }), seen).unsettled)).toEqual(['a']);
  });

  test('a gap about something else hides nothing', () => {
    const gaps = [{ what: 'microsoft.keyvault/vaults', scope: S, reason: 'forbidden' as const }];
    expect(names(withBaseline(scanned([], [], { gaps }), seen).fixed)).toEqual(['a']);
  });

  test('one VM of several that cannot be told leaves the whole finding open', () => {
    const lock = on('a', { subjects: [vm('a'), vm('b')] });
    const now = scanned(['a', 'b'], [], { unknowns: [open('b', 'unreadable')] });
    expect(names(withBaseline(now, scanned(['a', 'b'], [lock])).unsettled)).toEqual(['a']);
  });

  test.each([
    ['unreadable', 'not everything could be read'],
    ['unresolved', 'not everything could be resolved'],
    ['not-in-source', 'the source does not hold it'],
    ['undetermined', 'Azure does not say it'],
    ['not-requested', 'it was not requested'],
  ] as const)('why, in words: %s', (reason, words) => {
    const unknowns = [{ ...open('a'), reason, detail: 'Locks.' }];
    expect(withBaseline(scanned(['a', 'z'], [], { unknowns }), seen).unsettled?.[0]?.detail).toBe(
      `${words}: Locks.`,
    );
  });
});

describe('an earlier report of something else hides nothing: all that it does not have counts', () => {
  const now = scanned(['a'], [on('a')]);
  const elsewhere = { ...now.source, scope: { subscriptions: ['2'] } };
  const only = (planned: object, subject = 'a') => ({
    judged: { policies: ['vm-agent-ready'], subjects: [vm(subject)], only: planned },
  });
  test.each<[string, Report]>([
    ['another subscription', scanned([], [], { source: elsewhere })],
    [
      'another subscription, and a gap in it',
      scanned([], [], {
        source: elsewhere,
        gaps: [{ what: '*', scope: '/subscriptions/2', reason: 'notVisible' }],
      }),
    ],
    ['other VMs', scanned(['b'], [], only({ vms: ['b'] }, 'b'))],
    ['other policies', scanned(['a'], [], { judged: { policies: ['managed-disks'], subjects: [vm('a')] } })],
    [
      'infrastructure files',
      scanned(['a'], [], {
        source: { kind: 'files', takenAt: now.source.takenAt },
        judged: { policies: ['vm-agent-ready'], subjects: ['main.json#vm'] },
      }),
    ],
    ['what files bring', scanned(['a'], [], only({ planned: true }))],
  ])('%s', (_, earlier) => {
    const report = withBaseline(now, earlier);
    expect(marks(report)).toEqual(['new']);
    expect(report.summary.baseline).toMatchObject({ new: 1, foreign: true });
    expect(withBaseline(scanned(['a'], []), earlier).fixed).toEqual([]);
  });

  test('one that could not be read is not something else', () => {
    const earlier = scanned([], [], { gaps: [{ what: '*', scope: '/', reason: 'truncated' }] });
    expect(marks(withBaseline(now, earlier))).toEqual(['unknown']);
  });

  test('nor is one that saw no VM where there is one now', () => {
    const { baseline } = withBaseline(now, scanned([], [])).summary;
    expect(baseline).toEqual({ takenAt: now.source.takenAt, new: 1, unchanged: 0, fixed: 0, unknown: 0 });
  });
});

test('both narrowed alike: what is gone is fixed', () => {
  const only = { only: { resourceGroups: ['rg-a'] } };
  const judged = (subjects: string[]) => ({ policies: ['vm-agent-ready'], subjects, ...only });
  const earlier = scanned([], [on('a')], { judged: judged([vm('a')]) });
  expect(names(withBaseline(scanned([], [], { judged: judged([]) }), earlier).fixed)).toEqual(['a']);
});

test('in what order and how often flags name it does not matter', () => {
  const judged = (subjects: string[], resourceGroups: string[]) => ({
    policies: ['vm-agent-ready'],
    subjects,
    only: { resourceGroups },
  });
  const earlier = scanned([], [], { judged: judged([], ['rg-b', 'RG-A']) });
  const now = scanned([], [on('a')], { judged: judged([vm('a')], ['rg-a', 'rg-b', 'rg-a']) });
  expect(marks(withBaseline(now, earlier))).toEqual(['new']);
});

test('with --protected-only a VM that is gone may have lost its protection', () => {
  const judged = (subjects: string[]) => ({
    policies: ['vm-agent-ready'],
    subjects,
    only: { protected: true },
  });
  const earlier = scanned([], [on('a')], { judged: judged([vm('a')]) });
  expect(names(withBaseline(scanned([], [], { judged: judged([]) }), earlier).unsettled)).toEqual(['a']);
});

describe('a subject that is no VM', () => {
  const vault = `${S}/resourceGroups/rg-a/providers/Microsoft.RecoveryServices/vaults/v`;
  const gone = finding('vm-agent-ready', {
    resourceId: vault,
    subjects: [vault],
    fingerprint: 'e'.repeat(64),
  });
  const compared = (collected: string[], only = {}) => {
    const judged = (subjects: string[]) => ({ policies: ['vm-agent-ready'], subjects, ...only });
    const source = { ...sample.source, collected };
    const now = scanned([], [], { judged: judged([]), source });
    return withBaseline(now, scanned([], [gone], { judged: judged([vault]), source }));
  };

  test('is gone only where its type was looked for', () => {
    expect(names(compared(['Microsoft.RecoveryServices/vaults']).fixed)).toEqual(['v']);
    expect(names(compared(['microsoft.compute/virtualmachines']).unsettled)).toEqual(['v']);
  });

  test('does not lose its protection', () => {
    const only = { only: { protected: true } };
    expect(names(compared(['microsoft.recoveryservices/vaults'], only).fixed)).toEqual(['v']);
  });
});

test('a policy that was renamed', () => {
  const policies = sample.policies.map((policy) =>
    policy.id === 'vm-agent-ready' ? { ...policy, aliases: ['agent-ok'] } : policy,
  );
  const judged = { policies: ['agent-ok'], subjects: [vm('a')] };
  const earlier = scanned([], [on('a', { policy: 'agent-ok' })], { judged });
  expect(names(withBaseline(scanned(['a'], [], { policies }), earlier).fixed)).toEqual(['a']);
});

describe('waived', () => {
  const waiver = { policy: '*', resource: '**', reason: 'r', until: '2027-01-01' };
  const waived = scanned(['a'], [], { waived: [{ ...on('a'), waiver }] });

  test('now: not fixed', () => {
    const report = withBaseline(waived, scanned(['a'], [on('a')]));
    expect([report.fixed, report.unsettled]).toEqual([[], []]);
  });

  test('then, and not now: new, so that it counts again', () => {
    expect(marks(withBaseline(scanned(['a'], [on('a')]), waived))).toEqual(['new']);
  });
});

describe('a report that does not tell what was looked at', () => {
  const { judged: _, ...bare } = scanned(['a', 'b'], [on('a')]);

  test('earlier: what it does not have is new', () => {
    expect(marks(withBaseline(scanned(['a', 'b'], [on('a'), on('b')]), bare))).toEqual(['unchanged', 'new']);
  });
});

test('a redacted report can be compared with one that is not', () => {
  const earlier = scanned(['a', 'b'], [on('a')]);
  for (const [now, then] of [
    [redact(scanned(['a', 'b'], [on('b')])), earlier],
    [scanned(['a', 'b'], [on('b')]), redact(earlier)],
  ] as const) {
    const report = withBaseline(now, then);
    expect(marks(report)).toEqual(['new']);
    expect(names(report.fixed)).toEqual(['a']);
  }
});

describe('infrastructure files', () => {
  const label = (name: string) => `infra/main.json#Microsoft.Compute/virtualMachines/${name}`;
  const found = (name: string) => on(name, { resourceId: label(name), subjects: [label(name)] });
  const ofFiles = (paths: readonly string[], subjects: readonly string[], findings: readonly Finding[]) => {
    const { takenAt } = sample.source;
    return scanned([], findings, {
      source: { kind: 'files', takenAt, paths },
      judged: { policies: ['vm-agent-ready'], subjects: subjects.map(label) },
    });
  };

  test('what is gone from the same files is fixed', () => {
    const report = withBaseline(ofFiles(['infra'], [], []), ofFiles(['infra'], ['a'], [found('a')]));
    expect([names(report.fixed), report.unsettled]).toEqual([['a'], []]);
  });

  test('other files do not tell of it', () => {
    const report = withBaseline(ofFiles(['other'], [], []), ofFiles(['infra'], ['a'], [found('a')]));
    expect([report.fixed, names(report.unsettled)]).toEqual([[], ['a']]);
  });

  test('nor do the same files where one of them could not be read', () => {
    const broken = withUnreadFiles(ofFiles(['infra'], [], []), [
      { file: 'infra/main.json', line: 1, column: 1, message: 'The file is no JSON.' },
    ]);
    const report = withBaseline(broken, ofFiles(['infra'], ['a'], [found('a')]));
    expect([report.fixed, names(report.unsettled)]).toEqual([[], ['a']]);
    expect(report.unsettled?.[0]?.detail).toBe('not everything could be read');
  });

  test('but what a broken file did not show before counts as new', () => {
    const broken = withUnreadFiles(ofFiles(['infra'], [], []), [
      { file: 'infra/main.json', line: 1, column: 1, message: 'The file is no JSON.' },
    ]);
    expect(marks(withBaseline(ofFiles(['infra'], ['a'], [found('a')]), broken))).toEqual(['new']);
  });

  test('nor does a scan of what exists', () => {
    const report = withBaseline(scanned(['b'], []), ofFiles(['infra'], ['a'], [found('a')]));
    expect([report.fixed, names(report.unsettled)]).toEqual([[], ['a']]);
  });
});
