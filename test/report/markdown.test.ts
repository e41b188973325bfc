import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.js';
import { markdown } from '../../src/report/markdown.js';
import { markdownBlock, markdownCode, markdownText } from '../../src/report/markdown-text.js';
import { empty, finding, sample } from './sample.js';

const plain = { color: false, quiet: false };
const shown = (report: Report = sample) => [...markdown(report, plain)].join('');
const times = (text: string, part: string) => text.split(part).length - 1;

/** What a hostile file could be called. */
const EVIL =
  '</summary></details><script>alert(1)</script> [x](javascript:y) ![i](//e) `a` **b** |c| @me www.evil.example https://evil.example $x$ \u202e';

test('headline, counts, findings worst first, what could not be checked, totals', () => {
  const text = shown();
  const order = [
    '**1 of 4 protected VMs will fail its next backup.',
    '| Errors | Warnings | Notes |',
    '| 2 | 0 | 1 |',
    '<b>ERROR</b> <code>restore-point-group-unlocked</code>',
    '<b>ERROR</b> <code>vm-agent-ready</code>',
    '<b>NOTE</b> <code>guest-dhcp</code>',
    '### What could not be checked',
    'microsoft.keyvault/vaults could not be read.',
    'Needs <code>--deep</code>.',
    'no permission (no Reader)',
    'INCOMPLETE. Taken 2026-11-22T02:00:00.000Z.',
  ].map((part) => text.indexOf(part));
  expect(order).not.toContain(-1);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(text).toContain('```sh\naz lock delete --ids');
  expect(times(text, '<details>')).toBe(5);
  expect(times(text, '</details>')).toBe(5);
});

test('subjects that are no VMs are not called so', () => {
  const vault = '/subscriptions/1/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/';
  const subjects = [`${vault}a`, `${vault}b`];
  const text = shown({ ...sample, findings: [finding('guest-dhcp', { subjects })] });
  expect(text).toContain('Affects: 2 resources: g/a, g/b');
});

test('failed backups that no finding explains are listed', () => {
  const [subject = ''] = sample.findings[1]?.subjects ?? [];
  const unexplained = [
    { subject, errorCode: 'UserErrorX', message: 'A <b>volume</b> is locked.' },
    { subject, errorCode: null, message: null },
  ];
  const text = shown({ ...sample, backups: { ...sample.backups, unexplained } });
  expect(text).toContain(
    [
      '<details><summary>Failed backups that no finding explains: 2</summary>\n',
      '- rg-a/vm-1: UserErrorX: A &#60;b&#62;volume&#60;/b&#62; is locked.',
      '- rg-a/vm-1: Azure gives no error code\n',
      '</details>',
    ].join('\n'),
  );
});

test('nothing to tell', () => {
  const text = shown(empty);
  expect(text).not.toContain('### Findings');
  expect(text).not.toContain('could not be checked');
  expect(text).toContain('| 0 | 0 | 0 |');
});

test('against an earlier report: new ones first in the counts, fixed and untold ones folded', () => {
  const [first, second, third] = sample.findings;
  if (first === undefined || second === undefined || third === undefined) throw new Error('sample');
  const baseline = { takenAt: '2026-11-21T02:00:00.000Z', new: 1, unchanged: 1, fixed: 1, unknown: 2 };
  const text = shown({
    ...sample,
    summary: { ...sample.summary, baseline },
    findings: [
      { ...first, baseline: 'new', baselineLevel: 'note' },
      { ...second, baseline: 'unchanged' },
      { ...third, baseline: 'unknown', baselineDetail: 'vm-agent-ready was not run' },
    ],
    fixed: [finding('vm-agent-version', {})],
    unsettled: [{ ...finding('vm-not-read-only', {}), detail: 'not everything could be read: locks' }],
  });
  expect(text).toContain('1 new, 1 unchanged, 1 fixed; of 2 it cannot be told.');
  expect(text).toContain('| 2 (1 new) | 0 (0 new) | 1 (0 new) |');
  expect(text).toContain('<b>ERROR</b> <b>NEW</b> <code>restore-point-group-unlocked</code>');
  expect(text).toContain('Baseline: new (was note)');
  expect(text).toMatch(/Fixed: 1<\/summary>\n\n- error <code>vm-agent-version<\/code>/);
  expect(text).toMatch(
    /does not mean that it is fixed: 1<\/summary>\n\n- .*because not everything could be read: locks\n/,
  );
});

