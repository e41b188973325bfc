import { expect, test } from '@jest/globals';
import { proxyMistake } from '../../../src/collect/azure/proxy.js';

test.each<[string, Record<string, string>]>([
  ['none', {}],
  ['an empty one', { HTTPS_PROXY: '' }],
  ['http', { HTTPS_PROXY: 'http://proxy.contoso.com:8080' }],
  ['https with a password', { https_proxy: 'https://user:secret@proxy.contoso.com' }],
  ['the one that is taken is good', { HTTPS_PROXY: 'http://a:1', ALL_PROXY: 'a:1' }],
])('nothing is wrong: %s', (_, env) => {
  expect(proxyMistake(env)).toBeUndefined();
});

test.each<[string, Record<string, string>, string]>([
  ['no scheme', { HTTPS_PROXY: '127.0.0.1:8080' }, 'HTTPS_PROXY'],
  ['a name that looks like a scheme', { https_proxy: 'proxy:8080' }, 'https_proxy'],
  ['a scheme that the SDK has not', { ALL_PROXY: 'socks5://user:secret@proxy:1080' }, 'ALL_PROXY'],
  ['the last one that is looked at', { HTTP_PROXY: 'secret' }, 'HTTP_PROXY'],
])('%s', (_, env, name) => {
  expect(proxyMistake(env)).toBe(`${name} is not of the form http://HOST:PORT.`);
});
