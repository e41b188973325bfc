import { Budget } from '../../../../../src/collect/files/arm/expression/budget.js';
import type { Context, Frame, Target } from '../../../../../src/collect/files/arm/expression/context.js';
import { evaluate } from '../../../../../src/collect/files/arm/expression/evaluate.js';
import { parseText } from '../../../../../src/collect/files/arm/expression/parse.js';
import { Unresolved } from '../../../../../src/collect/files/arm/expression/unresolved.js';
import { EvaluationError, type Value } from '../../../../../src/collect/files/arm/expression/value.js';

export interface Surroundings {
  readonly parameters?: Readonly<Record<string, Value>>;
  readonly variables?: Readonly<Record<string, Value>>;
  readonly target?: Target;
  readonly frame?: Frame;
  readonly budget?: number;
}

const GROUP: Target = {
  kind: 'resourceGroup',
  id: '/subscriptions/s1/resourceGroups/examplegroup',
  subscription: 's1',
  resourceGroup: 'examplegroup',
};

/** Something that only the deployment knows. */
export const unresolved = (key: string) => new Unresolved({ kind: 'parameter', name: key }, key);

/** The value of a text of a template, without a template around it. */
export function valueOf(text: string, around: Surroundings = {}): Value {
  const expression = parseText(text);
  if (typeof expression === 'string') return expression;
  const look = (values: Readonly<Record<string, Value>> | undefined) => (name: string) => {
    const value = values?.[name];
    if (value === undefined) throw new EvaluationError(`there is no ${name}`);
    return value;
  };
  const context: Context = {
    budget: new Budget(around.budget ?? 100_000),
    key: 'test',
    parameter: look(around.parameters),
    variable: look(around.variables),
    userFunction: () => undefined,
    evaluateJson: () => null,
    target: around.target ?? GROUP,
    deployment: () => ({ name: 'deployment' }),
    reference: () => unresolved('reference'),
    resourceInfo: () => unresolved('resourceInfo'),
  };
  return evaluate(expression, context, around.frame ?? {});
}
