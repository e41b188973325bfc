import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testPolicy } from '../../src/check/test-policy.js';
import { FACTS } from '../../src/model/facts/index.js';
import { HEALTHY } from '../../src/model/healthy/index.js';
import { parsePolicy } from '../../src/policies/parse-policy.js';
import { temporaryFolder } from '../temporary.js';

const folder = temporaryFolder();
mkdirSync(join(folder.path, 'policies'));
const root = process.cwd();
const pathOf = (name: string) => join(folder.path, 'policies', `${name}.yaml`);

/** Runs `npm run new-policy` in a folder of its own. */
function newPolicy(...names: string[]) {
  const script = [join(root, 'scripts/run.js'), join(root, 'scripts/new-policy.ts'), ...names];
  const { status, stdout, stderr } = spawnSync(process.execPath, script, {
    cwd: folder.path,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a new policy works as it is, and its name is taken from then on', () => {
  expect(newPolicy('my-policy')).toMatchObject({ status: 0, stderr: '' });
  const policy = parsePolicy(readFileSync(pathOf('my-policy'), 'utf8'), 'my-policy.yaml');
  expect(policy).toMatchObject({ id: 'my-policy', group: 'vm' });
  expect(testPolicy(policy, FACTS.vm, HEALTHY.vm)).toMatchObject({
    examples: 5,
    lacks: [],
    failures: [],
    firesOnHealthy: false,
  });
  const again = newPolicy('my-policy');
  expect(again).toMatchObject({ status: 2, stdout: '' });
  expect(again.stderr).toContain('my-policy.yaml has the name my-policy already.');
});

test('a name that an older policy had is refused', () => {
  const text = readFileSync(pathOf('my-policy'), 'utf8').replace(
    'id: my-policy',
    'id: newer\naliases: [older]',
  );
  writeFileSync(pathOf('newer'), text);
  expect(newPolicy('older')).toMatchObject({ status: 2 });
});

test.each([[['My Policy']], [['../escape']], [['a/b']], [['']], [[]], [['one', 'two']], [['x'.repeat(61)]]])(
  'refuses %j',
  (names) => {
    const ran = newPolicy(...names);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('Give one name in kebab-case');
    expect(existsSync(join(folder.path, 'escape.yaml'))).toBe(false);
  },
);
