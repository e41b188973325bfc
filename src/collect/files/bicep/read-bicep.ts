import type { TemplateFile } from '../collect-files.js';
import type { FileProblem } from '../file-problem.js';
import type { FoundFile } from '../find-files.js';
import type { Tree } from '../tree.js';

export async function readBicep(
  found: {
    readonly templates: readonly TemplateFile[];
    readonly bicep: readonly FoundFile[];
    readonly bicepParameters: readonly FoundFile[];
  },
  _options: { readonly tree: Tree; readonly searchPath: string | undefined },
  _problems: FileProblem[],
): Promise<readonly TemplateFile[]> {
  return Promise.resolve(found.templates);
}
