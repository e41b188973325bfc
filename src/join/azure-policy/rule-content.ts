import { Unknown, type Fact } from '../../model/unknown.js';
import { objectOf } from '../read.js';
import { Budget } from './budget.js';
import { effectOf } from './effects.js';
import { valueOf, type Scope } from './evaluate-expression.js';
import { undetermined } from './logic.js';
import type { Parameters } from './parameters.js';
import { read } from './read-any-case.js';

/** What a definition says, with the parameters of the assignment. */
export interface RuleContent {
  readonly condition: unknown;
  /** In lower case, before overrides. */
  readonly effect: Fact<string>;
  /** The `details` of the effect. */
  readonly details: unknown;
  readonly parameters: Parameters;
  /** Whether its mode lets it see resource groups. */
  readonly seesGroups: Fact<boolean>;
  /** Why it may not be what is assigned; see {@link whyOtherVersion}. */
  readonly otherVersion: Unknown | undefined;
}

/**
 * Reads what a definition says.
 *
 * @param body the properties of its row
 * @param otherVersion why it may not be the version that is assigned
 * @param makeParameters makes the parameters of the definition from those that it declares
 */
export function contentOf(
  body: unknown,
  otherVersion: Unknown | undefined,
  makeParameters: (declared: unknown) => Parameters,
): RuleContent | Unknown {
  const rule = read(body, 'policyRule');
  if (rule instanceof Unknown) return rule;
  if (objectOf(rule) === undefined) return undetermined('The rule of the definition was not read.');
  const then = read(rule, 'then');
  const parameters = makeParameters(read(body, 'parameters'));
  const effect = valueOf(read(then, 'effect'), parametersOnly(parameters, new Budget()));
  return {
    condition: read(rule, 'if'),
    effect: effectOf(effect),
    details: read(then, 'details'),
    parameters,
    seesGroups: seesGroups(body),
    otherVersion,
  };
}

/**
 * Whether policies of that mode are evaluated for resource groups: `All` only. `Indexed`, or `null` for the same, is
 * for resources with tags and location, and the modes of resource providers are for what is inside of resources
 * (https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-basics#mode).
 */
export function seesGroups(body: unknown): Fact<boolean> {
  const mode = read(body, 'mode');
  if (mode instanceof Unknown) return mode;
  const isNull =
    typeof body === 'object' && body !== null && Object.hasOwn(body, 'mode') && mode === undefined;
  const name = isNull ? 'indexed' : typeof mode === 'string' ? mode.trim().toLowerCase() : '';
  if (name === 'all') return true;
  if (name === 'indexed' || /^microsoft\.[\w.]+\.data$/.test(name)) return false;
  return undetermined('It is not known whether the definition is for resource groups.');
}

/**
 * Why the definition that was read, the newest, may not be the one that is assigned: the assignment holds on to
 * another version, such as `1.*.*`
 * (https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#policy-definition-id-and-version-preview).
 * Such a policy never denies for certain. One that is not about resource groups in its newest version is taken for
 * one that never was.
 */
export function whyOtherVersion(wanted: unknown, body: unknown): Unknown | undefined {
  if (wanted instanceof Unknown) return wanted;
  const found = read(body, 'version') ?? read(read(body, 'metadata'), 'version');
  if (wanted === undefined || (typeof wanted === 'string' && found === undefined)) return undefined;
  const other = undetermined('Another version of the definition may be assigned than was read.');
  if (typeof wanted !== 'string' || typeof found !== 'string') return other;
  const parts = found.trim().replace(/-.*$/s, '').split('.');
  const same = wanted
    .trim()
    .replace(/-.*$/s, '')
    .split('.')
    .every((part, index) => part === '*' || part === '' || part === parts[index]);
  return same ? undefined : other;
}

/** The scope of an effect, or of a parameter in an initiative: nothing that is created can be asked for. */
export function parametersOnly(parameters: Parameters, budget: Budget): Scope {
  const nothing = () => undetermined('A parameter or an effect depends on something that is not known.');
  return {
    budget,
    parameter: (name: string) => parameters(name, budget),
    field: nothing,
    subscription: nothing,
    current: nothing,
  };
}
