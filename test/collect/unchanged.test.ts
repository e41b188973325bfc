import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { byteSource } from '../../src/collect/byte-source.js';
import { temporaryFolder } from '../temporary.js';

const folder = temporaryFolder();
const text = 'row\n'.repeat(1_000_000);

/** Another file with the same text. */
function older(name: string): string {
  const file = folder.write(name, text);
  utimesSync(file, 1, 1);
  return file;
}

async function lengthOf(bytes: AsyncIterable<Buffer>, during?: () => void): Promise<number> {
  let length = 0;
  for await (const piece of bytes) {
    if (length === 0) during?.();
    length += piece.length;
  }
  return length;
}

test.each<[string, (file: string) => void]>([
  ['is cut', (file) => writeFileSync(file, text.slice(0, 100))],
  ['is continued', (file) => writeFileSync(file, 'row\n', { flag: 'a' })],
  ['is replaced', (file) => renameSync(older('other'), file)],
])('a file that %s between two readings, or in one, is not taken for the same', async (how, change) => {
  for (const [name, content] of [
    [`${how}.ndjson`, text],
    [`${how}.ndjson.gz`, gzipSync(text)],
  ] as const) {
    const file = folder.write(name, content);
    const source = await byteSource(file);
    expect(await lengthOf(source.open())).toBe(text.length);
    change(file);
    const refused = { name: 'UserError', message: `${file} changed while it was read.` };
    await expect(lengthOf(source.open())).rejects.toMatchObject(refused);
    const again = await byteSource(folder.write('again.ndjson', text));
    await expect(lengthOf(again.open(), () => change(again.path))).rejects.toMatchObject({
      message: `${again.path} changed while it was read.`,
    });
  }
});
