import { systemCodeOf } from '../../model/system-code.js';
import type { Gap } from '../../model/inventory.js';
import type { Row } from '../../model/row.js';
import { UserError } from '../../model/user-error.js';
import type { Addition } from '../addition.js';
import { isParameterFile } from './arm/parameter-file.js';
import { isTemplate } from './arm/read-template.js';
import { problemOf, type FileProblem } from './file-problem.js';
import type { FoundFile } from './find-files.js';
import { JsonText } from './json-text.js';
import { readText } from './read-text.js';
import { headOf, looksLikeInventory, recogniseFile, type FileKind } from './recognise-file.js';
import type { TemplateFile } from './template-file.js';

/** Reads Terraform plans: `terraform show -json`. */
export interface PlanReader {
  readonly isPlan: (value: unknown) => boolean;
  /** What is wrong with JSON of Terraform's that is no plan, such as a state. */
  readonly whyNoPlan?: (value: unknown, file: string) => UserError | undefined;
  /** What is wrong with a file that Terraform wrote as bytes, by the first of them. */
  readonly whyBinaryPlan?: (head: Uint8Array, file: string) => UserError | undefined;
  /**
   * The rows of a plan; `apart`: under labels alone, so that they are nothing of what other files or Azure have.
   * `additions` takes what it adds to resources that it does not have.
   */
  readonly readPlan: (
    json: JsonText,
    options: { readonly root: string; readonly apart?: boolean; readonly additions?: Addition[] },
  ) => Promise<readonly Row[]>;
  /** The lower-cased ARM ids of what a plan destroys. */
  readonly removedIn?: (json: JsonText) => readonly string[];
  /** What is wrong with a plan that can be read all the same. */
  readonly problemIn?: (json: JsonText) => FileProblem | undefined;
  /** What a plan says that it leaves out. */
  readonly gapsIn?: (json: JsonText) => readonly Gap[];
}

/** How many files are looked at at a time. */
const AT_ONCE = 32;

/** What a log has on its first line is short. */
const LONGEST_LINE = 4096;

/** What files hold, by what they are. */
interface LookedAt {
  readonly templates: TemplateFile[];
  readonly plans: JsonText[];
  readonly bicep: FoundFile[];
  readonly bicepParameters: FoundFile[];
  readonly problems: FileProblem[];
  recognised: number;
}

/**
 * Recognises files by their content and parses those that are ours. One that was named and is none of ours is a problem;
 * one that was found in a folder is passed over.
 *
 * @throws UserError for an inventory that was named
 */
export async function lookAtFiles(
  files: readonly FoundFile[],
  plans: PlanReader | undefined,
): Promise<LookedAt> {
  const found: LookedAt = {
    templates: [],
    plans: [],
    bicep: [],
    bicepParameters: [],
    problems: [],
    recognised: 0,
  };
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE);
    const kinds = await Promise.all(some.map(kindOf));
    for (const [index, file] of some.entries()) await lookAt(file, kinds[index], found, plans);
  }
  return found;
}

/** The kind of a file, or why it cannot be read. */
async function kindOf({ path, shown }: FoundFile): Promise<FileKind | UserError> {
  return await recogniseFile(path).catch(
    (error: unknown) =>
      new UserError(`${shown} cannot be read (${systemCodeOf(error)}).`, undefined, { cause: error }),
  );
}

async function lookAt(
  file: FoundFile,
  kind: FileKind | UserError | undefined,
  found: LookedAt,
  plans: PlanReader | undefined,
): Promise<void> {
  const { path, shown, named } = file;
  try {
    if (kind instanceof UserError) throw kind;
    if (!named && (kind === 'other' || kind === 'inventory')) return;
    if (kind === 'inventory') throw inventoryGiven(shown);
    if (kind === 'bicep') found.bicep.push(file);
    else if (kind === 'bicepparam') found.bicepParameters.push(file);
    else {
      if (kind === 'other') refuse(plans?.whyBinaryPlan?.(await headOf(path), shown));
      const json = await parsed(path, shown, plans);
      if (isTemplate(json.value)) found.templates.push({ file, json, parameters: [] });
      else if (plans?.isPlan(json.value) === true) found.plans.push(json);
      else if (!isParameterFile(json.value)) {
        if (named) throw whyNotRecognised(json, plans);
        return;
      }
    }
    found.recognised++;
  } catch (error) {
    if (error instanceof InventoryGiven) throw error;
    found.problems.push(problemOf(error, shown));
  }
}

function refuse(why: UserError | undefined): void {
  if (why !== undefined) throw why;
}

/** The JSON of a file; of one that by its name need not be JSON, not being it says that it is none of ours. */
async function parsed(path: string, shown: string, plans: PlanReader | undefined): Promise<JsonText> {
  const text = await readText(path, shown);
  try {
    return await JsonText.parse(shown, text);
  } catch (error) {
    refuse(plans?.whyNoPlan?.(firstLineOf(text), shown));
    throw /\.jsonc?$/i.test(shown) ? error : notRecognised(shown);
  }
}

/** The JSON of the first line: a log has one on each, which together are no JSON. */
function firstLineOf(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, Math.min(text.indexOf('\n'), LONGEST_LINE)));
  } catch {
    return undefined;
  }
}

function whyNotRecognised({ file, value }: JsonText, plans: PlanReader | undefined): UserError {
  if (looksLikeInventory(value)) return inventoryGiven(file);
  return plans?.whyNoPlan?.(value, file) ?? notRecognised(file);
}

function notRecognised(shown: string): UserError {
  return new UserError(
    `${shown} is no ARM template, Bicep file or Terraform plan.`,
    'backup-lint reads ARM templates with their parameter files, Bicep files, and what `terraform show -json` prints.',
  );
}

/** Thrown at once: whoever names an inventory as a path means another command. */
class InventoryGiven extends UserError {}

function inventoryGiven(shown: string): InventoryGiven {
  return new InventoryGiven(
    `${shown} is an inventory, not an infrastructure file.`,
    `Read it with --inventory ${shown}.`,
  );
}
