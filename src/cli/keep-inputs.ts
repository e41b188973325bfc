import { realpath, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { recogniseFile } from '../collect/files/recognise-file.js';
import { publishedCloud } from '../model/cloud.js';
import { UserError } from '../model/user-error.js';
import { findConfig } from '../config/find-config.js';
import type { Output } from './outputs.js';

/** A file that is to be written, and what it is called in messages. */
interface Written {
  readonly name: string;
  readonly file: string;
}

/** What is read, by what it is called in messages. */
type Inputs = Readonly<Record<string, readonly (string | false | undefined)[]>>;

/** The files of the outputs. */
export function filesOf(outputs: readonly Output<string>[]): Written[] {
  return outputs.flatMap(({ format, file }) =>
    file === undefined ? [] : [{ name: `The output ${format}:${file}`, file }],
  );
}

/**
 * Makes sure that no file that is written takes the place of what is read, nor of a template in a folder that is read.
 *
 * @throws UserError where one would
 */
export async function keepInputs(written: readonly Written[], inputs: Inputs): Promise<void> {
  for (const [what, paths] of Object.entries(inputs)) {
    const read = await Promise.all(paths.filter((path) => typeof path === 'string').map(realOf));
    for (const { name, file } of written) {
      const real = await realOf(file);
      if (read.includes(real) || (await isTemplateBelow(read, real)))
        throw new UserError(`${name} would overwrite ${what}.`);
    }
  }
}

/** The files that say how to read: the configuration, and that of a cloud. */
export async function settingFiles(flags: {
  readonly config?: string | false | undefined;
  readonly cloud?: string | undefined;
}): Promise<Inputs> {
  const config = await findConfig('.', flags.config);
  const isFile = flags.cloud !== undefined && publishedCloud(flags.cloud) === undefined;
  return { 'the configuration': [config?.path], 'the file of the cloud': [isFile && flags.cloud] };
}

function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

/** Terraform's own files, and OpenTofu's, are read for places, beside a plan. */
const SOURCE = /\.(tf|tofu)(\.json)?$|\.tfvars$/i;

/** Of a folder no other JSON is looked at. */
const JSON_FILES = ['.json', '.jsonc'];

/** Whether a file lies in one of the folders and is one that could be judged: earlier outputs there are none. */
async function isTemplateBelow(folders: readonly string[], file: string): Promise<boolean> {
  if (!folders.some((folder) => file.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)))
    return false;
  const isFile = await stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
  if (!isFile) return false;
  if (SOURCE.test(file)) return true;
  const kind = await recogniseFile(file).catch(() => 'other');
  if (kind === 'json') return JSON_FILES.includes(extname(file).toLowerCase()) && (await isJudged(file));
  return kind !== 'other';
}

/** Whether JSON that looks like a template is one, if a broken one: an earlier report may tell of a file in such words. */
async function isJudged(path: string): Promise<boolean> {
  const [{ lookAtFiles }, { PLANS }] = await Promise.all([
    import('../collect/files/look-at-files.js'),
    import('../collect/files/terraform/plans.js'),
  ]);
  const { recognised, problems } = await lookAtFiles([{ path, shown: path, named: false }], PLANS);
  return recognised + problems.length > 0;
}
