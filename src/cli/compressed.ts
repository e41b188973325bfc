import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

/** The lines as gzip. What the lines throw, the bytes throw. */
export function compressed(lines: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  const gzip = createGzip();
  pipeline(Readable.from(lines, { objectMode: true }), gzip, () => undefined);
  return gzip as AsyncIterable<Uint8Array>;
}
