import { expect, test } from '@jest/globals';
import { SaxesParser } from 'saxes';
import type { Report } from '../../src/model/report.js';
import { junit } from '../../src/report/junit.js';
import { empty, finding, sample } from './sample.js';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** The document as a strict parser reads it; it throws for anything that is no XML. */
function parsed(report: Report): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write([...junit(report)].join('')).close();
  const [document] = root.children;
  if (document === undefined) throw new Error('empty');
  return document;
}

const all = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => all(child, name)),
];
const suite = (report: Report, name: string) =>
  parsed(report).children.find(({ attributes }) => attributes.name === name)?.children ?? [];
const inShort = (cases: readonly Element[]) =>
  cases.map(({ attributes, children: [child] }) => [attributes.name?.split('/').at(-1), child?.name]);

test('a suite for each policy; failures, what is not known, what passes', () => {
  expect(inShort(suite(sample, 'vm-agent-ready'))).toEqual([
    ['vm-1', 'failure'],
    ['vm-3', 'skipped'],
    ['vm-4', 'skipped'],
  ]);
  const [failed, open] = suite(sample, 'vm-agent-ready');
  expect(failed?.attributes.classname).toBe('vm-agent-ready');
  expect(failed?.children[0]).toMatchObject({
    attributes: { message: 'The VM agent of vm-1 is not ready.', type: 'error' },
    text: expect.stringContaining('Required: The VM agent of a running VM is ready'),
  });
  expect(open?.children[0]?.attributes.message).toBe(
    'Not known (not requested): The agent is only in the instance view. Needs --deep.',
  );
  expect(
    suite(sample, 'disk-size-supported').map(({ attributes, children }) => [attributes.name, children]),
  ).toEqual([["Every disk in the backup is within Azure Backup's size limit", []]]);
});

test('an incomplete scan is an error, a complete one passes', () => {
  const [[incomplete], [complete]] = [suite(sample, 'backup-lint'), suite(empty, 'backup-lint')];
  expect(incomplete?.children[0]?.name).toBe('error');
  expect(incomplete?.children[0]?.text).toContain('microsoft.keyvault/vaults at ');
  expect(complete?.children).toEqual([]);
});

test('names of which there is no VM are told', () => {
  const notFound = ['typo'];
  const [, told] = suite({ ...empty, judged: { ...empty.judged, notFound } }, 'backup-lint');
  expect(told?.children[0]).toMatchObject({
    name: 'skipped',
    attributes: { message: 'No VM was found for "typo".' },
  });
});

test('the counts are those of the cases', () => {
  for (const report of [sample, empty]) {
    const document = parsed(report);
    for (const element of [document, ...document.children]) {
      const { tests, failures, errors, skipped } = element.attributes;
      expect([tests, failures, errors, skipped].map(Number)).toEqual(
        ['testcase', 'failure', 'error', 'skipped'].map((name) => all(element, name).length),
      );
    }
    expect(document.children).toHaveLength(report.policies.length + 1);
  }
});

test('where no VM was judged, no policy passes', () => {
  const nothing = { ...empty, judged: { ...empty.judged, subjects: [] } };
  expect(suite(nothing, 'vm-agent-ready')[0]?.children[0]?.name).toBe('skipped');
});

test('waived: skipped, with the reason', () => {
  const waiver = { policy: '*', resource: '**', reason: 'old', until: '2026-12-31', owner: 'ops' };
  const waived = [{ ...finding('vm-agent-version', {}), waiver }];
  const [first] = suite({ ...sample, waived }, 'vm-agent-version');
  expect(first?.children[0]).toMatchObject({
    name: 'skipped',
    attributes: { message: 'Waived until 2026-12-31: old (ops)' },
  });
});

test('a VM that fails and has an open question is told once', () => {
  const entry = { policy: 'vm-agent-ready', reason: 'undetermined', detail: '…' } as const;
  const subjects = sample.findings[1]?.subjects.map((id) => id.toUpperCase()) ?? [];
  const report: Report = { ...sample, unknowns: [{ ...entry, subjects }] };
  expect(inShort(suite(report, 'vm-agent-ready'))).toEqual([['vm-1', 'failure']]);
});

test('whatever things are called, it is XML', () => {
  const evil = `<&>"' ]]> \u0000\u000b\ufffe\uffff\ud800 &amp; --> <![CDATA[ \r\n\t`;
  const id = `/subscriptions/1/${evil}`;
  const report: Report = {
    ...sample,
    findings: [
      finding('guest-dhcp', {
        message: evil,
        resourceId: id,
        subjects: [id],
        places: [{ path: evil, value: evil, resourceId: id, file: evil, line: 1 }],
      }),
    ],
    unknowns: [{ policy: 'vm-agent-ready', reason: 'unresolved', detail: evil, needs: evil, subjects: [id] }],
    gaps: [{ what: evil, scope: evil, reason: 'failed', detail: evil }],
  };
  const [failed] = suite(report, 'guest-dhcp');
  expect(failed?.children[0]?.attributes.message).toContain(
    `<&>"' ]]> \\u0000\\u000b\ufffd\ufffd\ufffd &amp; -->`,
  );
});
