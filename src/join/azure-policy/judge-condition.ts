import { Unknown, type Fact } from '../../model/unknown.js';
import { objectOf, regionOf, type Properties } from '../read.js';
import { Budget } from './budget.js';
import { fieldOf, type CreatedGroup, type Field } from './created-group.js';
import { valueOf, type Scope } from './evaluate-expression.js';
import { holdsForAll, holdsForAny, opposite, undetermined } from './logic.js';
import { comparisonHolds, isOperator } from './operators.js';
import type { Parameters } from './parameters.js';

/** What a rule is judged against. */
export interface Judgement {
  readonly group: CreatedGroup;
  readonly parameters: Parameters;
  readonly budget: Budget;
  /** What `current()` gives: the item that a `count` is at. */
  readonly current?: ReadonlyMap<string, unknown>;
  /** Is told of every field that is read, and of what a condition on it asks for. */
  readonly onRead?: (field: Field, operand: unknown) => void;
}

/** Policy documents are limited to some thousand conditions; nobody nests them this deeply. */
const MAX_DEPTH = 100;

/** Azure's limit for the items of a `count`. */
const MAX_COUNTED = 100;

/** A judgement of a rule, with the work that it may take. */
export function judgementOf(group: CreatedGroup, parameters: Parameters): Judgement {
  return { group, parameters, budget: new Budget() };
}

/**
 * Whether the `if` of a rule holds for a resource group, in three values: what cannot be told stays not known
 * (https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule).
 */
export function conditionHolds(condition: unknown, judgement: Judgement, depth = 0): Fact<boolean> {
  const why = judgement.budget.spend(1);
  if (why !== undefined) return why;
  if (condition instanceof Unknown) return condition;
  if (depth > MAX_DEPTH) return undetermined('Its rule is nested too deeply to be judged.');
  const parts = partsOf(condition);
  if (parts === undefined) return undetermined('A condition of its rule cannot be read.');
  const [kind, value] = parts.subject;
  const inner = (each: unknown) => conditionHolds(each, judgement, depth + 1);
  if (kind === 'not') return opposite(inner(value));
  if (kind === 'allof' || kind === 'anyof') {
    if (value instanceof Unknown) return value;
    if (!Array.isArray(value) || value.length === 0) {
      return undetermined('A list of conditions in its rule cannot be read.');
    }
    return kind === 'allof' ? holdsForAll(value as unknown[], inner) : holdsForAny(value as unknown[], inner);
  }
  if (parts.operator === undefined) return undetermined('A condition of its rule has no operator.');
  if (kind === 'count') return countHolds(value, parts.operator, judgement, depth);
  return kind === 'field'
    ? fieldHolds(value, parts.operator, judgement)
    : valueHolds(value, parts.operator, judgement);
}

type Part = readonly [name: string, value: unknown];

const SUBJECTS: ReadonlySet<string> = new Set(['allof', 'anyof', 'not', 'field', 'value', 'count']);

/** What a condition is about and its operator, names in lower case; undefined where it has not exactly one of each. */
export function partsOf(condition: unknown): { subject: Part; operator: Part | undefined } | undefined {
  const object = objectOf(condition);
  if (object === undefined) return undefined;
  const parts = Object.entries(object).map(([key, value]): Part => [key.toLowerCase(), value]);
  const subjects = parts.filter(([name]) => SUBJECTS.has(name));
  const operators = parts.filter(([name]) => isOperator(name));
  const [subject] = subjects;
  if (subject === undefined || subjects.length > 1 || operators.length > 1) return undefined;
  return { subject, operator: operators[0] };
}

function fieldHolds(name: unknown, [operator, operand]: Part, judgement: Judgement): Fact<boolean> {
  const scope = scopeFor(judgement);
  const text = valueOf(name, scope);
  if (text instanceof Unknown) return text;
  if (typeof text !== 'string') return undetermined('The name of a field in its rule cannot be read.');
  const field = fieldOf(judgement.group, text);
  const wanted = valueOf(operand, scope);
  judgement.onRead?.(field, wanted);
  const { budget, group } = judgement;
  if (field.aspect === 'tags' && field.tag === undefined && operator.endsWith('containskey')) {
    if (typeof wanted !== 'string') return undetermined('The name of a tag in its rule cannot be read.');
    const tag = group.tags.get(wanted.toLowerCase());
    const has = tag instanceof Unknown ? tag : tag !== undefined;
    judgement.onRead?.({ aspect: 'tags', tag: wanted, value: tag, exactCase: true }, undefined);
    return operator === 'containskey' ? has : opposite(has);
  }
  return comparisonHolds(operator, {
    value: field.value,
    operand: field.aspect === 'location' ? regionsOf(wanted) : wanted,
    exactCase: field.exactCase,
    budget,
  });
}

