import { isJsonObject } from '../../to-row.js';
import { declaredIn, isDeployment, type Declared } from './declared.js';
import { Deployment } from './deployment.js';
import type { DeploymentOptions, Template } from './template.js';
import { LimitError } from './expression/budget.js';
import type { Frame, Target } from './expression/context.js';
import { textPartOf } from './expression/functions/rule.js';
import { Unresolved } from './expression/unresolved.js';
import { EvaluationError, isObject, propertyOf, type Value, type ValueObject } from './expression/value.js';
import { below } from './json-path.js';
import { linkedFile } from './linked-file.js';
import type { Given } from './parameter.js';
import { MAX_NESTING } from './run.js';
import { resourceGroupTarget } from './targets.js';

interface Options extends Omit<DeploymentOptions, 'declared'> {
  /** Labels of the deployments around this one. */
  readonly labels?: readonly string[];
  /** Of a nested template of outer scope: what evaluates its expressions, and in which frame. */
  readonly outer?: { readonly deployment: Deployment; readonly frame: Frame };
}

/** A template that is deployed to a scope: the main one, or one that is nested or linked. */
export class DeployedTemplate {
  readonly template: Template;
  readonly deployment: Deployment;
  readonly labels: readonly string[];
  readonly #options: Options;
  readonly #frame: Frame;
  #declared: readonly Declared[] | undefined;
  #bySymbol: ReadonlyMap<string, Declared> | undefined;
  #outputs: ValueObject | 'evaluating' | undefined;
  readonly #nested = new Map<Declared, DeployedTemplate | undefined>();

  constructor(options: Options) {
    this.#options = options;
    this.template = options.template;
    this.labels = options.labels ?? [];
    if (this.labels.length > MAX_NESTING)
      throw new LimitError('nests deployments more deeply than backup-lint allows');
    this.#frame = options.outer?.frame ?? {};
    this.deployment =
      options.outer?.deployment ??
      new Deployment({
        ...options,
        declared: {
          reference: (identifier, full) => this.#reference(identifier, full),
          resourceInfo: (symbol) => this.#resourceInfo(symbol),
        },
      });
  }

  /** The resources that it declares, nested deployments among them. */
  get declared(): readonly Declared[] {
    return this.#declare();
  }

  /** Finds them once. Outputs refer to the deployments among them, so they come first. */
  #declare(): readonly Declared[] {
    if (this.#declared !== undefined) return this.#declared;
    const { run, target } = this.#options;
    const { body, path } = this.template;
    // A name or a condition cannot refer to the run-time state of a resource: meanwhile none is found.
    this.#declared = [];
    const declared = [
      ...declaredIn(propertyOf(body, 'resources'), below(path, 'resources'), {
        deployment: this.deployment,
        home: target,
        frame: this.#frame,
      }),
    ];
    this.#declared = declared;
    this.#bySymbol = undefined;
    for (const each of declared) {
      const id = (textPartOf(each.id) ?? '').toLowerCase();
      if (isDeployment(each.type) && !each.existing) run.outputs.set(id, () => this.nested(each)?.outputs);
      if (each.type.toLowerCase() === 'microsoft.resources/resourcegroups') {
        const location = propertyOf(each.body, 'location');
        run.groupLocations.set(id, () => this.deployment.valueOf(location ?? null, each.frame, undefined));
      }
    }
    return declared;
  }

