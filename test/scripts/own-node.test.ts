import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('npm scripts run on the Node that is installed: no dependency brings another one', () => {
  expect(existsSync('node_modules/.bin/node')).toBe(false);
});
