import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.js';
import type { Waiver } from '../../src/model/waiver.js';
import { waive } from '../../src/triage/waive.js';
import { finding, sample } from '../report/sample.js';

const VM =
  '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-a/providers/Microsoft.Compute/virtualMachines/vm-1';
const LOCKS = '/subscriptions/*/resourceGroups/AzureBackupRG_*/providers/Microsoft.Authorization/locks/*';

/** Taken on 22 November 2026; complete, so that nothing is hidden. */
const report: Report = {
  ...sample,
  source: { ...sample.source, collected: ['microsoft.compute/virtualmachines'] },
  summary: { ...sample.summary, complete: true },
  unknowns: [],
  gaps: [],
};
const waiver = (changes: Partial<Waiver> = {}): Waiver => ({
  policy: 'vm-agent-ready',
  resource: VM,
  reason: 'is being replaced',
  until: '2026-12-31',
  ...changes,
});
const ids = ({ findings }: Report) => findings.map(({ policy }) => policy);

test('a waived finding leaves the findings and their counts, and is kept with the waiver', () => {
  const waived = waive(report, [waiver({ owner: 'ops' })]);
  expect(ids(waived)).toEqual(['restore-point-group-unlocked', 'guest-dhcp']);
  expect(waived.summary.findings).toEqual({ error: 1, warning: 0, note: 1 });
  expect(waived.summary.waived).toBe(1);
  expect(waived.waived).toEqual([
    {
      ...report.findings[1],
      waiver: {
        policy: 'vm-agent-ready',
        resource: VM,
        reason: 'is being replaced',
        until: '2026-12-31',
        owner: 'ops',
      },
    },
  ]);
  expect(waived.waivers?.map(({ state, findings }) => [state, findings])).toEqual([['used', 1]]);
});

test('a waiver accepts a failure and does not prevent it: the VM still counts as failing', () => {
  expect(waive(report, [waiver()]).summary.failing).toBe(report.summary.failing);
});

test('without waivers the report is the same', () => expect(waive(report, [])).toBe(report));

describe('what it is about', () => {
  test.each([
    ['the id in another letter case', { resource: VM.toUpperCase() }, 2],
    ['a trailing slash', { resource: `${VM}/` }, 2],
    ['every policy', { policy: '*' }, 2],
    ['another policy', { policy: 'guest-dhcp' }, 3],
    ['a pattern', { resource: '/subscriptions/*/resourceGroups/rg-*/**' }, 2],
    ['everything below', { resource: '/subscriptions/11111111-1111-1111-1111-111111111111/**' }, 2],
    ['one wildcard is no slash', { resource: '/subscriptions/*/virtualMachines/vm-1' }, 3],
    ['one character', { resource: VM.replace('vm-1', 'vm-?') }, 2],
    ['a longer name', { resource: VM.slice(0, -1) }, 3],
    ['locks', { policy: '*', resource: LOCKS }, 2],
    ['a name that is no pattern', { policy: '*', resource: '**/vm [1] é%' }, 2],
    ['brackets are no choice', { policy: '*', resource: '**/vm-[12]' }, 3],
  ])('%s', (_, changes, left) => {
    expect(waive(report, [waiver(changes)]).findings).toHaveLength(left);
  });

  test.each(['agent-ok', 'Agent-ok'])('an old name of the policy: %s', (alias) => {
    const policies = report.policies.map((policy) =>
      policy.id === 'vm-agent-ready' ? { ...policy, aliases: [alias] } : policy,
    );
    expect(waive({ ...report, policies }, [waiver({ policy: 'Agent-OK' })]).findings).toHaveLength(2);
  });

  test('names of objects are names', () => {
    expect(waive(report, [waiver({ policy: '__proto__', resource: 'constructor' })]).findings).toHaveLength(
      3,
    );
  });

  test('no pattern can hang the scan', () => {
    const long = {
      ...report,
      findings: [finding('vm-agent-ready', { resourceId: `/${'a'.repeat(20_000)}` })],
    };
    const pattern = `/${'*a'.repeat(200)}**${'a*'.repeat(200)}b`;
    const start = performance.now();
    expect(waive(long, [waiver({ resource: pattern })]).findings).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('how long it holds', () => {
  test.each([
    ['its last day is today', '2026-11-22', undefined, 'used', 2],
    ['it ended yesterday', '2026-11-21', undefined, 'expired', 3],
    ['it reaches as far as it may', '2026-12-02', 10, 'used', 2],
    ['it reaches too far', '2026-12-03', 10, 'too-long', 3],
  ])('%s', (_, until, longest, state, left) => {
    const result = waive(report, [waiver({ until })], longest);
    expect(result.findings).toHaveLength(left);
    expect(result.waivers?.map((each) => [each.state, each.findings])).toEqual([[state, 1]]);
  });

  test('the scan decides what is now, to its last minute', () => {
    const source = { ...report.source, takenAt: '2026-12-31T23:59:59.000Z' };
    expect(waive({ ...report, source }, [waiver()]).findings).toHaveLength(2);
    const later = { ...report.source, takenAt: '2027-01-01T00:00:00.000Z' };
    expect(waive({ ...report, source: later }, [waiver()]).findings).toHaveLength(3);
  });
});

describe('one that no finding needs', () => {
  const gone = waiver({ resource: VM.replace('vm-1', 'gone') });
  const stateOf = (changed: Report, each: Waiver) => waive(changed, [each]).waivers?.[0]?.state;

  test('is unused where the scan saw everything', () => {
    expect(stateOf(report, gone)).toBe('unused');
    expect(stateOf(report, waiver({ resource: VM.replace('vm-1', 'vm-2') }))).toBe('unused');
  });

  test.each<[string, Partial<Report>]>([
    ['something could not be read', { summary: { ...report.summary, complete: false } }],
    ['the scan was narrowed', { judged: { ...report.judged, only: { vms: ['vm-1'] } } }],
    ['only findings that files bring were kept', { judged: { ...report.judged, only: { planned: true } } }],
    ['the policy was not run', { judged: { ...report.judged, policies: ['guest-dhcp'] } }],
    ['the subscription was not scanned', { source: { ...report.source, scope: { subscriptions: ['x'] } } }],
    ['the file does not say what it leaves out', { source: sample.source }],
  ])('may be needed where %s', (_, changes) => {
    expect(stateOf({ ...report, ...changes }, gone)).toBe('unknown');
  });

  test('may be needed where the policy could not judge this VM', () => {
    const entry = { policy: 'vm-agent-ready', reason: 'not-requested', detail: '…' } as const;
    const two = VM.replace('vm-1', 'vm-2');
    const unknowns = [{ ...entry, subjects: [two] }];
    expect(stateOf({ ...report, unknowns }, waiver({ resource: two }))).toBe('unknown');
    expect(stateOf({ ...report, unknowns }, waiver({ resource: VM.replace('vm-1', 'vm-3') }))).toBe('unused');
  });
});
