import { isJsonObject } from '../../to-row.js';
import type { Context, Frame, UserFunction } from './expression/context.js';
import { evaluate } from './expression/evaluate.js';
import type { Expression } from './expression/syntax.js';
import { SyntaxProblem } from './expression/syntax.js';
import { Unresolved } from './expression/unresolved.js';
import { derived, EvaluationError, propertyOf, type Value, type ValueObject } from './expression/value.js';
import { below, type JsonPath } from './json-path.js';
import { parameterOf } from './parameter.js';
import type { Run } from './run.js';
import type { DeploymentOptions, Template } from './template.js';
import { inLoop, isLoops, type WrittenLoop } from './written-loop.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** ARM's own limit (https://learn.microsoft.com/azure/azure-resource-manager/templates/copy-resources#copy-limits). */
const MOST_COPIES = 800;

/**
 * By convention the URI of the folder that the template itself is in, which whoever deploys it fills in
 * (https://github.com/Azure/azure-quickstart-templates/blob/master/1-CONTRIBUTION-GUIDE/best-practices.md#deployment-artifacts-nested-templates-scripts).
 */
const ARTIFACTS_LOCATION = '_artifactslocation';

/** One deployment of a template: its parameters and variables, evaluated when they are first asked for. */
export class Deployment {
  readonly context: Context;
  readonly template: Template;
  readonly run: Run;
  readonly #options: DeploymentOptions;
  readonly #values = new Map<string, Value | typeof EVALUATING>();

  constructor(options: DeploymentOptions) {
    this.#options = options;
    this.run = options.run;
    this.template = options.template;
    this.context = this.#contextOf(options);
  }

  #contextOf({ run, key, target, declared }: DeploymentOptions): Context {
    return {
      budget: run.budget,
      key,
      target,
      parameter: (name) => this.#once(`parameter ${name.toLowerCase()}`, () => this.#parameter(name)),
      variable: (name) => this.#once(`variable ${name.toLowerCase()}`, () => this.#variable(name)),
      userFunction: (name) => this.#userFunction(name),
      evaluateJson: (json, frame) => this.valueOf(json, frame, undefined),
      deployment: () => this.#once('deployment', () => this.#itself()),
      reference: (identifier, full) =>
        declared.reference(identifier, full) ??
        derived({ kind: 'deployment' }, 'reference', [identifier, full], run.budget),
      resourceInfo: (symbol) =>
        declared.resourceInfo(symbol) ?? new Unresolved({ kind: 'deployment' }, `${key} resource ${symbol}`),
    };
  }

  /** A value that is evaluated once; one that needs itself has none. */
  #once(key: string, compute: () => Value): Value {
    const known = this.#values.get(key);
    if (known === EVALUATING) throw new EvaluationError(`the ${key} depends on itself`);
    if (known !== undefined) return known;
    this.#values.set(key, EVALUATING);
    try {
      const value = compute();
      this.#values.set(key, value);
      return value;
    } finally {
      if (this.#values.get(key) === EVALUATING) this.#values.delete(key);
    }
  }

  #section(name: string): JsonObject {
    const section = propertyOf(this.template.body, name);
    return isJsonObject(section) ? section : {};
  }

  #parameter(name: string): Value {
    const declaration = propertyOf(this.#section('parameters'), name);
    if (!isJsonObject(declaration)) throw new EvaluationError(`there is no parameter ${name}`);
    const path = below(this.template.path, 'parameters', name, 'defaultValue');
    const value = parameterOf(name, declaration, {
      definitions: this.#section('definitions'),
      given: this.#options.given,
      key: this.context.key,
      defaultOf: (json) => this.valueOf(json, {}, path),
    });
    const isBase = name.toLowerCase() === ARTIFACTS_LOCATION && value instanceof Unresolved;
    if (!isBase || value.more.file !== undefined) return value;
    return new Unresolved(value.cause, value.key, undefined, { ...value.more, file: this.template.file });
  }

  #variable(name: string): Value {
    const variables = this.#section('variables');
    const path = below(this.template.path, 'variables');
    const written = propertyOf(variables, name);
    if (written !== undefined) return this.valueOf(written, {}, below(path, name));
    const list = this.#copies(variables, {}, path).find(
      ([each]) => each.toLowerCase() === name.toLowerCase(),
    );
    if (list === undefined) throw new EvaluationError(`there is no variable ${name}`);
    return list[1]();
  }

  /** https://learn.microsoft.com/azure/azure-resource-manager/templates/user-defined-functions */
  #userFunction(name: string): UserFunction | undefined {
    const dot = name.lastIndexOf('.');
    const lists = propertyOf(this.template.body, 'functions');
    if (dot < 0 || !Array.isArray(lists)) return undefined;
    for (const each of lists as unknown[]) {
      const namespace = isJsonObject(each) ? each.namespace : undefined;
      if (!isJsonObject(each) || typeof namespace !== 'string' || !isJsonObject(each.members)) continue;
      if (namespace.toLowerCase() !== name.slice(0, dot)) continue;
      const member = propertyOf(each.members, name.slice(dot + 1));
      if (!isJsonObject(member)) continue;
      const parameters = (Array.isArray(member.parameters) ? (member.parameters as unknown[]) : []).map(
        (one) => (isJsonObject(one) && typeof one.name === 'string' ? one.name : ''),
      );
      return { parameters, output: isJsonObject(member.output) ? member.output.value : undefined };
    }
    return undefined;
  }

  /** What `deployment()` gives; of a linked template's URI only the path from the main template is known. */
  #itself(): Value {
    const { key, name, template } = this.#options;
    const unknown = (what: string, more = {}) =>
      new Unresolved({ kind: 'deployment' }, `${key} deployment ${what}`, undefined, more);
    const uri = unknown('uri', { file: template.file });
    return {
      name: name ?? unknown('name'),
      location: unknown('location'),
      properties: {
        templateLink: { uri },
        template: { contentVersion: unknown('contentVersion') },
        provisioningState: unknown('state'),
        mode: unknown('mode'),
        parameters: unknown('parameters'),
      },
    };
  }

  /**
   * Evaluates JSON with expressions in it. What cannot be resolved is unresolved at the deepest place.
   *
   * @param path where it stands in the text, undefined where a mistake in it need not be told
   */
  valueOf(json: unknown, frame: Frame, path: JsonPath | undefined): Value {
    this.run.budget.spend();
    if (typeof json === 'string') return this.#text(json, frame, path);
    if (Array.isArray(json))
      return (json as unknown[]).map((item, index) => this.valueOf(item, frame, stepBelow(path, index)));
    if (!isJsonObject(json)) return json as null | boolean | number;
    const entries: [string, Value][] = [];
    for (const [name, value] of Object.entries(json)) {
      if (name.toLowerCase() === 'copy' && isLoops(value)) {
        for (const [list, items] of this.#copies(json, frame, path)) entries.push([list, items()]);
      } else entries.push([name, this.valueOf(value, frame, stepBelow(path, name))]);
    }
    return Object.fromEntries(entries);
  }

  #text(text: string, frame: Frame, path: JsonPath | undefined): Value {
    const parsed = this.run.parse(text);
    if (typeof parsed === 'string') return parsed;
    if (!(parsed instanceof SyntaxProblem)) return this.#expression(parsed, text, frame);
    if (path !== undefined) this.run.problem(this.template.json, path, `${upperFirst(parsed.message)}.`);
    return this.#failed(parsed.message, text);
  }

  #expression(expression: Expression, text: string, frame: Frame): Value {
    try {
      const value = evaluate(expression, this.context, frame);
      return value instanceof Unresolved ? value.seenIn(text) : value;
    } catch (error) {
      if (error instanceof EvaluationError) return this.#failed(error.message, text);
      throw error;
    }
  }

  #failed(why: string, text: string): Unresolved {
    const key = `failed ${this.context.key} ${this.run.budget.serial()}`;
    return new Unresolved({ kind: 'failed', why }, key).seenIn(text);
  }

  /** The lists that `copy` makes beside the other properties of an object. */
  #copies(json: JsonObject, frame: Frame, path: JsonPath | undefined): [string, () => Value][] {
    const loops = propertyOf(json, 'copy');
    if (!isLoops(loops)) return [];
    return loops.map((loop, index) => {
      const place = below(path, 'copy', index);
      return [loop.name, () => this.#copied(loop, frame, place)];
    });
  }

  #copied(loop: WrittenLoop, frame: Frame, path: JsonPath | undefined): Value {
    const count = this.countOf(loop.count, frame, stepBelow(path, 'count'));
    if (count instanceof Unresolved) return count;
    const input = stepBelow(path, 'input');
    return Array.from({ length: count }, (_, index) =>
      this.valueOf(loop.input, inLoop(frame, loop.name, index, false), input),
    );
  }

  /**
   * How often a loop runs.
   *
   * @throws LimitError beyond ARM's own limit, by way of the budget
   */
  countOf(json: unknown, frame: Frame, path: JsonPath | undefined): number | Unresolved {
    const value = this.valueOf(json, frame, path);
    if (value instanceof Unresolved) return value;
    const count = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value;
    if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 && count <= MOST_COPIES)
      return count;
    const why = `the count of a copy loop is no number from 0 to ${MOST_COPIES}`;
    if (path !== undefined) this.run.problem(this.template.json, path, `${upperFirst(why)}.`);
    return this.#failed(why, typeof json === 'string' ? json : '');
  }

  /** The outputs of a template that is evaluated here, as `reference` shows them. */
  outputsOf({ body, path }: Template, frame: Frame): ValueObject {
    const outputs = propertyOf(body, 'outputs');
    if (!isJsonObject(outputs)) return {};
    const entries = Object.entries(outputs).map(([name, output]): [string, Value] | undefined => {
      if (!isJsonObject(output)) return undefined;
      if (Object.hasOwn(output, 'condition') && this.valueOf(output.condition, frame, undefined) === false)
        return undefined;
      return [
        name,
        { type: String(output.type), value: this.#output(output, frame, below(path, 'outputs', name)) },
      ];
    });
    return Object.fromEntries(entries.filter((entry) => entry !== undefined));
  }

  #output(output: JsonObject, frame: Frame, path: JsonPath | undefined): Value {
    if (typeof output.type === 'string' && output.type.toLowerCase().startsWith('secure'))
      return new Unresolved({ kind: 'deployment' }, `${this.context.key} output ${this.run.budget.serial()}`);
    if (isJsonObject(output.copy))
      return this.#copied({ ...output.copy, name: '' } as WrittenLoop, frame, path);
    return this.valueOf(output.value, frame, below(path, 'value'));
  }

  /** Remembers where the evaluation is, for the place of a limit that is reached. */
  enter(path: JsonPath | undefined): void {
    this.run.at = { json: this.template.json, path };
  }
}

const EVALUATING = Symbol('evaluating');

function stepBelow(path: JsonPath | undefined, step: string | number): JsonPath | undefined {
  return path === undefined ? undefined : { above: path, step };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