  /** Its outputs as `reference` shows them. */
  get outputs(): ValueObject {
    if (this.#outputs === 'evaluating') throw new EvaluationError('the outputs depend on themselves');
    if (this.#outputs !== undefined) return this.#outputs;
    this.#outputs = 'evaluating';
    try {
      this.#declare();
      const outputs = this.deployment.outputsOf(this.template, this.#frame);
      this.#outputs = outputs;
      return outputs;
    } finally {
      if (this.#outputs === 'evaluating') this.#outputs = undefined;
    }
  }

  /** What a nested deployment deploys; undefined where its template cannot be read. */
  nested(declared: Declared): DeployedTemplate | undefined {
    if (!this.#nested.has(declared)) this.#nested.set(declared, this.#nestedOf(declared));
    return this.#nested.get(declared);
  }

  #nestedOf(declared: Declared): DeployedTemplate | undefined {
    const { run } = this.#options;
    const { deployment } = this;
    const properties = propertyOf(declared.body, 'properties');
    if (!isJsonObject(properties)) return undefined;
    const template = this.#templateOf(declared, properties);
    if (template === undefined) return undefined;
    const common = {
      run,
      template,
      target: this.#targetOf(declared),
      key: `${deployment.context.key} ${textPartOf(declared.id) ?? ''}`,
      name: declared.name,
      labels: [...this.labels, declared.label],
    };
    const options = propertyOf(properties, 'expressionEvaluationOptions');
    const scope = isJsonObject(options) ? propertyOf(options, 'scope') : undefined;
    // In languageVersion 2.0, inner is the only scope there is.
    const isInner =
      template.json !== this.template.json ||
      String(scope).toLowerCase() === 'inner' ||
      String(propertyOf(this.template.body, 'languageVersion')).startsWith('2');
    return isInner
      ? new DeployedTemplate({ ...common, given: this.#givenTo(declared, properties) })
      : new DeployedTemplate({
          ...common,
          given: () => undefined,
          outer: { deployment, frame: declared.frame },
        });
  }

  #templateOf(declared: Declared, properties: Readonly<Record<string, unknown>>): Template | undefined {
    const { json, file } = this.template;
    const { run } = this.#options;
    const body = propertyOf(properties, 'template');
    if (isJsonObject(body)) return { json, file, body, path: below(declared.path, 'properties', 'template') };
    const link = propertyOf(properties, 'templateLink');
    if (!isJsonObject(link)) return undefined;
    const target = linkedFile(this.deployment.valueOf(link, declared.frame, undefined), file);
    if (target === undefined) return undefined;
    const linked = run.linked.get(target);
    if (linked === undefined) run.wanted.add(target);
    return isJsonObject(linked?.value)
      ? { json: linked, file: target, body: linked.value, path: undefined }
      : undefined;
  }

  /** The scope of a nested deployment, with the region of its resource group where the templates tell it. */
  #targetOf({ target: found }: Declared): Target {
    const { run, target } = this.#options;
    if (found?.subscription === undefined || found.resourceGroup === undefined) return found ?? target;
    const location = run.groupLocations.get((textPartOf(found.id) ?? '').toLowerCase());
    return location === undefined
      ? found
      : resourceGroupTarget(found.subscription, found.resourceGroup, location());
  }

  /** The parameters that a nested deployment is given, evaluated out here. */
  #givenTo({ frame, path }: Declared, properties: Readonly<Record<string, unknown>>): Given {
    const { deployment } = this;
    const written = propertyOf(properties, 'parameters');
    const place = below(path, 'properties', 'parameters');
    const whole = typeof written === 'string' ? deployment.valueOf(written, frame, place) : undefined;
    const hasLink = propertyOf(properties, 'parametersLink') !== undefined;
    return (name) => {
      if (whole instanceof Unresolved) return whole;
      const own = isJsonObject(written) ? propertyOf(written, name) : undefined;
      const value = isObject(whole)
        ? propertyOf(whole, name)
        : own === undefined
          ? undefined
          : deployment.valueOf(own, frame, below(place, name));
      if (value instanceof Unresolved) return value;
      if (isObject(value)) {
        const given = propertyOf(value, 'value');
        if (given !== undefined) return given;
        if (propertyOf(value, 'reference') !== undefined)
          return new Unresolved(
            { kind: 'keyVault', name },
            `${deployment.context.key} vault ${deployment.run.budget.serial()}`,
          );
      }
      if (!hasLink) return undefined;
      return new Unresolved({ kind: 'deployment' }, `${deployment.context.key} link ${name.toLowerCase()}`);
    };
  }

  #find(symbol: string): Declared | undefined {
    this.#bySymbol ??= new Map(
      this.declared.flatMap((each) => (each.symbol === undefined ? [] : [[each.symbol.toLowerCase(), each]])),
    );
    return this.#bySymbol.get(symbol.toLowerCase());
  }

  /** What a template tells of the run-time state of its resources: the outputs of its nested deployments. */
  #reference(identifier: Value, full: boolean): Value | undefined {
    const { run } = this.#options;
    const text = textPartOf(identifier) ?? '';
    const declared = text.includes('/') ? undefined : (this.#find(text) ?? this.#deploymentNamed(text));
    const outputs =
      declared === undefined
        ? run.outputs.get(text.toLowerCase())?.()
        : isDeployment(declared.type)
          ? this.nested(declared)?.outputs
          : undefined;
    if (outputs === undefined) {
      if (text.includes('/')) return undefined;
      const key = `${this.deployment.context.key} reference ${text} ${full}`;
      return new Unresolved({ kind: 'deployment' }, key);
    }
    return full ? { properties: { outputs } } : { outputs };
  }

  #deploymentNamed(name: string): Declared | undefined {
    return this.declared.find(
      (each) => isDeployment(each.type) && textPartOf(each.name)?.toLowerCase() === name.toLowerCase(),
    );
  }

  #resourceInfo(symbol: string): Value | undefined {
    const declared = this.#find(symbol);
    if (declared === undefined) return undefined;
    const { id, name, type } = declared;
    const last = textPartOf(name)?.split('/').at(-1) ?? '';
    const ownName =
      name instanceof Unresolved && last !== name.text
        ? new Unresolved(name.cause, `part ${last}`, last)
        : name;
    return { id, name: ownName instanceof Unresolved ? ownName : last, type };
  }
}
