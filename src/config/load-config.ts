import type { Config } from './config.js';
import { findConfig } from './find-config.js';

/**
 * Finds and reads the configuration file; undefined where there is none.
 *
 * @param from the working directory
 * @param flag `--config FILE`; false: `--no-config`
 * @throws UserError for a file that cannot be read or is wrong
 */
export async function loadConfig(from: string, flag?: string | false): Promise<Config | undefined> {
  const file = await findConfig(from, flag);
  if (file === undefined) return undefined;
  const { readConfig } = await import('./read-config.js');
  return readConfig(file, from);
}
