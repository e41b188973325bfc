import { createHash } from 'node:crypto';
import type { Row } from '../../../model/row.js';
import type { FilePlace } from '../../../model/sighting.js';
import type { Addition } from '../../addition.js';
import { isJsonObject } from '../../to-row.js';
import type { FileProblem } from '../file-problem.js';
import type { PlacedJson } from '../json-text.js';
import { DeployedTemplate } from './deployed-template.js';
import { LimitError } from './expression/budget.js';
import { propertyOf } from './expression/value.js';
import { stepsOf } from './json-path.js';
import type { Given } from './parameter.js';
import { Run } from './run.js';
import { mainTarget } from './targets.js';
import { rowsOfTemplate } from './template-rows.js';

/** Longer labels are cut. */
const LONGEST_LABEL = 100;

export interface ReadOptions {
  /** The ARM id of the subscription or resource group that the template goes to, where it is known. */
  readonly target?: string | undefined;
  /** Another one for each outcome of a template: what is unresolved in one equals nothing of another. */
  readonly key: string;
  readonly given: Given;
  /** Linked templates by their paths from the template's folder; null for one that cannot be read. */
  readonly linked: ReadonlyMap<string, PlacedJson | null>;
  /** Written behind the labels, where one template has several outcomes. */
  readonly labelSuffix?: string;
}

export interface ReadTemplate {
  readonly rows: readonly Row[];
  /** What is added to resources that the template does not declare. */
  readonly additions: readonly Addition[];
  readonly problems: readonly FileProblem[];
  /** Where deployments stand whose templates cannot be read. */
  readonly unread: readonly FilePlace[];
  /** Linked templates that are missing in `linked`: read them and read the template again. */
  readonly wanted: ReadonlySet<string>;
}

/** Whether a JSON value is an ARM template of any scope: by its `$schema`, else by its shape. */
export function isTemplate(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const schema = propertyOf(value, '$schema');
  if (typeof schema === 'string' && /deploymentTemplate\.json/i.test(schema)) return true;
  const resources = propertyOf(value, 'resources');
  return (
    typeof propertyOf(value, 'contentVersion') === 'string' &&
    (schema === undefined || typeof schema === 'string') &&
    (Array.isArray(resources) || isJsonObject(resources))
  );
}

/** The names of the parameters that a template declares. */
export function parametersOf(template: unknown): readonly string[] {
  const parameters = isJsonObject(template) ? propertyOf(template, 'parameters') : undefined;
  return isJsonObject(parameters) ? Object.keys(parameters) : [];
}

/** Evaluates a template into the rows of what it deploys. A mistake in it is a problem, nothing is thrown. */
export function readTemplate(json: PlacedJson, options: ReadOptions): ReadTemplate {
  const run = new Run(options.linked);
  const { wanted, problems, unread } = run;
  const nothing = { rows: [], additions: [], unread, wanted };
  const body = json.value;
  const resources = isJsonObject(body) ? propertyOf(body, 'resources') : undefined;
  if (!isJsonObject(body) || !(Array.isArray(resources) || isJsonObject(resources))) {
    const message = 'The template has no list of resources.';
    return { ...nothing, problems: [{ ...json.placeOf(['resources']), message }] };
  }
  try {
    const main = new DeployedTemplate({
      run,
      template: { json, body, path: undefined, file: fileName(json.file) },
      target: mainTarget(body, options.key, options.target),
      key: options.key,
      given: options.given,
    });
    const label = (labels: readonly string[]) =>
      `${json.file}#${shortLabel(labels.join('/'))}${options.labelSuffix ?? ''}`;
    return { ...nothing, ...rowsOfTemplate(main, label), problems };
  } catch (error) {
    const why = limitOf(error);
    if (why === undefined) throw error;
    const at = run.at ?? { json, path: undefined };
    const message = `The template ${why}.`;
    return { ...nothing, problems: [{ ...at.json.placeOf(stepsOf(at.path)), message }] };
  }
}

/** Why an evaluation stopped, where the template is to blame for it. */
function limitOf(error: unknown): string | undefined {
  if (error instanceof LimitError) return error.message;
  const isStack = error instanceof RangeError && error.message.includes('call stack');
  return isStack ? 'refers to itself too deeply to be evaluated' : undefined;
}

/** Names can be long expressions: a label keeps its beginning, and a hash of it all, so that it stays the only one. */
function shortLabel(label: string): string {
  const line = label.replace(/\s+/g, ' ');
  if (line.length <= LONGEST_LABEL) return line;
  const hash = createHash('sha256').update(label).digest('hex').slice(0, 8);
  return `${line.slice(0, LONGEST_LABEL - hash.length - 2)}… ${hash}`;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
