import type { FilePlace } from '../../../model/sighting.js';
import type { PlacedJson } from '../json-text.js';
import { Budget } from './expression/budget.js';
import { parseText } from './expression/parse.js';
import { SyntaxProblem, type Expression } from './expression/syntax.js';
import type { Value, ValueObject } from './expression/value.js';
import { stepsOf, type JsonPath } from './json-path.js';
import type { FileProblem } from '../file-problem.js';

/** Enough for the largest templates that people write, and spent in a second or two. */
const STEPS = 2_000_000;

/** Nothing is gained by telling more of one file. */
const MOST_PROBLEMS = 20;

/** Deployments inside deployments, deeper than which nobody goes. */
export const MAX_NESTING = 30;

/** The evaluation of one template with all that is nested in it and linked from it. */
export class Run {
  readonly budget = new Budget(STEPS);
  readonly problems: FileProblem[] = [];
  /** Deployments whose template cannot be read, so that nothing is known of what they deploy. */
  readonly unread: FilePlace[] = [];
  /** The outputs of nested deployments by the lower-cased ids of the deployments; undefined of one not read. */
  readonly outputs = new Map<string, () => ValueObject | undefined>();
  /** The regions of the resource groups that the templates make, by the lower-cased ids of the groups. */
  readonly groupLocations = new Map<string, () => Value>();
  /** Paths of linked templates that were asked for and are not in {@link linked}. */
  readonly wanted = new Set<string>();
  /** What is being evaluated, to say where a limit was reached. */
  at: { readonly json: PlacedJson; readonly path: JsonPath | undefined } | undefined;
  readonly #parsed = new Map<string, Expression | string | SyntaxProblem>();
  readonly #told = new Set<string>();

  constructor(
    /** Linked templates that were read, by the path from the folder of the main template; null: there is none. */
    readonly linked: ReadonlyMap<string, PlacedJson | null>,
  ) {}

  /** Parses a text of the template, each text once. */
  parse(text: string): Expression | string | SyntaxProblem {
    if (!text.startsWith('[')) return text;
    let parsed = this.#parsed.get(text);
    if (parsed === undefined) {
      this.budget.spend(text.length);
      this.#parsed.set(text, (parsed = parsedOf(text)));
    }
    return parsed;
  }

  /** Notes a deployment whose template cannot be read. */
  leaveOut(json: PlacedJson, path: JsonPath | undefined): void {
    if (this.unread.length < MOST_PROBLEMS) this.unread.push(json.placeOf(stepsOf(path)));
  }

  /** Notes what is wrong with the template itself. */
  problem(json: PlacedJson, path: JsonPath | undefined, message: string): void {
    const place = json.placeOf(stepsOf(path));
    const key = `${place.file}:${place.line}:${place.column}`;
    if (this.#told.has(key) || this.problems.length >= MOST_PROBLEMS) return;
    this.#told.add(key);
    this.problems.push({ ...place, message });
  }
}

function parsedOf(text: string): Expression | string | SyntaxProblem {
  try {
    return parseText(text);
  } catch (error) {
    if (error instanceof SyntaxProblem) return error;
    throw error;
  }
}
