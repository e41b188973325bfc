import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AccessToken, TokenCredential } from '@azure/core-auth';
import { ClientSecretCredential, CredentialUnavailableError, DefaultAzureCredential } from '@azure/identity';
import { SignIn } from '../../../src/collect/azure/credential.js';
import { defaultCredential } from '../../../src/collect/azure/default-credential.js';
import { signIn } from '../../../src/collect/azure/sign-in.js';
import { CLOUDS, type Cloud } from '../../../src/model/cloud.js';

const CLOUD = CLOUDS[0]!;
const ARM = 'https://management.azure.com/.default';
const GRAPH = 'https://graph.microsoft.com/.default';
const HOUR = 3_600_000;
const LIMITS = { signal: new AbortController().signal };

/** A token that lives so long (its text says its number and for what it is), a failure, or nothing. */
type Given = number | Error | null;

/** A sign-in whose credential gives these in order, the last one again and again. */
function signInWith(...given: readonly Given[]) {
  const asked: string[] = [];
  let made = 0;
  const credential: TokenCredential = {
    getToken: async (scopes): Promise<AccessToken | null> => {
      const each = given[Math.min(asked.length, given.length - 1)];
      asked.push([scopes].flat().join(' '));
      const token = `${asked.length} ${asked.at(-1)}`;
      await Promise.resolve();
      if (each instanceof Error) throw each;
      return typeof each !== 'number' ? null : { token, expiresOnTimestamp: Date.now() + each };
    },
  };
  const signedIn = new SignIn(() => {
    made += 1;
    return Promise.resolve(credential);
  });
  return { signedIn, asked, made: () => made };
}

describe('a token', () => {
  test('is asked for once for each audience', async () => {
    const { signedIn, asked } = signInWith(HOUR);
    for (const scope of [ARM, GRAPH, ARM, [ARM], GRAPH]) await signedIn.getToken(scope);
    expect(asked).toEqual([ARM, GRAPH]);
  });

  test('is asked for once where many need it at the same time', async () => {
    const { signedIn, asked } = signInWith(HOUR);
    const tokens = await Promise.all([ARM, ARM, ARM].map((scope) => signedIn.getToken(scope)));
    expect(new Set(tokens).size).toBe(1);
    expect(asked).toEqual([ARM]);
  });

  test('is renewed before it ends, once for all who need it', async () => {
    const { signedIn, asked } = signInWith(60_000, HOUR);
    await signedIn.getToken(ARM);
    const tokens = await Promise.all([ARM, ARM, ARM].map((scope) => signedIn.getToken(scope)));
    expect(tokens.map((token) => token?.token)).toEqual(Array(3).fill(`2 ${ARM}`));
    expect(asked).toHaveLength(2);
  });

  test('that still lives is used where a new one cannot be had', async () => {
    const { signedIn } = signInWith(60_000, new Error('AADSTS700024'));
    const first = await signedIn.getToken(ARM);
    expect(await signedIn.getToken(ARM)).toEqual(first);
    expect(await signedIn.getToken(ARM)).toEqual(first);
  });

  test('that has ended is not', async () => {
    const { signedIn } = signInWith(-1, new Error('AADSTS700024'));
    await signedIn.getToken(ARM);
    await expect(signedIn.getToken(ARM)).rejects.toThrow('AADSTS700024');
  });

  test('that could not be had is asked for again', async () => {
    const { signedIn, asked } = signInWith(new Error('no'), HOUR);
    await expect(signedIn.getToken(ARM)).rejects.toThrow('no');
    expect((await signedIn.getToken(ARM))?.token).toBe(`2 ${ARM}`);
    expect(asked).toHaveLength(2);
  });

  test('that is refused is forgotten, and the credential with it: it may keep tokens of its own', async () => {
    const { signedIn, asked, made } = signInWith(HOUR);
    await signedIn.getToken(ARM);
    signedIn.renew();
    expect((await signedIn.getToken(ARM))?.token).toBe(`2 ${ARM}`);
    expect([asked.length, made()]).toEqual([2, 2]);
  });

  test('with claims is not the one that is kept', async () => {
    const { signedIn, asked } = signInWith(HOUR);
    await signedIn.getToken(ARM);
    await signedIn.getToken(ARM, { claims: '{}' });
    expect(asked).toHaveLength(2);
  });
});

test('a credential that cannot be made again while nobody waits for it does not end the process', async () => {
  let made = 0;
  const signedIn = new SignIn(() =>
    ++made === 1
      ? Promise.resolve({ getToken: () => Promise.resolve(null) })
      : Promise.reject(new Error('no longer')),
  );
  signedIn.renew();
  await new Promise((resolve) => setImmediate(resolve));
  await expect(signedIn.getToken(ARM)).rejects.toThrow('no longer');
});

