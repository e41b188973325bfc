import { describe, expect, test } from '@jest/globals';
import { github } from '../../src/report/github.js';
import { text } from '../../src/report/text.js';
import { empty, finding, sample } from './sample.js';

const plain = { color: false, quiet: false };
const shown = (report = sample, presentation = plain) => [...text(report, presentation)].join('');

test('headline first, findings worst first, then what was not checked, totals last', () => {
  const lines = shown().split('\n');
  const at = (start: string) => lines.findIndex((line) => line.startsWith(start));
  expect(lines[0]).toBe(
    'backup-lint 0.1.0, AzureCloud, tenant 99999999-0000-0000-0000-000000000000, 1 subscription, taken 2026-11-22T02:00:00.000Z',
  );
  expect(lines[2]).toBe(
    '1 of 4 protected VMs will fail its next backup. The scan is incomplete: not everything could be read.',
  );
  const order = [
    at('ERROR restore-point-group-unlocked'),
    at('ERROR vm-agent-ready'),
    at('NOTE guest-dhcp'),
    at('Not checked'),
    at('Gaps'),
    at('3 findings'),
  ];
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
  expect(lines.at(-2)).toBe(
    `3 findings (2 errors, 0 warnings, 1 note) in 5 VMs (4 protected), ${sample.policies.length} policies; INCOMPLETE.`,
  );
});

test('a live scan says who read what', () => {
  const source = {
    ...sample.source,
    principal: 'nightly-scan',
    scope: { subscriptions: ['a', 'b', 'c'] },
    subscriptionsSeen: 2,
    requests: { resourceGraph: 16, resourceManager: 3, graph: 1 },
  };
  expect(shown({ ...sample, source }).split('\n')[0]).toBe(
    'backup-lint 0.1.0, AzureCloud, tenant 99999999-0000-0000-0000-000000000000, as nightly-scan, 2 of 3 subscriptions, 20 requests, taken 2026-11-22T02:00:00.000Z',
  );
});

test('a finding shows its proof, whom it affects and the command that mends it', () => {
  const output = shown();
  expect(output).toContain('    affects  4 VMs: rg-a/vm-1, rg-a/vm-2, rg-a/vm-3 and 1 more');
  expect(output).toContain('    seen     /locks/0/blocksCleanUp = true');
  expect(output).toContain(
    '  Prevents: UserErrorRpCollectionLimitReached, BackUpOperationFailed, BackUpOperationFailedV2\n',
  );
  expect(output).toContain('    fails    a later backup (precision: high)');
  expect(output).toMatch(/ {4}run {6}az lock delete --ids/);
});

test('what was not checked is one line per reason and need', () => {
  const output = shown();
  const section = output.slice(output.indexOf('Not checked'), output.indexOf('Gaps'));
  expect(section.trim().split('\n')).toEqual([
    'Not checked',
    '  could not be read: 1 policy (key-vault-backup-access) for 1 VM. microsoft.keyvault/vaults could not be read.',
    '  not requested: 2 policies (vm-agent-ready, vm-agent-version) for 2 VMs. For example: The agent is only in the instance view. Needs --deep.',
  ]);
});

test('nothing from an inventory reaches the terminal as a command', () => {
  const output = shown();
  // eslint-disable-next-line no-control-regex -- these must not be there
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(output).toContain(
    'vm-\\u001b[31m1\\u202e](https://evil.example) has a static address.\\u000aSecond line.',
  );
});

test('colours only when they are asked for', () => {
  expect(shown(sample, { color: true, quiet: false })).toContain('\u001b[31m');
});

test('quiet: findings only', () => {
  const output = shown(sample, { color: false, quiet: true });
  expect(output).toMatch(/^1 of 4 protected VMs/);
  expect(output).not.toContain('Not checked');
});

test('many findings of one policy are cut, and it says so', () => {
  const findings = Array.from({ length: 13 }, (_, index) =>
    finding('vm-agent-ready', { message: `Number ${index}.` }),
  );
  const output = shown({ ...sample, findings });
  expect(output).toContain('Number 9.');
  expect(output).not.toContain('Number 10.');
  expect(output).toContain('… and 3 more findings of this policy');
});

