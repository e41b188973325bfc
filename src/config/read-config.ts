import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { formError } from '../form-error.js';
import { whyUnreadable } from '../model/system-code.js';
import { UserError } from '../model/user-error.js';
import type { PolicySetting } from '../policies.js';
import { YamlText } from '../yaml-text.js';
import type { Config } from './config.js';
import { CONFIG_SCHEMA } from './config-schema.js';
import type { ConfigFile } from './find-config.js';
import { insideTree, isInTree } from './inside-tree.js';
import { waiverOf, type WrittenWaiver } from './read-waiver.js';

/** The file as its schema lets it be. */
interface Written {
  readonly scope?: Readonly<Record<string, unknown>>;
  readonly policies?: Readonly<Record<string, PolicySetting['setting']>>;
  readonly 'policy-folders'?: readonly string[];
  readonly outputs?: readonly string[];
  readonly baseline?: string;
  readonly 'longest-waiver'?: string;
  readonly waivers?: readonly WrittenWaiver[];
  readonly [key: string]: unknown;
}

/** What is taken as it is written. */
const PLAIN = [
  'fail-on',
  'deep',
  'cloud',
  'backup-service-object-id',
  'redact',
  'allow-empty',
  'allow-incomplete',
  'strict-waivers',
];

/**
 * Reads a configuration file. It may come from a pull request: what it names must lie in the repository.
 *
 * @param from the working directory, for messages
 * @throws UserError with file, line and column of the first mistake
 */
export async function readConfig({ path, root }: ConfigFile, from: string): Promise<Config> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(`${path} cannot be read: ${whyUnreadable(error)}.`, undefined, { cause: error });
  });
  const yaml = YamlText.parse(text, relative(from, path).split(sep).join('/'), 'configuration');
  const value = yaml.value ?? {};
  const isConfig = new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile<Written>(
    CONFIG_SCHEMA,
  );
  if (!isConfig(value)) throw formError(isConfig.errors, yaml, 'configuration');
  return configOf(value, yaml, { folder: dirname(path), root, from });
}

/** Where the file is, and what must not be left. */
interface Tree {
  readonly folder: string;
  readonly root: string;
  readonly from: string;
}

async function configOf(written: Written, yaml: YamlText, tree: Tree): Promise<Config> {
  const { scope = {}, policies = {}, outputs = [], baseline, waivers = [] } = written;
  const inTree = (path: string, pointer: string) => pathIn(tree, path, yaml.whereIs(pointer));
  const folders: string[] = [];
  for (const [index, folder] of (written['policy-folders'] ?? []).entries()) {
    const pointer = `/policy-folders/${index}`;
    folders.push(await checkedFolder(await inTree(folder, pointer), tree, yaml.whereIs(pointer)));
  }
  const longest = written['longest-waiver'];
  return {
    scope: scopeOf(scope, yaml),
    policies: Object.entries(policies).map(([policy, setting]) => {
      const where = yaml.whereIs(`/policies/${policy.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      return { policy, setting, where };
    }),
    policyFolders: folders,
    outputs: await outputsOf(outputs, yaml, inTree),
    ...(baseline === undefined ? {} : { baseline: await inTree(baseline, '/baseline') }),
    ...(longest === undefined ? {} : { longestWaiver: Number.parseInt(longest, 10) }),
    waivers: waivers.map((waiver, index) => waiverOf(waiver, `/waivers/${index}`, yaml)),
    ...Object.fromEntries(
      PLAIN.filter((key) => Object.hasOwn(written, key)).map((key) => [camelCase(key), written[key]]),
    ),
  };
}

/** The outputs, of which no two go to one place, their files as they are from the working directory. */
async function outputsOf(
  written: readonly string[],
  yaml: YamlText,
  inTree: (path: string, pointer: string) => Promise<string>,
): Promise<string[]> {
  const formats = new Map<string, string>();
  for (const [index, output] of written.entries()) {
    const colon = output.indexOf(':');
    const file = colon < 0 ? '' : await inTree(output.slice(colon + 1), `/outputs/${index}`);
    if (formats.has(file))
      throw new UserError(
        `${yaml.whereIs(`/outputs/${index}`)}: this is the second output to ${file === '' ? 'stdout' : file}.`,
        'Give all but one a FILE of its own: FORMAT:FILE.',
      );
    formats.set(file, colon < 0 ? output : output.slice(0, colon));
  }
  return [...formats].map(([file, format]) => (file === '' ? format : `${format}:${file}`));
}

function camelCase(key: string): string {
  return key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function scopeOf(scope: Readonly<Record<string, unknown>>, yaml: YamlText): Config['scope'] {
  const sources = ['subscriptions', 'management-group', 'tenant'].filter(
    (key) => Object.hasOwn(scope, key) && scope[key] !== false,
  );
  const [first, second] = sources;
  if (first !== undefined && second !== undefined)
    throw new UserError(
      `${yaml.whereIs(`/scope/${second}`)}: \`${first}\` and \`${second}\` exclude each other.`,
    );
  return Object.fromEntries(Object.entries(scope).map(([key, value]) => [camelCase(key), value]));
}

/** The path, as it is from the working directory. */
async function pathIn({ folder, root, from }: Tree, path: string, where: string): Promise<string> {
  const found = await insideTree(path, folder, root);
  if ('why' in found) throw new UserError(`${where}: "${path}" ${found.why}.`);
  return relative(from, found.path) || '.';
}

/** A folder of policies, none of whose files is a link out of the repository. */
async function checkedFolder(folder: string, { from, root }: Tree, where: string): Promise<string> {
  const entries = await readdir(join(from, folder), { withFileTypes: true }).catch((error: unknown) => {
    throw new UserError(`${where}: ${folder} is no folder that can be read.`, undefined, { cause: error });
  });
  for (const entry of entries) {
    const file = join(from, folder, entry.name);
    if (entry.isSymbolicLink() && !(await isInTree(file, root).catch(() => false)))
      throw new UserError(
        `${where}: ${join(folder, entry.name)} is a link out of the repository, or into Git's own folder.`,
      );
  }
  return folder;
}
