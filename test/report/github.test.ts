import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.js';
import { github } from '../../src/report/github.js';
import { empty, finding, sample } from './sample.js';

interface Annotation {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a line as the runner does (ActionCommand.cs, v2). */
function annotations(report: Report): Annotation[] {
  const lines = [...github(report)].join('').split('\n');
  expect(lines.pop()).toBe('');
  const decoded = (text: string, more: readonly (readonly [string, string])[] = []) =>
    [...more, ['%0D', '\r'] as const, ['%0A', '\n'] as const, ['%25', '%'] as const].reduce(
      (result, [code, character]) => result.replaceAll(code, character),
      text,
    );
  return lines.map((line) => {
    const [, command = '', list = '', message = ''] = /^::([a-z]+) ([^\n]*?)::(.*)$/.exec(line) ?? [];
    expect(command).not.toBe('');
    const properties = list.split(',').map((pair) => {
      const equals = pair.indexOf('=');
      const value = decoded(pair.slice(equals + 1), [
        ['%3A', ':'],
        ['%2C', ','],
      ]);
      return [pair.slice(0, equals), value] as const;
    });
    return { command, properties: Object.fromEntries(properties), message: decoded(message) };
  });
}
const counts = (list: readonly Annotation[]) =>
  ['error', 'warning', 'notice'].map((command) => list.filter((each) => each.command === command).length);

test('levels, titles, what to do; live findings have no file', () => {
  const [lock, agent, dhcp, incomplete, last] = annotations(sample);
  expect(lock).toMatchObject({
    command: 'error',
    properties: {
      title: 'restore-point-group-unlocked: No lock keeps Azure Backup from removing old restore points',
    },
  });
  expect(Object.keys(lock?.properties ?? {})).toEqual(['title']);
  expect(lock?.message).toMatch(
    /^Lock keep \(CanNotDelete\).*\nResource: .*\nAffects 4 VMs: .*\naz lock delete/,
  );
  expect([agent?.command, dhcp?.command]).toEqual(['error', 'notice']);
  expect(incomplete).toMatchObject({ command: 'warning', properties: { title: 'backup-lint: incomplete' } });
  expect(incomplete?.message).toContain('microsoft.keyvault/vaults at /subscriptions/');
  expect(last?.message).toMatch(/^1 of 4 protected VMs will fail/);
});

test('without findings one notice says so', () => {
  expect(annotations(empty).map(({ command }) => command)).toEqual(['notice']);
});

test('on the line of a file', () => {
  const place = { path: '/x', resourceId: 'r', file: 'infra/a,b:c%.bicep', line: 7, column: 3 };
  const [first] = annotations({ ...sample, findings: [finding('vm-agent-ready', { places: [place] })] });
  expect(first?.properties).toMatchObject({ file: 'infra/a,b:c%.bicep', line: '7', col: '3' });
  const { column: _, ...whole } = place;
  const [second] = annotations({ ...sample, findings: [finding('vm-agent-ready', { places: [whole] })] });
  expect(Object.keys(second?.properties ?? {})).toEqual(['file', 'line', 'title']);
});

describe('what GitHub shows at most', () => {
  const many = (level: 'error' | 'warning' | 'note', length: number) =>
    Array.from({ length }, (_, index) => finding('vm-agent-ready', { level, message: `${level} ${index}.` }));

  test('ten of each, the worst first, and how many more', () => {
    const findings = [...many('error', 14), ...many('warning', 12), ...many('note', 11)];
    const list = annotations({ ...sample, findings });
    expect(counts(list)).toEqual([10, 10, 10]);
    expect(list[0]?.message).toMatch(/^error 0\./);
    expect(list.at(-1)?.message).toContain('Not shown: 9 more findings');
  });

  test('all of them where they fit', () => {
    const findings = [...many('error', 10), ...many('warning', 10), ...many('note', 9)];
    const list = annotations({ ...empty, findings });
    expect(counts(list)).toEqual([10, 10, 10]);
    expect(list.at(-1)?.message).not.toContain('Not shown');
  });

  test('what the earlier report has does not take the place of new ones', () => {
    const findings = [
      ...many('error', 12).map((each) => ({ ...each, baseline: 'unchanged' as const })),
      ...many('warning', 1).map((each) => ({ ...each, baseline: 'new' as const })),
    ];
    const list = annotations({ ...empty, findings });
    expect(counts(list)).toEqual([0, 1, 1]);
    expect(list.at(-1)?.message).toContain('12 findings that the earlier report has too');
  });

  test('a long message is cut', () => {
    const [first] = annotations({
      ...sample,
      findings: [finding('guest-dhcp', { message: 'x'.repeat(9000) })],
    });
    expect(first?.message.length).toBeLessThanOrEqual(4096);
  });
});

test('a name cannot be a command', () => {
  const evil = 'a\r\n::error::owned\n%0A::stop-commands::x';
  const place = { path: '/x', resourceId: 'r', file: evil, line: 1 };
  const report = {
    ...sample,
    findings: [finding('guest-dhcp', { message: evil, places: [place], title: evil })],
  };
  const lines = [...github(report)].join('').trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) [^\r\n]*$/);
  const [first] = annotations(report);
  expect(first?.properties.file).toContain('\\u000d\\u000a::error::owned');
  expect(first?.message).toContain('%0A::stop-commands');
});