describe('who is signed in', () => {
  const tokenWith = (payload: string) => `h.${Buffer.from(payload).toString('base64url')}.s`;
  const identityOf = async (token: string) => {
    const credential = { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + HOUR }) };
    return (await signIn(() => Promise.resolve(credential), CLOUD, LIMITS)).identity;
  };

  test.each<[string, object, object]>([
    [
      'a user',
      { tid: 't', upn: 'ann@contoso.com', appid: 'a', oid: 'o' },
      { tenantId: 't', principal: 'ann@contoso.com' },
    ],
    [
      'a guest',
      { tid: 't', unique_name: 'live.com#ann@x.org', oid: 'o' },
      { tenantId: 't', principal: 'live.com#ann@x.org' },
    ],
    ['an application', { tid: 't', app_displayname: 'ci', appid: 'a' }, { tenantId: 't', principal: 'ci' }],
    ['an application without a name', { tid: 't', appid: 'a', oid: 'o' }, { tenantId: 't', principal: 'a' }],
    ['a token of version 2', { tid: 't', azp: 'z', oid: 'o' }, { tenantId: 't', principal: 'z' }],
    ['a managed identity', { tid: 't', oid: 'o' }, { tenantId: 't', principal: 'o' }],
    ['claims that are no text', { tid: 1, upn: null, oid: ['o'] }, {}],
    ['no claims', {}, {}],
  ])('%s', async (_, claims, expected) => {
    expect(await identityOf(tokenWith(JSON.stringify(claims)))).toEqual(expected);
  });

  test.each([
    ['no JWT', 'opaque'],
    ['nothing', ''],
    ['no JSON', tokenWith('{"tid":')],
    ['null', tokenWith('null')],
    ['a text', tokenWith('"t"')],
    ['bytes', 'h.\u0000\u00ff.s'],
  ])('a token that cannot be read tells nothing, and is used: %s', async (_, token) => {
    expect(await identityOf(token)).toEqual({});
  });
});

describe('signing in', () => {
  test('no token is a sentence for people', async () => {
    const none = { getToken: () => Promise.resolve(null) };
    await expect(signIn(() => Promise.resolve(none), CLOUD, LIMITS)).rejects.toMatchObject({
      name: 'UserError',
      message: 'Not signed in to Azure.',
      hint: 'az login',
    });
  });

  test('so is a credential that cannot be had', async () => {
    const unavailable = () => Promise.reject(new CredentialUnavailableError("Please run 'az login'"));
    await expect(signIn(unavailable, CLOUD, LIMITS)).rejects.toMatchObject({ name: 'UserError' });
  });

  const withAudience = (resourceManagerAudience: string): Cloud => ({ ...CLOUD, resourceManagerAudience });
  test.each<[Cloud, string]>([
    ...CLOUDS.map((cloud): [Cloud, string] => [cloud, `${cloud.resourceManager}/.default`]),
    [withAudience('https://management.azure.com//'), ARM],
    [withAudience('api://arm/'), 'api://arm/.default'],
  ])('asks for a token for the audience: %#', async (cloud, scope) => {
    const asked: unknown[] = [];
    const getToken = (scopes: unknown) => {
      asked.push(scopes);
      return Promise.resolve({ token: 't', expiresOnTimestamp: Date.now() + HOUR });
    };
    await signIn(() => Promise.resolve({ getToken }), cloud, LIMITS);
    expect(asked).toEqual([scope]);
  });
});

describe('a sign-in that does not end', () => {
  test('is given up in time', async () => {
    let stopped: AbortSignal | undefined;
    const getToken: TokenCredential['getToken'] = (_, options) => {
      stopped = options?.abortSignal as AbortSignal;
      return new Promise(() => undefined);
    };
    const signingIn = signIn(() => Promise.resolve({ getToken }), CLOUD, { ...LIMITS, timeout: 20 });
    await expect(signingIn).rejects.toMatchObject({
      name: 'UserError',
      message: 'The sign-in to Azure did not end in time.',
    });
    expect(stopped?.aborted).toBe(true);
  });

  test('is given up by Ctrl-C', async () => {
    const controller = new AbortController();
    const getToken = () => {
      controller.abort();
      return new Promise<null>(() => undefined);
    };
    const signingIn = signIn(() => Promise.resolve({ getToken }), CLOUD, controller);
    await expect(signingIn).rejects.toMatchObject({
      name: 'UserError',
      message: 'The scan was interrupted before the sign-in was done.',
    });
  });
});

describe('the credential', () => {
  const NAMES = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'AZURE_TOKEN_CREDENTIALS'];
  const before = NAMES.map((name) => [name, process.env[name]] as const);
  const clear = () => NAMES.forEach((name) => Reflect.deleteProperty(process.env, name));
  beforeEach(clear);
  afterEach(() => {
    clear();
    for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
  });
  const custom: Cloud = { ...CLOUD, tenantId: 'tenant-of-the-file', custom: true };

  test.each<[string, Cloud, Readonly<Record<string, string>>, unknown]>([
    ['nothing set', CLOUD, {}, DefaultAzureCredential],
    [
      'a client secret',
      CLOUD,
      { AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' },
      DefaultAzureCredential,
    ],
    [
      'a client secret without a tenant',
      CLOUD,
      { AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' },
      DefaultAzureCredential,
    ],
    [
      'the tenant in the file, a secret in the environment',
      custom,
      { AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' },
      ClientSecretCredential,
    ],
    [
      'an empty tenant in the environment',
      custom,
      { AZURE_TENANT_ID: '', AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' },
      ClientSecretCredential,
    ],
    [
      'the tenant in the file and no secret',
      custom,
      { AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: '' },
      DefaultAzureCredential,
    ],
    [
      'a tenant in both',
      custom,
      { AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' },
      DefaultAzureCredential,
    ],
  ])('%s', async (_, cloud, environment, expected) => {
    Object.assign(process.env, environment);
    expect((await defaultCredential(cloud)()).constructor).toBe(expected);
  });

  test('a wrong AZURE_TOKEN_CREDENTIALS is a sentence for people', async () => {
    process.env.AZURE_TOKEN_CREDENTIALS = 'azcli';
    await expect(signIn(defaultCredential(CLOUD), CLOUD, LIMITS)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('AZURE_TOKEN_CREDENTIALS'),
    });
  });
});