/** A location is compared in any spelling: `East US 2` is `eastus2`. */
function regionsOf(operand: unknown): unknown {
  if (Array.isArray(operand)) return operand.map(regionsOf);
  return typeof operand === 'string' ? (regionOf(operand) ?? operand) : operand;
}

function valueHolds(value: unknown, [operator, operand]: Part, judgement: Judgement): Fact<boolean> {
  let exactCase = true;
  const fields: Field[] = [];
  const scope = scopeFor(judgement, (field) => {
    exactCase &&= field?.exactCase ?? false;
    if (field !== undefined) fields.push(field);
  });
  const [left, right] = [valueOf(value, scope), valueOf(operand, scope)];
  for (const field of fields) judgement.onRead?.(field, right);
  return comparisonHolds(operator, { value: left, operand: right, exactCase, budget: judgement.budget });
}

/**
 * A `count` over a list that the rule or a parameter gives; a count over the members of an alias is not known, for
 * resource groups have none
 * (https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#count).
 */
function countHolds(
  count: unknown,
  [operator, operand]: Part,
  judgement: Judgement,
  depth: number,
): Fact<boolean> {
  if (count instanceof Unknown) return count;
  const keys = lowerKeys(objectOf(count));
  const scope = scopeFor(judgement);
  const items = valueOf(keys.get('value'), scope);
  if (items instanceof Unknown) return items;
  const name = keys.get('name') ?? 'default';
  if (!Array.isArray(items) || items.length > MAX_COUNTED || typeof name !== 'string') {
    return undetermined('Its rule counts something that cannot be counted here.');
  }
  const where = keys.get('where');
  const facts = (items as unknown[]).map((item): Fact<boolean> => {
    const current = new Map(judgement.current).set(name.toLowerCase(), item);
    return where === undefined || conditionHolds(where, { ...judgement, current }, depth + 1);
  });
  const least = facts.filter((fact) => fact === true).length;
  const most = least + facts.filter((fact) => fact instanceof Unknown).length;
  const wanted = valueOf(operand, scope);
  const answers = [least, most].map((value) =>
    comparisonHolds(operator, { value, operand: wanted, exactCase: true, budget: judgement.budget }),
  );
  const [first, second] = answers;
  if (first === undefined || second === undefined) return undetermined('Its rule counts nothing.');
  if (least === most) return first;
  const ordered = operator.startsWith('less') || operator.startsWith('greater');
  const why = facts.find((fact) => fact instanceof Unknown);
  return ordered && first === second ? first : (why ?? first);
}

function lowerKeys(object: Properties | undefined): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(object ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
}

/** What the expressions of a rule may ask for. `onRead` is told of each field, and `undefined` of the subscription. */
export function scopeFor(judgement: Judgement, onRead?: (field: Field | undefined) => void): Scope {
  const { group, parameters, budget, current } = judgement;
  const { subscriptionId } = group;
  return {
    budget,
    parameter: (name) => parameters(name, budget),
    field: (name) => {
      const field = fieldOf(group, name);
      onRead?.(field);
      if (field.aspect === 'location' || (field.aspect === 'tags' && field.tag === undefined)) {
        return undetermined('Its rule computes with a location or with all tags.');
      }
      return field.value ?? null;
    },
    subscription: () => {
      onRead?.(undefined);
      return {
        id: subscriptionId instanceof Unknown ? subscriptionId : `/subscriptions/${subscriptionId}`,
        subscriptionId,
      };
    },
    current: (name) => {
      if (current === undefined || (name === undefined && current.size > 1)) return undefined;
      return name === undefined ? [...current.values()][0] : current.get(name.toLowerCase());
    },
  };
}
