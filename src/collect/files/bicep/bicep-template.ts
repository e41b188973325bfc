import { shownPath, type FoundFile } from '../find-files.js';
import type { PlacedJson } from '../json-text.js';
import type { TemplateFile } from '../template-file.js';
import type { Tree } from '../tree.js';
import { BicepJson } from './bicep-json.js';
import { readSources } from './source.js';

/**
 * A template that was compiled from Bicep, with places in its sources.
 *
 * @param source the absolute path of the Bicep file; `file` is what was found
 * @param compiled where the template is written, if it is
 */
export function templateOf(
  source: string,
  file: FoundFile,
  value: unknown,
  parameters: readonly PlacedJson[],
  tree: Tree,
  compiled?: PlacedJson,
): TemplateFile {
  const show = (path: string) => shownPath(path, tree.root);
  const json = new BicepJson(show(source), source, value, compiled);
  const findPlaces = async () => {
    // Places are a help: without the parser those in the compiled template remain.
    const sources = await readSources(source, tree.holds, show).catch(() => undefined);
    if (sources !== undefined) json.setSources(sources);
  };
  return { file, json, parameters, findPlaces };
}
