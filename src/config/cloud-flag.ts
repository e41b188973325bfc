import { withoutSlashes } from '../model/arm-id.js';
import { readFile } from 'node:fs/promises';
import { parseJson } from '../collect/parse-json.js';
import { isJsonObject } from '../collect/to-row.js';
import { CLOUDS, publishedCloud, type Cloud } from '../model/cloud.js';
import { didYouMean } from '../model/near-match.js';
import { UserError } from '../model/user-error.js';

const URLS = ['resourceManager', 'authority', 'graph'] as const;
const AUDIENCES = ['resourceManagerAudience', 'graphAudience'] as const;
const KEYS: readonly string[] = ['name', ...URLS, ...AUDIENCES, 'backupAppId', 'tenantId'];

/**
 * The cloud that `--cloud` names: a published one, or one in a JSON file.
 *
 * @throws UserError for a name that is neither, and for a file that says too little or something else
 */
export async function cloudOf(flag: string | undefined): Promise<Cloud> {
  const known = publishedCloud(flag ?? 'AzureCloud');
  if (known !== undefined) return known;
  const path = flag ?? '';
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const names = CLOUDS.map(({ name }) => name);
    throw new UserError(
      `--cloud ${path} is neither a cloud nor a file that can be read.${didYouMean(path, names)}`,
      `Clouds are ${names.join(', ')}.`,
      { cause: error },
    );
  });
  const content = await parseJson(text.replace(/^\uFEFF/, ''), path);
  if (!isJsonObject(content)) throw new UserError(`${path} is no JSON object.`);
  return cloudIn(content, path);
}

function cloudIn(file: Readonly<Record<string, unknown>>, path: string): Cloud {
  const unknown = Object.keys(file).find((key) => !KEYS.includes(key));
  if (unknown !== undefined)
    throw new UserError(`${path} has an unknown key "${unknown}".${didYouMean(unknown, KEYS)}`);
  const textAt = (key: string): string => {
    const value = file[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
    throw new UserError(`${path}: "${key}" is missing, or no text.`);
  };
  const urlAt = (key: string): string => {
    const value = textAt(key).trim();
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url !== undefined && url.username + url.password !== '')
      throw new UserError(`${path}: "${key}" holds a user name or a password; a URL here has none.`);
    if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '') {
      throw new UserError(`${path}: "${key}" is no https URL: ${value}`);
    }
    return withoutSlashes(value);
  };
  const { backupAppId } = file;
  if (backupAppId === undefined) throw new UserError(`${path}: "backupAppId" is missing; it may be null.`);
  return {
    name: textAt('name'),
    resourceManager: urlAt('resourceManager'),
    authority: urlAt('authority'),
    graph: urlAt('graph'),
    resourceManagerAudience: textAt('resourceManagerAudience'),
    graphAudience: textAt('graphAudience'),
    backupAppId: backupAppId === null ? null : textAt('backupAppId'),
    tenantId: file.tenantId === undefined ? undefined : textAt('tenantId'),
    custom: true,
  };
}
