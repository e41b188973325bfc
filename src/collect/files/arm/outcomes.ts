import type { Row } from '../../../model/row.js';
import type { FilePlace } from '../../../model/sighting.js';
import { Unknown } from '../../../model/unknown.js';
import type { Addition } from '../../addition.js';
import type { FileProblem } from '../file-problem.js';
import type { PlacedJson } from '../json-text.js';
import { givenBy } from './parameter-file.js';
import { NOTHING_GIVEN } from './parameter.js';
import { readTemplate, type ReadTemplate } from './read-template.js';

/** More links than this, one behind the other, are not followed. */
const MOST_ROUNDS = 10;

interface OutcomeOptions {
  readonly target: string | undefined;
  /** The parameter files that belong to the template. */
  readonly parameters: readonly PlacedJson[];
  /** Reads a linked template by its path from the template's folder; null where it cannot be read. */
  readonly readLinked: (path: string) => Promise<PlacedJson | null>;
}

export interface Outcomes {
  readonly rows: readonly Row[];
  /** What is added to resources that the template does not declare. */
  readonly additions: readonly Addition[];
  readonly problems: readonly FileProblem[];
  /** Where deployments stand whose templates cannot be read. */
  readonly unread: readonly FilePlace[];
  /** Linked templates that were read, as {@link OutcomeOptions.readLinked} was asked for them. */
  readonly linked: readonly string[];
}

/**
 * What a template deploys: once for each of its parameter files, else with its defaults. Where two files lead to the same,
 * it is told once; where they differ, each outcome stands for itself, with the name of its parameter file in the labels.
 * Then `target` is not used: which of them goes there is not known.
 */
export async function outcomesOf(json: PlacedJson, options: OutcomeOptions): Promise<Outcomes> {
  const { parameters, target } = options;
  const linked = new Map<string, PlacedJson | null>();
  const read = (key: string, file: PlacedJson | undefined, goesTo: string | undefined, labelSuffix = '') =>
    withLinks(linked, options.readLinked, () =>
      readTemplate(json, {
        key,
        target: goesTo,
        linked,
        labelSuffix,
        given: file === undefined ? NOTHING_GIVEN : givenBy(file, key),
      }),
    );
  const outcomes = new Map<string, { file: PlacedJson | undefined; result: ReadTemplate }>();
  for (const file of parameters.length === 0 ? [undefined] : parameters) {
    const result = await read(json.file, file, target);
    const signature = parameters.length < 2 ? '' : signatureOf(result.rows);
    if (!outcomes.has(signature)) outcomes.set(signature, { file, result });
  }
  const results: ReadTemplate[] = [];
  for (const { file, result } of outcomes.values()) {
    const name = file?.file.slice(file.file.lastIndexOf('/') + 1);
    const again = outcomes.size > 1 && name !== undefined;
    results.push(again ? await read(`${json.file} ${name}`, file, undefined, ` (${name})`) : result);
  }
  return {
    rows: results.flatMap(({ rows }) => rows),
    additions: results.flatMap(({ additions }) => additions),
    problems: distinct(results.flatMap(({ problems }) => problems)),
    unread: distinct(results.flatMap(({ unread }) => unread)),
    linked: [...linked].filter(([, text]) => text !== null).map(([path]) => path),
  };
}

/** Reads the linked templates that an evaluation asks for, and evaluates again, until it asks for no more. */
async function withLinks(
  linked: Map<string, PlacedJson | null>,
  readLinked: OutcomeOptions['readLinked'],
  evaluate: () => ReadTemplate,
): Promise<ReadTemplate> {
  let result = evaluate();
  for (let round = 0; result.wanted.size > 0 && round < MOST_ROUNDS; round++) {
    for (const path of result.wanted) linked.set(path, await readLinked(path));
    result = evaluate();
  }
  return result;
}

/** A text that is equal for equal rows, wherever they stand. */
export function signatureOf(rows: readonly Row[]): string {
  return JSON.stringify(rows, (_, value: unknown) =>
    value instanceof Unknown ? { unknown: value.detail } : value,
  );
}

/** One for each place. */
export function distinct<T extends FilePlace>(places: readonly T[]): T[] {
  return [...new Map(places.map((each) => [`${each.file}:${each.line}:${each.column}`, each])).values()];
}
