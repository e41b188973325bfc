import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { compressed } from '../../src/cli/compressed.js';

async function bytesOf(lines: AsyncIterable<string>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of compressed(lines)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('the lines come back', async () => {
  const lines = async function* () {
    yield await Promise.resolve('a\n');
    yield 'b\n';
  };
  expect(gunzipSync(await bytesOf(lines())).toString()).toBe('a\nb\n');
});

test('a failure in the middle of the lines is thrown, so that no half file is left', async () => {
  const lines = async function* () {
    yield await Promise.resolve('a\n');
    throw new Error('The disk is full.');
  };
  await expect(bytesOf(lines())).rejects.toThrow('The disk is full.');
});
