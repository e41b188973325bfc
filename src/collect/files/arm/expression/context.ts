import type { Budget } from './budget.js';
import type { Value } from './value.js';

/** A function that a template defines for itself. It sees its own parameters only. */
export interface UserFunction {
  readonly parameters: readonly string[];
  /** What it gives: JSON with expressions in it. */
  readonly output: unknown;
}

/** The template around an expression: all that the expression can ask. */
export interface Context {
  readonly budget: Budget;
  /** Another one for each deployment: what is unresolved in two of them is not equal by its name alone. */
  readonly key: string;
  /** The value of a parameter or variable. Throws an {@link EvaluationError} for a name that is not declared. */
  readonly parameter: (name: string) => Value;
  readonly variable: (name: string) => Value;
  readonly userFunction: (name: string) => UserFunction | undefined;
  /** Evaluates JSON with expressions in it, in this template. */
  readonly evaluateJson: (json: unknown, frame: Frame) => Value;
  /** Where the expression's own deployment goes to. */
  readonly target: Target;
  /** What `deployment()` gives. */
  readonly deployment: () => Value;
  /** The run-time state of a resource, as far as the templates tell it: the outputs of a nested deployment. */
  readonly reference: (identifier: Value, full: boolean) => Value;
  /** What `resourceInfo('symbol')` gives. */
  readonly resourceInfo: (symbol: string) => Value;
}

/** The scope that a deployment goes to. What is not known of it is unresolved. */
export interface Target {
  readonly kind: 'tenant' | 'managementGroup' | 'subscription' | 'resourceGroup';
  /** The id of the scope without a slash at its end; empty for the tenant. */
  readonly id: Value;
  readonly managementGroup?: Value | undefined;
  readonly subscription?: Value | undefined;
  readonly resourceGroup?: Value | undefined;
  /** The region of the resource group, where the templates tell it. */
  readonly location?: Value | undefined;
}

/** A copy loop that is running. */
export interface Loop {
  readonly name: string;
  readonly index: Value;
  /** Of a resource: `copyIndex()` without a name means it. */
  readonly ofResource: boolean;
  readonly outer: Loop | undefined;
}

/** What is around an expression inside its template. */
export interface Frame {
  readonly loop?: Loop | undefined;
  readonly lambdas?: ReadonlyMap<string, Value> | undefined;
  /** Inside a user-defined function: its parameters, the only ones that it sees. */
  readonly ownParameters?: ReadonlyMap<string, Value> | undefined;
}