test('what was not checked begins with what a repair of rights would tell', () => {
  const unknowns = (['not-requested', 'undetermined', 'unreadable'] as const).map((reason) => ({
    policy: 'vm-agent-ready',
    reason,
    detail: 'D.',
    subjects: [],
  }));
  const output = shown({ ...sample, unknowns });
  expect([...output.matchAll(/^ {2}(.*): 1 policy/gm)].map(([, reason]) => reason)).toEqual([
    'could not be read',
    'Azure does not say',
    'not requested',
  ]);
});

test.each([
  [{ what: 'a/b', scope: '/s', reason: 'notVisible' }, 'a/b at /s: not visible'],
  [{ what: '*', scope: '/s', reason: 'truncated', detail: 'x' }, 'everything at /s: cut short (x)'],
  [{ what: '*', scope: '/', reason: 'failed', detail: 'a.json:1:1: x' }, 'failed: a.json:1:1: x'],
  [{ what: '*', scope: '/', reason: 'interrupted' }, 'everything: interrupted'],
] as const)('a gap in words: %j', (gap, words) => {
  expect(shown({ ...sample, gaps: [gap] })).toContain(`Gaps\n  ${words}\n`);
});

describe('the headline', () => {
  test('of an incomplete scan it does not say that no VM is protected: the others may be', () => {
    const summary = { ...sample.summary, subjects: 3, protected: 0, failing: 0, complete: false };
    expect(shown({ ...sample, summary })).toContain(
      'None of 3 VMs is known to be protected by Azure Backup. The',
    );
  });

  test.each([
    [{ subjects: 0, protected: 0, failing: 0 }, 'No VM in scope.'],
    [
      { subjects: 3, protected: null, failing: null },
      'Of 3 VMs it is not known whether Azure Backup protects them.',
    ],
    [{ subjects: 1, protected: 0, failing: 0 }, 'Azure Backup does not protect the one VM.'],
    [{ subjects: 3, protected: 0, failing: 0 }, 'Azure Backup protects none of 3 VMs.'],
    [
      { subjects: 1, protected: null, failing: null },
      'Of 1 VM it is not known whether Azure Backup protects it.',
    ],
    [{ subjects: 2, protected: 1, failing: 0 }, 'The one protected VM is not known to fail its next backup.'],
    [{ subjects: 39, protected: 39, failing: 1 }, '1 of 39 protected VMs will fail its next backup.'],
    [{ subjects: 400, protected: 400, failing: 12 }, '12 of 400 protected VMs will fail their next backup.'],
    [{ subjects: 1, protected: 1, failing: 1 }, '1 of 1 protected VM will fail its next backup.'],
    [{ subjects: 4, protected: 4, failing: 0 }, 'None of 4 protected VMs is known to fail its next backup.'],
  ])('%j', (summary, expected) => {
    expect(shown({ ...empty, summary: { ...empty.summary, ...summary } }).split('\n')[2]).toBe(expected);
  });

  test.each([
    [
      0,
      'As far as is known, the files make none of 4 protected VMs fail its next backup; what fails anyway is left out.',
    ],
    [1, 'The files make 1 of 4 protected VMs fail its next backup.'],
    [2, 'The files make 2 of 4 protected VMs fail their next backup.'],
  ])('of what the files bring alone, where VMs fail that they do not touch: %j', (failing, expected) => {
    const summary = { ...empty.summary, subjects: 4, protected: 4, failing };
    const judged = { ...empty.judged, only: { planned: true } };
    expect(shown({ ...empty, summary, judged }).split('\n')[2]).toBe(expected);
  });

  test('names of which there is no VM are told, and are no commands', () => {
    const notFound = ['vm-1', 'a\n::error::b', 'c', 'd', 'e'];
    const report = { ...empty, judged: { ...empty.judged, notFound } };
    const told = 'No VM was found for "vm-1", "a\\u000a::error::b", "c" and 2 more names.';
    expect(shown(report).split('\n')[2]).toContain(told);
    expect([...github(report)].at(-1)).toContain(told);
  });

  test('of files, one of which could not be read', () => {
    const source = { kind: 'files', takenAt: empty.source.takenAt };
    const summary = { ...empty.summary, subjects: 0, complete: false };
    expect(shown({ ...empty, source, summary }).split('\n')[2]).toBe(
      'No VM in the infrastructure files. The scan is incomplete: not everything could be read.',
    );
  });
});
