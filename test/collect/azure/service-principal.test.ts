import { describe, expect, test } from '@jest/globals';
import { readServicePrincipal } from '../../../src/collect/azure/service-principal.js';
import { answer, clientOf, serve } from './loopback.js';

const APP = '262044b1-e2ce-469f-a196-69ab7ada62d3';

async function readFrom(body: unknown, status = 200) {
  const asked: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    asked.push(request.url);
    answer(response, body, status);
  });
  const row = await readServicePrincipal(clientOf(url), APP);
  return { row, asked };
}
const failure = (code: string) => ({ error: { code, message: 'Told by the test.' } });

test('the principal is a row', async () => {
  const { row, asked } = await readFrom({ id: 'object-id', appId: APP, displayName: 'Backup' });
  expect(asked).toEqual([`/v1.0/servicePrincipals(appId='${APP}')?$select=id,appId,displayName`]);
  expect(row).toEqual({
    id: '/servicePrincipals/object-id',
    type: 'microsoft.graph/serviceprincipals',
    properties: { appId: APP, displayName: 'Backup' },
  });
});

describe('that there is none', () => {
  test('is what Graph says so', async () => {
    expect((await readFrom(failure('Request_ResourceNotFound'), 404)).row).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['the page of a proxy', '<html>Not found</html>'],
    ['a gateway that does not know the path', failure('NotFound')],
    ['nothing', ''],
  ])('is not what another 404 says: %s', async (_, body) => {
    await expect(readFrom(body, 404)).rejects.toMatchObject({ reason: 'notFound' });
  });

  test.each<[string, unknown]>([
    ['no principal', { value: [] }],
    ['null', 'null'],
    ['an id that is no text', { id: 1 }],
  ])('is not what a strange answer says: %s', async (_, body) => {
    await expect(readFrom(body)).rejects.toMatchObject({ reason: 'failed' });
  });
});

test('a refusal names the permission, and the flag that does without it', async () => {
  await expect(readFrom(failure('Authorization_RequestDenied'), 403)).rejects.toMatchObject({
    reason: 'forbidden',
    detail: expect.stringMatching(/Application\.Read\.All.*--backup-service-object-id/),
  });
});
