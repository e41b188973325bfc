import { describe, expect, test } from '@jest/globals';
import { cloudOf } from '../../src/config/cloud-flag.js';
import { CLOUDS } from '../../src/model/cloud.js';
import { UserError } from '../../src/model/user-error.js';
import { temporaryFolder } from '../temporary.js';

const folder = temporaryFolder();
let files = 0;

const STACK = {
  name: 'Stack',
  resourceManager: 'https://management.local.azurestack.external',
  authority: 'https://login.local.azurestack.external/adfs',
  graph: 'https://graph.local.azurestack.external',
  resourceManagerAudience: 'https://management.contoso.onmicrosoft.com/1234',
  graphAudience: 'https://graph.local.azurestack.external',
  backupAppId: '262044b1-e2ce-469f-a196-69ab7ada62d3',
};
const write = (content: string) => folder.write(`cloud-${++files}.json`, content);
const read = (content: object) => cloudOf(write(JSON.stringify(content)));

/** The sentence for people that a file leads to, with its own name as FILE. */
async function sentenceOf(content: string | object): Promise<string> {
  const path = write(typeof content === 'string' ? content : JSON.stringify(content));
  const error: unknown = await cloudOf(path).catch((each: unknown) => each);
  if (!(error instanceof UserError)) throw new Error(`It is no UserError: ${String(error)}`);
  expect(error.message).not.toContain('\n');
  return error.message.replaceAll(path, 'FILE');
}

describe('a published cloud', () => {
  test.each([
    [undefined, 'AzureCloud'],
    ['AzureCloud', 'AzureCloud'],
    ['azureusgovernment', 'AzureUSGovernment'],
    ['AZURECHINACLOUD', 'AzureChinaCloud'],
  ])('%s', async (flag, name) => {
    expect(await cloudOf(flag)).toBe(CLOUDS.find((cloud) => cloud.name === name));
  });

  test.each([
    ['AzureGovernment', /Did you mean "AzureUSGovernment"\?/],
    ['AzureChinaClowd', /Did you mean "AzureChinaCloud"\?/],
    ['nowhere', /^--cloud nowhere is neither a cloud nor a file that can be read\.$/],
    ['constructor', /neither a cloud nor a file/],
    ['', /neither a cloud nor a file/],
  ])('a name that is none: %j', async (flag, message) => {
    await expect(cloudOf(flag)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(message),
      hint: 'Clouds are AzureCloud, AzureUSGovernment, AzureChinaCloud.',
    });
  });

  test('a folder is no cloud file', async () => {
    await expect(cloudOf(folder.path)).rejects.toMatchObject({ name: 'UserError' });
  });
});

describe('a cloud file', () => {
  test('says all of it', async () => {
    expect(await read({ ...STACK, tenantId: 'contoso.onmicrosoft.com' })).toEqual({
      ...STACK,
      tenantId: 'contoso.onmicrosoft.com',
      custom: true,
    });
  });

  test('may have no tenant, and no application of the backup service', async () => {
    expect(await read({ ...STACK, backupAppId: null })).toEqual({
      ...STACK,
      backupAppId: null,
      custom: true,
    });
  });

  test('may have slashes at the end of URLs, and space around them', async () => {
    const { resourceManager, authority } = await read({
      ...STACK,
      resourceManager: ` ${STACK.resourceManager}/ `,
      authority: `${STACK.authority}//`,
    });
    expect([resourceManager, authority]).toEqual([STACK.resourceManager, STACK.authority]);
  });

  test('may begin with a byte order mark, as PowerShell writes it', async () => {
    expect(await cloudOf(write(`\uFEFF${JSON.stringify(STACK)}`))).toMatchObject({ name: 'Stack' });
  });
});

describe('a mistake in a cloud file is one sentence', () => {
  test.each<[string, string | object, string]>([
    ['half of it', '{"name": ', 'FILE:1:10 is no JSON: the file ends in the middle.'],
    ['no comma', '{\n"name": "x"\n"graph": "y"}', 'FILE:3:1 is no JSON: comma expected.'],
    ['nothing', '', 'FILE:1:1 is no JSON: the file ends in the middle.'],
    ['a list', '[]', 'FILE is no JSON object.'],
    ['null', 'null', 'FILE is no JSON object.'],
    ['a text', '"AzureCloud"', 'FILE is no JSON object.'],
    ['an unknown key', { ...STACK, portal: 'x' }, 'FILE has an unknown key "portal".'],
    [
      'a key in other letters',
      { ...STACK, resourcemanager: 'x' },
      'FILE has an unknown key "resourcemanager". Did you mean "resourceManager"?',
    ],
    ['a key of the language', '{"__proto__": {"name": "x"}}', 'FILE has an unknown key "__proto__".'],
    [
      'backupAppId left out',
      { ...STACK, backupAppId: undefined },
      'FILE: "backupAppId" is missing; it may be null.',
    ],
    [
      'backupAppId that is no text',
      { ...STACK, backupAppId: 1 },
      'FILE: "backupAppId" is missing, or no text.',
    ],
    ['tenantId that is null', { ...STACK, tenantId: null }, 'FILE: "tenantId" is missing, or no text.'],
    ['a name of spaces', { ...STACK, name: '  ' }, 'FILE: "name" is missing, or no text.'],
    ...Object.keys(STACK)
      .filter((key) => key !== 'backupAppId')
      .map((key): [string, object, string] => [
        `${key} left out`,
        { ...STACK, [key]: undefined },
        `FILE: "${key}" is missing, or no text.`,
      ]),
  ])('%s', async (_, content, sentence) => {
    expect(await sentenceOf(content)).toBe(sentence);
  });

  test.each([
    'http://management.local',
    'management.local',
    'file:///etc/passwd',
    'https://',
    'https://management.local/?a=b',
    'https://management.local/#a',
  ])('no https URL: %s', async (url) => {
    for (const key of ['resourceManager', 'authority', 'graph'])
      expect(await sentenceOf({ ...STACK, [key]: url })).toBe(`FILE: "${key}" is no https URL: ${url}`);
  });

  test.each(['https://me:secret@management.local', 'https://:secret@management.local', 'http://me:secret@x'])(
    'a URL with a password, which is not quoted: %s',
    async (url) => {
      expect(await sentenceOf({ ...STACK, graph: url })).toBe(
        'FILE: "graph" holds a user name or a password; a URL here has none.',
      );
    },
  );
});
