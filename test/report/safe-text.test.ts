import { describe, expect, test } from '@jest/globals';
import { safeLines } from '../../src/report/safe-text.js';

describe('lines of a text from others', () => {
  test('keep their tabs and line breaks: help holds commands to copy', () => {
    const help = '```\naz vm show \\\n\t--ids ID\n```\n';
    expect(safeLines(help)).toBe(help);
    const windows = help.replaceAll('\n', '\r\n');
    expect(safeLines(windows)).toBe(windows);
  });

  test('are safe all the same', () => {
    expect(safeLines('a\u001b[2J\n\t::error::b\rc')).toBe('a\\u001b[2J\n\t\\u003a:error::b\\u000dc');
  });
});
