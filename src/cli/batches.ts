const BATCH = 1 << 16;

/** Joins small chunks, so that each write is worth its cost. Bytes are passed on as they are. */
export async function* batches(
  chunks: Iterable<string> | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  let batch = '';
  for await (const chunk of chunks) {
    if (typeof chunk === 'string') batch += chunk;
    else yield chunk;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}
