import { dirname, resolve } from 'node:path';
import type { Gap } from '../../model/inventory.js';
import type { Row } from '../../model/row.js';
import type { Addition } from '../addition.js';
import { outcomesOf, type Outcomes } from './arm/outcomes.js';
import { isParameterFile, namesIn } from './arm/parameter-file.js';
import { parametersOf } from './arm/read-template.js';
import { gapsOf } from './arm/unread-deployments.js';
import type { FileProblem } from './file-problem.js';
import { refuseEmpty, shownPath } from './find-files.js';
import { JsonText, type PlacedJson } from './json-text.js';
import { parametersBeside } from './parameters-beside.js';
import { readText } from './read-text.js';
import { rivalsIn } from './rivals.js';
import type { TemplateFile } from './template-file.js';
import type { Tree } from './tree.js';

interface TemplateOptions {
  readonly target?: string | undefined;
  readonly parameters?: readonly string[] | undefined;
}

interface ReadTemplates {
  readonly rows: Row[];
  /** What the templates add to resources that they do not declare. */
  readonly additions: readonly Addition[];
  readonly gaps: readonly Gap[];
}

/** A template that was evaluated, and how to do it again for another target. */
interface Evaluated {
  readonly template: TemplateFile;
  readonly outcomes: Outcomes;
  readonly evaluate: (target: string | undefined) => Promise<Outcomes>;
}

/**
 * The rows of all templates that stand for themselves. Where two of them declare one resource of the target, and not the
 * same, they cannot both go there: which of them does is not known, so each is judged for itself.
 */
export async function readTemplates(
  templates: readonly TemplateFile[],
  tree: Tree,
  options: TemplateOptions,
  problems: FileProblem[],
): Promise<ReadTemplates> {
  const given = await givenParameters(options.parameters ?? [], tree, problems);
  const used = new Set<PlacedJson>();
  const evaluated: Evaluated[] = [];
  for (const template of templates) {
    const fitting = given.filter((one) => fits(one, template));
    fitting.forEach((one) => used.add(one));
    const evaluate = await evaluationOf(template, fitting, tree, problems);
    evaluated.push({ template, evaluate, outcomes: await evaluate(options.target) });
  }
  for (const one of given) if (!used.has(one)) problems.push(fitsNone(one));
  const alone = withoutLinked(evaluated);
  const rivals = rivalsIn(alone.map(({ outcomes }) => outcomes.rows));
  const outcomes: Outcomes[] = [];
  for (const [index, each] of alone.entries())
    outcomes.push(rivals.has(index) ? await each.evaluate(undefined) : each.outcomes);
  problems.push(...outcomes.flatMap((each) => each.problems));
  return {
    rows: outcomes.flatMap(({ rows }) => [...rows]),
    additions: outcomes.flatMap(({ additions }) => [...additions]),
    gaps: gapsOf(outcomes.flatMap(({ unread }) => [...unread])),
  };
}

/** Whether a template declares all that a parameter file sets. */
function fits(parameters: PlacedJson, { json }: TemplateFile): boolean {
  const declared = new Set(parametersOf(json.value).map((name) => name.toLowerCase()));
  return namesIn(parameters).every((name) => declared.has(name.toLowerCase()));
}

async function evaluationOf(
  { file, json, parameters, findPlaces }: TemplateFile,
  fitting: readonly PlacedJson[],
  tree: Tree,
  problems: FileProblem[],
): Promise<Evaluated['evaluate']> {
  const own =
    fitting.length > 0 ? fitting : [...parameters, ...(await parametersBeside(file, tree, problems))];
  const folder = dirname(file.path);
  return async (target) => {
    const outcomes = await outcomesOf(json, {
      target,
      parameters: own,
      readLinked: (path) => tree.readTemplate(resolve(folder, path), problems),
    });
    if (outcomes.rows.length > 0) await findPlaces?.();
    return outcomes;
  };
}

/** A template that another one links to is a part of that one only, unless it was named itself. */
function withoutLinked(evaluated: readonly Evaluated[]): readonly Evaluated[] {
  const linked = new Set(
    evaluated.flatMap(({ template, outcomes }) =>
      outcomes.linked.map((path) => resolve(dirname(template.file.path), path)),
    ),
  );
  return evaluated.filter(({ template: { file } }) => file.named || !linked.has(file.path));
}

async function givenParameters(
  paths: readonly string[],
  tree: Tree,
  problems: FileProblem[],
): Promise<PlacedJson[]> {
  const files: PlacedJson[] = [];
  for (const path of paths) {
    refuseEmpty(path);
    const shown = shownPath(resolve(path), tree.root);
    const json = await JsonText.parse(shown, await readText(path, shown));
    if (isParameterFile(json.value)) files.push(json);
    else problems.push({ ...json.placeOf([]), message: 'The file is no parameter file of a template.' });
  }
  return files;
}

function fitsNone(file: PlacedJson): FileProblem {
  return {
    ...file.placeOf(['parameters']),
    message: 'The parameter file sets a parameter that no template here declares.',
    hint: 'Name the template that it belongs to, or leave out what the template does not declare.',
  };
}
