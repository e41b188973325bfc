import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { framesIn } from '../../src/cli/code-frames.js';
import type { Place } from '../../src/model/report.js';
import { temporaryFolder } from '../temporary.js';

const folder = temporaryFolder();
const place = (file: string, line: number): Place => ({ path: '/x', resourceId: 'r', file, line, column: 1 });
let count = 0;

/** The lines of the frame around a line. */
function frame(lines: readonly string[], line: number, extension = 'json'): readonly string[] | undefined {
  const name = `${++count}.${extension}`;
  folder.write(name, lines.join('\n'));
  return framesIn(folder.path)(place(name, line))?.lines;
}

test('three lines, fewer at the ends', () => {
  const lines = ['{', '  "a": 1,', '  "diskSizeGB": 40000', '}'];
  expect(frame(lines, 3)).toEqual(['  "a": 1,', '  "diskSizeGB": 40000', '}']);
  expect(frame(lines, 1)).toEqual(['{', '  "a": 1,']);
  expect(frame(lines, 4)).toEqual(['  "diskSizeGB": 40000', '}']);
  expect(frame(lines, 5)).toBeUndefined();
});

test.each([
  ['json', '"adminPassword": "Hunter-2",', '"adminPassword": "…",'],
  ['json', '{ "name": "vm", "adminPassword": "Hunter-2" }', '{ "name": "vm", "adminPassword": "…" }'],
  ['json', '"adminPassword": "Hunter\\"-2",', '"adminPassword": "…",'],
  ['json', '"value": "Hunter-2"', '"value": "…"'],
  ['json', '"secrets": ["Hunter-2", "Hunter-3"]', '"secrets": ["…", "…"]'],
  ['json', '"Hunter-2",', '"…",'],
  ['json', '"url": "https://a.blob/b?sig=Hunter-2"', '"url": "…"'],
  ['json', '"name": "[variables(\'vm\')]"', '"name": "[variables(\'vm\')]"'],
  ['bicep', "param adminPassword string = 'Hunter-2'", "param adminPassword string = '…'"],
  ['bicep', "location: 'westeurope'", "location: 'westeurope'"],
  ['tf', 'admin_password = "Hunter-2"', 'admin_password = "…"'],
  [
    'tf',
    'os_profile { name = "a" admin_password = "Hunter-2" }',
    'os_profile { name = "a" admin_password = "…" }',
  ],
])('what may be secret is hidden, in %s: %s', (extension, line, shown) => {
  expect(frame(['x', line], 1, extension)?.[1]).toBe(shown);
});

test.each([
  ['json', ['"x": 1,', '"text": "one', 'two Hunter-2",', '"size": 1']],
  ['bicep', ["var x = '''", 'user:Hunter-2', "last:Hunter-2'''", 'size: 1']],
  ['tf', ['x = <<-EOT', 'user:Hunter-2', 'EOT', 'size = 1']],
  ['tofu', ['x = <<-EOT', 'user:Hunter-2', 'EOT', 'size = 1']],
])('a text over several lines is never shown, in %s', (extension, lines) => {
  for (const line of [1, 2, 3, 4]) {
    const shown = frame(lines, line, extension)?.join('\n') ?? '';
    expect(shown).not.toContain('Hunter');
    expect(shown).not.toContain('one');
  }
  expect(frame(lines, 4, extension)?.at(-1)).toBe(lines[3]);
});

test('a quote in a comment opens no text', () => {
  expect(frame(['// the "old one', '"size": 1'], 2)).toEqual(['// the "old one', '"size": 1']);
});

test('what is run in the guest has no frame', () => {
  expect(frame(['"a": 1,', '"customData": "…"'], 2)).toBeUndefined();
  expect(frame(['a = 1', 'custom_data = base64encode(local.x)'], 2, 'tf')).toBeUndefined();
});

test('a plan has no frame, nor has a file that is not there or a folder', () => {
  expect(frame(['{', '"planned_values": {},', '"a": "Hunter-2"'], 3)).toBeUndefined();
  expect(framesIn(folder.path)(place('no.json', 1))).toBeUndefined();
  mkdirSync(join(folder.path, 'dir'));
  expect(framesIn(folder.path)(place('dir', 1))).toBeUndefined();
});

test('a long line is cut', () => {
  const [line] = frame([`"a": ${'1'.repeat(1000)}`], 1) ?? [];
  expect(line).toHaveLength(160);
});

test('a link out of the tree is not shown', () => {
  const outside = folder.write('outside.txt', 'Hunter-2');
  const root = join(folder.path, 'root');
  mkdirSync(root);
  symlinkSync(outside, join(root, 'main.json'));
  expect(framesIn(root)(place('main.json', 1))).toBeUndefined();
});

test('a file of Windows PowerShell is read as UTF-16, so that its secrets are hidden and a plan is not shown', () => {
  const shown = (name: string, text: string) => {
    writeFileSync(join(folder.path, name), Buffer.from(`\uFEFF${text}`, 'utf16le'));
    return framesIn(folder.path)(place(name, 2))?.lines;
  };
  const lines = '{\n  "adminPassword": "Hunter-2"\n}';
  expect(shown('utf16.json', lines)?.[1]).toBe('  "adminPassword": "…"');
  expect(shown('plan.json', lines.replace('{', '{ "planned_values": {},'))).toBeUndefined();
});
