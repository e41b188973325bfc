import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { compile } from '../../../../src/collect/files/bicep/compiler.js';
import { temporaryFolder } from '../../../temporary.js';

const folder = temporaryFolder();
const SECRETS = [
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_ID',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_PASSWORD',
  'ARM_CLIENT_SECRET',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'IDENTITY_ENDPOINT',
  'GITHUB_TOKEN',
  'NPM_TOKEN',
  'AWS_ACCESS_KEY_ID',
  'STORAGE_KEY',
  'GOOGLE_APPLICATION_CREDENTIALS',
];
afterEach(() => SECRETS.forEach((name) => Reflect.deleteProperty(process.env, name)));

test('the compiler, which signs in where a bicepconfig.json says, gets no secrets of ours', async () => {
  const bicep = folder.write('bicep', '#!/bin/sh\nenv\n');
  chmodSync(bicep, 0o755);
  for (const name of SECRETS) process.env[name] = 'stolen';
  process.env.AZURE_CONFIG_DIR = folder.path;
  const { stdout, failed } = await compile({ path: bicep, isAz: false }, join(folder.path, 'main.bicep'));
  Reflect.deleteProperty(process.env, 'AZURE_CONFIG_DIR');
  expect(failed).toBe(false);
  expect(stdout).toMatch(/^PATH=/m);
  expect(stdout).toContain(`AZURE_CONFIG_DIR=${folder.path}`);
  expect(stdout).not.toContain('stolen');
});
