// Begins a policy: npm run new-policy NAME. It writes policies/NAME.yaml, a policy that works, for you to change.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { UserError } from '../src/model/user-error.js';
import { parsePolicy } from '../src/policies/parse-policy.js';
import { policyTemplate } from './policy-template.js';

const FOLDER = 'policies';
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const MAX_LENGTH = 60;

/**
 * Writes the file of a new policy and gives its path.
 *
 * @throws UserError for a name that is not in kebab-case, or that a policy has or had
 */
async function newPolicy(names: readonly string[]): Promise<string> {
  const [name = '', ...others] = names;
  if (names.length !== 1 || !NAME.test(name) || name.length > MAX_LENGTH) {
    throw new UserError(
      `Give one name in kebab-case, of at most ${MAX_LENGTH} characters${others.length > 0 ? '; these are several' : ''}.`,
      'For example: npm run new-policy disk-size-supported',
    );
  }
  for (const file of (await readdir(FOLDER)).filter((each) => each.endsWith('.yaml'))) {
    const path = join(FOLDER, file);
    const { id, aliases } = parsePolicy(await readFile(path, 'utf8'), path);
    if (id === name || aliases.includes(name)) throw new UserError(`${path} has the name ${name} already.`);
  }
  const path = join(FOLDER, `${name}.yaml`);
  const options = await resolveConfig(path);
  await writeFile(path, await format(policyTemplate(name), { ...options, filepath: path }), { flag: 'wx' });
  return path;
}

try {
  const path = await newPolicy(process.argv.slice(2));
  process.stdout.write(`Wrote ${path}, a policy that works. Change it, then: npm run generate && npm test\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${[error.message, error.hint].filter(Boolean).join('\n')}\n`);
  process.exitCode = 2;
}
