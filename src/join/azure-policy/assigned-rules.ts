import { lowerId, nameOf } from '../../model/arm-id.js';
import type { ResourceSet } from '../../model/resource-set.js';
import { TYPES, type Row } from '../../model/row.js';
import { Unknown } from '../../model/unknown.js';
import { bodyOf, knownTextOf } from '../read.js';
import { ANY_GROUP } from './any-group.js';
import { assignmentOf, nameFor, type Assignment } from './assignment.js';
import type { Budget } from './budget.js';
import { Definitions, type DefinitionSources } from './definitions.js';
import { valueOf } from './evaluate-expression.js';
import { conditionHolds, judgementOf } from './judge-condition.js';
import { undetermined } from './logic.js';
import { parametersOf, type Parameters } from './parameters.js';
import { read } from './read-any-case.js';
import { contentOf, parametersOnly, whyOtherVersion, type RuleContent } from './rule-content.js';
import { listOrNone } from './selectors.js';

/** One policy as it is assigned, alone or in an initiative. */
export interface AssignedRule {
  readonly assignment: Assignment;
  /** What the initiative calls it. */
  readonly referenceId: string | undefined;
  readonly definitionName: string;
  /** What it says, or why that is not known. */
  readonly content: RuleContent | Unknown;
}

/** The effects that can decide whether a group is created: `append` and `modify` run before `deny`. */
const DECISIVE: ReadonlySet<string> = new Set(['deny', 'append', 'modify']);

/**
 * The assigned policies that may decide whether a resource group is created. Policies that certainly cannot, for any
 * group, are left out, and only definitions that an assignment names are looked at.
 *
 * @param rows where the assignments are: the shared part, or a slice
 * @param sources where their definitions are
 */
export function assignedRulesOf(rows: ResourceSet, sources: DefinitionSources): readonly AssignedRule[] {
  const known = new Definitions(sources);
  return [...rows.ofType(TYPES.policyAssignment).values()].flatMap((row) =>
    rulesOf(row, known).filter(mayDecide),
  );
}

function rulesOf(row: Row, definitions: Definitions): readonly AssignedRule[] {
  const body = bodyOf(row);
  const assignment = assignmentOf(row);
  if (assignment.enforced === false) return [];
  const given = read(body, 'parameters');
  const version = read(body, 'definitionVersion');
  const id = definitionIdOf(read(body, 'policyDefinitionId'));
  const unread = (why: Unknown): readonly AssignedRule[] => [
    { assignment, referenceId: undefined, definitionName: '', content: why },
  ];
  if (id instanceof Unknown) return unread(id);
  if (!lowerId(id).includes('/policysetdefinitions/')) {
    const named = { assignment, id, referenceId: undefined, version };
    return ruleOf(definitions, named, (declared) => parametersOf(given, declared));
  }
  const set = definitions.initiative(id);
  if (set === null) return [];
  if (set instanceof Unknown) return unread(set);
  return rulesOfSet(set, { assignment, given, version }, definitions);
}

interface AssignedSet {
  readonly assignment: Assignment;
  readonly given: unknown;
  readonly version: unknown;
}

/**
 * The policies of an initiative; each gets parameters that may be expressions over those of the initiative
 * (https://learn.microsoft.com/azure/governance/policy/concepts/initiative-definition-structure).
 */
function rulesOfSet(
  set: Row,
  { assignment, given, version }: AssignedSet,
  definitions: Definitions,
): readonly AssignedRule[] {
  const body = bodyOf(set);
  const nameless = { assignment, referenceId: undefined, definitionName: nameFor(set) };
  const otherSet = whyOtherVersion(version, body);
  const entries = read(body, 'policyDefinitions');
  const list = entries === undefined ? policiesNotRead() : listOrNone(entries);
  if (list instanceof Unknown) return [{ ...nameless, content: list }];
  const parameters = parametersOf(given, read(body, 'parameters'));
  const evaluate = (value: unknown, budget: Budget) => valueOf(value, parametersOnly(parameters, budget));
  return list.flatMap((entry) => {
    const id = definitionIdOf(read(entry, 'policyDefinitionId'));
    const referenceId = knownTextOf(read(entry, 'policyDefinitionReferenceId'));
    if (id instanceof Unknown) return { ...nameless, referenceId, content: id };
    const own = { assignment, id, referenceId, version: read(entry, 'definitionVersion'), otherSet };
    return ruleOf(definitions, own, (declared) =>
      parametersOf(read(entry, 'parameters'), declared, evaluate),
    );
  });
}

interface Named {
  readonly assignment: Assignment;
  readonly id: string;
  readonly referenceId: string | undefined;
  /** The version of it that is assigned. */
  readonly version: unknown;
  /** Why the initiative may be another version than was read. */
  readonly otherSet?: Unknown | undefined;
}

/** The rule of one policy, or none where it is not about resource groups. */
function ruleOf(
  definitions: Definitions,
  named: Named,
  parametersFor: (declared: unknown) => Parameters,
): readonly AssignedRule[] {
  const { assignment, referenceId } = named;
  const row = definitions.policy(named.id);
  if (row === null) return [];
  if (row instanceof Unknown) {
    return [{ assignment, referenceId, definitionName: nameOf(named.id), content: row }];
  }
  if (!definitions.mayBeAboutGroups(row)) return [];
  const body = bodyOf(row);
  const otherVersion = named.otherSet ?? whyOtherVersion(named.version, body);
  const content = contentOf(body, otherVersion, parametersFor);
  return [{ assignment, referenceId, definitionName: nameFor(row), content }];
}

/** The id of a definition or initiative. A text that is no such id says nothing of whether there is one. */
function definitionIdOf(value: unknown): string | Unknown {
  if (value instanceof Unknown) return value;
  return typeof value === 'string' &&
    /\/providers\/microsoft\.authorization\/policy(set)?definitions\/[^/]+$/i.test(value)
    ? value
    : undetermined('It is not known which definition is assigned.');
}

function policiesNotRead(): Unknown {
  return undetermined('The policies of the initiative were not read.');
}

/** Whether the policy may decide anything for some resource group. */
function mayDecide({ assignment, content }: AssignedRule): boolean {
  if (content instanceof Unknown) return true;
  const overrides = listOrNone(assignment.overrides);
  const fixed = !(overrides instanceof Unknown) && overrides.length === 0;
  if (fixed && typeof content.effect === 'string' && !DECISIVE.has(content.effect)) return false;
  return conditionHolds(content.condition, judgementOf(ANY_GROUP, content.parameters)) !== false;
}
