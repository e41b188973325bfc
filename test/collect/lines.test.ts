import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isBlank, linesOf } from '../../src/collect/lines.js';

/** The lines of a text that comes in pieces, through one piece of memory that is used again. */
async function linesIn(text: string, size: number) {
  const bytes = Buffer.from(text);
  const memory = Buffer.alloc(size);
  async function* pieces() {
    for (let from = 0; from < bytes.length; from += size) {
      const length = bytes.copy(memory, 0, from, from + size);
      yield await Promise.resolve(memory.subarray(0, length));
    }
  }
  const found: [number, string][] = [];
  for await (const batch of linesOf('x', pieces())) {
    for (const { number, bytes: line } of batch) if (!isBlank(line)) found.push([number, line.toString()]);
  }
  return found;
}

test('each line has its number and its text, wherever the pieces break and however many are blank', async () => {
  const line = fc.constantFrom('', ' ', '\r', '\t \r', 'a', 'bcd', '{"x": 1}', ' '.repeat(20));
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 30 }),
      fc.integer({ min: 1, max: 40 }),
      async (lines, size) => {
        const expected = lines.map((text, index): [number, string] => [index + 1, text]);
        const said = expected.filter(([, text]) => text.trim() !== '');
        expect(await linesIn(lines.join('\n'), size)).toEqual(said);
      },
    ),
  );
});
