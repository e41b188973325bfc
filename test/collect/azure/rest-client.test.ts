import { describe, expect, test } from '@jest/globals';
import { SignIn } from '../../../src/collect/azure/credential.js';
import { answer, clientOf, serve, TOKEN, type Handler } from './loopback.js';

/** A server that notes what it is asked, and its client. */
async function recording(handler: (url: URL, base: string, ...rest: Parameters<Handler>) => void) {
  const seen: { path: string; authorization: string | undefined; accept: string | undefined }[] = [];
  const base = await serve((request, response) => {
    const { authorization, accept } = request.headers;
    seen.push({ path: request.url ?? '', authorization, accept });
    handler(new URL(request.url ?? '', base), base, request, response);
  });
  return { base, seen, client: clientOf(base) };
}

/** Another server, to which nothing may go. */
async function thief() {
  const stolen: unknown[] = [];
  const url = await serve((request, response) => {
    stolen.push(request.headers);
    answer(response, { value: ['stolen'] });
  });
  return { url, stolen };
}

async function all(list: AsyncGenerator): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of list) items.push(item);
  return items;
}

test('a resource is asked for with the token', async () => {
  const { client, seen } = await recording((_, __, ___, response) => answer(response, { id: 'x' }));
  expect(await client.get('/a/b?api-version=1&$expand=c')).toEqual({ id: 'x' });
  expect(seen).toEqual([
    { path: '/a/b?api-version=1&$expand=c', authorization: `Bearer ${TOKEN}`, accept: 'application/json' },
  ]);
});

test('a base URL may have a path and a slash at its end', async () => {
  const { base, seen } = await recording((_, __, ___, response) => answer(response, {}));
  await clientOf(`${base}/arm/`).get('/a');
  expect(seen.map(({ path }) => path)).toEqual(['/arm/a']);
});

describe('a list', () => {
  test('is read over all its pages, the empty ones too', async () => {
    const { client, seen } = await recording((url, base, _, response) => {
      const page = Number(url.searchParams.get('page') ?? 0);
      const value = page === 1 ? [] : [`item ${page}`];
      answer(response, { value, ...(page < 3 ? { nextLink: `${base}/list?page=${page + 1}` } : {}) });
    });
    expect(await all(client.list('/list'))).toEqual(['item 0', 'item 2', 'item 3']);
    expect(seen.every(({ authorization }) => authorization === `Bearer ${TOKEN}`)).toBe(true);
  });

  test.each([[''], [null], [undefined]])('ends where the next link is %j', async (nextLink) => {
    const { client } = await recording((_, __, ___, response) => answer(response, { value: [1], nextLink }));
    expect(await all(client.list('/list'))).toEqual([1]);
  });

  test('whose pages go round in a circle is a failure, and what came before is given', async () => {
    const { client, seen } = await recording((url, base, _, response) => {
      const next = url.search === '?b' ? 'a' : 'b';
      answer(response, { value: [url.search], nextLink: `${base}/list?${next}` });
    });
    const items: unknown[] = [];
    const reading = async () => {
      for await (const item of client.list('/list')) items.push(item);
    };
    await expect(reading()).rejects.toMatchObject({ reason: 'truncated' });
    expect(items).toEqual(['', '?b', '?a']);
    expect(seen).toHaveLength(3);
  });

  test.each<[string, unknown]>([
    ['null', 'null'],
    ['no value', {}],
    ['a value that is no list', { value: {} }],
    ['a link that is no text', { value: [], nextLink: { href: '/list' } }],
    ['one that is nested too deeply', `{"value":[${'['.repeat(20_000)}${']'.repeat(20_000)}]}`],
    ['a list by itself', []],
  ])('that is none is a failure: %s', async (_, body) => {
    const { client } = await recording((__, ___, ____, response) => answer(response, body));
    await expect(all(client.list('/list'))).rejects.toMatchObject({ reason: 'failed' });
  });
});