test('waived findings, and waivers to look at', () => {
  const waiver = { policy: '*', resource: '**/vm-1', reason: EVIL, until: '2026-12-31', owner: 'ops' };
  const text = shown({
    ...sample,
    summary: { ...sample.summary, waived: 1 },
    waived: [{ ...finding('vm-agent-version', {}), waiver }],
    waivers: [
      { ...waiver, state: 'used', findings: 1 },
      {
        ...waiver,
        state: 'expired',
        findings: 2,
        until: '2026-01-01',
        place: { file: 'c.yaml', line: 3, column: 1 },
      },
    ],
  });
  expect(text).toContain('| 2 | 0 | 1 | 1 |');
  expect(text).toContain('until 2026-12-31: ');
  expect(text).toContain('(c.yaml:3) ended on 2026-01-01, so that 2 findings count again.');
  expect(times(text, 'Waivers to look at: 1')).toBe(1);
});

describe('untrusted text', () => {
  test('is no markup, wherever it stands', () => {
    const id = `/subscriptions/1/resourceGroups/${EVIL}/providers/a/b/${EVIL}`;
    const text = shown({
      ...sample,
      findings: [
        finding('guest-dhcp', {
          message: `${EVIL}\n\n# heading\n<b>`,
          resourceId: id,
          subjects: [id],
          places: [{ path: `/${EVIL}`, value: EVIL, resourceId: id, file: EVIL, line: 1 }],
          errorCodes: [EVIL],
          links: ['https://learn.microsoft.com/x', 'javascript:alert(1)', 'https://e.example/> <script>'],
        }),
      ],
      unknowns: [{ policy: EVIL, reason: 'unreadable', detail: EVIL, needs: EVIL, subjects: [id] }],
      gaps: [{ what: EVIL, scope: EVIL, reason: 'failed', detail: EVIL }],
    });
    expect(text).not.toMatch(/<script|\]\(|\*\*b|`a`|\|c|@me|www\.|:\/\/evil|\u202e|^# /im);
    expect(times(text, '<details>')).toBe(3);
    expect(times(text, '</details>')).toBe(3);
    expect(times(text, '</summary>')).toBe(3);
  });

  test('reads as it is', () => {
    const text = markdownText(`rg_a [1] *x* <b> & "q" 'a' é`);
    const decoded = text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    expect(decoded).toBe(`rg_a [1] *x* <b> & "q" 'a' é`);
  });

  test('nobody is mentioned, nor an issue; in code nothing is put in', () => {
    expect(markdownText('@team/ops a@b #12 #x @ #')).toBe(
      '&#64;&#8203;team/ops a&#64;&#8203;b &#35;&#8203;12 &#35;x &#64; &#35;',
    );
    expect(markdownCode('main.json#1@x')).toBe('<code>main.json&#35;1&#64;x</code>');
  });

  test('half a character does no harm', () => expect(markdownText('a\ud800b')).toBe('a\ufffdb'));

  test('commands cannot end their block', () => {
    expect(markdownBlock(['a ```', '````'], 'sh')).toBe('`````sh\na ```\n````\n`````\n');
  });
});

describe('the platform takes 1 MiB at most', () => {
  const long = '|'.repeat(5000);
  const id = (index: number) => `/subscriptions/${index}/${long}`;
  const list = <T>(make: (index: number) => T, length = 4000) =>
    Array.from({ length }, (_, index) => make(index));
  const waiver = { policy: '*', resource: long, reason: long, until: '2026-12-31' };
  const text = shown({
    ...sample,
    findings: list((index) =>
      finding('vm-agent-ready', {
        message: long,
        resourceId: id(index),
        level: index < 10 ? 'error' : 'warning',
      }),
    ),
    unknowns: list(() => ({ policy: long, reason: 'unresolved', detail: long, subjects: [id(1)] })),
    gaps: list(() => ({ what: long, scope: long, reason: 'failed', detail: long })),
    waived: list((index) => ({ ...finding('guest-dhcp', { resourceId: id(index) }), waiver })),
    waivers: list(() => ({ ...waiver, state: 'expired', findings: 0 })),
    fixed: list((index) => finding('guest-dhcp', { resourceId: id(index) })),
  });

  test('it stays below 900 kB, and says how much is left out', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(900_000);
    const [, more] =
      /\*\*(\d+) more findings \((?:\d+ errors?, )?\d+ warnings\) did not fit/.exec(text) ?? [];
    expect(times(text, '<b>ERROR</b>') + times(text, '<b>WARNING</b>') + Number(more)).toBe(4000);
  });

  test('many findings do not push out what could not be checked', () => {
    expect(text).toContain('4000 open questions');
    expect(text).toContain('4000 gaps');
    expect(text).toContain('INCOMPLETE');
    expect(times(text, '<details>')).toBe(times(text, '</details>'));
  });
});
