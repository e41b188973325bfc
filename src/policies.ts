import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Policy } from './model/policy.js';
import { systemCodeOf, whyUnreadable } from './model/system-code.js';
import { UserError } from './model/user-error.js';
import type { PolicyText } from './policies/parse-policy.js';

export { findPolicy, selectPolicies, type Selection } from './policies/select-policies.js';
export { applySettings, unknownPolicy, type PolicySetting } from './policies/policy-settings.js';

/**
 * The policies that come with backup-lint and those in the given folders, by id.
 *
 * @throws UserError for a folder that cannot be read, a file that is no policy, an id that two files have
 */
export async function loadPolicies(folders: readonly string[] = []): Promise<Policy[]> {
  const { SHIPPED_POLICIES } = await import('./shipped-policies.js');
  const owners = new Map<string, string>();
  const policies: Policy[] = [];
  const add = (policy: Policy, owner: string) => {
    for (const name of [policy.id, ...policy.aliases]) {
      const earlier = owners.get(name.toLowerCase());
      if (earlier !== undefined)
        throw new UserError(
          `${owner} has the policy id "${name}", and so has ${earlier}.`,
          'Give it an id of its own, and call the file so.',
        );
      owners.set(name.toLowerCase(), owner);
    }
    policies.push(policy);
  };
  for (const policy of SHIPPED_POLICIES) add(policy, 'backup-lint itself');
  for (const folder of folders) {
    for (const { policy, path } of await loadFolder(folder)) add(policy, path);
  }
  return policies.sort((left, right) => (left.id < right.id ? -1 : 1));
}

/**
 * The policies in a folder (`*.yaml`, `*.yml`, `*.json`), by file name, with the files they are in.
 *
 * @throws UserError for a folder that cannot be read or has no policies, a file that is no policy
 */
export async function loadFolder(folder: string): Promise<(PolicyText & { path: string })[]> {
  const { readPolicy } = await import('./policies/parse-policy.js');
  const names = (await namesIn(folder)).filter(
    (name) => /\.(ya?ml|json)$/i.test(name) && !/\.schema\.json$/i.test(name),
  );
  if (names.length === 0)
    throw new UserError(
      `${folder} has no policy files (*.yaml, *.yml, *.json).`,
      'Folders inside of it are not looked at.',
    );
  const policies = [];
  // One after the other, so that of several mistakes the same one is told each time.
  for (const path of names.sort().map((name) => join(folder, name)))
    policies.push({ ...readPolicy(await textOf(path), path), path });
  return policies;
}

/** The text of a file. A folder may hold links, to what has no end, or waits for a writer. */
async function textOf(path: string): Promise<string> {
  try {
    if ((await stat(path)).isFile()) return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${whyUnreadable(error)}.`, undefined, { cause: error });
  }
  throw new UserError(`${path} is no file.`, 'What is called so in a folder of policies must be a policy.');
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const isFile = systemCodeOf(error) === 'ENOTDIR';
    const why = isFile ? 'it is no folder' : whyUnreadable(error);
    const hint = isFile ? 'Name the folder that the file is in.' : undefined;
    throw new UserError(`${folder} is no folder of policies that can be read: ${why}.`, hint, {
      cause: error,
    });
  }
}
