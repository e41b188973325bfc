import { describe, expect, test } from '@jest/globals';
import { QUERIES } from '../../../src/collect/azure/queries.js';
import type { Row } from '../../../src/model/row.js';
import { FakeClock } from './fake-clock.js';
import { answer, graphOf, serve, TOKEN, type Handler } from './loopback.js';

const QUERY = QUERIES[0]!;
const row = (name: string, subscription = 's1') => ({
  id: `/subscriptions/${subscription}/vms/${name}`,
  type: QUERY.type,
  subscriptionId: subscription,
});
const page = (rows: readonly object[], totalRecords = rows.length, more: object = {}) => ({
  totalRecords,
  count: rows.length,
  resultTruncated: 'false',
  facets: [],
  data: rows,
  ...more,
});

/** What a query gives when the server answers like this, the last answer again and again. */
async function read(...answers: readonly Handler[]) {
  const clock = new FakeClock();
  let asked = 0;
  const url = await serve((request, response) => {
    request.resume();
    request.on('end', () => answers[Math.min(asked++, answers.length - 1)]!(request, response));
  });
  const rows: Row[] = [];
  const end = await graphOf(url, { clock }).read(QUERY, {}, (each) => {
    rows.push(...each);
    return Promise.resolve();
  });
  return { end, rows: rows.length, asked, waits: clock.waits };
}
const good: Handler = (_, response) => answer(response, page([row('a')]));
/** Errors in errors, which are looked through for a code. */
const DEEP = `${'[{"details":'.repeat(20_000)}[]${'}]'.repeat(20_000)}`;
const body =
  (text: string, status = 200, headers = {}): Handler =>
  (_, response) =>
    answer(response, text, status, headers);

describe('an answer that is no page of rows is a failure, never a crash and never an empty result', () => {
  test.each<[string, Handler]>([
    ['nothing', body('')],
    ['no content', (_, response) => response.writeHead(204).end()],
    ['text', body('hello')],
    ['half a page', body('{"totalRecords":1,"data":[')],
    ['the page of a proxy', body('<html>Log in</html>', 200, { 'content-type': 'text/html' })],
    ['null', body('null')],
    ['a list', body('[]')],
    ['a text', body('"x"')],
    ['no count', body('{"data":[]}')],
    ['no data', body('{"totalRecords":0,"data":null}')],
    ['a row that is null', body('{"totalRecords":1,"data":[null]}')],
    ['a row without an id', body('{"totalRecords":1,"data":[{"type":"t"}]}')],
    ['an error that is null', body('{"error":null}', 400)],
    ['an error that is a text', body('"no"', 400)],
    ['details that are no list', body('{"error":{"code":"X","message":"m","details":"d"}}', 400)],
    ['details that are null', body('{"error":{"code":"X","message":"m","details":[null]}}', 400)],
    ['an error without a body', body('', 418)],
    ['a deep row', body(`{"totalRecords":1,"data":[{"id":"/x","type":"t","properties":${DEEP}}]}`)],
    ['a deep error', body(`{"error":{"code":"X","details":${DEEP}}}`, 400)],
  ])('%s', async (_, handler) => {
    await expect(read(handler)).rejects.toMatchObject({ name: 'ReadFailure', reason: 'failed' });
  });

  test.each<[string, Handler]>([
    ['nothing', body('')],
    ['half a page', body('{"totalRecords":1,"data":[')],
    ['the page of a proxy', body('<html>Log in</html>', 200, { 'content-type': 'text/html' })],
  ])('what is no JSON is asked for again: %s', async (_, handler) => {
    expect(await read(handler, good)).toMatchObject({ rows: 1, asked: 2, end: { total: 1, distinct: 1 } });
  });

  test('the error of the service is told, the inner one first', async () => {
    const details = [{ code: 'InvalidQuery', message: 'Query is invalid.' }];
    const error = { code: 'BadRequest', message: 'Please provide', details };
    const refused = read((_, response) => answer(response, { error }, 400));
    await expect(refused).rejects.toMatchObject({
      detail: '400 InvalidQuery: Query is invalid.',
      status: 400,
    });
  });
});

describe('pages that do not end are a failure, and what came before is kept', () => {
  const token = (text: string) => ({ $skipToken: text });
  test.each<[string, (asked: number) => object]>([
    ['the same token again', () => page([row('a')], 9, token('t'))],
    ['new tokens, but no new rows', (asked) => page([row('a')], 9, token(String(asked)))],
    ['new tokens, but no rows', (asked) => page([], 9, token(String(asked)))],
    ['the same page of two subscriptions', () => page([row('a'), row('b', 's2')], 9, token('t'))],
    ['two pages in turn', (asked) => page([row('a', `s${asked % 2}`)], 9, token(String(asked % 2)))],
  ])('%s', async (_, next) => {
    let asked = 0;
    const endless = read((__, response) =>
      asked < 50 ? answer(response, next(asked++)) : response.destroy(),
    );
    await expect(endless).rejects.toMatchObject({ reason: 'truncated' });
    expect(asked).toBeLessThan(50);
  });

  test('but a page of rows that came before may stand between others', async () => {
    const pages = [page([row('a')], 2, token('1')), page([row('a')], 2, token('2')), page([row('b')], 2)];
    const handlers = pages.map(
      (each): Handler =>
        (_, response) =>
          answer(response, each),
    );
    expect(await read(...handlers)).toMatchObject({ rows: 2, asked: 3, end: { total: 2, distinct: 2 } });
  });
});

test('rows that come again after those of another subscription do not hide lost ones', async () => {
  const pages = [
    page([row('a'), row('b', 's2')], 4, { $skipToken: '1' }),
    page([row('a'), row('b', 's2')], 4),
  ];
  const handlers = pages.map(
    (each): Handler =>
      (_, response) =>
        answer(response, each),
  );
  expect(await read(...handlers)).toMatchObject({ rows: 2, end: { total: 4, distinct: 2 } });
});

test('a row that is deleted between two pages takes another one along, which the last count does not show', async () => {
  // a, b, c, d in pages of two; a is deleted after the first page, so the second one begins behind c.
  const pages = [page([row('a'), row('b')], 4, { $skipToken: '1' }), page([row('d')], 3)];
  const handlers = pages.map(
    (each): Handler =>
      (_, response) =>
        answer(response, each),
  );
  expect(await read(...handlers)).toMatchObject({ rows: 3, end: { total: 4, distinct: 3 } });
});

test('a redirect is not followed, and the token goes nowhere', async () => {
  const stolen: unknown[] = [];
  const thief = await serve((request, response) => {
    stolen.push(request.headers.authorization);
    answer(response, page([]));
  });
  for (const status of [301, 302, 307, 308]) {
    const moved = read(
      body('', status, { location: `${thief}/providers/Microsoft.ResourceGraph/resources` }),
    );
    await expect(moved).rejects.toMatchObject({ detail: String(status) });
  }
  expect(stolen).toEqual([]);
});

test('the token is sent to the service', async () => {
  const seen: unknown[] = [];
  await read((request, response) => {
    seen.push(request.headers.authorization);
    good(request, response);
  });
  expect(seen).toEqual([`Bearer ${TOKEN}`]);
});
