import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

const SRC = join(import.meta.dirname, '../../src');

/** Patterns that never see text of a file, a service or a command line. */
const OURS: readonly string[] = ['shipped-policies.ts'];

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** The regular expressions in the source. */
function patterns(): Pattern[] {
  const found: Pattern[] = [];
  for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || OURS.some((each) => file.endsWith(each))) continue;
    const text = readFileSync(join(SRC, file), 'utf8');
    const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const line = parsed.getLineAndCharacterOfPosition(node.getStart(parsed)).line + 1;
        found.push({
          place: `${file}:${line}`,
          source: node.text.slice(1, end),
          flags: node.text.slice(end + 1),
        });
      }
      ts.forEachChild(node, visit);
    };
    visit(parsed);
  }
  return found;
}

const LENGTH = 40_000;
/** A pattern that takes steps without end for each place in the text needs seconds; a good one, a millisecond. */
const MOST = 400;

/** Texts that make a pattern begin again and again: what it repeats, after what it begins with. */
function attacks(source: string): string[] {
  const literals = source.match(/[A-Za-z"'#<>{}=:;,@_-]{2,}/g) ?? [];
  const pumps = [
    ' ',
    '\t',
    '\n',
    'a',
    '0',
    '/',
    '.',
    '-',
    '"',
    "'",
    '{',
    '[',
    '<',
    '#',
    ':',
    '\\',
    'a/',
    ' -',
    '0.',
  ];
  const whole = source
    .replace(/\\([/.\\"'#-])/g, '$1')
    .replace(/\(\?[:=!<]+|[()^$?*+|]|\[[^\]]*\]|\\[a-zA-Z]/g, '');
  return [...pumps, ...literals, whole, `${whole} `].flatMap((pump) => {
    const many = pump.repeat(Math.ceil(LENGTH / Math.max(1, pump.length)));
    return [`${many}\u0000`, `${literals[0] ?? ''}${many}\u0000`, `${whole}${many}\u0000`];
  });
}

describe('no pattern in the source is slow, whatever the text', () => {
  test('each is run over long texts that it nearly matches', () => {
    const slow: string[] = [];
    const all = patterns();
    for (const { place, source, flags } of all) {
      const global = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
      for (const text of new Set(attacks(source))) {
        const start = performance.now();
        for (const _ of text.matchAll(global)) if (performance.now() - start > MOST) break;
        const took = performance.now() - start;
        if (took <= MOST) continue;
        slow.push(`${place} /${source}/: ${took.toFixed(0)} ms for ${JSON.stringify(text.slice(0, 30))}…`);
        break;
      }
    }
    expect(slow).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  }, 120_000);
});
