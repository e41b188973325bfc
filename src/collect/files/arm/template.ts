import type { PlacedJson } from '../json-text.js';
import type { Target } from './expression/context.js';
import type { Value } from './expression/value.js';
import type { JsonPath } from './json-path.js';
import type { Given } from './parameter.js';
import type { Run } from './run.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** A template and where it stands. */
export interface Template {
  readonly json: PlacedJson;
  /** Where it is inside the text, for one that is nested. */
  readonly path: JsonPath | undefined;
  readonly body: JsonObject;
  /** The path of the text from the folder of the main template. */
  readonly file: string;
}

/** What a deployment of a template is made of. */
export interface DeploymentOptions {
  readonly run: Run;
  readonly template: Template;
  readonly target: Target;
  /** Another one for each deployment. */
  readonly key: string;
  /** The name of the deployment, where it is known. */
  readonly name?: Value;
  readonly given: Given;
  /** What `reference` and `resourceInfo` find among the resources that the template declares. */
  readonly declared: {
    readonly reference: (identifier: Value, full: boolean) => Value | undefined;
    readonly resourceInfo: (symbol: string) => Value | undefined;
  };
}