describe('no token leaves the host', () => {
  test.each<[string, (thief: string, base: string) => string]>([
    ['another host', (other) => `${other}/list`],
    ['another port and scheme', (other) => `${other.replace('https:', 'http:')}/list`],
    ['the same host without TLS', (_, base) => `${base.replace('https:', 'http:')}/list`],
    ['our host as the user', (other, base) => `https://${new URL(base).host}@${new URL(other).host}/list`],
    ['our host as the beginning', (other, base) => `${base}.${new URL(other).host}/list`],
    ['a user name', (_, base) => `https://user@${new URL(base).host}/list`],
    ['a password', (_, base) => `https://:word@${new URL(base).host}/list`],
    ['a file', () => 'file:///etc/passwd'],
    ['no URL', () => 'list?page=2'],
    ['a backslash', (other) => `\\\\${new URL(other).host}\\list`],
  ])('a next link to %s is not followed, and it is a failure', async (_, linkOf) => {
    const { url, stolen } = await thief();
    const { client, seen } = await recording((__, base, ___, response) =>
      answer(response, { value: [1], nextLink: linkOf(url, base) }),
    );
    await expect(all(client.list('/list'))).rejects.toMatchObject({
      reason: 'failed',
      detail: 'Azure gave a link to another host; it was not followed.',
    });
    expect([seen.length, stolen]).toEqual([1, []]);
  });

  test('a next link that only looks like another host stays here', async () => {
    const { url, stolen } = await thief();
    const { client, seen } = await recording(({ pathname }, _, __, response) =>
      answer(response, {
        value: [1],
        ...(pathname === '/list' ? { nextLink: `//${new URL(url).host}/x` } : {}),
      }),
    );
    expect(await all(client.list('/list'))).toEqual([1, 1]);
    expect([seen.length, stolen]).toEqual([2, []]);
  });

  test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
    const { url, stolen } = await thief();
    const { client } = await recording((_, __, ___, response) =>
      answer(response, '', status, { location: `${url}/list` }),
    );
    await expect(client.get('/x')).rejects.toMatchObject({ reason: 'failed', status });
    expect(stolen).toEqual([]);
  });
});

test.each([206, 207])('a part of an answer (%i) is not taken for the whole', async (status) => {
  const { client } = await recording((_, __, ___, response) => answer(response, { value: [1] }, status));
  await expect(all(client.list('/list'))).rejects.toMatchObject({ reason: 'truncated', status });
});

describe('a success that is no JSON', () => {
  test.each<[string, string]>([
    ['nothing', ''],
    ['the page of a proxy', '<html>Log in</html>'],
    ['half an answer', '{"id":"x"'],
  ])('is asked for again, and a failure in the end: %s', async (_, text) => {
    let asked = 0;
    const { client } = await recording((__, ___, ____, response) =>
      answer(response, ++asked === 2 ? { id: 'x' } : text),
    );
    expect(await client.get('/x')).toEqual({ id: 'x' });
    asked = 2;
    await expect(client.get('/x')).rejects.toMatchObject({ reason: 'failed' });
    expect(asked).toBe(7);
  });
});

test.each<[string, Error, object]>([
  ['an error of a kind that nobody knows', new TypeError('odd: eyJhbGciOi.eyJ0aWQi.x'), { reason: 'failed' }],
  ['a broken connection, again and again', broken(), { reason: 'failed', detail: 'No answer.' }],
  ['an interruption', new DOMException('', 'AbortError'), { reason: 'interrupted' }],
])('a token that cannot be had is a failed read, whatever is thrown: %s', async (_, thrown, expected) => {
  const { base, seen } = await recording((__, ___, ____, response) => answer(response, {}));
  const getToken = () => Promise.reject(thrown);
  const credential = new SignIn(() => Promise.resolve({ getToken }));
  const failure: unknown = await clientOf(base, { credential })
    .get('/x')
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'ReadFailure', ...expected });
  expect((failure as Error).message).not.toContain('eyJ');
  expect(seen).toEqual([]);
});

function broken(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'RestError' });
}

test('a failure that is no JSON tells its status', async () => {
  const { client } = await recording((_, __, ___, response) => answer(response, '<html>', 403));
  await expect(client.get('/x')).rejects.toMatchObject({ reason: 'forbidden', detail: '403' });
});
